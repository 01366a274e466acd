"""Grouping neighbours into regions: cells into townships, townships into counties, and so on."""

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import cKDTree

Array = npt.NDArray[np.float64]
Indexes = npt.NDArray[np.int64]


def _graph(count: int, pairs: Indexes, costs: Array) -> coo_array:
    """Return the neighbour graph in which a path costs what crossing its sides costs."""
    return coo_array((costs, (pairs[:, 0], pairs[:, 1])), shape=(count, count)).tocsr()


def grow(count: int, pairs: Indexes, costs: Array, seeds: Indexes) -> tuple[Indexes, Array]:
    """Give every node to the seed that reaches it most cheaply; regions are contiguous."""
    distance, _, owner = dijkstra(
        _graph(count, pairs, costs),
        directed=False,
        indices=seeds,
        min_only=True,
        return_predecessors=True,
    )
    number = np.full(count + 1, -1)
    number[seeds] = np.arange(len(seeds))
    reached = np.where(np.isfinite(distance), owner, count)
    return number[reached], distance


def spread_seeds(points: Array, count: int, rng: np.random.Generator, rounds: int = 4) -> Indexes:
    """Choose ``count`` different points, spread as the points themselves are."""
    centres = points[np.sort(rng.choice(len(points), count, replace=False))]
    for _ in range(rounds):
        _, owner = cKDTree(centres).query(points)
        size = np.bincount(owner, minlength=count)
        total = np.column_stack([np.bincount(owner, points[:, axis], count) for axis in (0, 1)])
        centres = np.where(size[:, None] > 0, total / np.maximum(size, 1)[:, None], centres)
    return nearest_unique(points, centres)


def nearest_unique(points: Array, wanted: Array) -> Indexes:
    """Return for each wanted place the nearest point that no earlier place has taken."""
    choices = min(8, len(points))
    _, near = cKDTree(points).query(wanted, k=choices)
    near = near.reshape(len(wanted), choices)
    taken: set[int] = set()
    for options in near:
        free = (int(option) for option in options if int(option) not in taken)
        rest = (index for index in range(len(points)) if index not in taken)
        taken.add(next(free, None) if (near.size and set(options) - taken) else next(rest))  # type: ignore[arg-type]
    return np.array(sorted(taken), dtype=np.int64)


def neighbours(owner: Indexes, between: Indexes, weights: Array) -> tuple[Indexes, Array]:
    """Return each pair of neighbouring regions once, with the summed weight of their sides."""
    first, second = np.sort(owner[between], axis=1).T
    apart = (first != second) & (first >= 0)
    size = int(owner.max()) + 1
    keys, place = np.unique(first[apart] * size + second[apart], return_inverse=True)
    total = np.bincount(place, weights[apart], len(keys))
    return np.column_stack(np.divmod(keys, size)), total.astype(np.float64)


def middles(owner: Indexes, points: Array, count: int) -> Array:
    """Return the mean of each region's points."""
    inside = owner >= 0
    size = np.maximum(np.bincount(owner[inside], minlength=count), 1)
    sums = [np.bincount(owner[inside], points[inside, axis], count) for axis in (0, 1)]
    return np.column_stack(sums) / size[:, None]


def keep_nearest(distance: Array, pairs: Indexes, wanted: int) -> npt.NDArray[np.bool_]:
    """Keep the ``wanted`` regions nearest to the middle, with no hole among them."""
    reach = distance.copy()
    for _ in range(10):
        kept = np.zeros(len(reach), bool)
        kept[np.argsort(reach, kind="stable")[:wanted]] = True
        outside = pairs[~kept[pairs].any(axis=1)]
        _, part = connected_components(
            _graph(len(reach), outside, np.ones(len(outside))), directed=False
        )
        sizes = np.bincount(part[~kept], minlength=int(part.max()) + 1)
        hole = ~kept & (part != sizes.argmax())
        if not hole.any():
            break
        reach[hole] = 0.0
    return kept
