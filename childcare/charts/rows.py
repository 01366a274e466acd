"""Figures whose height follows their rows (按行排列): room for the rows, the words and the axis."""

from typing import Any

from childcare.charts.lettering import HALF_LINES, filled, wrapped
from childcare.charts.theme import (
    LINE,
    MUTED,
    SIZE_SMALL,
    SIZE_TEXT,
    SIZE_TITLE,
    Caption,
    axis,
)

# The numbers of the axis below the rows, in pixels.
AXIS_ROOM = 30


def height_of(rows: int, row: int, caption: Caption, room_above: int) -> int:
    """Return the height of a figure of half the page in which each row has ``row`` pixels."""
    lines = [
        (wrapped(caption.title, HALF_LINES[0]), SIZE_TITLE),
        (wrapped(caption.subtitle, HALF_LINES[1]), SIZE_TEXT),
        (filled(caption.foot, HALF_LINES[2]), SIZE_SMALL),
    ]
    words = sum((text.count("<br>") + 1) * size * LINE for text, size in lines)
    return round(rows * row + AXIS_ROOM + words + 28 + room_above)


def down_axis(rows: int, row: int) -> dict[str, Any]:
    """Return the axis of the rows, the first on top; its labels are drawn as texts."""
    return axis(
        range=[rows - 0.4, -0.6],
        visible=False,
        automargin=False,
        zeroline=False,
        domain=[AXIS_ROOM / (row * rows + AXIS_ROOM), 1],
    )


def hairline(row: int) -> dict[str, Any]:
    """Return the rule above a row."""
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": row - 0.5,
        "y1": row - 0.5,
        "line": {"color": MUTED, "width": 0.4},
        "layer": "below",
    }
