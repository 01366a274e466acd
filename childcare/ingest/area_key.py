"""In which forms a name of an area is compared (区域名称比对): as written, plain, without rank."""

import unicodedata
from dataclasses import dataclass

from childcare.catalog.area_words import AREA_WORDS
from childcare.ingest.quantities import half_width

_RANKS = AREA_WORDS.rank_words()
_LARGER_RANKS = ("county", "city")
_PEOPLES = sorted(AREA_WORDS.peoples["words"], key=len, reverse=True)


@dataclass(frozen=True)
class Core:
    """A name without its ranks (中都街道: 中都), and the ranks that were taken off its end."""

    text: str
    ranks: frozenset[str] = frozenset()

    @property
    def is_larger(self) -> bool:
        """Say whether the name is that of a county or city."""
        return bool(self.ranks & set(_LARGER_RANKS))

    def may_be(self, other: "Core") -> bool:
        """Say whether two names of one core may be of one rank: one leaves it out, or they meet."""
        return not self.ranks or not other.ranks or bool(self.ranks & other.ranks)


def exact_key(name: str) -> str:
    """Return a name half-width and without spaces: so it is the same name."""
    return "".join(half_width(name).split()).lower()


def plain_key(name: str) -> str:
    """Return a name with every character in one form, without signs: 次邱镇 is 次丘镇."""
    forms = exact_key(name).translate(AREA_WORDS.forms)
    return "".join(one for one in forms if unicodedata.category(one)[0] in "LN")


def core_of(plain: str) -> Core:
    """Return the core of a plain name; something always stays, so 镇 alone is its own core."""
    ranks: set[str] = set()
    while taken := _rank_at_end(plain):
        word, rank = taken
        if ranks and rank in _LARGER_RANKS:
            # A county before a rank is where the place lies, no rank of its own: 杞县苏木乡.
            break
        plain = plain[: -len(word)]
        ranks.add(rank)
    if ranks:
        plain = _without_people(plain)
    return Core(plain, frozenset(ranks))


def likeness(one: str, other: str) -> float:
    """Return the share of characters that two cores have in common in order, 0 to 1."""
    lengths = [0] * (len(other) + 1)
    for sign in one:
        before = 0
        for place, opposite in enumerate(other, start=1):
            before, lengths[place] = (
                lengths[place],
                before + 1 if sign == opposite else max(lengths[place], lengths[place - 1]),
            )
    return 2 * lengths[-1] / max(len(one) + len(other), 1)


def _rank_at_end(plain: str) -> tuple[str, str] | None:
    """Return the longest rank at the end of a name that leaves something before it."""
    return next(
        (pair for pair in _RANKS if plain.endswith(pair[0]) and len(plain) > len(pair[0])), None
    )


def _without_people(plain: str) -> str:
    """Return a name without the name of a people at its end (莲花回族: 莲花)."""
    people = next((one for one in _PEOPLES if plain.endswith(one) and plain != one), "")
    return plain.removesuffix(people)
