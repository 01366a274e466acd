"""The rows of a handed-in text (文本行) below its headings, and the line on which each ends."""

import csv
import io
import warnings
from typing import Any

import numpy as np
import pandas as pd

from childcare.catalog.import_limits import IMPORT_LIMITS
from childcare.ingest.finding import BadInputError, problem
from childcare.ingest.heading_row import HeadingRow


def read_cells(
    text: str, separator: str, found: HeadingRow, source_name: str
) -> tuple[pd.DataFrame, np.ndarray, int]:
    """Return the cells below the headings, the line of each row, and that of the headings.

    Raises:
        BadInputError: a row has a cell beyond the last heading, or a cell that never ends.
    """
    width = len(found.headings)
    reader = rows_of(text, separator)
    heading_line = 1
    for _ in range(found.last + 1):
        next(reader)
        heading_line = reader.line_num
    rest = _after_lines(text, heading_line)
    try:
        cells = _parse(rest, separator, width)
        lines = _lines_of_rows(rest, len(cells), separator, heading_line)
    except (pd.errors.ParserError, pd.errors.ParserWarning, csv.Error):
        cells, lines = _parse_slowly(rest, separator, width, source_name, heading_line)
    except pd.errors.EmptyDataError:
        cells, lines = pd.DataFrame([], columns=range(width), dtype=str), np.array([], dtype=int)
    return cells.fillna(""), lines, heading_line


def _after_lines(text: str, lines: int) -> str:
    """Return what follows the first lines of a text."""
    opened = io.StringIO(text, newline="")
    for _ in range(lines):
        opened.readline()
    return opened.read()


def rows_of(text: str, separator: str) -> Any:
    """Return a reader of rows that knows on which line it is (``line_num``)."""
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _parse(text: str, separator: str, width: int) -> pd.DataFrame:
    """Return the cells of a text; rows longer than the headings are an error, never cut off."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", pd.errors.ParserWarning)
        return pd.read_csv(
            io.StringIO(text),
            sep=separator,
            header=None,
            names=range(width),
            dtype=str,
            keep_default_na=False,
            skip_blank_lines=False,
            index_col=False,
            low_memory=False,
        )


def _parse_slowly(
    text: str, separator: str, width: int, source_name: str, above: int
) -> tuple[pd.DataFrame, np.ndarray]:
    """Return the cells of a text some rows of which are longer: their further cells are empty.

    Raises:
        BadInputError: a row has a cell beyond the last heading, or one without end.
    """
    rows, lines = [], []
    reader = rows_of(text, separator)
    try:
        for row in reader:
            beyond = [cell for cell in row[width:] if cell.strip()]
            if beyond:
                line, value = above + reader.line_num, " | ".join(beyond)[:80]
                place = {"source_name": source_name, "source_row": line, "value": value}
                raise BadInputError(problem("uneven_rows", **place))
            rows.append([*row[:width], *[""] * (width - len(row))])
            lines.append(above + reader.line_num)
    except csv.Error as error:
        place = {"source_name": source_name, "source_row": above + reader.line_num}
        too_long = problem("cell_too_long", **place, most=IMPORT_LIMITS.cell_characters)
        raise BadInputError(too_long) from error
    return pd.DataFrame(rows, columns=range(width), dtype=str), np.array(lines, dtype=int)


def _lines_of_rows(text: str, rows: int, separator: str, above: int) -> np.ndarray:
    """Return the line on which each row ends, counting from 1 with ``above`` lines before."""
    if text.rstrip("\r\n").count("\n") < rows:
        return np.arange(above + 1, above + rows + 1)
    # A cell holds a line break, so lines and rows part ways.
    reader = rows_of(text, separator)
    lines = [above + reader.line_num for _ in reader][:rows]
    return np.array([*lines, *range(above + len(lines) + 1, above + rows + 1)])
