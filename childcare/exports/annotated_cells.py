"""One handed-in table in the annotated workbook (批注工作表): every cell in its place."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from xlsxwriter.worksheet import Worksheet

from childcare.catalog import label
from childcare.charts.theme import FINDING_CELLS, FINDING_ROWS
from childcare.exports.tables import FORMULA_SIGNS, shown_text
from childcare.exports.workbook_sheet import Book
from childcare.ingest.finding import Finding
from childcare.ingest.finding_places import FoundIn
from childcare.ingest.handed_in_cells import HandedIn
from childcare.ingest.workbook import Cell

# What a cell, and a comment that people still read, can hold; how many comments a sheet gets.
_LONGEST_TEXT, _LONGEST_COMMENT, _MOST_COMMENTS = 32_000, 1_500, 3_000
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
# Beyond this a spreadsheet rounds: a longer number is kept as text.
_LARGEST_NUMBER = 10**15
_COLUMN_WIDTH = 16
_COMMENT_LINE = 22
# Types of border: a failure has a thick frame, a warning a broken one, for the photocopier.
_BORDERS = {"fail": 5, "warn": 8}


def finding_look(finding: Finding) -> dict[str, Any]:
    """Return the fill that says how bad a finding is."""
    return {"bg_color": FINDING_CELLS[_severity([finding])]}


def severity_word(finding: Finding) -> str:
    """Return in a word how bad a finding is."""
    if _severity([finding]) == "fail":
        return label("annotated.failure")
    return label("annotated.warning")


def write_cells(book: Book, name: str, cells: HandedIn, found: FoundIn) -> None:
    """Add a sheet with the rows that are shown; the others are hidden, so row N stays row N."""
    sheet = book.workbook.add_worksheet(name)
    width = max((len(row) for row in cells.rows.values()), default=0)
    sheet.set_column(0, max(min(width, _MOST_COLUMNS) - 1, 0), _COLUMN_WIDTH)
    for number, row in cells.rows.items():
        if number <= _MOST_ROWS:
            _row(book, sheet, number, row, cells, found)
    if len(cells.rows) < min(cells.last_row, _MOST_ROWS):
        sheet.set_default_row(hide_unused_rows=True)
    _comments(sheet, found)
    if found.heading_row:
        sheet.freeze_panes(found.heading_row, 0)


def _row(
    book: Book, sheet: Worksheet, number: int, row: Sequence[Cell], cells: HandedIn, found: FoundIn
) -> None:
    """Write one row, coloured where something was found."""
    of_row = found.by_row.get(number, [])
    last = max(len(row), found.widths.get(number, 0))
    for column in range(min(last, _MOST_COLUMNS)):
        look: dict[str, Any] = {}
        if several := found.by_cell.get((number, column)):
            severity = _severity(several)
            look = {"bg_color": FINDING_CELLS[severity], "border": _BORDERS[severity]}
        elif of_row:
            look = {"bg_color": FINDING_ROWS[_severity(of_row)]}
        if (number - 1, column) in cells.percent:
            look["num_format"] = "0.00%"
        _cell(book, sheet, (number - 1, column), row[column] if column < len(row) else "", look)


def _cell(
    book: Book, sheet: Worksheet, place: tuple[int, int], value: Cell, look: dict[str, Any]
) -> None:
    """Write one cell as what it was: text is text, so a code keeps its zeros."""
    if isinstance(value, bool):
        sheet.write_boolean(*place, value, book.style(**look))
    elif isinstance(value, int | float) and abs(value) < _LARGEST_NUMBER:
        sheet.write_number(*place, value, book.style(**look))
    elif isinstance(value, date) and value.year >= 1900:
        form = "yyyy-mm-dd"
        if isinstance(value, datetime) and value.time() != time():
            form = "yyyy-mm-dd hh:mm:ss"
        sheet.write_datetime(*place, value, book.style(**look, num_format=form))
    else:
        _text(book, sheet, place, str(value), look)


def _text(
    book: Book, sheet: Worksheet, place: tuple[int, int], text: str, look: dict[str, Any]
) -> None:
    """Write a text; one that looks like a formula gets the sign that keeps it a text."""
    if text.startswith(FORMULA_SIGNS):
        look = look | {"quote_prefix": True}
    if not text:
        sheet.write_blank(*place, None, book.style(**look) if look else None)
        return
    sheet.write_string(*place, shown_text(text[:_LONGEST_TEXT]), book.style(num_format="@", **look))


def _comments(sheet: Worksheet, found: FoundIn) -> None:
    """Say at each coloured cell, or the first of a coloured row, what is wrong, what to do."""
    told: dict[tuple[int, int], list[Finding]] = dict(found.by_cell)
    for number, several in found.by_row.items():
        told[number, 0] = [*told.get((number, 0), []), *several]
    for (number, column), several in sorted(told.items())[:_MOST_COMMENTS]:
        if number > _MOST_ROWS or column >= _MOST_COLUMNS:
            continue
        text = "\n".join(dict.fromkeys(_remark(one) for one in several))[:_LONGEST_COMMENT]
        lines = sum(1 + len(line) // _COMMENT_LINE for line in text.split("\n"))
        size = {"x_scale": 2, "y_scale": max(1.0, lines / 4)}
        sheet.write_comment(number - 1, column, shown_text(text), size)


def _remark(finding: Finding) -> str:
    """Return what is wrong in a cell and what to do."""
    return label(
        "annotated.remark",
        severity=severity_word(finding),
        title=finding.title,
        remedy=finding.remedy,
    )


def _severity(findings: Sequence[Finding]) -> str:
    """Return the worse of several: a warning beside a failure does not hide it."""
    return "fail" if any(one.severity == "fail" for one in findings) else "warn"
