"""A map of native shapes (原生形状地图): areas to click and recolour, circles and dots."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import shapely

from childcare.analyses.finding import Finding
from childcare.analyses.geometry import Geometry
from childcare.catalog import Indicator, label
from childcare.catalog.numbers import signed, whole
from childcare.charts.area_map import extent_of_places
from childcare.charts.loose_areas import around, with_places
from childcare.charts.theme import (
    CASING,
    INCLUSIVE,
    INK,
    MUTED,
    NOT_INCLUSIVE,
    STATE_COLOURS,
    STATE_PATTERNS,
    WATER,
)
from childcare.exports.deck_map_words import put_names, put_names_above, put_scale_bar
from childcare.exports.deck_measure import Box
from childcare.exports.deck_projection import Projection, fitted_projection
from childcare.exports.deck_shapes import Group, Look

LEAST_DOT, LARGEST_DOT = 3.0, 7.0
LARGEST_BUBBLE = 26.0


def put_map(
    shapes: Any,
    box: Box,
    finding: Finding,
    geometry: Geometry,
    colours: dict[str, str],
    *,
    named: Sequence[str] | None = None,
) -> None:
    """Draw the areas of a finding, each in the colour of its class; dots where it has points.

    An area without a polygon is a circle at its place. ``colours`` are by ``class_key``; of
    ``named`` areas the names are written, of all where nothing is said.
    """
    frame = finding.frame
    drawn = geometry.known(list(frame.index))
    extent = geometry.extent(drawn) or extent_of_places(frame)
    loose = with_places(frame.drop(index=drawn), extent)
    extent = around(extent, loose) if drawn else extent
    projection = fitted_projection(extent, box)
    group = Group(label("deck.map"), finding.alt, box)
    outlines = {code: projection.shape(geometry.shapes[code]) for code in drawn}
    for code, row in frame.loc[drawn].iterrows():
        look = look_of(str(row["class_key"]), colours)
        group.polygon(outlines[str(code)], str(row["area_name"]), _alt(row, finding), look)
    _water(group, geometry, projection, box)
    _borders(group, frame, geometry, projection)
    _bubbles(group, loose, finding, projection, colours)
    _dots(group, finding.points, projection)
    group.put(shapes)
    shown = frame.loc[[code for code in drawn if named is None or code in named]]
    fills = {str(code): look_of(str(key), colours).fill for code, key in shown["class_key"].items()}
    put_names(shapes, shown, outlines, projection, fills)
    put_names_above(shapes, loose if drawn else loose.iloc[:0], projection)
    put_scale_bar(shapes, box, extent, projection)


def look_of(class_key: str, colours: dict[str, str]) -> Look:
    """Return how an area of a class or state is filled."""
    colour = colours.get(class_key, STATE_COLOURS["missing"])
    return Look(colour, STATE_PATTERNS.get(class_key, ""))


def _alt(row: pd.Series, finding: Finding) -> str:
    indicator = finding.indicator
    if indicator is None:
        return str(row["area_name"])
    return f"{row['area_name']} {_value(row, indicator, finding)}"


def _value(row: pd.Series, indicator: Indicator, finding: Finding) -> str:
    if finding.is_change:
        return signed(row["change"], indicator.decimals)
    return indicator.format(row["value"], with_unit=row["value"] == row["value"])


def _water(group: Group, geometry: Geometry, projection: Projection, box: Box) -> None:
    """Draw the quiet shapes behind the areas, as far as they lie on the map."""
    window = shapely.box(box.left, box.top, box.right, box.bottom)
    for shape in geometry.backdrop:
        water = shapely.intersection(projection.shape(shape), window)
        group.polygon(water, label("deck.water"), "", Look(WATER, outline="", line=0))


def _borders(group: Group, frame: pd.DataFrame, geometry: Geometry, projection: Projection) -> None:
    """Draw the borders of the larger areas heavier, where there is more than one."""
    parents = geometry.known(sorted(frame["parent_code"].dropna().unique()))
    names = frame.set_index("parent_code")["parent_name"]
    if len(parents) < 2:
        return
    for code in parents:
        name = str(np.atleast_1d(names.loc[code])[0])
        shape = projection.shape(geometry.shapes[code])
        group.polygon(shape, name, "", Look(outline=INK, line=1.2))


def _bubbles(
    group: Group,
    loose: pd.DataFrame,
    finding: Finding,
    projection: Projection,
    colours: dict[str, str],
) -> None:
    placed = loose.dropna(subset=["longitude", "latitude"])
    weight = placed["children_under_3"].fillna(placed["population_total"])
    sizes = np.sqrt(weight / weight.max()).fillna(0.25) * LARGEST_BUBBLE
    for (_, row), size in zip(placed.iterrows(), sizes, strict=True):
        x, y = projection.place(row["longitude"], row["latitude"])
        look = look_of(row["class_key"], colours)
        look = Look(look.fill, look.pattern, outline=MUTED)
        group.dot(x, y, max(size, 5), row["area_name"], _alt(row, finding), look)


def _dots(group: Group, points: pd.DataFrame | None, projection: Projection) -> None:
    """Draw institutions, inclusive ones above the others, the size by slots."""
    if points is None:
        return
    placed = points.dropna(subset=["longitude", "latitude"])
    inclusive = placed["is_inclusive"].astype("boolean").fillna(False).astype(bool)
    for chosen, colour in ((~inclusive, NOT_INCLUSIVE), (inclusive, INCLUSIVE)):
        look = Look(colour, outline=CASING, line=0.4)
        for row in placed[chosen].to_dict("records"):
            slots = float(np.nan_to_num(row["slots"]))
            size = LEAST_DOT + (LARGEST_DOT - LEAST_DOT) * math.sqrt(min(slots, 200) / 200)
            x, y = projection.place(float(row["longitude"]), float(row["latitude"]))
            alt = label("chart.slots_of_institution", slots=whole(float(row["slots"])))
            name = str(row["institution_name"])
            group.dot(x, y, size, name, f"{name} {alt}", look)
