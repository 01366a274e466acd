"""The cells of a handed-in table, each in its place (原样单元格), as they are."""

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from childcare.catalog import COLUMNS
from childcare.catalog.import_limits import IMPORT_LIMITS
from childcare.ingest.finding import BadInputError
from childcare.ingest.headings import plain_heading
from childcare.ingest.inputs import is_text
from childcare.ingest.text_file import SEPARATORS, decoded
from childcare.ingest.text_rows import rows_of
from childcare.ingest.unused_inputs import TEXT_SUFFIXES
from childcare.ingest.workbook import WORKBOOK_SUFFIXES, Cell, open_workbook

_LABELS = {
    plain_heading(label) for one in COLUMNS.values() for label in (one.label_zh, one.label_en)
}


@dataclass(frozen=True)
class HandedIn:
    """One file or sheet: some of its rows by their number in the file, counted from 1.

    ``percent`` holds the places, counted from 0, of numbers that are shown as per cent.
    """

    path: Path
    source_name: str
    rows: dict[int, list[Cell]]
    last_row: int
    percent: set[tuple[int, int]] = field(default_factory=set)

    @property
    def sheet(self) -> str:
        """Return the name of the sheet; "" for a text file."""
        return self.source_name.removeprefix(self.path.name).removeprefix(":")


def handed_in_cells(
    paths: Collection[Path], wanted: Mapping[str, Collection[int]], *, most: int
) -> Iterator[HandedIn]:
    """Give each table that is wanted, its first ``most`` rows and those that are wanted besides.

    Args:
        paths: files, in any form; what is no table, or cannot be opened, gives nothing.
        wanted: numbers of rows by the name of file or sheet, as findings give them.
        most: how many rows from the first on.
    """
    for path in paths:
        try:
            if is_table_text(path):
                if path.name in wanted:
                    yield _of_text(path, wanted[path.name], most)
            elif path.suffix.lower() in WORKBOOK_SUFFIXES:
                yield from _of_workbook(path, wanted, most)
        except BadInputError:
            # Its finding has been made already; there is nothing that could be shown.
            continue


def is_table_text(path: Path) -> bool:
    """Say whether a file is a table written as text, whatever its name ends with."""
    return path.suffix.lower() in (*TEXT_SUFFIXES, ".xls") and is_text(path)


def _of_text(path: Path, wanted: Collection[int], most: int) -> HandedIn:
    """Return the rows of a text file, each at the line it ends on, as findings count them."""
    text = decoded(path)
    rows: dict[int, list[Cell]] = {}
    reader = rows_of(text, _separator(text))
    kept = set(wanted)
    try:
        for row in reader:
            if reader.line_num <= most or reader.line_num in kept:
                rows[reader.line_num] = list(row)
    except csv.Error:
        # What cannot be parted into cells is not shown; its finding says why.
        pass
    return HandedIn(path, path.name, rows, reader.line_num)


def _separator(text: str) -> str:
    """Return the sign that parts most headings we know, and most cells."""
    start = "".join(io.StringIO(text, newline="").readlines(IMPORT_LIMITS.sniffed_kilobytes * 1000))

    def cells(separator: str) -> tuple[int, int]:
        found: Counter[bool] = Counter()
        try:
            for number, row in enumerate(rows_of(start, separator)):
                if number == IMPORT_LIMITS.heading_rows:
                    break
                found.update(plain_heading(cell) in _LABELS for cell in row)
        except csv.Error:
            pass
        return found[True], found.total()

    return max(SEPARATORS, key=cells)


def _of_workbook(
    path: Path, wanted: Mapping[str, Collection[int]], most: int
) -> Iterator[HandedIn]:
    """Give the sheets of a workbook that are wanted."""
    workbook = open_workbook(path)
    for sheet in workbook.sheets():
        source_name = f"{path.name}:{sheet}"
        if source_name not in wanted:
            continue
        try:
            cells, facts = workbook.cells(sheet)
        except BadInputError:
            continue
        kept = set(range(1, min(most, len(cells)) + 1)) | set(wanted[source_name])
        rows = {number: cells[number - 1] for number in sorted(kept) if 0 < number <= len(cells)}
        yield HandedIn(path, source_name, rows, len(cells), facts.percent_cells)
