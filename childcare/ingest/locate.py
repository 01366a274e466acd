"""In which area does a point lie (坐标定位)? Asked of the polygons as they were handed in."""

import math
from collections.abc import Mapping

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
from shapely.geometry.base import BaseGeometry

from childcare.catalog.import_limits import IMPORT_LIMITS
from childcare.ingest.arrange import ArrangedTable
from childcare.ingest.finding import Finding, problem
from childcare.ingest.point_cells import read_points

DEGREES = 4326
_KILOMETRES_PER_DEGREE = 111.195


class Locator:
    """Polygons of one level, ready to be asked for points."""

    def __init__(self, polygons: Mapping[str, BaseGeometry]) -> None:
        """Keep the polygons as handed in, in longitude and latitude."""
        self._codes = np.array(list(polygons), dtype=object)
        self._areas = gpd.GeoSeries(list(polygons.values()), crs=DEGREES)
        self.bounds = self._areas.total_bounds

    def find(self, longitudes: np.ndarray, latitudes: np.ndarray, within: float = 0) -> np.ndarray:
        """Return the code of the area of each point, or None; ``within`` metres is near enough."""
        points = gpd.GeoSeries(gpd.points_from_xy(longitudes, latitudes), crs=DEGREES)
        codes = np.full(len(points), None, dtype=object)
        # Asked in degrees: there an edge is straight, in a plane it would bend away from it.
        inside, areas = self._areas.sindex.query(points.array, predicate="intersects")
        # A point on a shared edge lies in both; the first has it, whatever the order of the tree.
        order = np.lexsort((-areas, inside))
        codes[inside[order]] = self._codes[areas[order]]
        outside = np.flatnonzero(pd.isna(codes))
        if within and outside.size:
            near, areas = self._nearest(points.iloc[outside], within)
            codes[outside[near]] = self._codes[areas]
        return codes

    def _nearest(self, points: gpd.GeoSeries, within: float) -> tuple[np.ndarray, np.ndarray]:
        """Return which points have an area within so many metres (UTM), and which area it is."""
        plane = self._areas.estimate_utm_crs()
        index = self._areas.to_crs(plane).sindex
        near, areas = index.nearest(
            points.to_crs(plane).array, max_distance=within, return_all=False
        )
        return near, areas

    def kilometres_outside(self, longitudes: np.ndarray, latitudes: np.ndarray) -> np.ndarray:
        """Return how far each point lies outside the rectangle around all polygons."""
        west, south, east, north = self.bounds
        beyond_x = np.maximum(0, np.maximum(west - longitudes, longitudes - east))
        beyond_y = np.maximum(0, np.maximum(south - latitudes, latitudes - north))
        shrink = math.cos(math.radians((south + north) / 2))
        return np.hypot(beyond_x * shrink, beyond_y) * _KILOMETRES_PER_DEGREE


def locate_rows(
    rows: pa.Table, arranged: ArrangedTable, table: str, locator: Locator
) -> tuple[pa.Table, list[Finding]]:
    """Return the rows with coordinates and area code; those that lie nowhere are left out."""
    texts = arranged.points if arranged.points is not None else pd.Series(dtype=str)
    points = read_points(texts)
    is_point = ~np.isnan(points).any(axis=1)
    codes = np.full(len(points), None, dtype=object)
    near = IMPORT_LIMITS.nearest_metres
    codes[is_point] = locator.find(points[is_point, 0], points[is_point, 1], within=near)
    findings = [
        problem(
            "point_in_no_area" if is_point[row] else "not_a_point",
            table=table,
            column="area_code",
            source_name=arranged.source_name,
            source_row=int(arranged.lines[row]),
            value=str(texts.iloc[row]),
        )
        for row in np.flatnonzero(pd.isna(codes))
    ]
    located = _with_places(rows, codes, points)
    return located.filter(pa.array(~pd.isna(codes))), findings


def _with_places(rows: pa.Table, codes: np.ndarray, points: np.ndarray) -> pa.Table:
    """Return the rows with the found area and coordinates in place of what they held."""
    places = {
        "area_code": pa.array(codes, pa.string()),
        "longitude": pa.array(points[:, 0], pa.float64()),
        "latitude": pa.array(points[:, 1], pa.float64()),
    }
    kept = rows.drop_columns([name for name in places if name in rows.column_names])
    for name, values in places.items():
        kept = kept.append_column(name, values)
    return kept
