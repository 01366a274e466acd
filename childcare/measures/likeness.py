"""How alike two names and two places are (相似), to find what was entered twice."""

import math
import re
from collections.abc import Iterable
from unicodedata import normalize

METRES_PER_DEGREE = 111_320.0
_SILENT = re.compile(r"[\W_]+")


def plain_name(name: str) -> str:
    """Return a name without spaces, marks, width of characters and capitals."""
    return _SILENT.sub("", normalize("NFKC", name).casefold())


def core_name(name: str, generic: Iterable[str]) -> str:
    """Return what is left of a name without the words that only say what kind of place it is.

    Longer words are left out first. Nothing left means that the name says nothing.
    """
    plain = plain_name(name)
    for word in sorted(generic, key=len, reverse=True):
        plain = plain.replace(plain_name(word), "")
    return plain


def is_one_slip(first: str, second: str, telling: str = "") -> bool:
    """Say whether one character more, less or other makes two texts the same.

    A character of ``telling`` that differs is no slip, and equal texts differ by none.
    """
    if first == second or abs(len(first) - len(second)) > 1:
        return False
    shorter, longer = sorted((first, second), key=len)
    at = next((i for i, sign in enumerate(shorter) if sign != longer[i]), len(shorter))
    is_other = len(shorter) == len(longer)
    if shorter[at + is_other :] != longer[at + 1 :]:
        return False
    differing = longer[at] + (shorter[at] if is_other else "")
    return not set(differing) & set(telling)


def slips(text: str) -> set[str]:
    """Return the text and everything that one character less makes of it.

    Two texts that are one slip apart always share one of these, so that they are found by looking
    up and not by holding every text against every other.
    """
    return {text} | {text[:at] + text[at + 1 :] for at in range(len(text))}


def metres_between(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Return the distance of two points of longitude and latitude in metres, NaN where unknown.

    On a plane: right to a thousandth within a city.
    """
    shrink = math.cos(math.radians((first[1] + second[1]) / 2))
    across = (second[0] - first[0]) * shrink
    return math.hypot(across, second[1] - first[1]) * METRES_PER_DEGREE
