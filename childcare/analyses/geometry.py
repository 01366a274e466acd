"""Polygons as maps need them (行政边界): one GeoJSON for the browser, extents, room for names."""

import json
import math
from dataclasses import dataclass, field
from functools import cached_property

import shapely

from childcare.store import Connection, run

KM_PER_DEGREE = 111.32
# Above this many polygons a view sends only its own, not those of the whole region at once.
MOST_AT_ONCE = 3_500


@dataclass(frozen=True)
class Extent:
    """The smallest box of longitudes and latitudes around some areas, in degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def shrink(self) -> float:
        """Return how much shorter a degree of longitude is than one of latitude here."""
        return math.cos(math.radians((self.south + self.north) / 2))

    @property
    def width_km(self) -> float:
        """Return the width in kilometres."""
        return (self.east - self.west) * KM_PER_DEGREE * self.shrink

    def padded(self, share: float) -> "Extent":
        """Return the box with a margin of a share of its size on each side."""
        dx, dy = (self.east - self.west) * share, (self.north - self.south) * share
        return Extent(self.west - dx, self.south - dy, self.east + dx, self.north + dy)


@dataclass(frozen=True)
class Geometry:
    """All polygons of a release by area code, and the quiet shapes behind them (水系)."""

    shapes: dict[str, shapely.Geometry]
    backdrop: list[shapely.Geometry]
    # What charts work out once for a view: which names fit on the map.
    names_that_fit: dict[tuple[object, ...], list[str]] = field(default_factory=dict, repr=False)
    _served: dict[tuple[str, ...], bytes] = field(default_factory=dict, repr=False)

    @cached_property
    def backdrop_ids(self) -> list[str]:
        """Return the ids under which the quiet shapes stand in the GeoJSON."""
        return [f"backdrop-{number}" for number in range(len(self.backdrop))]

    def known(self, codes: list[str]) -> list[str]:
        """Return those of the codes that have a polygon."""
        return [code for code in codes if code in self.shapes]

    def split(self, codes: list[str]) -> tuple[list[str], list[str]]:
        """Return those of the codes that have a polygon, and those that have none."""
        known = self.known(codes)
        return known, [code for code in codes if code not in self.shapes]

    def geojson(self, codes: list[str]) -> bytes:
        """Return GeoJSON that holds these areas; the same bytes for every view where it can be."""
        wanted = tuple(self.shapes if len(self.shapes) <= MOST_AT_ONCE else self.known(codes))
        if wanted not in self._served:
            self._served[wanted] = self._collection(wanted)
        return self._served[wanted]

    def extent(self, codes: list[str]) -> Extent | None:
        """Return the box around some areas, or None when none of them has a polygon."""
        shapes = [self.shapes[code] for code in self.known(codes)]
        if not shapes:
            return None
        return Extent(*(float(edge) for edge in shapely.total_bounds(shapes)))

    def width(self, code: str) -> float:
        """Return how many degrees of longitude an area's polygon spans."""
        west, _, east, _ = self.shapes[code].bounds
        return float(east - west)

    def _collection(self, codes: tuple[str, ...]) -> bytes:
        features = [(code, self.shapes[code]) for code in codes]
        features += list(zip(self.backdrop_ids, self.backdrop, strict=True))
        collection = {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "id": code,
                    "properties": {},
                    "geometry": shapely.geometry.mapping(shape),
                }
                for code, shape in features
            ],
        }
        return json.dumps(collection, separators=(",", ":")).encode()


def geometry(connection: Connection) -> Geometry:
    """Return the polygons of the release; none at all where no boundary file was handed in."""
    boundaries = run(connection, "boundaries")
    shapes = shapely.from_wkb([bytes(blob) for blob in boundaries["geometry"]])
    quiet = shapely.from_wkb([bytes(blob) for blob in run(connection, "backdrop")["geometry"]])
    return Geometry(dict(zip(boundaries["area_code"], shapes, strict=True)), list(quiet))
