"""Tiles (方格图): one square of the same size an area, for areas of which no place is known."""

import math
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from childcare.charts.area_map import MAP_SHARE, hatches
from childcare.charts.hover import hover_of
from childcare.charts.legend import NARROW_LEGEND, legend_layout, legend_traces
from childcare.charts.lettering import literal
from childcare.charts.map_view import MapView
from childcare.charts.theme import (
    MUTED,
    NAME,
    SIZE_SMALL,
    STATE_COLOURS,
    axis,
    themed,
)

# Width of the squares' field in pixels at which they just touch.
FIELD = 620


def tile_map(view: MapView) -> go.Figure:
    """Return a square for each area: near its true neighbours where places are known."""
    columns = math.ceil(math.sqrt(len(view.frame) * 1.25))
    placed = tile_places(view.frame, columns)
    rows = int(placed["tile_row"].max()) + 1
    side = min(FIELD / columns, (view.height - 140) / rows) - 3
    narrow = {
        "xaxis": {"domain": [0, 1]},
        "yaxis": {"domain": [0.46, 1]},
        "legend": NARROW_LEGEND,
    }
    layout = {
        "xaxis": axis(visible=False, range=[-0.6, columns - 0.4], domain=[0, MAP_SHARE]),
        "yaxis": axis(visible=False, range=[rows - 0.4, -0.6]),
        "legend": legend_layout(view.legend_title or view.indicator.unit_name()),
        "meta": {"narrow": narrow} | hatches(view),
    }
    traces = [_tiles(placed, view, side), *legend_traces(view.entries, on_map=False)]
    return themed(traces, layout, view.caption, height=view.height, view=view.name)


def _tiles(placed: pd.DataFrame, view: MapView, side: float) -> dict[str, Any]:
    """Return one square an area, as wide as ``side`` pixels."""
    colours = {entry.key: entry.colour for entry in view.entries}
    return {
        "type": "scatter",
        "x": placed["tile_column"].to_numpy(),
        "y": placed["tile_row"].to_numpy(),
        "mode": "markers+text",
        "marker": {
            "symbol": "square",
            "size": side,
            "color": list(placed["class_key"].map(colours).fillna(STATE_COLOURS["missing"])),
            "line": {"color": MUTED, "width": 0.5},
        },
        "text": [_short(name, side) for name in placed["area_name"]],
        "textfont": {"size": SIZE_SMALL, "color": NAME},
        **hover_of(placed, view, with_code=True),
        "showlegend": False,
    }


def tile_places(frame: pd.DataFrame, columns: int) -> pd.DataFrame:
    """Return the frame with ``tile_row`` and ``tile_column``.

    With places, areas are dealt into rows from north to south and within a row from west to
    east; without, they follow their parents and codes as in the official list.
    """
    known = frame["latitude"].notna().all() and frame["longitude"].notna().all()
    if known:
        ordered = frame.sort_values("latitude", ascending=False)
    else:
        ordered = frame.sort_values(["parent_code", "area_code"])
    number = np.arange(len(ordered))
    placed = ordered.assign(tile_row=number // columns, tile_column=number % columns)
    if known:
        rank_in_row = placed.groupby("tile_row")["longitude"].rank(method="first")
        placed["tile_column"] = rank_in_row.astype(int) - 1
    return placed


def _short(name: str, side: float) -> str:
    """Return as much of a name as its square has room for."""
    room = int(side / SIZE_SMALL)
    return literal(name if len(name) <= room else name[: max(room, 1)])
