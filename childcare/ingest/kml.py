"""Reading KML (地图标注文件), Chinese names of data included, which GDAL turns into underscores.

The form is that of OGC KML 2.3: Placemark, its name, ExtendedData, Polygon and MultiGeometry.
"""

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import shapely
from shapely.geometry.base import BaseGeometry

from childcare.ingest.archive import refuse_definitions
from childcare.ingest.finding import BadInputError, problem

_LONGEST_DECLARATION = 200


def read_kml(content: bytes, source_name: str) -> list[tuple[dict[str, Any], BaseGeometry]]:
    """Return the data and the polygons of every placemark that has one.

    Raises:
        BadInputError: this is no KML, or it defines XML entities of its own.
    """
    refuse_definitions(content, source_name)
    try:
        root = ElementTree.fromstring(_as_text(content))
        return [
            (_data(mark), shape)
            for mark in _within(root, "Placemark")
            if (shape := _shape(mark)) is not None
        ]
    except (ElementTree.ParseError, ValueError, IndexError, shapely.errors.ShapelyError) as error:
        place = {"source_name": source_name, "value": str(error)[:200]}
        raise BadInputError(problem("not_a_shape_file", **place)) from error


def _as_text(content: bytes) -> str:
    """Return the text without its declaration, which may name an encoding the parser lacks."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding).lstrip()
        except UnicodeDecodeError:
            continue
        end = text.find("?>", 0, _LONGEST_DECLARATION)
        return text[end + 2 :] if text.startswith("<?xml") and end > 0 else text
    raise ValueError("neither UTF-8 nor GB18030")


def _within(element: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """Give the elements of a name, whatever namespace they are in."""
    return (one for one in element.iter() if str(one.tag).rpartition("}")[2] == name)


def _data(mark: ElementTree.Element) -> dict[str, Any]:
    """Return the name of a placemark and its data, in either of the two forms."""
    found: dict[str, Any] = {}
    for child in mark:
        if str(child.tag).rpartition("}")[2] == "name":
            found["name"] = (child.text or "").strip()
    for one in _within(mark, "SimpleData"):
        found[one.get("name", "")] = (one.text or "").strip()
    for one in _within(mark, "Data"):
        found[one.get("name", "")] = "".join(v.text or "" for v in _within(one, "value")).strip()
    return found


def _shape(mark: ElementTree.Element) -> BaseGeometry | None:
    """Return the polygons of a placemark as one; None if it has none."""
    polygons = []
    for polygon in _within(mark, "Polygon"):
        outer = [_ring(one) for one in _within(polygon, "outerBoundaryIs")]
        holes = [_ring(one) for one in _within(polygon, "innerBoundaryIs")]
        if outer:
            polygons.append(shapely.Polygon(outer[0], holes))
    if not polygons:
        return None
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def _ring(boundary: ElementTree.Element) -> list[tuple[float, float]]:
    """Return the corners of a ring; heights are left out."""
    text = " ".join(one.text or "" for one in _within(boundary, "coordinates"))
    corners = [point.split(",") for point in text.split()]
    return [(float(corner[0]), float(corner[1])) for corner in corners]
