"""Boundaries in longitude and latitude (经纬度), whatever plane, zone or order they come in.

Zones of CGCS2000 (GB/T 16831, EPSG 4491 to 4533): an easting that begins with the zone, such as
39,512,345 m, says which one it is; without the zone nobody can tell.
"""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from childcare.ingest.finding import BadInputError, Finding, problem

DEGREES = 4326
# CGCS2000 and WGS-84 differ by centimetres: both are longitude and latitude to us.
_DEGREES = ("4326", "4490", "CRS84")
_MILLION = 1_000_000
_LARGEST = 1e9
# Zones of six and of three degrees, and the EPSG code of the first of each.
_ZONES = ((range(13, 24), 4491), (range(25, 46), 4513))


@dataclass(frozen=True)
class InDegrees:
    """Geometries in longitude and latitude, and what people should know of how."""

    geometries: list[BaseGeometry]
    findings: list[Finding]


def zone_crs(eastings: np.ndarray) -> int | None:
    """Return the EPSG code of the zone that eastings in metres begin with, if they agree."""
    # Beyond the last zone there is none; infinity and 1e308 are no numbers of zones either.
    if not (np.abs(eastings) < _LARGEST).all():
        return None
    zones = set((eastings // _MILLION).astype(int).tolist()) if len(eastings) else set()
    if len(zones) != 1:
        return None
    zone = zones.pop()
    return next((first + zone - zones_[0] for zones_, first in _ZONES if zone in zones_), None)


def in_degrees(geometries: list[BaseGeometry], declared: str, source_name: str) -> InDegrees:
    """Return geometries in longitude and latitude; ``declared`` is the file's own word or "".

    Raises:
        BadInputError: the declared system is unknown, or what is said to be degrees is none.
    """
    findings: list[Finding] = []
    shapes = np.array(geometries, dtype=object)
    if not declared and (zone := _zone(shapes)):
        if not _is_east_first(shapes):
            shapes = _swapped(shapes)
        declared = f"EPSG:{zone}"
        findings.append(problem("boundary_zone_found", **_place(source_name), value=declared))
    is_plain = declared.rstrip("/").replace("::", ":").endswith(_DEGREES)
    try:
        series = gpd.GeoSeries(shapes, crs=DEGREES if is_plain or not declared else declared)
        series = series.to_crs(DEGREES)
    except (KeyError, TypeError, ValueError, RuntimeError) as error:
        # PROJ's own errors are RuntimeErrors.
        place = {"source_name": source_name, "value": declared[:200]}
        raise BadInputError(problem("unknown_projection", **place)) from error
    west, south, east, north = series.total_bounds
    if north > 90 and east <= 90 and south > 0 and west > -90:
        series = gpd.GeoSeries(_swapped(series.to_numpy()), crs=DEGREES)
        findings.append(problem("boundary_axes_swapped", **_place(source_name)))
        west, south, east, north = series.total_bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        found = f"{west:.0f} {south:.0f} {east:.0f} {north:.0f}"
        raise BadInputError(problem("not_in_degrees", source_name=source_name, value=found))
    return InDegrees(list(series), findings)


def _place(source_name: str) -> dict[str, str]:
    return {"table": "boundary", "source_name": source_name}


def _zone(shapes: np.ndarray) -> int | None:
    """Return the EPSG code of the zone of coordinates that cannot be degrees."""
    points = shapely.get_coordinates(shapes)
    if not len(points) or np.nanmax(np.abs(points)) < _MILLION:
        return None
    return zone_crs(points.max(axis=1))


def _is_east_first(shapes: np.ndarray) -> bool:
    """Say whether the larger number, which carries the zone, comes first."""
    points = shapely.get_coordinates(shapes)
    return bool((points[:, 0] >= points[:, 1]).all())


def _swapped(shapes: np.ndarray) -> np.ndarray:
    """Return geometries with their two axes exchanged."""
    return np.asarray(shapely.transform(shapes, lambda points: points[:, ::-1]))
