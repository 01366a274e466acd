"""Reading a GeoJSON file into shapes, and mending or refusing bad polygons."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from childcare.ingest.finding import BadInputError, Finding, problem

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


def read_features(
    collection: dict[str, Any], source_name: str
) -> Iterator[tuple[dict[str, Any], BaseGeometry]]:
    """Give the properties and the geometry of each feature of a parsed GeoJSON.

    Raises:
        BadInputError: a feature is none.
    """
    if not isinstance(collection.get("features"), list):
        raise BadInputError(problem("not_geojson", source_name=source_name))
    for number, feature in enumerate(collection["features"], start=1):
        try:
            yield dict(feature.get("properties") or {}), shape(feature["geometry"])
        except (
            AttributeError,
            KeyError,
            TypeError,
            ValueError,
            shapely.errors.ShapelyError,
        ) as error:
            raise BadInputError(
                problem("not_geojson", source_name=source_name, value=f"feature {number}: {error}")
            ) from error


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


def read_collection(path: Path, source_name: str) -> dict[str, Any]:
    """Return a parsed GeoJSON or TopoJSON; look at its first sign before reading all of it.

    Raises:
        BadInputError: the file holds no JSON object.
    """
    refused = BadInputError(problem("not_geojson", source_name=source_name))
    with path.open("rb") as file:
        if not file.read(1000).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
            raise refused
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            collection = json.loads(content.decode(encoding))
        except UnicodeDecodeError:
            continue
        except (ValueError, RecursionError) as error:
            raise refused from error
        if isinstance(collection, dict):
            return collection
        break
    raise refused
