"""Findings where they stand (批注工作簿): files as handed in, faulty cells coloured, noted."""

import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from childcare.catalog import label
from childcare.exports.annotated_cells import finding_look, severity_word, write_cells
from childcare.exports.tables import shown_text
from childcare.exports.workbook import OPTIONS
from childcare.exports.workbook_sheet import FIRST_ROW, Book, Head, Sheet, free_sheet_name
from childcare.ingest.finding import Finding
from childcare.ingest.finding_places import FoundIn, found_in
from childcare.ingest.handed_in_cells import HandedIn, handed_in_cells

# So many first rows of a sheet are shown; of the rest only the rows that have findings.
FIRST_ROWS = 5000
# Spreadsheets hold no more links than this in a sheet.
_MOST_LINKS = 60_000
_COLUMNS = ("severity", "file", "sheet", "row", "column", "subject", "value", "rule", "remedy")
ROW = _COLUMNS.index("row")


@dataclass(frozen=True)
class _Shown:
    """A table of the workbook: what was handed in, what was found there, and its sheet here."""

    cells: HandedIn
    found: FoundIn
    sheet_name: str


def annotated_workbook(paths: Sequence[Path], findings: Sequence[Finding]) -> bytes:
    """Return a workbook of the findings, and of every table that has some, as it was handed in.

    Args:
        paths: the files that were looked at; those that are no tables are only listed.
        findings: what was found in them; their places are named as ``ingest.inspect`` does.

    Returns:
        An XLSX. The first sheet lists the findings, failures first. Each further one is a table
        cell by cell: row N is row N of the file, text stays text, and nothing is ever a formula.
    """
    in_order = sorted(
        findings, key=lambda one: (one.severity != "fail", one.source_name, one.source_row or 0)
    )
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, OPTIONS) as workbook:
        book = Book(workbook, _summary(in_order))
        title = label("annotated.title")
        heads = _heads()
        overview = Sheet(book, label("annotated.sheet"), title, heads)
        shown = _tables(paths, in_order, {overview.name})
        _list(overview, in_order, shown)
        for one in shown.values():
            write_cells(book, one.sheet_name, one.cells, one.found)
        overview.finish(len(in_order), *_notes(shown.values()))
    return memory.getvalue()


def _heads() -> list[Head]:
    """Return the columns of the list."""
    return [
        Head(label("annotated.severity"), 10),
        Head(label("annotated.file"), 24),
        Head(label("annotated.sheet_of_file"), 16),
        Head(label("annotated.row"), 8),
        Head(label("annotated.column"), 20),
        Head(label("annotated.subject"), 20),
        Head(label("annotated.value"), 24),
        Head(label("annotated.rule"), 34),
        Head(label("annotated.remedy"), 50),
    ]


def _summary(findings: Sequence[Finding]) -> str:
    """Return how many findings there are, of which kind."""
    failures = sum(one.severity == "fail" for one in findings)
    if not findings:
        return label("annotated.none_found")
    return label("annotated.summary", failures=failures, warnings=len(findings) - failures)


def _tables(
    paths: Sequence[Path], findings: Sequence[Finding], taken: Iterable[str]
) -> dict[str, _Shown]:
    """Return the tables that have findings, by the name that findings give them."""
    by_source: dict[str, list[Finding]] = defaultdict(list)
    for one in findings:
        by_source[one.source_name].append(one)
    rows = {
        name: {one.source_row for one in several if one.source_row is not None}
        for name, several in by_source.items()
    }
    shown: dict[str, _Shown] = {}
    names = list(taken)
    for cells in handed_in_cells(paths, rows, most=FIRST_ROWS):
        name = free_sheet_name(cells.sheet or cells.path.stem, names)
        names.append(name)
        found = found_in(cells, by_source[cells.source_name])
        shown[cells.source_name] = _Shown(cells, found, name)
    return shown


def _list(sheet: Sheet, findings: Sequence[Finding], shown: Mapping[str, _Shown]) -> None:
    """Write one row a finding; its row number leads to the place."""
    for row, one in enumerate(findings, start=FIRST_ROW):
        file, _, name = one.source_name.partition(":")
        texts = [
            severity_word(one),
            file,
            name,
            "" if one.source_row is None else one.source_row,
            one.heading_shown,
            one.subject,
            one.value,
            one.title,
            one.remedy,
        ]
        plain = [shown_text(str(text)) for text in texts]
        sheet.texts(row, plain)
        sheet.text(row, 0, plain[0], bold=True, **finding_look(one))
        place = _address(one, shown.get(one.source_name))
        if place and row < _MOST_LINKS:
            sheet.link(row, ROW, place, plain[ROW])


def _address(one: Finding, shown: _Shown | None) -> str:
    """Return where in this workbook the cell of a finding is; "" if it is not shown."""
    place = shown.found.places.get(one) if shown else None
    if shown is None or place is None or place[0] not in shown.cells.rows:
        return ""
    return f"'{shown.sheet_name}'!{xl_rowcol_to_cell(place[0] - 1, place[1])}"


def _notes(shown: Iterable[_Shown]) -> list[str]:
    """Return what is left out of long tables, and how to read the colours."""
    left_out = [
        label(
            "annotated.rows_left_out",
            table=one.cells.source_name,
            rows=f"{one.cells.last_row:,}",
            shown=f"{FIRST_ROWS:,}",
        )
        for one in shown
        if one.cells.last_row > FIRST_ROWS
    ]
    return [label("annotated.how_to_read"), *left_out]
