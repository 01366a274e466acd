"""Reading a cell as what its column is (单元格解析): thin tolerance, clear refusals.

Every distinct text of a column is read once, so plain readable code is quick enough.
"""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import pandas as pd
import pyarrow as pa

from childcare.catalog import Column
from childcare.catalog.table_source import words_of

# Any one sign between the digits: 2025-12, 2025/12, or the Chinese signs for year and month.
_MONTH = re.compile(r"(\d{4})(?:\D(\d{1,2})\D?|(\d{2}))")
_DATE = re.compile(r"(\d{4})(?:\D(\d{1,2})\D(\d{1,2})(?:\D.*)?|(\d{2})(\d{2}))")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")
_DAMAGED_CODE = re.compile(r"\d(\.\d+)?E\+\d+")
_LARGEST = 1e15
_YES_NO_SIGNS = {"y": "yes", "true": "yes", "1": "yes", "n": "no", "false": "no", "0": "no"}
_ARROW_TYPES = {
    "yes_no": pa.bool_(),
    "month": pa.date32(),
    "date": pa.date32(),
    "integer": pa.int64(),
    "count": pa.int64(),
    "number": pa.float64(),
}


class UnreadableError(ValueError):
    """A cell that cannot be read; the message is the name of the declared problem."""


@dataclass(frozen=True)
class ParsedColumn:
    """The values of a column, and the rows that could not be read with the reason of each."""

    cells: pa.Array
    unreadable: dict[int, str]


def half_width(text: str) -> str:
    """Return a text with full-width digits and signs made plain, without outer spaces."""
    return unicodedata.normalize("NFKC", text).strip()


def parse_column(
    texts: pd.Series, column: Column, words: Mapping[str, str], date_format: str = ""
) -> ParsedColumn:
    """Read a column of text; an empty cell is unknown (null)."""
    read = _reader(column, words, date_format)
    positions, distinct = pd.factorize(texts)
    values: list[object] = []
    problems: dict[int, str] = {}
    for position, text in enumerate(distinct):
        try:
            values.append(read(text.strip()) if text.strip() else None)
        except UnreadableError as error:
            values.append(None)
            problems[position] = str(error)
    array = pa.array(values, _ARROW_TYPES.get(column.type, pa.string()))
    bad_rows = np.flatnonzero(np.isin(positions, list(problems)))
    return ParsedColumn(
        cells=array.take(pa.array(positions)),
        unreadable={int(row): problems[positions[row]] for row in bad_rows},
    )


def _reader(column: Column, words: Mapping[str, str], date_format: str) -> Callable[[str], object]:
    """Return the function that reads one text of a column."""
    readers: dict[str, Callable[[str], object]] = {
        "text": str,
        "code": read_code,
        "integer": read_integer,
        "count": read_count,
        "number": read_number,
        "month": lambda text: read_month(_plain_date(text, date_format)),
        "date": lambda text: read_date(_plain_date(text, date_format)),
    }
    if column.type == "yes_no":
        known = _known_words(column.name, words) | _YES_NO_SIGNS
        return lambda text: _look_up(text, known, "not_yes_or_no") == "yes"
    if column.type == "category":
        known = _known_words(column.name, words)
        return lambda text: _look_up(text, known, "unknown_word")
    read = readers[column.type]
    # A mapped word goes before the reading: a foreign way to write a code or a number.
    return read if not words else lambda text: read(words.get(text, text))


def _known_words(column: str, words: Mapping[str, str]) -> dict[str, str]:
    """Return every accepted way to write the values of a column, in lower case."""
    known = {}
    for name, value in words_of(column).items():
        for word in (name, value.label_zh, value.label_en):
            known[half_width(word).lower()] = name
    return known | {half_width(word).lower(): name for word, name in words.items()}


def _look_up(text: str, known: Mapping[str, str], otherwise: str) -> str:
    """Return the code of a word."""
    try:
        return known[half_width(text).lower()]
    except KeyError:
        raise UnreadableError(otherwise) from None


def read_code(text: str) -> str:
    """Return a code as text; leading zeros stay."""
    code = half_width(text)
    if _DAMAGED_CODE.fullmatch(code):
        raise UnreadableError("damaged_code")
    return code


def read_number(text: str) -> float:
    """Return a plain decimal number."""
    plain = half_width(text)
    if not _NUMBER.fullmatch(plain) or not math.isfinite(number := float(plain)):
        raise UnreadableError("not_a_number")
    return number


def read_integer(text: str) -> int:
    """Return a whole number; 12.0 is one."""
    number = read_number(text)
    if abs(number) > _LARGEST:
        raise UnreadableError("not_a_number")
    if number != int(number):
        raise UnreadableError("fractional_count")
    return int(number)


def read_count(text: str) -> int:
    """Return a whole number that is not negative."""
    if read_number(text) < 0:
        raise UnreadableError("negative_count")
    return read_integer(text)


def read_month(text: str) -> date:
    """Return the first day of a month; a full date is read as its month."""
    match = _MONTH.fullmatch(half_width(text))
    if match is None:
        return _day(text, "not_a_month").replace(day=1)
    year, month = int(match[1]), int(match[2] or match[3])
    if not 1 <= month <= 12 or year < 1900:
        raise UnreadableError("not_a_month")
    return date(year, month, 1)


def read_date(text: str) -> date:
    """Return a day."""
    return _day(text, "not_a_date")


def _day(text: str, otherwise: str) -> date:
    """Return a day written with separators, or as eight digits."""
    match = _DATE.fullmatch(half_width(text))
    if match is None:
        raise UnreadableError(otherwise)
    try:
        return date(int(match[1]), int(match[2] or match[4]), int(match[3] or match[5]))
    except ValueError:
        raise UnreadableError(otherwise) from None


def _plain_date(text: str, date_format: str) -> str:
    """Return a day written in the declared foreign format in our own way; others as they are."""
    if not date_format:
        return text
    try:
        return datetime.strptime(text, date_format).date().isoformat()
    except ValueError:
        return text
