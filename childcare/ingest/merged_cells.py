"""Cells merged over several rows (合并单元格): a text is that of every row, a number is asked."""

from collections.abc import Iterable, Iterator, Sequence

from childcare.catalog import COLUMNS
from childcare.ingest.finding import Finding, problem
from childcare.ingest.heading_row import HeadingRow
from childcare.ingest.headings import HeadingBook

_NUMBERS = ("integer", "count", "number")
# From (row, column) to (row, column), both counted from 0 and both within.
Range = tuple[tuple[int, int], tuple[int, int]]


def fill_merged(
    texts: list[list[str]],
    ranges: Iterable[Range],
    found: HeadingRow,
    book: HeadingBook,
    place: dict[str, str],
) -> list[Finding]:
    """Fill cells merged downwards below the headings in place, and say so.

    A number over several rows is asked about: it may be their sum, or hold for each of them.
    """
    names = {heading: name for name, heading in book.match(found.headings).chosen.items()}
    filled: dict[str, list[str]] = {}
    findings = []
    for top, bottom, left in _downwards(ranges, found):
        heading, value = found.headings[left], _value(texts, top, left)
        if not value:
            continue
        if heading in names and COLUMNS[names[heading]].type in _NUMBERS:
            where = place | {"heading": heading, "value": value}
            findings.append(
                problem("merged_number", column=names[heading], source_row=top + 1, **where)
            )
            continue
        _fill(texts, value, range(top + 1, min(bottom + 1, len(texts))), left)
        filled.setdefault(heading, []).append(value)
    return findings + [_said(heading, values, place) for heading, values in filled.items()]


def _downwards(ranges: Iterable[Range], found: HeadingRow) -> Iterator[tuple[int, int, int]]:
    """Give first row, last row and column of what is merged below the headings, never twice."""
    last = dict.fromkeys(range(len(found.headings)), found.last)
    for (top, left), (bottom, right) in sorted(ranges):
        if left == right and bottom > top > last.get(left, top):
            last[left] = bottom
            yield top, bottom, left


def _value(texts: Sequence[Sequence[str]], row: int, column: int) -> str:
    """Return a cell; empty where the sheet has none."""
    cells = texts[row] if row < len(texts) else ()
    return cells[column].strip() if column < len(cells) else ""


def _fill(texts: list[list[str]], value: str, rows: range, column: int) -> None:
    """Put a value into the empty cells of some rows that hold anything else."""
    for row in rows:
        if column < len(texts[row]) and any(map(str.strip, texts[row])):
            texts[row][column] = texts[row][column] or value


def _said(heading: str, values: list[str], place: dict[str, str]) -> Finding:
    """Return what is said of a column that was filled downwards."""
    shown = f"{len(values)} × {', '.join(dict.fromkeys(values))}"
    return problem("merged_cells_filled", heading=heading, value=shown[:200], **place)
