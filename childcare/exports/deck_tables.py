"""Native tables on slides (原生表格): hairlines between rows, text that fits its cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from childcare.charts.theme import HAIRLINE, MUTED
from childcare.exports.deck_measure import LEAST, LINE, Box, fitted, lines_needed, points_wide
from childcare.exports.deck_shapes import EMU, describe
from childcare.exports.deck_text import Words, write

# The style that draws nothing by itself.
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
PADDING = 3.0
SIDE = 4.0
HEAD = 12.0
TALLEST_ROW = 46.0
NOTHING = "\u00a0"


@dataclass(frozen=True)
class Column:
    """A column: its heading, its share of the width, and to which side it is set."""

    head: str
    share: float
    align: str = "left"


def shared_out(
    columns: Sequence[Column], rows: Sequence[Sequence[Words]], width: float
) -> tuple[list[Column], float]:
    """Return the columns as wide as their longest texts ask for, and how far all must shrink.

    The shrinkage is 1 where everything fits on one line each.
    """
    needs = []
    for place, column in enumerate(columns):
        cells = [
            points_wide(row[place].text, row[place].size, bold=row[place].bold) for row in rows
        ]
        needs.append(max([points_wide(column.head, HEAD), *cells]) + 2 * SIDE + 2)
    total = sum(needs)
    shared = [
        Column(column.head, need / total, column.align)
        for column, need in zip(columns, needs, strict=True)
    ]
    return shared, min(1.0, width / total)


def put_table(
    shapes: Any,
    box: Box,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Words]],
    alt: str,
    *,
    row_height: float = 0.0,
) -> Any:
    """Add a table; rows are as high as their text needs, or all of ``row_height`` points.

    A text that its cell has no room for is set smaller, and then cut off.
    """
    heads = [Words(column.head, HEAD, MUTED) for column in columns]
    widths = [column.share * box.width for column in columns]
    head_height = HEAD * LINE + 2 * PADDING
    heights = [row_height or _height(row, widths) for row in rows]
    taken = (box.left, box.top, box.width, head_height + sum(heights))
    frame = shapes.add_table(len(rows) + 1, len(columns), *(Pt(points) for points in taken))
    describe(frame, alt)
    table = frame.table
    _plain(table)
    for number, wide in enumerate(widths):
        table.columns[number].width = Pt(wide)
    for number, (row, high) in enumerate(zip([heads, *rows], [head_height, *heights], strict=True)):
        table.rows[number].height = Pt(high)
        for place, (words, column) in enumerate(zip(row, columns, strict=True)):
            room = Box(0, 0, widths[place] - 2 * SIDE, max(high - PADDING, words.size * LINE + 1))
            _fill(table.cell(number, place), words, column.align, room)
    return frame


def _height(row: Sequence[Words], widths: Sequence[float]) -> float:
    """Return how high a row has to be for its longest text."""
    needed = max(
        lines_needed(words.text, words.size, wide - 2 * SIDE) * words.size * LINE
        for words, wide in zip(row, widths, strict=True)
    )
    return min(needed + 2 * PADDING, TALLEST_ROW)


def _plain(table: Any) -> None:
    """Take away the colours and bands of the library's own style."""
    properties = table._tbl.tblPr
    for name in list(properties.attrib):
        del properties.attrib[name]
    properties.set("firstRow", "1")
    properties.find(qn("a:tableStyleId")).text = NO_STYLE


def _fill(cell: Any, words: Words, align: str, room: Box) -> None:
    # A cell without any text would be as high as the program's own size of text.
    text, size = fitted(words.text or NOTHING, room, words.size, max(words.size - 3, LEAST))
    write(cell.text_frame, [[Words(text, size, words.colour, words.bold)]], align=align)
    cell.margin_left = cell.margin_right = Pt(SIDE)
    cell.margin_top = cell.margin_bottom = Pt(PADDING / 2)
    properties = cell._tc.get_or_add_tcPr()
    properties.set("anchor", "ctr")
    properties.insert(
        0,
        parse_xml(
            f'<a:lnB {nsdecls("a")} w="{round(0.75 * EMU)}"><a:solidFill>'
            f'<a:srgbClr val="{HAIRLINE[1:].upper()}"/></a:solidFill></a:lnB>'
        ),
    )
