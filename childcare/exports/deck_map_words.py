"""What is written on a map of a slide (地图注记): names where they fit, and the scale."""

from typing import Any

import pandas as pd
import shapely

from childcare.analyses.geometry import Extent
from childcare.catalog import label
from childcare.charts.map_labels import overlap
from childcare.charts.theme import GROUND, INK, MUTED
from childcare.exports.deck_measure import Box, points_wide
from childcare.exports.deck_projection import Projection
from childcare.exports.deck_shapes import Look, line
from childcare.exports.deck_text import Words, put_text

NAME_SIZE = 9
SCALE_SIZE = 10
# Share of a name's box that lies within its area.
WITHIN = 0.9
LENGTHS = (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500)
# How far above its place the name of a circle begins.
ABOVE = 8.0
# Fills darker than this carry white names.
DARK = 0.45


def put_names(
    shapes: Any,
    frame: pd.DataFrame,
    outlines: dict[str, shapely.Geometry],
    projection: Projection,
    fills: dict[str, str],
) -> None:
    """Write the names of areas that lie within them, the largest areas first.

    ``outlines`` are the areas in points, ``fills`` their colours, both by area code.
    """
    taken: list[tuple[float, float, float, float]] = []
    for code in sorted(frame.index, key=lambda one: -outlines[one].area):
        row = frame.loc[code]
        wide, high = points_wide(row["area_name"], NAME_SIZE) + 2, NAME_SIZE * 1.3
        for x, y in _name_places(row, outlines[code], projection):
            edges = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
            inside = shapely.intersection(outlines[code], shapely.box(*edges)).area
            if inside < WITHIN * wide * high or any(overlap(edges, other) for other in taken):
                continue
            taken.append(edges)
            colour = ink_on(fills[code])
            words = [[Words(row["area_name"], NAME_SIZE, colour)]]
            box = Box(edges[0], edges[1], wide, high)
            name = row["area_name"]
            put_text(shapes, box, words, align="center", anchor="middle", name=name, wraps=False)
            break


def put_names_above(shapes: Any, frame: pd.DataFrame, projection: Projection) -> None:
    """Write the names of areas that are circles above their places."""
    for row in frame.to_dict("records"):
        x, y = projection.place(float(row["longitude"]), float(row["latitude"]))
        name = str(row["area_name"])
        wide, high = points_wide(name, NAME_SIZE) + 2, NAME_SIZE * 1.3
        box = Box(x - wide / 2, y - ABOVE - high, wide, high)
        words = [[Words(name, NAME_SIZE, INK)]]
        put_text(shapes, box, words, align="center", anchor="middle", name=name, wraps=False)


def _name_places(
    row: pd.Series, shape: shapely.Geometry, projection: Projection
) -> list[tuple[float, float]]:
    inner = shapely.point_on_surface(shape)
    places = [(float(inner.x), float(inner.y))]
    if pd.notna(row["longitude"]) and pd.notna(row["latitude"]):
        places.insert(0, projection.place(row["longitude"], row["latitude"]))
    return places


def ink_on(colour: str) -> str:
    """Return the colour of text that is read on a fill: dark on light, white on dark."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return GROUND if 0.299 * red + 0.587 * green + 0.114 * blue < DARK else INK


def put_scale_bar(shapes: Any, box: Box, extent: Extent, projection: Projection) -> None:
    """Draw a bar of a round length at the lower left."""
    length = max((one for one in LENGTHS if one <= extent.width_km / 4), default=LENGTHS[0])
    wide = (extent.east - extent.west) * length / extent.width_km * projection.scale
    y = box.bottom - 4
    line(shapes, (box.left, y), (box.left + wide, y), Look(outline=INK, line=1.5))
    words = [[Words(label("chart.kilometres", number=f"{length:g}"), SCALE_SIZE, MUTED)]]
    put_text(shapes, Box(box.left, y - 16, 90, 14), words)
