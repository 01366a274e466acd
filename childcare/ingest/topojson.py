"""Reading TopoJSON (拓扑边界文件): arcs shared by neighbours, put together to rings.

The form is that of the TopoJSON specification, version 1.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

_POLYGONS = ("Polygon", "MultiPolygon")


def layer_names(topology: dict[str, Any]) -> list[str]:
    """Return the objects that hold polygons."""
    return [
        name
        for name, one in topology["objects"].items()
        if any(part.get("type") in _POLYGONS for part in _parts(one))
    ]


def read_topology(
    topology: dict[str, Any], layer: str
) -> Iterator[tuple[dict[str, Any], BaseGeometry]]:
    """Give the properties and the geometry of each polygon of one object.

    Raises:
        KeyError, TypeError, ValueError, IndexError: this is no sound TopoJSON.
    """
    arcs = _arcs(topology)
    for part in _parts(topology["objects"][layer]):
        if part.get("type") not in _POLYGONS:
            continue
        polygons = [part["arcs"]] if part["type"] == "Polygon" else part["arcs"]
        shapes = [_polygon(rings, arcs) for rings in polygons]
        properties = dict(part.get("properties") or {})
        if "id" in part:
            properties.setdefault("id", part["id"])
        yield properties, shapes[0] if len(shapes) == 1 else shapely.MultiPolygon(shapes)


def _parts(one: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the geometries of an object: of a collection, or itself."""
    if one.get("type") == "GeometryCollection":
        return [part for part in one["geometries"] if isinstance(part, dict)]
    return [one]


def _arcs(topology: dict[str, Any]) -> list[np.ndarray]:
    """Return the corners of every arc; with a transform each is the step from the one before."""
    arcs = [np.array([point[:2] for point in arc], dtype=float) for arc in topology["arcs"]]
    if transform := topology.get("transform"):
        scale, start = np.array(transform["scale"]), np.array(transform["translate"])
        return [np.cumsum(arc, axis=0) * scale + start for arc in arcs]
    return arcs


def _polygon(rings: list[list[int]], arcs: list[np.ndarray]) -> BaseGeometry:
    """Return the polygon of an outer ring and its holes."""
    outer, *holes = [_ring(ring, arcs) for ring in rings]
    return shapely.Polygon(outer, holes)


def _ring(numbers: list[int], arcs: list[np.ndarray]) -> np.ndarray:
    """Return the corners of arcs one after the other; ~n is arc n backwards."""
    parts = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
    # Each arc begins where the one before ends.
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
