"""Filling the tables of the map (地图数据): boundaries of every level, backdrop, points."""

from collections import defaultdict

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import shapely
from shapely.geometry.base import BaseGeometry

from childcare.catalog import CATEGORIES
from childcare.catalog.sources import BackdropSource
from childcare.ingest.geojson import Shape
from childcare.ingest.locate import Locator
from childcare.ingest.simplify import join, label_points, simplify
from childcare.ingest.tables import insert
from childcare.store import execute

_METRE = 1e-5


def fill_boundary(
    connection: duckdb.DuckDBPyConnection,
    polygons: dict[str, BaseGeometry],
    areas: pd.DataFrame,
) -> None:
    """Store light polygons of every level, and a point for the name of each."""
    lowest = lowest_polygons(polygons, areas)
    light = _with_unions(simplify(lowest), areas)
    points = label_points(light)
    rows = pa.table(
        {
            "area_code": pa.array(list(light), pa.string()),
            "longitude": pa.array([points[code][0] for code in light], pa.float64()),
            "latitude": pa.array([points[code][1] for code in light], pa.float64()),
            "geometry": pa.array([shapely.to_wkb(shape) for shape in light.values()], pa.binary()),
        }
    )
    insert(connection, "boundary", rows)
    execute(connection, "build/area_places")
    execute(connection, "build/area_places_from_points")


def fill_backdrop(
    connection: duckdb.DuckDBPyConnection, shapes: list[Shape], source: BackdropSource
) -> None:
    """Store the quiet shapes behind the areas."""
    rows = pa.table(
        {
            "kind": pa.array([shape.text(source.kind) for shape in shapes], pa.string()),
            "geometry": pa.array([_light(shape.geometry) for shape in shapes], pa.binary()),
        }
    )
    insert(connection, "backdrop", rows)


def fill_institution_place(
    connection: duckdb.DuckDBPyConnection, polygons: dict[str, BaseGeometry], areas: pd.DataFrame
) -> None:
    """Store, for every point of the register, in which area it lies and how far outside of all."""
    if not polygons:
        return
    points = execute(connection, "build/register_points").df()
    locator = Locator(lowest_polygons(polygons, areas))
    longitudes, latitudes = points["longitude"].to_numpy(), points["latitude"].to_numpy()
    rows = pa.table(
        {
            "longitude": pa.array(longitudes),
            "latitude": pa.array(latitudes),
            "lies_in": pa.array(locator.find(longitudes, latitudes), pa.string()),
            "kilometres_outside": pa.array(locator.kilometres_outside(longitudes, latitudes)),
        }
    )
    insert(connection, "institution_place", rows)


def lowest_polygons(
    polygons: dict[str, BaseGeometry], areas: pd.DataFrame
) -> dict[str, BaseGeometry]:
    """Return the polygons of areas below which no area has a polygon: they lie side by side."""
    parents = areas.set_index("area_code")["parent_code"].dropna().to_dict()
    covered = set()
    for code in polygons:
        # A circle of parents is found by a check later on; it must end here too.
        for _ in CATEGORIES["level"]:
            if (code := parents.get(code, "")) in covered:
                break
            covered.add(code)
    return {code: polygon for code, polygon in polygons.items() if code not in covered}


def _with_unions(polygons: dict[str, BaseGeometry], areas: pd.DataFrame) -> dict[str, BaseGeometry]:
    """Return polygons of every level: those given, and each parent as the union of its children."""
    known = dict(polygons)
    from_below = areas.iloc[
        np.argsort(
            [-list(CATEGORIES["level"]).index(level) for level in areas["level"]], kind="stable"
        )
    ]
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    for code, parent in zip(from_below["area_code"], from_below["parent_code"], strict=True):
        if code not in known and parts[code]:
            known[code] = join(parts[code])
        if code in known and isinstance(parent, str):
            parts[parent].append(known[code])
    return known


def _light(geometry: BaseGeometry) -> bytes:
    """Return a backdrop shape, a little simplified, clockwise outside."""
    simple = shapely.simplify(geometry, 20 * _METRE)
    sound = simple if simple.is_valid else geometry
    return bytes(shapely.to_wkb(shapely.orient_polygons(sound, exterior_cw=True)))
