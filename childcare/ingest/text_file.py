"""Reading one handed-in text file: its encoding, its separator, its headings, then its cells."""

import csv
from dataclasses import dataclass
from pathlib import Path

from childcare.catalog.import_limits import IMPORT_LIMITS
from childcare.ingest.finding import BadInputError, problem
from childcare.ingest.heading_row import HeadingRow, find_headings, title_findings
from childcare.ingest.headings import HeadingBook
from childcare.ingest.text_rows import read_cells, rows_of
from childcare.ingest.text_table import TextTable, text_table

_ENCODINGS = ("utf-8-sig", "gb18030")
# A spreadsheet that saves as Unicode text writes UTF-16 with its mark.
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
SEPARATORS = (",", "\t", ";", "|")


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
    text = decoded(path, form.encoding)
    cells, lines, heading_line = read_cells(text, form.separator, form.headings, path.name)
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
    for separator in SEPARATORS:
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
        for row in rows_of(text, separator):
            rows.append(row)
            if len(rows) == IMPORT_LIMITS.heading_rows:
                break
    except csv.Error:
        pass
    return rows


def decoded(path: Path, encoding: str = _ENCODINGS[0]) -> str:
    """Return the whole text of a file; what began as UTF-8 may turn out to be GB18030.

    Raises:
        BadInputError: it is text in no encoding that is read.
    """
    content = path.read_bytes()
    encoding = "utf-16" if content.startswith(_UTF16_MARKS) else encoding
    start = _ENCODINGS.index(encoding) if encoding in _ENCODINGS else None
    for one in (encoding,) if start is None else _ENCODINGS[start:]:
        try:
            return content.decode(one)
        except UnicodeDecodeError:
            continue
    raise BadInputError(problem("unknown_encoding", source_name=path.name))
