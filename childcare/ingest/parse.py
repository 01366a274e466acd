"""Reading a cell as what its column is (单元格解析): thin tolerance, clear refusals.

Every distinct text of a column is read once, so plain readable code is quick enough.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pyarrow as pa

from childcare.catalog import Column
from childcare.catalog.cell_words import CELL_WORDS
from childcare.catalog.import_limits import IMPORT_LIMITS
from childcare.ingest import days
from childcare.ingest.codes import has_country, read_code, shorter_than_zeros, without_country
from childcare.ingest.days import read_date, read_month
from childcare.ingest.quantities import (
    UnreadableError,
    half_width,
    read_degrees,
    read_quantity,
)
from childcare.ingest.words import word_reader

__all__ = [
    "ParsedColumn", "Reading", "UnreadableError", "half_width", "parse_column", "read_code",
    "read_count", "read_date", "read_integer", "read_month", "read_number",
]  # fmt: skip

_LARGEST = 1e15
_UNKNOWN = {half_width(word).lower() for word in CELL_WORDS.unknown}
_SUPPRESSED = {half_width(word) for word in CELL_WORDS.suppressed}
# Signs that are not seen: of width zero, that turn the direction of writing, or that steer devices.
_DIRECTIONS = [0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x2070)]
_CONTROLS = [*range(9), *range(0x0E, 0x20), *range(0x7F, 0xA0), *range(0xFFF9, 0xFFFC)]
_TAGS = range(0xE0000, 0xE0080)
_UNSEEN = dict.fromkeys(
    [*range(0x200B, 0x2010), 0x2060, 0xFEFF, 0xAD, *_DIRECTIONS, *_CONTROLS, *_TAGS]
)
_SPACES = dict.fromkeys([0x3000, 0xA0, 0x2028, 0x2029, 0x0B, 0x0C], " ")
_ARROW_TYPES = {
    "yes_no": pa.bool_(),
    "month": pa.date32(),
    "date": pa.date32(),
    "integer": pa.int64(),
    "count": pa.int64(),
    "number": pa.float64(),
}
_NUMBERS = ("integer", "count", "number")


@dataclass(frozen=True)
class Reading:
    """What a file says of one column beside its cells."""

    words: Mapping[str, str] = field(default_factory=dict)
    date_format: str = ""
    factor: int = 1
    code_length: int = 0


@dataclass(frozen=True)
class Noted:
    """A value that was read, and what people should know of how."""

    value: object
    note: str


@dataclass(frozen=True)
class ParsedColumn:
    """The values of a column, the rows that could not be read, and the rows with a note."""

    cells: pa.Array
    unreadable: dict[int, str]
    notes: dict[int, str] = field(default_factory=dict)


def parse_column(texts: pd.Series, column: Column, reading: Reading | None = None) -> ParsedColumn:
    """Read a column of text; an empty cell is unknown (null)."""
    positions, distinct = pd.factorize(texts)
    read = _reader(column, reading or Reading(), distinct)
    values: list[object] = []
    problems: dict[int, str] = {}
    notes: dict[int, str] = {}
    for position, text in enumerate(distinct):
        try:
            value = _read(text, column, read)
        except UnreadableError as error:
            value = None
            problems[position] = str(error)
        if isinstance(value, Noted):
            notes[position], value = value.note, value.value
        values.append(value)
    array = pa.array(values, _ARROW_TYPES.get(column.type, pa.string()))
    return ParsedColumn(
        cells=array.take(pa.array(positions)),
        unreadable=_by_row(problems, positions),
        notes=_by_row(notes, positions),
    )


def _by_row(named: dict[int, str], positions: np.ndarray) -> dict[int, str]:
    """Return what was said of distinct texts for each row that holds one."""
    rows = np.flatnonzero(np.isin(positions, list(named)))
    return {int(row): named[positions[row]] for row in rows}


def _read(text: str, column: Column, read: Callable[[str], object]) -> object:
    """Return the value of one text; signs for nothing are unknown."""
    if len(text) > IMPORT_LIMITS.cell_characters:
        raise UnreadableError("cell_too_long")
    clean = text.translate(_UNSEEN).translate(_SPACES).strip()
    plain = half_width(clean).lower()
    if not plain:
        return None
    # In a text a word is a word; a dash alone is nothing anywhere.
    if plain in _UNKNOWN and (column.type != "text" or not any(map(str.isalnum, plain))):
        return None
    if column.type in _NUMBERS and plain in _SUPPRESSED:
        return Noted(None, "suppressed_cell")
    return read(clean)


def _reader(
    column: Column, reading: Reading, distinct: np.ndarray | pd.Index
) -> Callable[[str], object]:
    """Return the function that reads one text of a column, judged as a whole where needed."""
    words = reading.words
    if column.type in ("yes_no", "category"):
        return word_reader(column, words)
    read: Callable[[str], object] = str
    if column.type == "code":
        read = _code_reader(column.name, reading.code_length, [str(text) for text in distinct])
    elif column.type in ("month", "date"):
        read = _day_reader(column.type, reading.date_format, {str(text) for text in distinct})
    elif column.type in _NUMBERS:
        read = _number_reader(column, reading.factor)
    # A mapped word goes before the reading: a foreign way to write a code or a number.
    return read if not words else lambda text: read(words.get(text, text))


def _code_reader(column: str, length: int, distinct: list[str]) -> Callable[[str], object]:
    """Return the reader of a column of codes."""
    from_country = has_country(column, distinct)
    short = set() if length else shorter_than_zeros(distinct)

    def read(text: str) -> object:
        code = read_code(text)
        if from_country:
            return Noted(without_country(code), "country_prefix")
        if text in short:
            return Noted(code, "code_lost_zeros")
        return code.zfill(length) if length and code.isdigit() else code

    return read


def _day_reader(kind: str, date_format: str, distinct: set[str]) -> Callable[[str], object]:
    """Return the reader of a column of months or days."""
    is_october_lost = kind == "month" and days.is_october_lost(distinct)
    read_one = days.month_and_note if kind == "month" else days.date_and_note

    def read(text: str) -> object:
        if is_october_lost and days.is_tenth(text):
            raise UnreadableError("month_one_or_ten")
        day, note = read_one(days.plain_date(text, date_format))
        return Noted(day, note) if note else day

    return read


def _number_reader(column: Column, factor: int) -> Callable[[str], object]:
    """Return the reader of a column of numbers; ``factor`` is that of the unit in its heading."""
    if column.unit == "degree":
        return read_degrees
    check = {"count": _count, "integer": _integer}.get(column.type, float)

    def read(text: str) -> object:
        quantity = read_quantity(text)
        if quantity.is_percent and column.unit not in ("number", "percent"):
            raise UnreadableError("not_a_number")
        # A cell that names its own unit (1.2万) is not multiplied again.
        times = factor if half_width(text)[-1:].isdigit() else 1
        value = check(float(quantity.number * times))
        return Noted(value, "about_number") if quantity.is_about else value

    return read


def read_number(text: str) -> float:
    """Return a number."""
    return float(read_quantity(text).number)


def read_integer(text: str) -> int:
    """Return a whole number; 12.0 is one."""
    return _integer(read_number(text))


def read_count(text: str) -> int:
    """Return a whole number that is not negative."""
    return _count(read_number(text))


def _integer(number: float) -> int:
    if abs(number) > _LARGEST:
        raise UnreadableError("not_a_number")
    if number != int(number):
        raise UnreadableError("fractional_count")
    return int(number)


def _count(number: float) -> int:
    if number < 0:
        raise UnreadableError("negative_count")
    return _integer(number)
