"""Reading the words of a category, and yes and no (取值), in either language or by code."""

from collections.abc import Callable, Mapping

from childcare.catalog import Column
from childcare.catalog.cell_words import CELL_WORDS
from childcare.catalog.table_source import words_of
from childcare.ingest.quantities import UnreadableError, half_width

_YES_NO_SIGNS = {"y": "yes", "true": "yes", "1": "yes", "n": "no", "false": "no", "0": "no"}
_YES_NO_SIGNS |= {half_width(word).lower(): "yes" for word in CELL_WORDS.yes}
_YES_NO_SIGNS |= {half_width(word).lower(): "no" for word in CELL_WORDS.no}


def word_reader(column: Column, words: Mapping[str, str]) -> Callable[[str], object]:
    """Return the function that reads the words of a column; ``words`` are those of one file."""
    known = _known_words(column.name, words)
    if column.type == "yes_no":
        known = _YES_NO_SIGNS | known
        return lambda text: _look_up(text, known, "not_yes_or_no") == "yes"
    return lambda text: _look_up(text, known, "unknown_word")


def _known_words(column: str, words: Mapping[str, str]) -> dict[str, str]:
    """Return every accepted way to write the values of a column, in lower case."""
    known = {}
    for name, value in words_of(column).items():
        for word in (name, value.label_zh, value.label_en):
            known[half_width(word).lower()] = name
    return known | {half_width(word).lower(): name for word, name in words.items()}


def _look_up(text: str, known: Mapping[str, str], otherwise: str) -> str:
    """Return the code of a word, with or without spaces inside it."""
    plain = half_width(text).lower()
    found = known.get(plain) or known.get("".join(plain.split()))
    if found is None:
        raise UnreadableError(otherwise)
    return found
