"""Maps of areas: shaded polygons (分级设色图), bubbles where people have the weight (气泡图)."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from childcare.analyses.geometry import Extent, Geometry
from childcare.catalog import Indicator, label
from childcare.charts.hover import hover_columns, hover_template
from childcare.charts.legend import NARROW_LEGEND, Entry, legend_layout, legend_traces
from childcare.charts.map_labels import label_trace
from childcare.charts.points import point_traces
from childcare.charts.theme import (
    ACCENT,
    CASING,
    GROUND,
    HAIRLINE,
    INK,
    MUTED,
    NAME,
    SIZE_SMALL,
    STATE_COLOURS,
    WATER,
    Caption,
    themed,
)

CLEAR = "rgba(0,0,0,0)"
LARGEST_BUBBLE = 44
# Share of the figure's width that the map takes; the legend has the rest.
MAP_SHARE = 0.76
# The browser lowers a map until it fits its window: never below the least, leaving the page's
# bars their room.
FIT_WINDOW = {"least": 420, "reserved": 190}

Trace = dict[str, Any]


@dataclass(frozen=True)
class MapView:
    """What a map is drawn from.

    Attributes:
        frame: coverage of the areas shown, by area code.
        indicator: what is measured.
        entries: the classes and states, with their colours.
        geometry: the polygons.
        caption: the words of the figure.
        name: of the view; zoom is kept as long as it stays.
        borders: codes of the larger areas whose borders are drawn heavier.
        selected: code of the area that is marked, or an empty text.
        points: institutions to draw, with longitude and latitude.
        is_change: whether the classes are of a change between two months.
        height: of the figure in pixels.
        focus: codes of the areas that the map is fitted to; all of them where empty.
    """

    frame: pd.DataFrame
    indicator: Indicator
    entries: list[Entry]
    geometry: Geometry
    caption: Caption
    name: str
    borders: list[str] = field(default_factory=list)
    selected: str = ""
    points: pd.DataFrame | None = None
    is_change: bool = False
    height: int = 640
    focus: list[str] = field(default_factory=list)


def area_map(view: MapView) -> go.Figure:
    """Return the areas shaded by class; those without a polygon are bubbles at their place."""
    drawn = view.geometry.known(list(view.frame.index))
    traces = [_shades(view.frame.loc[drawn], view), *_quiet_shapes(view)]
    loose = view.frame.drop(index=drawn).dropna(subset=["longitude", "latitude"])
    if not loose.empty:
        traces.append(_bubbles(loose, view))
    return _finish(traces, view, drawn)


def bubble_map(view: MapView) -> go.Figure:
    """Return a bubble for each area: its size is the children there, its colour the class."""
    drawn = view.geometry.known(list(view.frame.index))
    traces = [_outlines(drawn, HAIRLINE, 0.8, "ground")] if drawn else []
    placed = view.frame.dropna(subset=["longitude", "latitude"])
    largest_first = placed.sort_values("children_under_3", ascending=False)
    traces += [*_quiet_shapes(view), _bubbles(largest_first, view)]
    return _finish(traces, view, drawn)


def class_numbers(frame: pd.DataFrame, entries: list[Entry]) -> np.ndarray:
    """Return the place of each area's class among the legend's entries; -1 for none."""
    place = {entry.key: number for number, entry in enumerate(entries)}
    return frame["class_key"].map(place).fillna(-1).to_numpy("int8")


def colour_scale(entries: list[Entry]) -> list[list[object]]:
    """Return a scale of flat steps, one for each entry."""
    size = len(entries)
    steps: list[list[object]] = []
    for number, entry in enumerate(entries):
        steps += [[number / size, entry.colour], [(number + 1) / size, entry.colour]]
    return steps


def _shades(frame: pd.DataFrame, view: MapView) -> Trace:
    return {
        "type": "choropleth",
        "locations": list(frame.index),
        "z": class_numbers(frame, view.entries),
        "zmin": -0.5,
        "zmax": len(view.entries) - 0.5,
        "colorscale": colour_scale(view.entries),
        "showscale": False,
        "showlegend": False,
        "marker": {"line": {"color": GROUND, "width": 0.7}},
        "customdata": hover_columns(frame, view.indicator),
        "hovertemplate": hover_template(view.indicator, is_change=view.is_change),
        "name": "areas",
    }


def _outlines(
    codes: list[str], colour: str, width: float, name: str, *, fill: str = CLEAR
) -> Trace:
    """Return areas of which only the outline shows, and which never answer to the mouse."""
    return {
        "type": "choropleth",
        "locations": codes,
        "z": np.zeros(len(codes), "int8"),
        "colorscale": [[0, fill], [1, fill]],
        "showscale": False,
        "showlegend": False,
        "marker": {"line": {"color": colour, "width": width}},
        "hoverinfo": "skip",
        "name": name,
    }


def _quiet_shapes(view: MapView) -> list[Trace]:
    """Return water and the borders of larger areas, and the mark of what is selected."""
    traces = []
    if water := view.geometry.backdrop_ids:
        traces.append(_outlines(water, WATER, 0.5, "water", fill=WATER))
    if borders := view.geometry.known(view.borders):
        traces.append(_outlines(borders, INK, 1.4, "borders"))
    if marked := view.geometry.known([view.selected]):
        # The light line below keeps the mark apart from a class of nearly its colour.
        traces.append(_outlines(marked, CASING, 6, "casing"))
        traces.append(_outlines(marked, ACCENT, 2.8, "selected"))
    return traces


def _bubbles(frame: pd.DataFrame, view: MapView) -> Trace:
    """Return one circle an area; without children known, people take their place."""
    weight = frame["children_under_3"].fillna(frame["population_total"])
    size = np.sqrt(weight / weight.max()).fillna(0.25) * LARGEST_BUBBLE
    colours = {entry.key: entry.colour for entry in view.entries}
    return {
        "type": "scattergeo",
        "lon": frame["longitude"].astype("float32").to_numpy(),
        "lat": frame["latitude"].astype("float32").to_numpy(),
        "mode": "markers",
        "marker": {
            "size": size.clip(lower=6).round(1).astype("float32").to_numpy(),
            "color": list(frame["class_key"].map(colours).fillna(STATE_COLOURS["missing"])),
            "line": {"color": MUTED, "width": 0.8},
            "opacity": 0.92,
        },
        "customdata": hover_columns(frame, view.indicator, with_code=True),
        "hovertemplate": hover_template(view.indicator, is_change=view.is_change, with_code=True),
        "showlegend": False,
        "name": "areas",
    }


def _finish(traces: list[Trace], view: MapView, drawn: list[str]) -> go.Figure:
    """Add points, names, scale bar and legend, and set the map's frame."""
    extent = view.geometry.extent(view.focus or drawn) or extent_of_places(view.frame)
    traces = [
        *traces,
        *point_traces(view.points),
        label_trace(view.frame, view.geometry, extent, height=view.height),
        *_scale_bar(extent),
        *legend_traces(view.entries, on_map=True),
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
        "legend": legend_layout(view.indicator),
        "meta": {"narrow": narrow, "narrow_hidden": ["names"], "fit_window": FIT_WINDOW},
    }
    return themed(traces, layout, view.caption, height=view.height, view=view.name)


def extent_of_places(frame: pd.DataFrame) -> Extent:
    """Return the box around the places of areas that have no polygon."""
    placed = frame.dropna(subset=["longitude", "latitude"])
    west, east = placed["longitude"].min(), placed["longitude"].max()
    south, north = placed["latitude"].min(), placed["latitude"].max()
    margin = max(east - west, north - south, 0.02) * 0.12
    return Extent(west - margin, south - margin, east + margin, north + margin)


def _scale_bar(extent: Extent) -> list[Trace]:
    """Return a bar of a round length at the lower left, which grows with the map."""
    sizes = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)
    length = max((size for size in sizes if size <= extent.width_km / 4), default=0.5)
    degrees = (extent.east - extent.west) * length / extent.width_km
    latitude = extent.south + (extent.north - extent.south) * 0.005
    bar = {
        "type": "scattergeo",
        "lon": [extent.west, extent.west + degrees],
        "lat": [latitude, latitude],
        "mode": "lines",
        "hoverinfo": "skip",
        "showlegend": False,
    }
    words = {
        "mode": "lines+text",
        "text": ["", label("chart.kilometres", number=f"{length:g}")],
        "textposition": "middle right",
        "textfont": {"size": SIZE_SMALL, "color": NAME},
    }
    # Dark on light, it is read on any class and on either ground.
    return [
        bar | {"line": {"color": CASING, "width": 6}, "name": "scale casing"},
        bar | words | {"line": {"color": NAME, "width": 2.4}, "name": "scale"},
    ]
