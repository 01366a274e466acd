"""Reading one handed-in CSV file as text, looking at its start before reading all of it."""

import csv
import io
import warnings
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from childcare.catalog.import_limits import IMPORT_LIMITS
from childcare.ingest.finding import BadInputError, problem

_ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True)
class TextTable:
    """The cells of a file or sheet as text, and the line of it on which each row stands."""

    source_name: str
    cells: pd.DataFrame
    lines: np.ndarray


def tidy_heading(heading: object) -> str:
    """Return a heading without line breaks and doubled or outer spaces."""
    return " ".join(str(heading).split())


def refuse_headings(found: list[str], known: Collection[str], source_name: str) -> None:
    """Refuse a table of which no heading is known, or one is there twice.

    Raises:
        BadInputError: none of the headings is known, most likely it is another file altogether;
            or a known one is there twice, and nobody can tell which counts.
    """
    twice = [heading for heading, times in Counter(found).items() if times > 1 and heading in known]
    if twice:
        raise BadInputError(
            *(problem("heading_twice", source_name=source_name, heading=one) for one in twice)
        )
    if not set(found) & set(known):
        allowed = ", ".join(sorted(known)[:8])
        raise BadInputError(problem("no_known_heading", source_name=source_name, allowed=allowed))


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


def read_csv(path: Path, known_headings: Collection[str]) -> TextTable:
    """Return the cells of a CSV file in UTF-8 or GB18030.

    Raises:
        BadInputError: the file is no table that we know.
    """
    refuse_size(path)
    _sniff(path, known_headings)
    text = _decode(path)
    try:
        cells = _parse(text)
    except (pd.errors.ParserError, pd.errors.ParserWarning, pd.errors.EmptyDataError) as error:
        raise BadInputError(
            problem("uneven_rows", source_name=path.name, value=str(error).strip())
        ) from error
    cells.columns = pd.Index([tidy_heading(heading) for heading in cells.columns])
    return TextTable(path.name, cells.fillna(""), _lines_of_rows(text, len(cells)))


def _parse(text: str) -> pd.DataFrame:
    """Return the cells of a text; rows longer than the headings are an error, never cut off."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", pd.errors.ParserWarning)
        return pd.read_csv(
            io.StringIO(text),
            dtype=str,
            keep_default_na=False,
            skip_blank_lines=False,
            index_col=False,
            low_memory=False,
        )


def _sniff(path: Path, known_headings: Collection[str]) -> None:
    """Refuse by its start a file that is no text or has no heading we know."""
    with path.open("rb") as file:
        start = file.read(IMPORT_LIMITS.sniffed_kilobytes * 1000)
    if b"\0" in start:
        raise BadInputError(problem("not_text", source_name=path.name))
    first_line = start.splitlines()[0] if start.strip() else b""
    for encoding in _ENCODINGS:
        try:
            headings = next(csv.reader([first_line.decode(encoding)]), [])
        except (UnicodeDecodeError, csv.Error):
            continue
        return refuse_headings(
            [tidy_heading(heading) for heading in headings], known_headings, path.name
        )
    raise BadInputError(problem("unknown_encoding", source_name=path.name))


def _decode(path: Path) -> str:
    """Return the whole text of a file."""
    content = path.read_bytes()
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInputError(problem("unknown_encoding", source_name=path.name))


def _lines_of_rows(text: str, rows: int) -> np.ndarray:
    """Return the line on which each row ends, counting from 1 with the headings on line 1."""
    if text.rstrip("\r\n").count("\n") <= rows:
        return np.arange(2, rows + 2)
    # A cell holds a line break, so lines and rows part ways.
    reader = csv.reader(io.StringIO(text))
    lines = [reader.line_num for _ in reader][1 : rows + 1]
    return np.array([*lines, *range(len(lines), rows)])
