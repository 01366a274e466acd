"""Areas without a polygon (无边界区域): bubbles on the map at their place, or beside the map."""

from typing import Any

import numpy as np
import pandas as pd

from childcare.analyses.geometry import Extent
from childcare.catalog import label
from childcare.charts.legend import RANK_AFTER_CLASSES
from childcare.charts.map_layers import Trace, bubbles
from childcare.charts.map_view import MapView
from childcare.charts.theme import ACCENT, CASING, CLEAR, INK

# The strip below the map for areas of which no place is known, and the room around a bubble,
# as shares of the map's height and width.
_STRIP, _ROOM = 0.1, 0.04
_MARK = 9


def with_places(frame: pd.DataFrame, extent: Extent) -> pd.DataFrame:
    """Return areas of which each has a place: those without one stand in a row below the map."""
    lacks = frame["longitude"].isna() | frame["latitude"].isna()
    number = int(lacks.sum())
    if not number:
        return frame
    steps = (np.arange(number) + 0.5) / number
    placed = frame.copy()
    placed.loc[lacks, "longitude"] = extent.west + (extent.east - extent.west) * steps
    placed.loc[lacks, "latitude"] = extent.south - (extent.north - extent.south) * _STRIP
    return placed


def around(extent: Extent, loose: pd.DataFrame) -> Extent:
    """Return the box around a map and the bubbles on it or beside it."""
    if loose.empty:
        return extent
    x, y = (extent.east - extent.west) * _ROOM, (extent.north - extent.south) * _ROOM
    return Extent(
        min(extent.west, loose["longitude"].min() - x),
        min(extent.south, loose["latitude"].min() - y),
        max(extent.east, loose["longitude"].max() + x),
        max(extent.north, loose["latitude"].max() + y),
    )


def loose_traces(loose: pd.DataFrame, view: MapView) -> list[Trace]:
    """Return the bubbles, and the mark around the one that is selected."""
    if loose.empty:
        return []
    drawn = bubbles(loose, view, among=view.frame)
    drawn["marker"]["line"] = {"color": INK, "width": 1.4}
    traces = [drawn]
    if view.selected in loose.index:
        place = list(loose.index).index(view.selected)
        for name, colour, width in (("casing", CASING, 6), ("selected", ACCENT, 2.8)):
            traces.append(_ring(drawn, place, name, {"color": colour, "width": width}))
    return traces


def _ring(drawn: Trace, place: int, name: str, line: dict[str, Any]) -> Trace:
    """Return a ring around one bubble, which never answers to the mouse."""
    return {
        "type": "scattergeo",
        "lon": drawn["lon"][place : place + 1],
        "lat": drawn["lat"][place : place + 1],
        "mode": "markers",
        "marker": {
            "size": float(drawn["marker"]["size"][place]) + _MARK,
            "color": CLEAR,
            "line": line,
        },
        "hoverinfo": "skip",
        "showlegend": False,
        "name": name,
    }


def loose_legend(loose: pd.DataFrame) -> list[Trace]:
    """Return the entry of the legend that says what a bubble is."""
    if loose.empty:
        return []
    return [
        {
            "type": "scattergeo",
            "lon": [None],
            "lat": [None],
            "mode": "markers",
            "marker": {
                "symbol": "circle",
                "size": 12,
                "color": CLEAR,
                "line": {"color": INK, "width": 1.4},
            },
            "name": label("legend.areas", name=label("legend.no_boundary"), areas=len(loose)),
            "hoverinfo": "skip",
            "showlegend": True,
            "legendrank": RANK_AFTER_CLASSES,
        }
    ]
