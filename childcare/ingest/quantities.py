"""Reading numbers as people write them (数字写法): 1,040个, 约60, 1.2万人, 35%, 117°36'."""

import math
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from childcare.catalog.cell_words import CELL_WORDS

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?")
_GROUPED = re.compile(r"[+-]?\d{1,3}([, ])\d{3}(\1\d{3})*(\.\d+)?")
_ANGLE = re.compile(r"(\d{1,3})°(?:(\d{1,2}(?:\.\d+)?)['\u2032\u2019]"
                    r"(?:(\d{1,2}(?:\.\d+)?)(?:\"|\u2033|\u2032\u2032|''|\u201d))?)?")  # fmt: skip
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\ufe63": "-"})
_LONGEST = 60


class UnreadableError(ValueError):
    """A cell that cannot be read; the message is the name of the declared problem."""


@dataclass(frozen=True)
class Quantity:
    """A number, whether it was said to be rounded or a bound, and whether it is per cent."""

    number: Decimal
    is_about: bool = False
    is_percent: bool = False


def half_width(text: str) -> str:
    """Return a text with full-width digits and signs made plain, without outer spaces."""
    return unicodedata.normalize("NFKC", text).strip()


def read_quantity(text: str) -> Quantity:
    """Return the number of a cell without its unit.

    Raises:
        UnreadableError: it is none, or it says both that there is none and that nobody knows.
    """
    plain = half_width(text).translate(_MINUS).lstrip("'\u2019").strip()
    if plain in CELL_WORDS.unclear:
        raise UnreadableError("none_or_unknown")
    if len(plain) > _LONGEST:
        raise UnreadableError("not_a_number")
    plain, is_about = _without(plain, _ABOUT, once=False)
    is_percent = plain.endswith("%")
    plain = plain.removesuffix("%").strip()
    plain, _ = _without(plain, _UNITS, once=True, only_end=True)
    plain, is_more = _without(plain, _ABOUT, once=False)
    factor = 1
    for word in _FACTORS:
        if plain.endswith(word):
            plain, factor = plain.removesuffix(word).strip(), CELL_WORDS.factors[word]
            break
    plain, is_rather = _without(plain, _ABOUT, once=False)
    number = _decimal(plain) * factor
    return Quantity(number, is_about or is_more or is_rather, is_percent)


def read_degrees(text: str) -> float:
    """Return an angle in degrees, from decimals or from degrees, minutes and seconds."""
    plain = half_width(text).lower().translate(_MINUS)
    for word in CELL_WORDS.north_east:
        plain = plain.removeprefix(word).removesuffix(word).strip()
    angle = _ANGLE.fullmatch("".join(plain.split()))
    if angle is None:
        return float(read_quantity(plain.removesuffix("°")).number)
    degrees, minutes, seconds = (float(part or 0) for part in angle.groups())
    return round(degrees + minutes / 60 + seconds / 3600, 8)


def _decimal(plain: str) -> Decimal:
    """Return a plain number, thousands grouped or not."""
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "").replace(" ", "")
    if not _NUMBER.fullmatch(plain):
        raise UnreadableError("not_a_number")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise UnreadableError("not_a_number") from None
    if not math.isfinite(float(number)):
        raise UnreadableError("not_a_number")
    return number


def _without(
    plain: str, words: list[str], *, once: bool, only_end: bool = False
) -> tuple[str, bool]:
    """Return a text without some words at its ends, and whether it had any."""
    found = False
    changed = True
    while changed and plain:
        changed = False
        for word in words:
            shorter = plain.removesuffix(word)
            shorter = shorter if only_end else shorter.removeprefix(word)
            if shorter != plain and shorter:
                plain, found, changed = shorter.strip(), True, not once
                break
    return plain, found


def _longest_first(words: list[str]) -> list[str]:
    return sorted({half_width(word) for word in words}, key=len, reverse=True)


_ABOUT = _longest_first(CELL_WORDS.about)
_UNITS = _longest_first(CELL_WORDS.units)
_FACTORS = _longest_first(list(CELL_WORDS.factors))
