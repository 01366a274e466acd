"""Matrix of shares (完整性表): rows down, columns across, each cell a colour and its number."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from childcare.catalog import label
from childcare.charts.bar_marks import shortened
from childcare.charts.bullet_places import PLAIN
from childcare.charts.lettering import literal, text_width
from childcare.charts.theme import (
    CASING,
    INK,
    NAME,
    SIZE_SMALL,
    STATE_COLOURS,
    STEPS,
    Caption,
    axis,
    themed,
)

ROW = 26
ROOM = 130
LONGEST_NAME = 22
# So many heads stand side by side; more are set upright.
MOST_LEVEL = 9
LEVEL_HEAD = 26
# A title takes so many more pixels on a phone.
NARROW_TITLE = 60
# Which part of the width the cells take; the names stand to their left.
CELLS, NARROW_CELLS = [0.16, 1.0], [0.42, 1.0]
# What a cell shows that holds no share.
UNREPORTED, NO_ROWS, SHARE = "unreported", "no_rows", "share"
# Shares from these on have the next darker colour; only a full one has the darkest.
EDGES = (0.5, 0.8, 0.95, 1.0)
# The darker colours bear light numbers.
DARK_FROM = 3
_COLOURS = (STATE_COLOURS["missing"], STATE_COLOURS["zero"], *STEPS)


def share_matrix(cells: pd.DataFrame, caption: Caption, *, name: str) -> go.Figure:
    """Return a row for each ``row`` and a column for each ``column``, in their order.

    Args:
        cells: columns ``row``, ``column`` (names to show), ``state`` (``UNREPORTED``,
            ``NO_ROWS`` or ``SHARE``), ``share`` (0 to 1) and ``hover``, a line for the mouse.
        caption: the words of the figure.
        name: names the view; see ``themed``.
    """
    rows, columns = list(dict.fromkeys(cells["row"])), list(dict.fromkeys(cells["column"]))
    placed = cells.assign(
        y=cells["row"].map({row: place for place, row in enumerate(rows)}),
        x=cells["column"].map({column: place for place, column in enumerate(columns)}),
        kind=[_kind(*cell) for cell in zip(cells["state"], cells["share"], strict=True)],
        text=[_text(*cell) for cell in zip(cells["state"], cells["share"], strict=True)],
    )
    is_dark = placed["kind"] >= 2 + DARK_FROM
    is_state = placed["kind"] < 2
    traces = [
        _coloured(placed),
        _numbers("states", placed[is_state], INK),
        _numbers("light", placed[~is_state & ~is_dark], NAME),
        _numbers("dark", placed[is_dark], CASING),
    ]
    room = _head_room(columns)
    height = ROW * len(rows) + ROOM + room
    layout = _layout(rows, columns)
    figure = themed(traces, layout, caption, height=height, view=name, room_above=room)
    return _with_narrow_heads(figure, _upright_room(columns) - room)


def _kind(state: str, share: float) -> int:
    """Return which colour a cell has: no report, no rows, then the steps of shares."""
    if state == UNREPORTED:
        return 0
    return 1 if state == NO_ROWS else 2 + sum(share >= edge for edge in EDGES)


def _text(state: str, share: float) -> str:
    """Return what stands in a cell; nearly all is not all, and a little is not nothing."""
    if state == UNREPORTED:
        return label("management.cell_unreported")
    if state == NO_ROWS:
        return label("management.cell_no_rows")
    percent = round(share * 100)
    if percent == 100 and share < 1:
        percent = 99
    return str(1 if percent == 0 and share > 0 else percent)


def _coloured(placed: pd.DataFrame) -> dict[str, Any]:
    last = len(_COLOURS)
    scale = [
        [edge, colour]
        for number, colour in enumerate(_COLOURS)
        for edge in (number / last, (number + 1) / last)
    ]
    return {
        "type": "heatmap",
        "name": "cells",
        "x": placed["x"].tolist(),
        "y": placed["y"].tolist(),
        "z": placed["kind"].tolist(),
        "zmin": -0.5,
        "zmax": last - 0.5,
        "colorscale": scale,
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "customdata": [[literal(text)] for text in placed["hover"]],
        "hovertemplate": "%{customdata[0]}<extra></extra>",
    }


def _numbers(name: str, placed: pd.DataFrame, colour: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "name": name,
        "mode": "text",
        "x": placed["x"].tolist(),
        "y": placed["y"].tolist(),
        "text": placed["text"].tolist(),
        "textfont": {"size": SIZE_SMALL, "color": colour},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _head_room(heads: list[str]) -> int:
    """Return the pixels that the heads take, upright where there are many."""
    return _upright_room(heads) if len(heads) > MOST_LEVEL else LEVEL_HEAD


def _upright_room(heads: list[str]) -> int:
    longest = max((text_width(one) for one in heads), default=0)
    return 7 * min(longest, LONGEST_NAME) + 10


def _with_narrow_heads(figure: go.Figure, more: int) -> go.Figure:
    """Return the figure with more room above it on a phone, where heads are always upright."""
    meta = figure.layout.meta
    narrow = meta["narrow"]
    margin = {"t": narrow["margin"]["t"] + more}
    height = {"height": figure.layout.height + more + NARROW_TITLE}
    return figure.update_layout(meta=meta | {"narrow": narrow | {"margin": margin} | height})


def _layout(rows: list[str], columns: list[str]) -> dict[str, Any]:
    named = {"showticklabels": True, "tickfont": {"size": SIZE_SMALL, "color": INK}}
    across = {
        "side": "top",
        "tickvals": list(range(len(columns))),
        "ticktext": [literal(shortened(one, _longest_head(columns))) for one in columns],
        "tickangle": -90 if len(columns) > MOST_LEVEL else 0,
        "range": [-0.5, max(len(columns), 1) - 0.5],
        "domain": CELLS,
    }
    down = {
        "tickvals": list(range(len(rows))),
        "ticktext": [f"{literal(shortened(one, LONGEST_NAME))} " for one in rows],
        "range": [max(len(rows), 1) - 0.5, -0.5],
    }
    narrow = {"xaxis": {"domain": NARROW_CELLS, "tickangle": -90}}
    hidden = ["states", "light", "dark"] if len(columns) > MOST_LEVEL else []
    return {
        "xaxis": axis(**(PLAIN | named | across)),
        "yaxis": axis(**(PLAIN | named | down)),
        "meta": {"narrow": narrow, "narrow_hidden": hidden, "link": False},
    }


def _longest_head(heads: list[str]) -> int:
    """Return how wide a head may be: level ones share the width of the figure."""
    return LONGEST_NAME if len(heads) > MOST_LEVEL else max(8, 110 // max(len(heads), 1))
