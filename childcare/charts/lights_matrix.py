"""Matrix of lights (状态矩阵): targets down, areas across; shape and colour say the same."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from childcare.analyses.assessment import Assessment
from childcare.analyses.target_words import number_text
from childcare.catalog import label, spoken
from childcare.catalog.lights import STATUSES, Scheme
from childcare.charts.bar_marks import shortened
from childcare.charts.bullet_marks import hairline, hover_lines, light_markers
from childcare.charts.bullet_places import PLAIN
from childcare.charts.lettering import literal
from childcare.charts.theme import (
    ACCENT,
    CLEAR,
    FIGURES,
    INK,
    SIZE_SMALL,
    Caption,
    axis,
    themed,
)

ROW = 27
# Title and foot take this much of the height.
ROOM = 130
NAMES, CELLS = (0.0, 0.2), (0.205, 1.0)
NARROW_NAMES, NARROW_CELLS = (0.0, 0.53), (0.54, 1.0)
# On a phone the heads stand upright, this many rows high.
NARROW_HEADS = 4
LONGEST_NAME = 32
# Above this many areas there is no room for numbers beside the lights, nor for level heads.
MOST_WITH_NUMBERS = 12


def lights_matrix(
    assessed: Mapping[str, Sequence[Assessment]],
    area_names: Mapping[str, str],
    caption: Caption,
    *,
    scheme: Scheme,
    selected: str = "",
    name: str = "matrix",
) -> go.Figure:
    """Return a row for each target and a column for each area, a light in every cell.

    Args:
        assessed: the targets of each area by its code, in the same order for all.
        area_names: what each column is called, by code.
        caption: the words of the figure.
        scheme: the colours of the lights.
        selected: code of the area whose column is marked.
        name: names the view; see ``themed``.
    """
    codes, targets = list(assessed), list(next(iter(assessed.values()), []))
    cells = [
        (column, row, one)
        for column, code in enumerate(codes)
        for row, one in enumerate(assessed[code])
    ]
    with_numbers = len(codes) <= MOST_WITH_NUMBERS
    traces = [
        _lights(cells, scheme, with_numbers=with_numbers),
        *([_numbers(cells)] if with_numbers else []),
        _names(targets),
        _points(cells, area_names),
    ]
    layout = _layout(codes, area_names, selected, len(targets))
    height = ROW * (len(targets) + 1) + ROOM
    return themed(traces, layout, caption, height=height, view=name, room_above=4)


def _layout(
    codes: list[str], area_names: Mapping[str, str], selected: str, rows: int
) -> dict[str, Any]:
    lines = [hairline(row) for row in range(rows + 1)]
    return _axes(_heads(codes, area_names), rows) | {
        "plot_bgcolor": CLEAR,
        "shapes": [*lines, *_selection(codes, selected, rows)],
        "meta": {"narrow": _narrow(rows), "narrow_hidden": ["numbers"]},
    }


Cell = tuple[int, int, Assessment]


def _lights(cells: list[Cell], scheme: Scheme, *, with_numbers: bool) -> dict[str, Any]:
    """Return the lights; to the left of the middle of a cell where a number stands beside them."""
    left = 0.24 if with_numbers else 0.0
    return {
        "type": "scatter",
        "name": "lights",
        "mode": "markers",
        "x": [column - left for column, _, _ in cells],
        "y": [row for _, row, _ in cells],
        "marker": light_markers([one for _, _, one in cells], scheme),
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _numbers(cells: list[Cell]) -> dict[str, Any]:
    """Return the values beside the lights; a light without a value stands alone."""
    known = [
        (column - 0.12, row, number_text(one, one.reading.value))
        for column, row, one in cells
        if one.reading is not None and one.reading.value == one.reading.value
    ]
    columns, rows, texts = zip(*known, strict=True) if known else ((), (), ())
    return _texts("numbers", columns, rows, list(texts), FIGURES, at="middle right")


def _heads(codes: list[str], area_names: Mapping[str, str]) -> list[str]:
    """Return the names of the areas, as long as their columns have room for."""
    room = max(6, 120 // len(codes))
    return [literal(shortened(area_names[code], room)) for code in codes]


def _names(targets: Sequence[Assessment]) -> dict[str, Any]:
    texts = [shortened(spoken(one.indicator), LONGEST_NAME) for one in targets]
    places = list(range(len(targets)))
    trace = _texts("names", [0] * len(texts), places, texts, INK, at="middle right")
    return trace | {"xaxis": "x2", "yaxis": "y2"}


def _points(cells: list[Cell], area_names: Mapping[str, str]) -> dict[str, Any]:
    """Return what is pointed at and clicked: every cell, wherever in it the mouse is."""
    return {
        "type": "heatmap",
        "name": "cells",
        "x": [column for column, _, _ in cells],
        "y": [row for _, row, _ in cells],
        "z": [0] * len(cells),
        "colorscale": [[0, CLEAR], [1, CLEAR]],
        "showscale": False,
        "customdata": [
            [one.target.name, one.area_code, hover_lines(one, area_names[one.area_code])]
            for _, _, one in cells
        ],
        "hovertemplate": "%{customdata[2]}<extra></extra>",
    }


def _texts(
    name: str,
    x: Sequence[float],
    y: Sequence[float],
    texts: list[str],
    colour: Any,
    *,
    at: str = "middle center",
    size: int = SIZE_SMALL,
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "name": name,
        "mode": "text",
        "x": list(x),
        "y": list(y),
        "text": texts,
        "textposition": at,
        "textfont": {"size": size, "color": colour},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _selection(codes: list[str], selected: str, rows: int) -> list[dict[str, Any]]:
    """Return an outline around the column of the area looked at."""
    if selected not in codes:
        return []
    column = codes.index(selected)
    place = {"x0": column - 0.48, "x1": column + 0.48, "y0": -1.45, "y1": rows - 0.52}
    return [{"type": "rect", "line": {"color": ACCENT, "width": 1.5}} | place]


def _axes(heads: list[str], rows: int) -> dict[str, Any]:
    """Return the axis of the areas with their names above, and that of the targets."""
    named = {
        "side": "top",
        "showticklabels": True,
        "ticklabelposition": "inside",
        "ticklabeloverflow": "allow",
        "tickvals": list(range(len(heads))),
        "ticktext": heads,
        "tickangle": 0,
        "tickfont": {"size": SIZE_SMALL, "color": INK},
    }
    across = [-0.5, max(len(heads), 1) - 0.5]
    down = [rows - 0.5, -1.5]
    return {
        "xaxis": axis(range=across, domain=CELLS, **(PLAIN | named)),
        "yaxis": axis(range=down, **PLAIN),
        "xaxis2": axis(range=[0, 1], domain=NAMES, anchor="y2", **PLAIN),
        "yaxis2": axis(range=down, anchor="x2", **PLAIN),
    }


def _narrow(rows: int) -> dict[str, Any]:
    """Return what a phone changes: more room for the names, heads upright."""
    down = {"range": [rows - 0.5, -0.5 - NARROW_HEADS]}
    return {
        "xaxis": {"domain": NARROW_CELLS, "tickangle": -90},
        "xaxis2": {"domain": NARROW_NAMES},
        "yaxis": down,
        "yaxis2": down,
        "height": ROW * (rows + NARROW_HEADS) + ROOM + 40,
    }


def legend_line() -> str:
    """Return every light with its word in one line."""
    return label("target.gap").join(status.spoken_light() for status in STATUSES.values())
