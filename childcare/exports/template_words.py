"""What a cell of the template holds (模板单元格): our values as the words people write."""

from collections.abc import Callable
from datetime import date

import pyarrow as pa

from childcare.catalog import COLUMNS, INDICATORS, UNITS, Column, label, spoken
from childcare.catalog.sources import KEYS
from childcare.catalog.table_source import words_of

# Where a row came from is no content of it.
_NOT_HANDED_IN = ("source_name", "source_row")
_EXAMPLES: dict[str, object] = {
    "code": "370830001",
    "month": "2025-12",
    "date": "2025-12-31",
    "integer": 1000,
    "count": 60,
    "number": 1500,
}
_EXAMPLES_BY_UNIT: dict[str, object] = {"degree": 117.43, "year": 2025}


def handed_in(columns: list[str]) -> list[str]:
    """Return the columns of a table that a city fills in."""
    return [name for name in columns if name not in _NOT_HANDED_IN]


def allowed_words(column: Column) -> list[str]:
    """Return the words a column may hold, or nothing if it may hold any."""
    return [spoken(value) for value in words_of(column.name).values()]


def explanation(table: str, column: Column) -> str:
    """Return what stands in the note of a heading: whether needed, unit, form, allowed words."""
    lines = [
        label("template.key") if column.name in KEYS[table] else label("template.may_be_empty")
    ]
    unit = spoken(UNITS[column.unit])
    if column.type in ("count", "integer", "number") and unit:
        lines.append(label("template.unit", unit=unit))
    if column.type == "code":
        lines.append(label("template.code"))
    if column.type == "month":
        lines.append(label("template.month"))
    if column.type == "date":
        lines.append(label("template.date"))
    if words := allowed_words(column):
        lines.append(label("template.words", words=" / ".join(words)))
    return "\n".join(lines)


def example_of(column: Column) -> object:
    """Return a value such as a column holds."""
    if words := allowed_words(column):
        return words[0]
    if column.name == "indicator":
        return spoken(next(iter(INDICATORS.values())))
    if column.unit in _EXAMPLES_BY_UNIT:
        return _EXAMPLES_BY_UNIT[column.unit]
    return _EXAMPLES.get(column.type, spoken(column))


def written_rows(table: pa.Table, columns: list[str]) -> list[list[object]]:
    """Return stored rows as people write them; None is an empty cell."""
    written = [
        [None if value is None else write(value) for value in table[name].to_pylist()]
        for name, write in ((name, _writer(COLUMNS[name])) for name in columns)
    ]
    return [list(row) for row in zip(*written, strict=True)]


def _writer(column: Column) -> Callable[[object], object]:
    """Return the function that writes one value of a column."""
    if column.type == "yes_no":
        yes_no = words_of(column.name)
        return lambda value: spoken(yes_no["yes" if value else "no"])
    if words := words_of(column.name):
        return lambda value: spoken(words[str(value)])
    if column.name == "indicator":
        return lambda value: (
            spoken(INDICATORS[str(value)]) if str(value) in INDICATORS else str(value)
        )
    if column.type == "month":
        return lambda value: value.strftime("%Y-%m") if isinstance(value, date) else str(value)
    if column.type == "date":
        return lambda value: value.isoformat() if isinstance(value, date) else str(value)
    return lambda value: value
