"""A small table in words beside a chart (图旁文字), below it where the sheet is upright."""

from typing import Any

import pandas as pd

from childcare.catalog import label
from childcare.charts.lettering import wrapped
from childcare.charts.sheet import BOLD, Sheet, characters
from childcare.charts.theme import INK, LINE, SIZE_SMALL, SIZE_TEXT, SIZE_TITLE

# Of a wide sheet, how much the chart may take; the table has the rest.
CHART_SHARE = 0.58
GAP_ACROSS, GAP_DOWN = 28, 10
# Of an upright sheet, how much the table may take.
TABLE_SHARE = 0.6
# From the largest type down to the least.
SIZES = (SIZE_TITLE + 4, SIZE_TITLE, SIZE_TITLE - 2, SIZE_TEXT, SIZE_SMALL)

Entry = tuple[str, str]


def chart_sheet(sheet: Sheet, table: pd.DataFrame | None, taken: int) -> Sheet:
    """Return the part of a sheet that a chart has beside its table.

    Args:
        sheet: the whole.
        table: what stands beside; None leaves the chart all of it.
        taken: the height that the words above and below take.
    """
    if table is None:
        return sheet
    if not sheet.is_upright:
        return Sheet(round(sheet.width * CHART_SHARE), sheet.height, sheet.is_silent)
    room = sheet.height - taken
    needed = _height(_lines(table, sheet.inner_width, SIZE_TEXT), SIZE_TEXT) + GAP_ACROSS
    return Sheet(
        sheet.width, sheet.height - round(min(needed, TABLE_SHARE * room)), sheet.is_silent
    )


def set_beside(figure: dict[str, Any], table: pd.DataFrame, sheet: Sheet, part: Sheet) -> None:
    """Move a chart set for a part of the sheet to the upper left, and write the table beside it."""
    layout = figure["layout"]
    room = sheet.height - layout["margin"]["t"] - layout["margin"]["b"]
    across = part.inner_width / sheet.inner_width
    chart_high = room - (sheet.height - part.height)
    up = chart_high / room
    layout["xaxis"]["domain"] = [across * end for end in layout["xaxis"]["domain"]]
    layout["yaxis"]["domain"] = [1 - up * (1 - end) for end in layout["yaxis"]["domain"]]
    if sheet.is_upright:
        left, top, wide = 0.0, chart_high + GAP_ACROSS, float(sheet.inner_width)
    else:
        left, top = part.inner_width + GAP_ACROSS, 0.0
        wide = sheet.inner_width - left
    size = _largest(table, wide, room - top)
    notes = []
    for lines in _lines(table, wide, size):
        notes.append(_note(lines, size, left / sheet.inner_width, 1 - top / room))
        top += (lines.count("<br>") + 1) * size * LINE + GAP_DOWN
    layout["annotations"] = [*layout["annotations"], *notes]


def _largest(table: pd.DataFrame, wide: float, high: float) -> int:
    """Return the largest type in which a table fits, the least where none does."""
    fitting = (size for size in SIZES if _height(_lines(table, wide, size), size) <= high)
    return next(fitting, SIZES[-1])


def _height(rows: list[str], size: float) -> float:
    return sum((lines.count("<br>") + 1) * size * LINE + GAP_DOWN for lines in rows)


def _lines(table: pd.DataFrame, wide: float, size: float) -> list[str]:
    """Return each row as its heading and, below, what it says."""
    return [
        f"<b>{_broken(head, characters(wide, size, BOLD))}</b>"
        f"<br>{_broken(text, characters(wide, size))}"
        for head, text in _entries(table)
    ]


def _broken(text: str, width: int) -> str:
    return wrapped(text, width)


def _entries(table: pd.DataFrame) -> list[Entry]:
    """Return heading and text of each row; of several columns each is named."""
    head, *others = [str(column) for column in table.columns]
    return [
        (
            str(row[head]),
            str(row[others[0]])
            if len(others) == 1
            else label("caption.dot").join(f"{name} {row[name]}" for name in others),
        )
        for row in table.to_dict("records")
    ]


def _note(text: str, size: float, across: float, up: float) -> dict[str, Any]:
    return {
        "name": "beside",
        "text": text,
        "xref": "paper",
        "yref": "paper",
        "x": across,
        "y": up,
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": size, "color": INK},
    }
