"""Small cells that the invented land is made of: dense where people live, aligned with the water.

A cell is the size of a few villages. Townships, counties and everything above are sets of cells,
so every boundary is a chain of cell sides and two neighbours can never disagree about it.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import Voronoi, cKDTree

from childcare.demo import water
from childcare.demo.assumptions import ASSUMPTIONS

Array = npt.NDArray[np.float64]
Indexes = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Cells:
    """Voronoi cells in kilometres: each side lies between two sites and has two end vertices.

    Open cells lie at the rim of the land made and have no closed outline.
    """

    sites: Array
    kinds: npt.NDArray[np.int8]
    vertices: Array
    between: Indexes
    ends: Indexes
    is_open: npt.NDArray[np.bool_]


def crowding(points: Array, cores: Array, strengths: Array) -> Array:
    """Return how densely settled each point is: 1 in the open country, more around the cores."""
    land = ASSUMPTIONS["land"]
    near = min(3, len(cores))
    gaps, nearest = cKDTree(cores).query(points, k=near)
    gaps, nearest = gaps.reshape(len(points), near), nearest.reshape(len(points), near)
    reach = land["core_reach_km"] * np.sqrt(strengths[nearest])
    pull = land["core_crowding"] * strengths[nearest] * np.exp(-((gaps / reach) ** 1.4))
    return np.asarray(1.0 + pull.sum(axis=1))


def _scatter(
    count: int, radius: float, cores: Array, strengths: Array, rng: np.random.Generator
) -> Array:
    """Return random points in a disc, as dense as the land is crowded there."""
    highest = 1.0 + 1.6 * ASSUMPTIONS["land"]["core_crowding"] * strengths.max()
    chosen: list[Array] = []
    missing = count
    while missing > 0:
        points = rng.uniform(-radius, radius, (max(4 * missing, 1000), 2))
        points = points[np.hypot(*points.T) < radius]
        accepted = rng.uniform(0, highest, len(points)) < crowding(points, cores, strengths)
        chosen.append(points[accepted][:missing])
        missing -= len(chosen[-1])
    return np.vstack(chosen)


def _even_out(points: Array, fixed: int, radius: float, rounds: int) -> Array:
    """Move the sites to the middle of their cells; the first ``fixed`` ones stay."""
    for _ in range(rounds):
        cells = Voronoi(points)
        total, seen = np.zeros_like(points), np.zeros(len(points))
        ends = np.asarray(cells.ridge_vertices)
        inside = (ends >= 0).all(axis=1)
        for side in (0, 1):
            owner = cells.ridge_points[inside, side]
            np.add.at(total, owner, cells.vertices[ends[inside]].mean(axis=1))
            np.add.at(seen, owner, 1)
        middle = total / np.maximum(seen, 1)[:, None]
        may_move = (seen > 2) & (np.hypot(*middle.T) < radius) & (np.arange(len(points)) >= fixed)
        points = np.where(may_move[:, None], middle, points)
    return points


def make_cells(
    count: int, radius: float, cores: Array, strengths: Array, rng: np.random.Generator
) -> Cells:
    """Cut a disc of land into cells, with sides along the river and the shore of the lake."""
    spacing = ASSUMPTIONS["land"]["bank_spacing"] * radius * np.sqrt(np.pi / count)
    banks = water.make_banks(radius / ASSUMPTIONS["land"]["margin"], spacing, rng)
    loose = _scatter(count, radius, cores, strengths, rng)
    loose = loose[~water.near_banks(loose, banks, 0.75 * spacing)]
    fixed = len(banks.points)
    points = _even_out(np.vstack([banks.points, loose]), fixed, radius, 2)
    kinds = np.concatenate([banks.kinds, water.kinds_of(points[fixed:], banks)])
    voronoi = Voronoi(points)
    ends = np.asarray(voronoi.ridge_vertices)
    bounded = (ends >= 0).all(axis=1)
    is_open = np.zeros(len(points), bool)
    is_open[voronoi.ridge_points[~bounded]] = True
    return Cells(
        sites=points,
        kinds=kinds,
        vertices=voronoi.vertices,
        between=voronoi.ridge_points[bounded].astype(np.int64),
        ends=ends[bounded].astype(np.int64),
        is_open=is_open,
    )
