"""The workbook a city fills in (数据模板): made from the catalog, one sheet a table."""

import io
from collections.abc import Mapping

import pyarrow as pa
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from childcare.catalog import COLUMNS, label, spoken
from childcare.catalog.cell_words import CELL_WORDS
from childcare.catalog.sources import TABLES, TableSource, load_sources
from childcare.charts.theme import HAIRLINE, MUTED, TRACK
from childcare.exports.template_words import (
    allowed_words,
    example_of,
    explanation,
    handed_in,
    written_rows,
)
from childcare.ingest.recognise import table_columns
from childcare.store import Connection, ready_cursor

# Columns of these types are text to the spreadsheet: it must not make numbers or days of them.
_TEXT_TYPES = ("code", "text", "month", "date")
_ROWS_WITH_LISTS = 20_000
# A list of words longer than this does not fit into the rule of a cell.
_LONGEST_LIST = 255
_NUMBER_TYPES = (int, float)


def template_bytes() -> bytes:
    """Return the empty template: headings, lists of words, notes, one example row a sheet."""
    return _workbook(None)


def fill_template(tables: Mapping[str, pa.Table]) -> bytes:
    """Return the template with the rows of each table of a release; it can be built from again."""
    return _workbook(tables)


def stored_tables(connection: Connection) -> dict[str, pa.Table]:
    """Return the tables of a release that a city handed in."""
    cursor = ready_cursor(connection)  # an older release lacks some tables: there they are empty
    return {table: cursor.table(table).to_arrow_table() for table in TABLES}


class _Formats:
    """The looks of cells."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        """Make each once."""
        head = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
        self.head = workbook.add_format(head)
        self.key = workbook.add_format(head | {"bg_color": HAIRLINE})
        self.text = workbook.add_format({"num_format": "@"})
        self.example = workbook.add_format(
            {"italic": True, "font_color": MUTED, "bg_color": TRACK, "num_format": "@"}
        )
        self.note = workbook.add_format({"text_wrap": True, "valign": "top"})


def _workbook(tables: Mapping[str, pa.Table] | None) -> bytes:
    """Return the workbook, with rows or with an example."""
    memory = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    sources = load_sources().tables
    with xlsxwriter.Workbook(memory, options) as workbook:
        formats = _Formats(workbook)
        _notes_sheet(workbook, formats, sources)
        for table in TABLES:
            columns = handed_in(table_columns()[table])
            sheet = workbook.add_worksheet(sources[table].sheet)
            _headings(sheet, formats, sources[table], columns)
            if tables is None:
                _example(sheet, formats, columns)
            else:
                _rows(sheet, written_rows(tables[table], columns))
    return memory.getvalue()


def _notes_sheet(
    workbook: xlsxwriter.Workbook, formats: _Formats, sources: Mapping[str, TableSource]
) -> None:
    """Write how the workbook is filled in."""
    sheet = workbook.add_worksheet(label("template.notes_sheet"))
    sheet.set_column(0, 0, 110, formats.note)
    needed = [sources[table].sheet for table in TABLES if not sources[table].optional]
    lines = [
        label("template.how_to_begin", sheets=" / ".join(needed)),
        label("template.how_rows"),
        label("template.how_example", mark=CELL_WORDS.example),
        label("template.how_empty"),
        label("template.how_codes"),
        label("template.how_points"),
        label("template.how_boundaries"),
        label("template.how_to_import"),
    ]
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line)


def _headings(sheet: Worksheet, formats: _Formats, source: TableSource, columns: list[str]) -> None:
    """Write the headings with their notes, and the lists of allowed words under them."""
    for place, name in enumerate(columns):
        column = COLUMNS[name]
        look = formats.key if name in source.required else formats.head
        sheet.write_string(0, place, spoken(column), look)
        sheet.write_comment(0, place, explanation(source.name, column), {"x_scale": 2})
        width = 14 if column.type in ("count", "integer", "number", "yes_no") else 20
        sheet.set_column(place, place, width, _cell_look(formats, column.type))
        words = allowed_words(column)
        if words and len(",".join(words)) <= _LONGEST_LIST:
            rule = {"validate": "list", "source": words, "error_type": "warning"}
            sheet.data_validation(1, place, _ROWS_WITH_LISTS, place, rule)
    sheet.freeze_panes(1, 1)


def _cell_look(formats: _Formats, kind: str) -> Format | None:
    """Return how the cells of a column look before they are filled in."""
    return formats.text if kind in _TEXT_TYPES else None


def _example(sheet: Worksheet, formats: _Formats, columns: list[str]) -> None:
    """Write one example row, marked in its first cell, so that the import leaves it out."""
    for place, name in enumerate(columns):
        value = example_of(COLUMNS[name])
        mark = CELL_WORDS.example if place == 0 else ""
        sheet.write_string(1, place, f"{mark}{value}", formats.example)


def _rows(sheet: Worksheet, rows: list[list[object]]) -> None:
    """Write rows; a number whose last digits a workbook would lose is written as text."""
    for line, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            if value is None:
                continue
            if isinstance(value, _NUMBER_TYPES) and float(f"{value:.16G}") == value:
                sheet.write_number(line, place, value)
            else:
                sheet.write_string(line, place, str(value))
