"""Reading a GeoJSON file into polygons in longitude and latitude, mending or refusing bad ones."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from childcare.ingest.finding import BadInputError, Finding, problem
from childcare.ingest.text_file import refuse_size

# CGCS2000 and WGS-84 differ by centimetres: both are longitude and latitude to us.
_DEGREES = ("4326", "4490", "CRS84")
# A mended polygon may differ by this part of its area: a spike, not a lost half.
_MENDED_SHARE = 1e-3


@dataclass(frozen=True)
class Shape:
    """One feature: its properties and its geometry in longitude and latitude."""

    source_name: str
    properties: dict[str, Any]
    geometry: BaseGeometry

    def text(self, key: str) -> str:
        """Return a property as text; a whole number without its .0."""
        value = self.properties.get(key)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else str(value).strip()


def read_shapes(path: Path) -> list[Shape]:
    """Return the features of a GeoJSON file.

    Raises:
        BadInputError: the file is no GeoJSON, or its coordinates are not understood.
    """
    collection = _read_collection(path)
    shapes = []
    for number, feature in enumerate(collection["features"], start=1):
        try:
            geometry = shape(feature["geometry"])
            properties = dict(feature.get("properties") or {})
        except (
            AttributeError,
            KeyError,
            TypeError,
            ValueError,
            shapely.errors.ShapelyError,
        ) as error:
            raise BadInputError(
                problem("not_geojson", source_name=path.name, value=f"feature {number}: {error}")
            ) from error
        shapes.append(Shape(path.name, properties, shapely.force_2d(geometry)))
    series = _in_degrees([one.geometry for one in shapes], collection.get("crs"), path.name)
    return [replace(one, geometry=geometry) for one, geometry in zip(shapes, series, strict=True)]


def mend(shapes: list[Shape], title: str) -> tuple[list[Shape], list[Finding]]:
    """Return the polygons with small faults mended, and what was wrong; ``title`` names them."""
    sound, findings = [], []
    for one in shapes:
        if one.geometry.is_valid and _is_polygon(one.geometry):
            sound.append(one)
            continue
        mended = _mended(one.geometry)
        reason = (
            shapely.is_valid_reason(one.geometry)
            if _is_polygon(one.geometry)
            else (one.geometry.geom_type)
        )
        findings.append(
            problem(
                "mended_polygon" if mended else "invalid_polygon",
                table="boundary",
                source_name=one.source_name,
                subject=one.text(title),
                value=reason,
            )
        )
        if mended:
            sound.append(replace(one, geometry=mended))
    return sound, findings


def _is_polygon(geometry: BaseGeometry) -> bool:
    """Say whether a geometry has an area."""
    return geometry.geom_type in ("Polygon", "MultiPolygon") and not geometry.is_empty


def _mended(geometry: BaseGeometry) -> BaseGeometry | None:
    """Return a valid polygon of the same area; None if mending would change what it covers."""
    if not _is_polygon(geometry):
        return None
    whole = shapely.make_valid(geometry)
    parts = [part for part in shapely.get_parts(whole) if _is_polygon(part)]
    if not parts:
        return None
    polygons = shapely.union_all(parts)
    change = abs(polygons.area - geometry.area)
    return polygons if change <= _MENDED_SHARE * polygons.area else None


def _read_collection(path: Path) -> dict[str, Any]:
    """Return the parsed file; look at its first sign before reading all of it."""
    refuse_size(path)
    refused = BadInputError(problem("not_geojson", source_name=path.name))
    with path.open("rb") as file:
        if not file.read(1000).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
            raise refused
    try:
        collection = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise refused from error
    if not isinstance(collection, dict) or not isinstance(collection.get("features"), list):
        raise refused
    return collection


def _in_degrees(geometries: list[BaseGeometry], declared: Any, source_name: str) -> gpd.GeoSeries:
    """Return the geometries in longitude and latitude, whatever plane the file declares.

    Raises:
        BadInputError: the declared projection is unknown, or what is said to be degrees is none.
    """
    try:
        name = str(declared["properties"]["name"]) if declared else _DEGREES[0]
        is_degrees = name.rstrip("/").replace("::", ":").endswith(_DEGREES)
        series = gpd.GeoSeries(geometries, crs=int(_DEGREES[0]) if is_degrees else name)
        series = series.to_crs(int(_DEGREES[0]))
    except (KeyError, TypeError, RuntimeError) as error:  # PROJ's own errors are RuntimeErrors.
        raise BadInputError(
            problem("unknown_projection", source_name=source_name, value=str(declared))
        ) from error
    west, south, east, north = series.total_bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        found = f"{west:.0f} {south:.0f} {east:.0f} {north:.0f}"
        raise BadInputError(problem("not_in_degrees", source_name=source_name, value=found))
    return series
