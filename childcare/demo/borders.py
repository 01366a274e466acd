"""Drawing the boundaries (边界): every side is drawn once, winding, and used by both neighbours.

A side winds only within the two triangles that it spans with the sites of its two cells. These
triangles do not overlap, so winding sides cannot cross; whatever still does is drawn straight.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from childcare.demo.cells import Array, Cells, Flags, Indexes

# Where along a side the extra points stand, and from which neighbours each is displaced.
STOPS = np.array([0.0, 0.25, 0.5, 0.75, 1.0])


@dataclass(frozen=True)
class Projection:
    """Kilometres on a plane to degrees, equidistant around a centre."""

    longitude: float
    latitude: float

    def degrees(self, points: Array) -> Array:
        """Return longitude and latitude, rounded to about a tenth of a metre."""
        scale = 111.32 * np.cos(np.radians(self.latitude))
        return np.round(points / [scale, 110.9] + [self.longitude, self.latitude], 6)


def smooth_vertices(cells: Cells, drawn: Indexes, strength: Array) -> Array:
    """Soften the corners of the chains of sides that are drawn; junctions move less."""
    vertices = cells.vertices.copy()
    ends = cells.ends[drawn]
    count = np.bincount(ends.ravel(), minlength=len(vertices))
    for _ in range(2):
        total = np.zeros_like(vertices)
        for side in (0, 1):
            np.add.at(total, ends[:, side], vertices[ends[:, 1 - side]])
        mean = total / np.maximum(count, 1)[:, None]
        pull = strength * np.where(count == 2, 0.5, np.where(count > 2, 0.15, 0.0))
        vertices += pull[:, None] * (mean - vertices)
    return vertices


def _winding(cells: Cells, vertices: Array, drawn: Indexes, swing: Array) -> Array:
    """Return five points for each side; ``swing`` says how far they lean to either site."""
    start, end = vertices[cells.ends[drawn, 0]], vertices[cells.ends[drawn, 1]]
    straight = start[:, None] + STOPS[None, :, None] * (end - start)[:, None]
    middle = swing[:, 0]
    lean = np.column_stack(
        [
            0 * middle,
            0.5 * middle + 0.5 * swing[:, 1],
            middle,
            0.5 * middle + 0.5 * swing[:, 2],
            0 * middle,
        ]
    )
    first, second = (cells.sites[cells.between[drawn, side]][:, None] for side in (0, 1))
    target = np.where(lean[:, :, None] > 0, first, second)
    return np.asarray(straight + np.abs(lean)[:, :, None] * (target - straight))


def _lines(points: Array, detail: Indexes) -> npt.NDArray[np.object_]:
    """Return one line for each side, with one, two or four pieces."""
    lines = np.empty(len(points), object)
    for pieces, columns in ((1, [0, 4]), (2, [0, 2, 4]), (4, [0, 1, 2, 3, 4])):
        chosen = detail == pieces
        lines[chosen] = shapely.linestrings(points[chosen][:, columns])
    return lines


def _detail(cells: Cells, vertices: Array, drawn: Indexes, finest: int) -> Indexes:
    """Return in how many pieces each side is drawn: short sides stay whole."""
    length = np.hypot(*(vertices[cells.ends[drawn, 0]] - vertices[cells.ends[drawn, 1]]).T)
    sites = cells.sites[cells.between[drawn]]
    share = length / np.hypot(*(sites[:, 0] - sites[:, 1]).T)
    pieces = np.where(share > 0.62, 4, np.where(share > 0.27, 2, 1))
    return np.minimum(pieces, finest)


def _at_fault(lines: npt.NDArray[np.object_]) -> Indexes:
    """Return the sides that cross another side or themselves."""
    tree = shapely.STRtree(lines)
    pairs = tree.query(lines, predicate="crosses").ravel()
    touching = tree.query(lines, predicate="overlaps").ravel()
    crooked = np.flatnonzero(~shapely.is_simple(lines))
    return np.unique(np.concatenate([pairs, touching, crooked]))


@dataclass(frozen=True)
class Sides:
    """Which sides are drawn; calm ones (along water) wind little, firm ones are not smoothed."""

    drawn: Indexes
    calm: Flags
    firm: Flags
    finest: int


def draw_sides(
    cells: Cells, sides: Sides, place: Projection, rng: np.random.Generator
) -> npt.NDArray[np.object_]:
    """Draw the chosen sides as lines in degrees, and straighten those that would cross."""
    drawn = sides.drawn
    swing = np.clip(0.20 * rng.standard_normal((len(drawn), 3)), -0.42, 0.42)
    swing[sides.calm] *= 0.35
    strength = np.ones(len(cells.vertices))
    strength[cells.ends[drawn[sides.firm]].ravel()] = 0.0
    lines = np.empty(0, object)
    for _ in range(8):
        vertices = smooth_vertices(cells, drawn, strength)
        detail = _detail(cells, vertices, drawn, sides.finest)
        lines = _lines(place.degrees(_winding(cells, vertices, drawn, swing)), detail)
        faults = _at_fault(lines)
        if not len(faults):
            break
        swing[faults] = 0.0
        strength[cells.ends[drawn[faults]].ravel()] *= 0.3
    return lines


def polygons(
    lines: npt.NDArray[np.object_], sites: Array, owner: Indexes, count: int
) -> npt.NDArray[np.object_]:
    """Return the polygon of each region, made of the shared lines."""
    real = lines[shapely.length(lines) > 0]
    faces = np.asarray(shapely.polygonize(real).geoms, dtype=object)
    inside = np.flatnonzero(owner >= 0)
    site, face = shapely.STRtree(faces).query(shapely.points(sites[inside]), predicate="within")
    shares = np.zeros((len(faces), 2), np.int64)
    # A face belongs to the region of most sites in it; near a bend a site may lie across the line.
    order = np.lexsort((face, owner[inside][site]))
    keys = face[order] * count + owner[inside][site][order]
    key, votes = np.unique(keys, return_counts=True)
    for entry, vote in zip(key, votes, strict=True):
        if vote > shares[entry // count, 1]:
            shares[entry // count] = entry % count, vote
    chosen = np.flatnonzero(shares[:, 1] > 0)
    result = np.empty(count, object)
    for index in chosen:
        region = shares[index, 0]
        whole = result[region] is None
        result[region] = faces[index] if whole else shapely.union(result[region], faces[index])
    return shapely.orient_polygons(result)
