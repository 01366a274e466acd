"""Tables of a circular (通报表格): ruled, heads repeated on every page, rows never split."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.enum.table import WD_ALIGN_VERTICAL
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import _Cell

from childcare.catalog.circular import PAGE
from childcare.exports.circular_form import ALIGNMENTS
from childcare.exports.circular_words import formal
from childcare.exports.circular_writer import TABLE, Writer

RULE, INNER_RULE = 8, 4  # eighths of a point
BELOW = 8  # points between a table and what follows
MOST_KEPT = 14  # rows kept on one page
SIDE = 60  # twips left and right of a cell's text


@dataclass(frozen=True)
class Column:
    """A column: its heading, its share of the width, and to which side it is set."""

    head: str
    share: float
    align: str = "left"


def add_table(
    writer: Writer,
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    *,
    bold_rows: int = 0,
    alt: str = "",
) -> Any:
    """Add a captioned table; the first ``bold_rows`` rows stand out."""
    writer.caption(TABLE, caption)
    table = writer.form.document.add_table(len(rows) + 1, len(columns))
    _set_up(table, columns, alt)
    for number, column in enumerate(columns):
        _write(writer, table.rows[0].cells[number], column.head, "table_head", "center")
    for number, (row, texts) in enumerate(zip(table.rows[1:], rows, strict=True)):
        for cell, text, column in zip(row.cells, texts, columns, strict=True):
            is_bold = number < bold_rows
            written = _write(writer, cell, text, "table_cell", column.align, bold=is_bold)
            # A short table stands on one page; a long one is split between rows.
            written.paragraph_format.keep_with_next = number + 1 < len(rows) <= MOST_KEPT or None
    writer.paragraph("note", "").paragraph_format.line_spacing = Pt(BELOW)
    return table


def _write(
    writer: Writer, cell: _Cell, text: str, style: str, align: str, *, bold: bool = False
) -> Any:
    paragraph = cell.paragraphs[0]
    written = writer.paragraph(style, formal(text), container=cell)
    written.alignment = ALIGNMENTS[align]
    for run in written.runs:
        run.bold = bold or None
    paragraph._p.getparent().remove(paragraph._p)
    return written


def _set_up(table: Any, columns: Sequence[Column], alt: str) -> None:
    """Set widths, rules, the head that repeats, and what is read to who cannot see it."""
    table.autofit = False
    properties = table._tbl.tblPr
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(_borders())
    layout.addnext(_margins())
    if alt:
        for tag, text in (("w:tblCaption", alt), ("w:tblDescription", alt)):
            element = OxmlElement(tag)
            element.set(qn("w:val"), text)
            properties.append(element)
    for number, column in enumerate(columns):
        table.columns[number].width = Mm(column.share * PAGE.type_width)
    for row in table.rows:
        for cell, column in zip(row.cells, columns, strict=True):
            cell.width = Mm(column.share * PAGE.type_width)
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        _flag(row, "w:cantSplit")
    _flag(table.rows[0], "w:tblHeader")


def _flag(row: Any, tag: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(tag))


def _borders() -> Any:
    sides = {"top": RULE, "left": INNER_RULE, "bottom": RULE, "right": INNER_RULE}
    sides |= {"insideH": INNER_RULE, "insideV": INNER_RULE}
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="auto"/>'
        for side, size in sides.items()
    )
    return parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>")


def _margins() -> Any:
    sides = "".join(f'<w:{side} w:w="{SIDE}" w:type="dxa"/>' for side in ("left", "right"))
    return parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>")
