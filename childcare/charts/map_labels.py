"""Names on a map (注记), where they fit: the widest areas first, never one over another."""

from typing import Any

import pandas as pd

from childcare.analyses.geometry import Extent, Geometry
from childcare.charts.lettering import literal, text_width
from childcare.charts.theme import NAME, SIZE_SMALL

# A half-width character of the label font, in pixels.
CHARACTER = SIZE_SMALL * 0.52
LINE = SIZE_SMALL * 1.25
# Title, subtitle and foot take about this much of a figure's height.
WORDS = 110

Box = tuple[float, float, float, float]


def label_traces(
    frame: pd.DataFrame, loose: list[str], geometry: Geometry, extent: Extent, *, height: int
) -> list[dict[str, Any]]:
    """Return the names of those areas whose polygon has room for them, and of bubbles.

    The names of ``loose`` areas stand above their places, where the bubbles are.
    """
    placed = frame.dropna(subset=["longitude", "latitude"])
    named = placed.loc[fitting(placed, geometry, extent, height=height)]
    is_loose = named.index.isin(loose)
    parts = [(named[~is_loose], "middle center"), (named[is_loose], "top center")]
    filled = [_names(part, position) for part, position in parts if len(part)]
    return filled or [_names(named, "middle center")]


def _names(named: pd.DataFrame, position: str) -> dict[str, Any]:
    return {
        "type": "scattergeo",
        "lon": named["longitude"].astype("float32").to_numpy(),
        "lat": named["latitude"].astype("float32").to_numpy(),
        # A name may be of several lines, as where a value stands below it.
        "text": [literal(name).replace("\n", "<br>") for name in named["area_name"]],
        "mode": "text",
        "textposition": position,
        "textfont": {"size": SIZE_SMALL, "color": NAME},
        "hoverinfo": "skip",
        "showlegend": False,
        "name": "names",
    }


def fitting(placed: pd.DataFrame, geometry: Geometry, extent: Extent, *, height: int) -> list[str]:
    """Return the codes of the areas whose names fit into their polygons, side by side.

    What fits is worked out for the map at its full height; a zoomed map has more room than that.
    It is the same for every indicator and month, so it is worked out once for a view.
    """
    key = (tuple(placed.index), tuple(placed["area_name"]), extent, height)
    if key not in geometry.names_that_fit:
        geometry.names_that_fit[key] = _fitting(placed, geometry, extent, height)
    return geometry.names_that_fit[key]


def _fitting(placed: pd.DataFrame, geometry: Geometry, extent: Extent, height: int) -> list[str]:
    scale = (height - WORDS) / (extent.north - extent.south)
    rows = []
    for code, name, longitude, latitude in zip(
        placed.index, placed["area_name"], placed["longitude"], placed["latitude"], strict=True
    ):
        room = geometry.width(code) if code in geometry.shapes else float("inf")
        lines = name.split("\n")
        wide, high = max(map(text_width, lines)) * CHARACTER, LINE * len(lines)
        if wide <= room * scale * extent.shrink * 1.15:
            x = (longitude - extent.west) * scale * extent.shrink
            y = (latitude - extent.south) * scale
            box = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
            rows.append((-room, code, box))
    chosen: list[str] = []
    boxes: list[Box] = []
    for _, code, box in sorted(rows):
        if not any(overlap(box, other) for other in boxes):
            chosen.append(code)
            boxes.append(box)
    return chosen


def overlap(one: Box, other: Box) -> bool:
    """Say whether two boxes share any room."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
