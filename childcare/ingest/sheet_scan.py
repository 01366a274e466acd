"""What the reader of workbooks does not tell (工作表体检): hidden rows, per cent, size, formulas.

The XML of a sheet is searched, not parsed: quick, and of bounded memory whatever stands in it.
"""

import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from childcare.catalog.import_limits import IMPORT_LIMITS
from childcare.ingest.archive import chunks
from childcare.ingest.finding import BadInputError, problem

_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*[^/>])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?(?:v\b[^>/]*>[^<]|is\b)")
_WIDE = re.compile(rb'\br="[A-Z]{3,}\d')
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b[^>]*>")
_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL_FORMAT = re.compile(rb"<(?:\w+:)?xf\b[^>]*>")
_PLACE = re.compile(rb"([A-Z]+)(\d+)")
# The two formats of a percentage that every spreadsheet has.
_PERCENT_FORMATS = {b"9", b"10"}
_LARGEST_ROW = 64_000_000


@dataclass
class SheetFacts:
    """The last row with a value, hidden rows, cells shown as per cent, formulas never reckoned."""

    last_row: int = 0
    hidden_rows: int = 0
    percent_cells: set[tuple[int, int]] = field(default_factory=set)
    empty_formulas: int = 0


def scan_sheet(path: Path, sheet: str) -> SheetFacts:
    """Return what one sheet of an .xlsx holds beside its values.

    Raises:
        BadInputError: more rows or columns than are read.
    """
    facts = SheetFacts()
    with zipfile.ZipFile(path) as archive:
        part = _part_of(archive, sheet)
        if part is None:
            return facts
        percent = _percent_styles(archive)
        for number, row in enumerate(_rows(archive, part), start=1):
            _look_at(row, number, percent, facts)
            if facts.last_row > IMPORT_LIMITS.sheet_rows:
                raise too_many_rows(f"{path.name}:{sheet}")
    return facts


def too_many_rows(source_name: str) -> BadInputError:
    """Return the refusal of a sheet that is too long or too wide."""
    most = f"{IMPORT_LIMITS.sheet_rows:,} × {IMPORT_LIMITS.sheet_columns}"
    return BadInputError(problem("too_many_rows", source_name=source_name, most=most))


def _look_at(row: bytes, number: int, percent: set[bytes], facts: SheetFacts) -> None:
    """Add what one row tells."""
    attributes = dict(_ATTRIBUTE.findall(row[: row.find(b">")]))
    if not _VALUE.search(row):
        facts.empty_formulas += len(_FORMULA.findall(row))
        return
    facts.last_row = max(facts.last_row, int(attributes.get(b"r") or number))
    facts.hidden_rows += attributes.get(b"hidden") in (b"1", b"true")
    if _WIDE.search(row) and any(_WIDE.search(one[0]) for one in _CELL.findall(row)):
        # Three letters are column 703 and beyond.
        facts.last_row = IMPORT_LIMITS.sheet_rows + 1
    if not percent and b"<f" not in row and b":f" not in row:
        return
    for marks, inside in _CELL.findall(row):
        cell = dict(_ATTRIBUTE.findall(marks))
        has_value = _VALUE.search(inside)
        facts.empty_formulas += bool(_FORMULA.search(inside) and not has_value)
        place = _PLACE.fullmatch(cell.get(b"r", b""))
        if cell.get(b"s") in percent and has_value and place and cell.get(b"t", b"n") == b"n":
            facts.percent_cells.add((int(place[2]) - 1, _column_number(place[1])))


def _rows(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Give the text of each row of a sheet."""
    left = b""
    is_row = False
    for chunk in chunks(archive, part):
        *whole, left = _ROW.split(left + chunk)
        if len(left) > _LARGEST_ROW:
            raise too_many_rows(part)
        for piece in whole:
            # What stands before the first row is none.
            if is_row:
                yield piece
            is_row = True
    if is_row:
        yield left


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """Return the file of the archive that holds a sheet."""
    try:
        book = archive.read("xl/workbook.xml")
        relations = archive.read("xl/_rels/workbook.xml.rels")
    except KeyError:
        return None
    targets = {}
    for mark in re.findall(rb"<(?:\w+:)?Relationship\b[^>]*>", relations):
        given = dict(_ATTRIBUTE.findall(mark))
        targets[given.get(b"Id", b"")] = given.get(b"Target", b"").decode("utf-8", "replace")
    for mark in re.findall(rb"<(?:\w+:)?sheet\b[^>]*>", book):
        given = dict(_ATTRIBUTE.findall(mark))
        if html.unescape(given.get(b"name", b"").decode("utf-8", "replace")) == sheet:
            relation = next((word for key, word in given.items() if key.endswith(b":id")), b"")
            target = targets.get(relation, "")
            part = target.lstrip("/") if target[:1] == "/" else str(PurePosixPath("xl", target))
            return part if part in archive.namelist() else None
    return None


def _percent_styles(archive: zipfile.ZipFile) -> set[bytes]:
    """Return the numbers of the cell formats that show a value as per cent."""
    if "xl/styles.xml" not in archive.namelist():
        return set()
    styles = archive.read("xl/styles.xml")
    shown = set(_PERCENT_FORMATS)
    for mark in _FORMAT.findall(styles):
        given = dict(_ATTRIBUTE.findall(mark))
        if b"%" in given.get(b"formatCode", b""):
            shown.add(given.get(b"numFmtId", b""))
    formats = _CELL_FORMATS.search(styles)
    marks = _CELL_FORMAT.findall(formats[0]) if formats else []
    return {
        str(number).encode()
        for number, mark in enumerate(marks)
        if dict(_ATTRIBUTE.findall(mark)).get(b"numFmtId") in shown
    }


def _column_number(letters: bytes) -> int:
    """Return the number of a column, counted from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
