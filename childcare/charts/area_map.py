"""Maps of areas: shaded polygons (分级设色图), bubbles where people have the weight (气泡图)."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from childcare.analyses.geometry import Extent
from childcare.charts.legend import NARROW_LEGEND, legend_layout, legend_traces
from childcare.charts.loose_areas import around, loose_legend, loose_traces, with_places
from childcare.charts.map_labels import label_traces
from childcare.charts.map_layers import Trace, bubbles, outlines, quiet_shapes, scale_bar, shades
from childcare.charts.map_view import MapView
from childcare.charts.points import point_traces
from childcare.charts.theme import (
    CLEAR,
    HAIRLINE,
    INK,
    STATE_COLOURS,
    STATE_PATTERNS,
    themed,
)

# Share of the figure's width that the map takes; the legend has the rest.
MAP_SHARE = 0.76
# The browser lowers a map until it fits its window: never below the least, leaving the page's
# bars their room.
FIT_WINDOW = {"least": 420, "reserved": 190}


def area_map(view: MapView) -> go.Figure:
    """Return the areas shaded by class; those without a polygon are bubbles at their place."""
    drawn = view.geometry.known(list(view.frame.index))
    extent = _extent(view, drawn)
    loose = with_places(view.frame.drop(index=drawn), extent)
    # Looking at some areas only, the map does not reach for bubbles elsewhere.
    near = loose if not view.focus else loose.loc[loose.index.isin(view.focus)]
    extent = around(extent, near)
    places = pd.concat([view.frame.loc[drawn], loose]) if len(loose) else view.frame
    traces = [
        shades(view.frame.loc[drawn], view),
        *quiet_shapes(view),
        *loose_traces(loose, view),
    ]
    names = label_traces(places, list(loose.index), view.geometry, extent, height=view.height)
    return _finish(traces, names, view, extent, loose_legend(loose))


def bubble_map(view: MapView) -> go.Figure:
    """Return a bubble for each area: its size is the children there, its colour the class."""
    drawn = view.geometry.known(list(view.frame.index))
    traces = [outlines(drawn, HAIRLINE, 0.8, "ground")] if drawn else []
    extent = _extent(view, drawn)
    placed = with_places(view.frame, extent)
    largest_first = placed.sort_values("children_under_3", ascending=False)
    traces += [*quiet_shapes(view), bubbles(largest_first, view)]
    near = placed if not view.focus else placed.loc[placed.index.isin(view.focus)]
    extent = around(extent, near) if drawn else extent
    names = label_traces(placed, list(placed.index), view.geometry, extent, height=view.height)
    return _finish(traces, names, view, extent, [])


def _extent(view: MapView, drawn: list[str]) -> Extent:
    """Return the box around the polygons that the map is fitted to, or around all places."""
    return view.geometry.extent(view.focus or drawn) or extent_of_places(view.frame)


def _finish(
    traces: list[Trace], names: list[Trace], view: MapView, extent: Extent, signs: list[Trace]
) -> go.Figure:
    """Add points, names, scale bar and legend, and set the map's frame."""
    traces = [
        *traces,
        *point_traces(view.points),
        *names,
        *scale_bar(extent),
        *legend_traces(view.entries, on_map=True),
        *signs,
    ]
    shown = extent.padded(0.03)
    geo = {
        "visible": False,
        "fitbounds": False,
        "projection": {"type": "mercator"},
        "bgcolor": CLEAR,
        "lonaxis": {"range": [shown.west, shown.east]},
        "lataxis": {"range": [shown.south, shown.north]},
        "domain": {"x": [0, MAP_SHARE], "y": [0, 1]},
    }
    narrow = {
        "height": view.height + 60,
        "geo": {"domain": {"x": [0, 1], "y": [0.44, 1]}},
        "legend": NARROW_LEGEND,
    }
    layout = {
        "geo": geo,
        "legend": legend_layout(view.legend_title or view.indicator.unit_name()),
        "meta": {"narrow": narrow, "narrow_hidden": ["names"], "fit_window": FIT_WINDOW}
        | hatches(view),
    }
    return themed(traces, layout, view.caption, height=view.height, view=view.name)


def extent_of_places(frame: pd.DataFrame) -> Extent:
    """Return the box around the places of areas that have no polygon."""
    placed = frame.dropna(subset=["longitude", "latitude"])
    west, east = placed["longitude"].min(), placed["longitude"].max()
    south, north = placed["latitude"].min(), placed["latitude"].max()
    margin = max(east - west, north - south, 0.02) * 0.12
    return Extent(west - margin, south - margin, east + margin, north + margin)


def hatches(view: MapView) -> dict[str, Any]:
    """Return the hatches of a map that has some besides those of the states."""
    if not view.hatched:
        return {}
    states = {STATE_COLOURS[state]: kind for state, kind in STATE_PATTERNS.items()}
    return {"patterns": states | view.hatched, "pattern_ink": INK}
