"""Reading the sheets (工作表) of a handed-in workbook as text."""

import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import python_calamine

from childcare.catalog import CATEGORIES
from childcare.catalog.import_limits import IMPORT_LIMITS
from childcare.ingest.finding import BadInputError, problem
from childcare.ingest.text_file import (
    TextTable,
    refuse_headings,
    refuse_size,
    tidy_heading,
)

Cell = int | float | str | bool | time | date | datetime | timedelta


@dataclass(frozen=True)
class Workbook:
    """An opened workbook: its file name and its sheets by name."""

    file_name: str
    opened: python_calamine.CalamineWorkbook

    def sheets(self) -> dict[str, str]:
        """Return the true name of every sheet by its name without outer spaces."""
        return {name.strip(): name for name in self.opened.sheet_names}

    def read(self, sheet: str, known_headings: Collection[str]) -> TextTable:
        """Return the cells of one sheet as people see them: 990100, not 990100.0.

        Raises:
            BadInputError: the sheet is no table that we know.
        """
        source_name = f"{self.file_name}:{sheet}"
        true_name = self.sheets()[sheet]
        rows = self.opened.get_sheet_by_name(true_name).to_python(skip_empty_area=False)
        if not rows:
            raise BadInputError(problem("empty_file", source_name=source_name))
        headings = [tidy_heading(_text(cell)) for cell in rows[0]]
        refuse_headings(headings, known_headings, source_name)
        cells = pd.DataFrame([[_text(cell) for cell in row] for row in rows[1:]], columns=headings)
        return TextTable(source_name, cells.astype(str), np.arange(2, len(rows) + 1))


def open_workbook(path: Path) -> Workbook:
    """Open a workbook after looking at its table of contents.

    Raises:
        BadInputError: the file is no workbook that can be opened.
    """
    refuse_size(path)
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > IMPORT_LIMITS.unpacked_megabytes * 1_000_000:
            most = IMPORT_LIMITS.unpacked_megabytes
            raise BadInputError(problem("file_too_large", source_name=path.name, most=most))
        return Workbook(path.name, python_calamine.CalamineWorkbook.from_path(str(path)))
    except (zipfile.BadZipFile, python_calamine.CalamineError, OSError) as error:
        raise BadInputError(problem("not_a_workbook", source_name=path.name)) from error


def _text(cell: Cell) -> str:
    """Return a cell as text; whole numbers lose their .0, midnight loses its time."""
    if isinstance(cell, bool):
        return CATEGORIES["yes_no"]["yes" if cell else "no"].label_en
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)
