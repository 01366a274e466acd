"""Reading the sheets (工作表) of a handed-in workbook, .xlsx or .xls, as text."""

import io
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import python_calamine

from childcare.catalog import CATEGORIES
from childcare.catalog.import_limits import IMPORT_LIMITS
from childcare.ingest.archive import DAMAGED, refuse_bomb
from childcare.ingest.finding import BadInputError, Finding, problem
from childcare.ingest.heading_row import HeadingRow, find_headings, title_findings
from childcare.ingest.headings import HeadingBook
from childcare.ingest.merged_cells import Range, fill_merged
from childcare.ingest.old_workbook_scan import has_password, reaches_too_far
from childcare.ingest.sheet_scan import SheetFacts, scan_sheet, too_many_rows
from childcare.ingest.text_file import refuse_size
from childcare.ingest.text_table import TextTable, text_table

Cell = int | float | str | bool | time | date | datetime | timedelta
_ZIP, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DAMAGED = (*DAMAGED, struct.error, python_calamine.CalamineError)
# What a workbook with a password holds in place of its sheets.
_LOCKED = "EncryptedPackage".encode("utf-16-le")
# How files begin that programs against data loss have ciphered.
_CIPHERED = (b"E-SafeNet", b"%TSD-Header", b"LDENCRYPT")
WORKBOOK_SUFFIXES = (".xlsx", ".xls", ".et", ".xlsm")


@dataclass(frozen=True)
class Workbook:
    """An opened workbook: where it lies, what it is, and its sheets by name."""

    path: Path
    is_zip: bool
    opened: python_calamine.CalamineWorkbook

    @property
    def file_name(self) -> str:
        """Return the name of the file."""
        return self.path.name

    def sheets(self) -> dict[str, str]:
        """Return the true name of every sheet by its name without outer spaces."""
        return {name.strip(): name for name in self.opened.sheet_names}

    def hidden_sheets(self) -> set[str]:
        """Return the names of the sheets that a person does not see."""
        seen = python_calamine.SheetVisibleEnum.Visible
        return {one.name.strip() for one in self.opened.sheets_metadata if one.visible != seen}

    def is_filled(self, sheet: str) -> bool:
        """Say whether a sheet holds anything."""
        try:
            return bool(self.first_rows(sheet))
        except BadInputError as error:
            return error.findings[0].check_name != "empty_file"

    def read(self, sheet: str, book: HeadingBook, table: str = "") -> TextTable:
        """Return the cells of one sheet as people see them: 990100, not 990100.0.

        Raises:
            BadInputError: the sheet is no table that we know.
        """
        source_name = f"{self.file_name}:{sheet}"
        rows, facts = self.cells(sheet)
        # A small file can hold one cell far down: the empty rows above it cost next to nothing.
        texts = [
            [
                _percent(cell) if (number, place) in facts.percent_cells else _text(cell)
                for place, cell in enumerate(row)
            ]
            if row.count("") < len(row)
            else []
            for number, row in enumerate(rows)
        ]
        start = texts[: IMPORT_LIMITS.heading_rows]
        found = find_headings(start, book, source_name)
        place = {"source_name": source_name, "table": table}
        merged = fill_merged(texts, self._merged(sheet, source_name), found, book, place)
        raw = _table(source_name, texts, found)
        raw.findings.extend(merged)
        raw.findings.extend(title_findings(start[: found.first], source_name, table))
        raw.findings.extend(_said_of(facts, source_name, table))
        return raw

    def cells(self, sheet: str) -> tuple[list[list[Cell]], SheetFacts]:
        """Return the cells of a sheet as they are stored, and what they do not tell.

        Raises:
            BadInputError: the sheet cannot be read, or is too large.
        """
        source_name = f"{self.file_name}:{sheet}"
        # First, for it refuses what the reader would take all memory for.
        facts = self._facts(sheet, source_name)
        return self._rows(sheet, source_name), facts

    def first_rows(self, sheet: str) -> list[list[str]]:
        """Return the first rows of a sheet as text."""
        source_name = f"{self.file_name}:{sheet}"
        self._facts(sheet, source_name)
        rows = self._rows(sheet, source_name, most=IMPORT_LIMITS.heading_rows)
        return [[_text(cell) for cell in row] for row in rows]

    def _facts(self, sheet: str, source_name: str) -> SheetFacts:
        """Return what a sheet holds beside its values; refuse one that is too large."""
        with _refusing_damage(source_name):
            return scan_sheet(self.path, self.sheets()[sheet]) if self.is_zip else SheetFacts()

    def _merged(self, sheet: str, source_name: str) -> list[Range]:
        """Return what is merged on a sheet."""
        with _refusing_damage(source_name):
            opened = self.opened.get_sheet_by_name(self.sheets()[sheet])
            return list(opened.merged_cell_ranges or [])

    def _rows(self, sheet: str, source_name: str, most: int | None = None) -> list[list[Cell]]:
        """Return the cells of a sheet."""
        with _refusing_damage(source_name):
            opened = self.opened.get_sheet_by_name(self.sheets()[sheet])
            if opened.height * opened.width > IMPORT_LIMITS.sheet_cells:
                raise too_many_rows(source_name)
            rows: list[list[Cell]] = opened.to_python(skip_empty_area=False, nrows=most)
        if not rows:
            raise BadInputError(problem("empty_file", source_name=source_name))
        return rows


def open_workbook(path: Path) -> Workbook:
    """Open a workbook by what it holds, whatever its name ends with.

    Raises:
        BadInputError: the file is no workbook that can be opened.
    """
    refuse_size(path)
    with path.open("rb") as file:
        start = file.read(8)
    is_zip = start.startswith(_ZIP)
    if _is_ciphered(path):
        raise BadInputError(problem("ciphered_file", source_name=path.name))
    if not is_zip and start != COMPOUND:
        raise BadInputError(problem("not_a_workbook", source_name=path.name))
    with _refusing_damage(path.name):
        if is_zip:
            refuse_bomb(path)
        content = path.read_bytes()
        if not is_zip and (_LOCKED in content or has_password(content)):
            raise BadInputError(problem("locked_workbook", source_name=path.name))
        if not is_zip and reaches_too_far(content):
            raise too_many_rows(path.name)
        opened = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        return Workbook(path, is_zip, opened)


@contextmanager
def _refusing_damage(source_name: str) -> Iterator[None]:
    """Turn whatever a damaged workbook makes its readers raise into a refusal."""
    try:
        yield
    except BadInputError:
        raise
    except python_calamine.PasswordError as error:
        raise BadInputError(problem("locked_workbook", source_name=source_name)) from error
    except _DAMAGED as error:
        raise BadInputError(problem("not_a_workbook", source_name=source_name)) from error
    except BaseException as error:
        # The reader is written in Rust; where it gives up, its exception is none of Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise BadInputError(problem("not_a_workbook", source_name=source_name)) from error


def _is_ciphered(path: Path) -> bool:
    """Say whether a program of the office has ciphered a file, as it does on leaving the house."""
    with path.open("rb") as file:
        start = file.read(64)
    return any(mark in start for mark in _CIPHERED)


def _table(source_name: str, texts: list[list[str]], found: HeadingRow) -> TextTable:
    """Return the rows below the headings; a row may be longer only where it is empty."""
    width = len(found.headings)
    below = texts[found.last + 1 :]
    rows = [[*row[:width], *[""] * (width - len(row))] for row in below]
    lines = np.arange(found.last + 2, found.last + 2 + len(rows))
    cells = pd.DataFrame(rows, columns=range(width), dtype=str)
    return text_table(source_name, found.headings, cells, lines, found.last + 1)


def _said_of(facts: SheetFacts, source_name: str, table: str) -> list[Finding]:
    """Return what people should know of a sheet that they do not see."""
    place = {"source_name": source_name, "table": table}
    told = {"hidden_rows_read": facts.hidden_rows, "formula_without_value": facts.empty_formulas}
    return [problem(name, **place, value=str(count)) for name, count in told.items() if count]


def _text(cell: Cell) -> str:
    """Return a cell as text; whole numbers lose their .0, midnight loses its time."""
    if isinstance(cell, bool):
        return CATEGORIES["yes_no"]["yes" if cell else "no"].label_en
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)


def _percent(cell: Cell) -> str:
    """Return a number that the spreadsheet shows as per cent as people see it."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return _text(cell)
    return f"{(Decimal(str(cell)) * 100).normalize():f}%"
