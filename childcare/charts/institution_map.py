"""Institutions on quiet areas (机构分布图): a point for each, or one for each township of many."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from childcare.analyses.geometry import Extent, Geometry
from childcare.charts.area_map import FIT_WINDOW, MAP_SHARE
from childcare.charts.institution_points import institution_points
from childcare.charts.map_labels import label_traces
from childcare.charts.map_layers import Trace, outlines, scale_bar
from childcare.charts.theme import (
    ACCENT,
    CASING,
    CLEAR,
    GROUND,
    HAIRLINE,
    MUTED,
    SIZE_SMALL,
    TRACK,
    WATER,
    Caption,
    themed,
)

# As many names are written even where the map is narrow.
MOST_NAMED = 12
# On a phone the legend stands below the map.
NARROW = {
    "geo": {"domain": {"x": [0, 1], "y": [0.2, 1]}},
    "legend": {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "y": 0.18,
        "yanchor": "top",
    },
}


@dataclass(frozen=True)
class InstitutionMap:
    """What the map is drawn from.

    Attributes:
        places: rows of a register that have a place; with ``change_kind``, of what changed.
        opened: id of the institution that is marked, or an empty text.
        areas: codes of the areas drawn below.
        borders: codes of the areas whose borders are drawn heavier.
        named: the areas whose names are written, by code, with name and place.
        geometry: the polygons.
    """

    places: pd.DataFrame
    opened: str
    areas: list[str]
    borders: list[str]
    named: pd.DataFrame
    geometry: Geometry
    caption: Caption
    name: str
    height: int = 520


def institution_map(view: InstitutionMap) -> go.Figure:
    """Return the institutions as points on their areas, inclusive ones in their own colour."""
    drawn = view.geometry.known(view.areas)
    extent = view.geometry.extent(drawn) or _extent_of(view.places)
    traces = [outlines(drawn, HAIRLINE, 0.9, "ground", fill=TRACK)] if drawn else []
    if water := view.geometry.backdrop_ids:
        traces.append(outlines(water, WATER, 0.5, "water", fill=WATER))
    if borders := view.geometry.known(view.borders):
        traces.append(outlines(borders, MUTED, 1.2, "borders"))
    traces += institution_points(view.places)
    if drawn:
        traces += label_traces(view.named, [], view.geometry, extent, height=view.height)
    traces += [*_opened(view), *scale_bar(extent)]
    return themed(traces, _layout(extent, view), view.caption, height=view.height, view=view.name)


def _layout(extent: Extent, view: InstitutionMap) -> dict[str, Any]:
    shown = extent.padded(0.04)
    return {
        "geo": {
            "visible": False,
            "fitbounds": False,
            "projection": {"type": "mercator"},
            "bgcolor": CLEAR,
            "lonaxis": {"range": [shown.west, shown.east]},
            "lataxis": {"range": [shown.south, shown.north]},
            "domain": {"x": [0, MAP_SHARE], "y": [0, 1]},
        },
        "legend": {
            "x": 1,
            "xanchor": "right",
            "y": 1,
            "yanchor": "top",
            "bgcolor": GROUND,
            "font": {"size": SIZE_SMALL},
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "meta": {
            "link": False,
            "narrow_hidden": ["names"] if len(view.named) > MOST_NAMED else [],
            "narrow": NARROW,
            "fit_window": FIT_WINDOW,
        },
    }


def _opened(view: InstitutionMap) -> list[Trace]:
    """Return a ring around the institution that is opened, with its name."""
    if view.opened not in view.places.index:
        return []
    place = view.places.loc[view.opened]
    ring = {
        "type": "scattergeo",
        "lon": [place["longitude"]],
        "lat": [place["latitude"]],
        "mode": "markers",
        "hoverinfo": "skip",
        "showlegend": False,
    }
    return [
        ring | {"marker": _ring(CASING, 6), "name": "casing"},
        ring | {"marker": _ring(ACCENT, 3), "name": "opened"},
    ]


def _ring(colour: str, width: int) -> dict[str, Any]:
    return {"size": 22, "color": CLEAR, "line": {"color": colour, "width": width}}


def _extent_of(places: pd.DataFrame) -> Extent:
    """Return the box around the points where no area has a polygon."""
    west, east = float(places["longitude"].min()), float(places["longitude"].max())
    south, north = float(places["latitude"].min()), float(places["latitude"].max())
    margin = max(east - west, north - south, 0.02) * 0.12
    return Extent(west - margin, south - margin, east + margin, north + margin)
