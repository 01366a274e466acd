"""One county in the field of all (位置图): a row for each indicator, better to the right."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from childcare.catalog import INDICATORS, spoken
from childcare.charts.bar_marks import shortened
from childcare.charts.strip_marks import ON_LINE, Field, Scale, dots, scale_of, strokes
from childcare.charts.theme import (
    CLEAR,
    FIGURES,
    HAIRLINE,
    INK,
    MUTED,
    SIZE_SMALL,
    SIZE_TEXT,
    Caption,
    axis,
    themed,
)

__all__ = ["Field", "county_strips"]

ROW, ROOM = 56, 120
# Above the line of a row stand its name and value, below it the two ends.
ABOVE_LINE, BELOW_LINE = -0.26, 0.36
# Half-width characters of a name that leave the value its room on a phone.
LONGEST_NAME = 37


def county_strips(
    field: Field,
    names: Sequence[str],
    stands: Sequence[str],
    caption: Caption,
    *,
    name: str = "strips",
) -> go.Figure:
    """Return one row an indicator, each on a scale of its own from the worst to the best.

    Args:
        field: who stands in the rows.
        names: the indicators from the top down.
        stands: what is written at the right of each: value and rank of the county.
        caption: the words of the figure.
        name: of the view.
    """
    scales = [scale_of(field, INDICATORS[one]) for one in names]
    traces = [
        _lines(len(names)),
        dots(field, names, scales, of="others"),
        dots(field, names, scales, of="peers"),
        strokes(field, names, scales),
        dots(field, names, scales, of="own"),
        *_words(names, stands, scales),
    ]
    layout = {
        "xaxis": axis(range=[-0.02, 1.02], visible=False, automargin=False),
        "yaxis": axis(range=[len(names) - 0.5, -0.6], visible=False, automargin=False),
        "plot_bgcolor": CLEAR,
        "legend": _LEGEND,
    }
    height = ROW * len(names) + ROOM
    figure = themed(traces, layout, caption, height=height, view=name, wide=False, room_above=46)
    return _with_whole_rows(figure, len(names))


def _with_whole_rows(figure: go.Figure, rows: int) -> go.Figure:
    """Make the figure higher where its words take more lines, so that rows keep their height."""
    margin = figure.layout.margin
    figure.layout.height = ROW * rows + margin.t + margin.b
    return figure


def _words(
    names: Sequence[str], stands: Sequence[str], scales: Sequence[Scale]
) -> list[dict[str, Any]]:
    """Return what is written in each row: name and value above its line, the two ends below."""
    told = [shortened(spoken(INDICATORS[one]), LONGEST_NAME) for one in names]
    rows = range(len(names))
    return [
        _texts("names", 0.0, told, size=SIZE_TEXT),
        _texts("stands", 1.0, list(stands), colour=FIGURES, size=SIZE_TEXT),
        _texts("low", 0.0, [_end(scales[row], names[row], 0) for row in rows], at=BELOW_LINE),
        _texts("high", 1.0, [_end(scales[row], names[row], 1) for row in rows], at=BELOW_LINE),
    ]


_LEGEND: dict[str, Any] = {
    "orientation": "h",
    "x": 0,
    "y": 1,
    "xanchor": "left",
    "yanchor": "bottom",
    "font": {"size": SIZE_SMALL, "color": MUTED},
    "itemclick": False,
    "itemdoubleclick": False,
}


def _lines(rows: int) -> dict[str, Any]:
    """Return the line of each row."""
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "lines",
        "x": [part for _ in range(rows) for part in (0, 1, None)],
        "y": [part for row in range(rows) for part in (row + ON_LINE, row + ON_LINE, None)],
        "line": {"color": HAIRLINE, "width": 3},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _end(scale: Scale, name: str, side: int) -> str:
    """Return the value at an end of a row."""
    return INDICATORS[name].format(scale[side], with_unit=True)


def _texts(
    name: str,
    across: float,
    texts: list[str],
    *,
    at: float = ABOVE_LINE,
    colour: str = "",
    size: int = SIZE_SMALL,
) -> dict[str, Any]:
    """Return one text a row, from the left end on or up to the right end."""
    return {
        "type": "scatter",
        "mode": "text",
        "name": name,
        "x": [across] * len(texts),
        "y": [row + at for row in range(len(texts))],
        "text": texts,
        "textposition": "middle left" if across else "middle right",
        "textfont": {"size": size, "color": colour or (INK if at == ABOVE_LINE else MUTED)},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }
