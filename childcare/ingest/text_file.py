"""Reading one handed-in text file: its encoding, its separator, its headings, then its cells."""

import csv
import io
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from childcare.catalog.import_limits import IMPORT_LIMITS
from childcare.ingest.finding import BadInputError, problem
from childcare.ingest.heading_row import HeadingRow, find_headings, title_findings
from childcare.ingest.headings import HeadingBook
from childcare.ingest.text_table import TextTable, text_table

_ENCODINGS = ("utf-8-sig", "gb18030")
# A spreadsheet that saves as Unicode text writes UTF-16 with its mark.
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = (",", "\t", ";", "|")


@dataclass(frozen=True)
class Form:
    """How a text file is written: its encoding, its separator, and where its headings stand."""

    encoding: str
    separator: str
    headings: HeadingRow
    start: list[list[str]]


def refuse_size(path: Path) -> None:
    """Refuse an empty file and one over the limit.

    Raises:
        BadInputError: the file holds nothing, or too much.
    """
    size = path.stat().st_size
    if size == 0:
        raise BadInputError(problem("empty_file", source_name=path.name))
    if size > IMPORT_LIMITS.file_megabytes * 1_000_000:
        most = IMPORT_LIMITS.file_megabytes
        raise BadInputError(problem("file_too_large", source_name=path.name, most=most))


def read_csv(path: Path, book: HeadingBook, table: str = "") -> TextTable:
    """Return the cells of a text file: UTF-8, GB18030 or UTF-16, any usual separator.

    Raises:
        BadInputError: the file is no table that we know.
    """
    refuse_size(path)
    form = sniff(path, book)
    text = _decode(path, form.encoding)
    cells, lines, heading_line = _read_cells(text, form, path.name)
    raw = text_table(path.name, form.headings.headings, cells, lines, heading_line)
    above = form.start[: form.headings.first]
    raw.findings.extend(title_findings(above, path.name, table))
    return raw


def sniff(path: Path, book: HeadingBook) -> Form:
    """Return how a file is written, seen from its start.

    Raises:
        BadInputError: the file is no text, or has no heading we know.
    """
    with path.open("rb") as file:
        start = file.read(IMPORT_LIMITS.sniffed_kilobytes * 1000)
    if start.startswith(_UTF16_MARKS):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\0" in start:
        raise BadInputError(problem("not_text", source_name=path.name))
    else:
        encodings = _ENCODINGS
    # The last line of a start is most likely cut off, in the middle of a sign perhaps.
    whole = start if len(start) == path.stat().st_size else start[: start.rfind(b"\n") + 1] or start
    for encoding in encodings:
        try:
            text = whole.decode(encoding, "replace" if encoding == "utf-16" else "strict")
        except UnicodeDecodeError:
            continue
        return _form(text, encoding, book, path.name)
    raise BadInputError(problem("unknown_encoding", source_name=path.name))


def _form(text: str, encoding: str, book: HeadingBook, source_name: str) -> Form:
    """Return the form with the separator that gives the most known headings."""
    forms: list[Form] = []
    refused: BadInputError | None = None
    for separator in _SEPARATORS:
        rows = _first_rows(text, separator)
        try:
            found = find_headings(rows, book, source_name)
        except BadInputError as error:
            # A heading given twice says more than that none was found.
            twice = any(one.check_name == "heading_twice" for one in error.findings)
            refused = error if refused is None or twice else refused
            continue
        forms.append(Form(encoding, separator, found, rows))
    if refused and (
        not forms or any(one.check_name == "heading_twice" for one in refused.findings)
    ):
        raise refused
    return max(forms, key=lambda one: sum(book.knows(h) for h in set(one.headings.headings)))


def _first_rows(text: str, separator: str) -> list[list[str]]:
    """Return the first rows of a text; a broken one ends them."""
    rows: list[list[str]] = []
    try:
        for row in _reader(text, separator):
            rows.append(row)
            if len(rows) == IMPORT_LIMITS.heading_rows:
                break
    except csv.Error:
        pass
    return rows


def _decode(path: Path, encoding: str) -> str:
    """Return the whole text of a file; what began as UTF-8 may turn out to be GB18030."""
    content = path.read_bytes()
    later = _ENCODINGS[_ENCODINGS.index(encoding) :] if encoding in _ENCODINGS else (encoding,)
    for one in later:
        try:
            return content.decode(one)
        except UnicodeDecodeError:
            continue
    raise BadInputError(problem("unknown_encoding", source_name=path.name))


def _read_cells(text: str, form: Form, source_name: str) -> tuple[pd.DataFrame, np.ndarray, int]:
    """Return the cells below the headings, the line of each row, and that of the headings."""
    width = len(form.headings.headings)
    reader = _reader(text, form.separator)
    heading_line = 1
    for _ in range(form.headings.last + 1):
        next(reader)
        heading_line = reader.line_num
    rest = _after_lines(text, heading_line)
    try:
        cells = _parse(rest, form.separator, width)
        lines = _lines_of_rows(rest, len(cells), form.separator, heading_line)
    except (pd.errors.ParserError, pd.errors.ParserWarning):
        cells, lines = _parse_slowly(rest, form.separator, width, source_name, heading_line)
    except pd.errors.EmptyDataError:
        cells, lines = pd.DataFrame([], columns=range(width), dtype=str), np.array([], dtype=int)
    return cells.fillna(""), lines, heading_line


def _after_lines(text: str, lines: int) -> str:
    """Return what follows the first lines of a text."""
    opened = io.StringIO(text, newline="")
    for _ in range(lines):
        opened.readline()
    return opened.read()


def _reader(text: str, separator: str) -> Any:
    """Return a reader of rows that knows on which line it is."""
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
        BadInputError: a row has a cell beyond the last heading.
    """
    rows, lines = [], []
    reader = _reader(text, separator)
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
        place = {"source_name": source_name, "value": str(error)}
        raise BadInputError(problem("uneven_rows", **place)) from error
    return pd.DataFrame(rows, columns=range(width), dtype=str), np.array(lines, dtype=int)


def _lines_of_rows(text: str, rows: int, separator: str, above: int) -> np.ndarray:
    """Return the line on which each row ends, counting from 1 with ``above`` lines before."""
    if text.rstrip("\r\n").count("\n") < rows:
        return np.arange(above + 1, above + rows + 1)
    # A cell holds a line break, so lines and rows part ways.
    reader = _reader(text, separator)
    lines = [above + reader.line_num for _ in reader][:rows]
    return np.array([*lines, *range(above + len(lines) + 1, above + rows + 1)])
