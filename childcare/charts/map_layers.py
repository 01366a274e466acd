"""The layers of a map (图层): fills, outlines, bubbles, scale bar, as traces."""

from typing import Any

import numpy as np
import pandas as pd

from childcare.analyses.geometry import Extent
from childcare.catalog import label
from childcare.charts.hover import hover_of
from childcare.charts.legend import Entry
from childcare.charts.map_view import MapView
from childcare.charts.theme import (
    ACCENT,
    CASING,
    CLEAR,
    GROUND,
    INK,
    MUTED,
    NAME,
    SIZE_SMALL,
    STATE_COLOURS,
    WATER,
)

LARGEST_BUBBLE = 44

Trace = dict[str, Any]


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


def shades(frame: pd.DataFrame, view: MapView) -> Trace:
    """Return the areas filled in the colour of their class."""
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
        **hover_of(frame, view),
        "name": "areas",
    }


def outlines(codes: list[str], colour: str, width: float, name: str, *, fill: str = CLEAR) -> Trace:
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


def quiet_shapes(view: MapView) -> list[Trace]:
    """Return water and the borders of larger areas, and the mark of what is selected."""
    traces = []
    if water := view.geometry.backdrop_ids:
        traces.append(outlines(water, WATER, 0.5, "water", fill=WATER))
    if borders := view.geometry.known(view.borders):
        traces.append(outlines(borders, INK, 1.4, "borders"))
    if marked := view.geometry.known([view.selected]):
        # The light line below keeps the mark apart from a class of nearly its colour.
        traces.append(outlines(marked, CASING, 6, "casing"))
        traces.append(outlines(marked, ACCENT, 2.8, "selected"))
    return traces


def bubbles(frame: pd.DataFrame, view: MapView, among: pd.DataFrame | None = None) -> Trace:
    """Return one circle an area; without children known, people take their place.

    The largest circle is that of the largest area ``among`` others, or among these.
    """
    weight = frame["children_under_3"].fillna(frame["population_total"])
    whole = frame if among is None else among
    largest = whole["children_under_3"].fillna(whole["population_total"]).max()
    size = np.sqrt(weight / largest).fillna(0.25) * LARGEST_BUBBLE
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
        **hover_of(frame, view, with_code=True),
        "showlegend": False,
        "name": "areas",
    }


def scale_bar(extent: Extent) -> list[Trace]:
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
