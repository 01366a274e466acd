"""Reading a GeoJSON file into shapes, and mending or refusing bad polygons."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from childcare.ingest.finding import BadInputError, Finding, problem

# A mended polygon may differ by this part of its area: a spike, not a lost half.
_MENDED_SHARE = 1e-3
# Of lines that cross each other so often a file is not mended, and above this not even looked at.
_MOST_CROSSINGS, _NEVER_A_BORDER = 20_000, 1e7


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


def writable(properties: dict[str, Any]) -> dict[str, Any]:
    """Return properties without halves of signs, which JSON can name and no text can hold."""
    return {
        str(key).encode("utf-8", "replace").decode(): value.encode("utf-8", "replace").decode()
        if isinstance(value, str)
        else value
        for key, value in properties.items()
    }


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
    left = _MOST_CROSSINGS
    for one, crossings in zip(shapes, _crossings(shapes), strict=True):
        if crossings > _NEVER_A_BORDER:
            findings.append(_too_tangled(one, title))
            continue
        if one.geometry.is_valid and _is_polygon(one.geometry):
            sound.append(one)
            continue
        left -= crossings
        if left < 0:
            findings.append(_too_tangled(one, title))
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


def _crossings(shapes: list[Shape]) -> np.ndarray:
    """Return about how often each line would cross itself if it ran about at random.

    A line of length L within an area A crosses itself L^2 / (pi A) times (Santalo, Integral
    Geometry and Geometric Probability, 1976). Borders do not run about at random: one of a hundred
    times the width of its area, which is rough indeed, stays far below the limits.
    """
    lines = np.array([one.geometry for one in shapes], dtype=object)
    west, south, east, north = shapely.bounds(lines).reshape(-1, 4).T
    with np.errstate(all="ignore"):
        crossings = shapely.length(lines) ** 2 / (np.pi * (east - west) * (north - south))
    # Without an area there is nothing to be mended, and what is not finite is no border.
    return np.nan_to_num(crossings, nan=0.0, posinf=0.0)


def _too_tangled(one: Shape, title: str) -> Finding:
    """Return the finding for lines that nobody could draw, and that would take hours to undo."""
    place = {"source_name": one.source_name, "subject": one.text(title)}
    return problem("tangled_polygon", table="boundary", **place)


def _is_polygon(geometry: BaseGeometry) -> bool:
    """Say whether a geometry has an area."""
    return geometry.geom_type in ("Polygon", "MultiPolygon") and not geometry.is_empty


def _mended(geometry: BaseGeometry) -> BaseGeometry | None:
    """Return a valid polygon of the same area; None if mending would change what it covers."""
    if not _is_polygon(geometry):
        return None
    # The other method takes minutes where a few hundred lines cross.
    whole = shapely.make_valid(geometry, method="structure", keep_collapsed=False)
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
