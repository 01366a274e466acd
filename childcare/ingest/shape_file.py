"""Reading a boundary file of any kind (边界文件) into shapes in longitude and latitude."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from childcare.catalog import COLUMNS
from childcare.catalog.import_limits import IMPORT_LIMITS
from childcare.catalog.sources import BackdropSource, BoundarySource
from childcare.ingest.degrees import in_degrees
from childcare.ingest.finding import BadInputError, Finding, problem
from childcare.ingest.geojson import Shape, read_collection, read_features, writable
from childcare.ingest.headings import plain_heading
from childcare.ingest.kml import read_kml
from childcare.ingest.text_file import refuse_size
from childcare.ingest.topojson import layer_names, read_topology
from childcare.ingest.vector_file import choose_layer, read_vector, unpacked

_ZIP, _SHAPEFILE, _SQLITE = b"PK\x03\x04", b"\0\0\x27\x0a", b"SQLite format 3\0"
# Names of properties in a DBF are cut after ten bytes.
_SHORTEST_CUT = 3
_Feature = tuple[dict[str, Any], BaseGeometry | None]


@dataclass(frozen=True)
class ShapeFile:
    """The shapes of a file, how its properties are called, and what was found on the way."""

    shapes: list[Shape]
    findings: list[Finding]


def read_shape_file(path: Path, source: BoundarySource | BackdropSource) -> ShapeFile:
    """Return the shapes of a GeoJSON, TopoJSON, Shapefile (zipped), GeoPackage or KML.

    Raises:
        BadInputError: it is none of them, too large, or its coordinates are not understood.
    """
    refuse_size(path)
    features, declared = _features(path, path.name, source.layer)
    declared = getattr(source, "crs", "") or declared
    kept = [(given, shape) for given, shape in features if shape is not None]
    if not kept:
        raise BadInputError(problem("no_shapes", source_name=path.name))
    _refuse_too_many([shape for _, shape in kept], path.name)
    flat = [shapely.force_2d(shape) for _, shape in kept]
    placed = in_degrees(flat, declared, path.name)
    shapes = [
        Shape(path.name, writable(given), geometry)
        for (given, _), geometry in zip(kept, placed.geometries, strict=True)
    ]
    return ShapeFile(shapes, placed.findings)


def _features(path: Path, source_name: str, layer: str) -> tuple[list[_Feature], str]:
    """Return the features of a file by what it holds, and the system its coordinates are in."""
    with path.open("rb") as file:
        start = file.read(2000).removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    if start.startswith(_ZIP):
        with unpacked(path, layer) as inside:
            return _features(inside, source_name, layer)
    # GDAL is given only what begins like what it is called: some files tell it to read others.
    is_kml = path.suffix.lower() == ".kml" and start.startswith(b"<") and b"<kml" in start
    is_shapefile = path.suffix.lower() == ".shp" and start.startswith(_SHAPEFILE)
    if is_kml:
        return list(read_kml(path.read_bytes(), source_name)), ""
    if is_shapefile or start.startswith(_SQLITE):
        read = read_vector(path, source_name, layer)
        return read.features, read.declared
    collection = read_collection(path, source_name)
    if collection.get("type") == "Topology":
        return _topology(collection, source_name, layer), _named_crs(collection)
    return list(read_features(collection, source_name)), _named_crs(collection)


def _topology(collection: dict[str, Any], source_name: str, layer: str) -> list[_Feature]:
    """Return the features of a TopoJSON."""
    try:
        chosen = choose_layer(layer_names(collection), layer, source_name)
        return list(read_topology(collection, chosen))
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        place = {"source_name": source_name, "value": str(error)[:200]}
        raise BadInputError(problem("not_geojson", **place)) from error


def _named_crs(collection: dict[str, Any]) -> str:
    """Return the coordinate system that a file names; what is not understood is its text."""
    declared = collection.get("crs")
    try:
        return str(declared["properties"]["name"]) if declared else ""
    except (KeyError, TypeError):
        return str(declared)


def _refuse_too_many(shapes: list[BaseGeometry], source_name: str) -> None:
    """Refuse more shapes or corners than can be drawn in bounded time."""
    limits = {
        "shapes": IMPORT_LIMITS.boundary_shapes,
        "corners": IMPORT_LIMITS.boundary_corners,
    }
    corners = int(shapely.get_num_coordinates(shapes).sum()) if shapes else 0
    if len(shapes) > limits["shapes"] or corners > limits["corners"]:
        found = f"{len(shapes)} / {corners}"
        raise BadInputError(
            problem("too_many_corners", source_name=source_name, value=found, **limits)
        )


def settle_properties(
    shapes: list[Shape], source: BoundarySource
) -> tuple[BoundarySource, list[Finding]]:
    """Return the source with the properties that the file really has, found by their synonyms."""
    present = list(dict.fromkeys(key for one in shapes for key in one.properties))
    findings = []
    for key, column in (("code", "area_code"), ("title", "area_name")):
        wanted = getattr(source, key)
        if not wanted or wanted in present:
            continue
        found = _alike(wanted, column, present)
        if len(found) == 1:
            code, title = (found[0], source.title) if key == "code" else (source.code, found[0])
            source = replace(source, code=code, title=title)
            findings.append(
                problem(
                    "property_guessed",
                    table="boundary",
                    source_name=shapes[0].source_name,
                    heading=found[0],
                    value=wanted,
                )
            )
    return source, findings


def _alike(wanted: str, column: str, present: Iterable[str]) -> list[str]:
    """Return the properties that are called like a column, or are its name cut off."""
    declared = COLUMNS[column]
    words = [wanted, declared.label_zh, declared.label_en, column, *declared.synonyms]
    known = [plain_heading(word) for word in words]
    return [
        key
        for key in present
        if (plain := plain_heading(key)) in known
        or (len(plain) >= _SHORTEST_CUT and plain_heading(wanted).startswith(plain))
    ]
