"""Making boundaries light enough to draw (边界简化), neighbours keeping their shared edges.

Lengths are taken in a plane in which a degree of longitude is shortened by the cosine of the
middle latitude: over one city that is true to a fraction of a percent, enough to simplify by.
"""

import math
from collections.abc import Mapping

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from childcare.catalog.import_limits import IMPORT_LIMITS

# Five decimals of a degree are about one metre.
_DECIMALS = 5
_METRE = 1e-5
# Neighbours drawn separately miss each other by a little; a wider gap is a real one.
_SLIVER = 10 * _METRE
_BYTES_PER_VERTEX = 21
_SMALLEST_BUDGET = 60_000
# Beyond so many polygons a quicker point will do for the label.
_MANY = 4000


def simplify(polygons: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Return lighter polygons of one coverage: no gap and no overlap that was not there before."""
    if not polygons:
        return {}
    stretched, cosine = _to_plane(np.array(list(polygons.values())))
    if not shapely.coverage_is_valid(stretched, gap_width=_SLIVER):
        stretched = shapely.coverage_clean(stretched, gap_width=_SLIVER, snapping_distance=_METRE)
    west, south, east, north = shapely.total_bounds(stretched)
    tolerance = math.hypot(east - west, north - south) / IMPORT_LIMITS.simplification_per_extent
    budget = max(_SMALLEST_BUDGET, IMPORT_LIMITS.boundary_bytes_per_area * len(polygons))
    lighter = shapely.coverage_simplify(stretched, tolerance)
    while shapely.get_num_coordinates(lighter).sum() * _BYTES_PER_VERTEX > budget:
        tolerance *= 1.3
        lighter = shapely.coverage_simplify(stretched, tolerance)
    return dict(zip(polygons, _rounded(_scaled(lighter, 1 / cosine)), strict=True))


def join(parts: list[BaseGeometry]) -> BaseGeometry:
    """Return the union of polygons that share their edges."""
    try:
        whole = shapely.coverage_union_all(parts)
        if whole.is_valid:
            return shapely.orient_polygons(whole, exterior_cw=True)
    except shapely.errors.GEOSException:
        pass  # The parts overlap somewhere; the slower union does not mind.
    return shapely.orient_polygons(shapely.union_all(parts), exterior_cw=True)


def label_points(polygons: Mapping[str, BaseGeometry]) -> dict[str, tuple[float, float]]:
    """Return a point well inside each polygon, where its name can stand."""
    if not polygons:
        return {}
    stretched, cosine = _to_plane(np.array(list(polygons.values())))
    if len(polygons) > _MANY:
        centres = shapely.point_on_surface(stretched)
    else:
        tolerances = np.sqrt(shapely.area(stretched)) / 50
        radii = shapely.maximum_inscribed_circle(stretched, tolerances)
        centres = shapely.get_point(radii, 0)
    return {
        code: (
            round(shapely.get_x(point) / cosine, _DECIMALS),
            round(shapely.get_y(point), _DECIMALS),
        )
        for code, point in zip(polygons, centres, strict=True)
    }


def _to_plane(polygons: np.ndarray) -> tuple[np.ndarray, float]:
    """Return polygons with degrees of longitude as long as degrees of latitude, and the factor."""
    _, south, _, north = shapely.total_bounds(polygons)
    cosine = math.cos(math.radians((south + north) / 2))
    return _scaled(polygons, cosine), cosine


def _scaled(polygons: np.ndarray, factor: float) -> np.ndarray:
    """Return polygons with their x coordinates multiplied."""
    return shapely.transform(polygons, lambda points: points * (factor, 1))


def _rounded(polygons: np.ndarray) -> np.ndarray:
    """Return polygons with short coordinates, clockwise outside as the map engine wants them."""
    short = shapely.transform(polygons, lambda points: points.round(_DECIMALS))
    short = np.where(shapely.is_valid(short), short, shapely.buffer(short, 0))
    return shapely.orient_polygons(short, exterior_cw=True)
