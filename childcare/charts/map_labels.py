"""Names on a map (注记), where they fit: the widest areas first, never one over another."""

import pandas as pd
import plotly.graph_objects as go

from childcare.analyses.geometry import Extent, Geometry
from childcare.charts.theme import HALO, NAME, SIZE_SMALL, text_width

# A half-width character of the label font, in pixels.
CHARACTER = SIZE_SMALL * 0.52
LINE = SIZE_SMALL * 1.25


def label_trace(
    frame: pd.DataFrame, geometry: Geometry, extent: Extent, *, height: int
) -> go.Scattergeo:
    """Return the names of those areas whose polygon has room for them.

    What fits is worked out for the map at its full height; a zoomed map has more room than that.
    """
    pixels_per_degree = (height - 110) / (extent.north - extent.south)
    placed = frame.dropna(subset=["longitude", "latitude"])
    room = {
        code: geometry.width(code) if code in geometry.shapes else float("inf")
        for code in placed.index
    }
    chosen: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    for code in sorted(placed.index, key=lambda code: -room[code]):
        wide = text_width(placed.at[code, "area_name"]) * CHARACTER
        if wide > room[code] * pixels_per_degree * extent.shrink * 1.15:
            continue
        box = _box(placed.loc[code], wide, pixels_per_degree, extent)
        if not any(_overlap(box, other) for other in boxes):
            chosen.append(code)
            boxes.append(box)
    named = placed.loc[chosen]
    return go.Scattergeo(
        lon=named["longitude"].astype("float32"),
        lat=named["latitude"].astype("float32"),
        text=named["area_name"],
        mode="text",
        # The halo keeps a name readable on a dark class.
        textfont={"size": SIZE_SMALL, "color": NAME, "shadow": HALO},
        hoverinfo="skip",
        showlegend=False,
        name="names",
    )


def _box(
    row: pd.Series, wide: float, pixels_per_degree: float, extent: Extent
) -> tuple[float, float, float, float]:
    x = (row["longitude"] - extent.west) * pixels_per_degree * extent.shrink
    y = (row["latitude"] - extent.south) * pixels_per_degree
    return x - wide / 2, y - LINE / 2, x + wide / 2, y + LINE / 2


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
