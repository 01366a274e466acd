"""Where much lies by much and little by little (集聚区): local Moran's I of rates, on polygons.

It describes where areas alike lie together. Slots are decided on, they do not happen by chance, so
nothing here proves a cause.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from scipy.sparse import csr_array
from scipy.stats import false_discovery_control

Array = npt.NDArray[np.float64]
Indexes = npt.NDArray[np.int64]

LEAST_AREAS = 30  # below it neighbours are too few to draw by lot
LEVEL = 0.05  # the share of false clusters that is put up with
PERMUTATIONS = 9_999
SEED = 20_200_601

# What an area is (集聚类型): its own rate, then its neighbours', against the mean.
HIGH_HIGH, LOW_LOW, HIGH_LOW, LOW_HIGH = "high_high", "low_low", "high_low", "low_high"
NOT_SIGNIFICANT = "not_significant"
CLASSES = (HIGH_HIGH, LOW_LOW, HIGH_LOW, LOW_HIGH, NOT_SIGNIFICANT)

# Why there is no answer.
TOO_FEW = "too_few_areas"
ALL_ALIKE = "all_alike"

# Degrees, about a tenth of a metre: a border written down twice differs in its last digits.
_TOUCHING = 1e-6
# Sums of the same weights in another order differ in their last digits; they are still ties.
_LAST_DIGITS = 1e-9


@dataclass(frozen=True)
class Clusters:
    """Local and global Moran's I, or the reason why there is none.

    Attributes:
        areas: By area ``standardised`` (rate after Assuncao and Reis), ``neighbours`` (how many),
            ``local_moran``, ``p`` (two-sided, by permutation), ``adjusted_p`` (Benjamini and
            Hochberg) and ``cluster``, one of ``CLASSES``. None where there is a reason.
        reason: ``too_few_areas`` or ``all_alike``, else None.
        known: Areas that were looked at.
        unknown: Areas left out because slots or children are unknown, no child lives there, or
            they have no polygon.
        islands: Areas that touch no other, joined to the nearest.
        moran: Global Moran's I, with its two-sided ``moran_p``; NaN where there is a reason.
    """

    areas: pd.DataFrame | None
    reason: str | None
    known: int
    unknown: list[str]
    islands: list[str]
    moran: float
    moran_p: float


def clusters(
    slots: pd.Series,
    children: pd.Series,
    shapes: Mapping[str, shapely.Geometry],
    *,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
) -> Clusters:
    """Return the clusters of slots a child, by area code.

    ``shapes`` are polygons in degrees. Areas without data are dropped before neighbours are found.
    The same input and seed always give the same answer. One area of n can only survive alone
    where ``2 / (permutations + 1)`` is at most ``0.05 / n``.
    """
    both = pd.DataFrame({"slots": slots, "children": children}).astype("float64")
    has_shape = both.index.isin(list(shapes))
    usable = both[both.notna().all(axis=1) & (both["children"] > 0) & has_shape]
    unknown = [*both.index.difference(usable.index, sort=False)]
    standardised = standardised_rates(usable["slots"].to_numpy(), usable["children"].to_numpy())
    alike = len(usable) > 0 and bool(np.ptp(standardised) < _LAST_DIGITS)
    if len(usable) < LEAST_AREAS or alike:
        reason = ALL_ALIKE if len(usable) >= LEAST_AREAS else TOO_FEW
        return Clusters(None, reason, len(usable), unknown, [], math.nan, math.nan)
    weights, islands = queen_weights([shapes[code] for code in usable.index])
    areas = local_moran(standardised, weights, permutations, seed).set_index(usable.index)
    moran, moran_p = global_moran(standardised, weights, permutations, seed)
    names = [usable.index[position] for position in islands]
    return Clusters(areas, None, len(usable), unknown, names, moran, moran_p)


def standardised_rates(events: Array, base: Array) -> Array:
    """Return rates standardised after Assuncao and Reis (1999): no small base looks extreme.

    ``(x / b - m) / sqrt(a + m / b)`` with m the overall rate and a the variance between areas
    that is left when chance is taken off; where the root would not be of a positive number, a is 0.
    All 0 where there are no events.
    """
    mean = events.sum() / base.sum() if len(base) else 0.0
    if mean == 0:
        return np.zeros(len(base))
    rates = events / base
    spread = (base * (rates - mean) ** 2).sum() / base.sum()
    between = spread - mean / base.mean()
    variance = np.where(between + mean / base <= 0, mean / base, between + mean / base)
    return (rates - mean) / np.sqrt(variance)


def queen_weights(shapes: list[shapely.Geometry]) -> tuple[csr_array, Indexes]:
    """Return row-standardised weights of polygons that touch, and which were islands.

    Areas that share a border or a corner are neighbours. One that touches no other is joined to
    the nearest by a weight both ways; longitudes are shrunk first, so that degrees compare.
    """
    latitude = np.mean(shapely.total_bounds(shapes)[[1, 3]])
    flat = shapely.transform(shapes, lambda points: points * [math.cos(math.radians(latitude)), 1])
    tree = shapely.STRtree(flat)
    first, second = tree.query(flat, predicate="dwithin", distance=_TOUCHING)
    apart = first != second
    first, second = first[apart], second[apart]
    islands = np.setdiff1d(np.arange(len(flat)), first)
    alone, nearest = tree.query_nearest(flat[islands], exclusive=True, all_matches=False)
    joined = islands[alone]
    rows = np.concatenate([first, second, joined, nearest])
    columns = np.concatenate([second, first, nearest, joined])
    touching = csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(flat), len(flat)))
    touching.data[:] = 1.0
    return csr_array(touching.multiply(1 / touching.sum(axis=1)[:, None])), islands


def local_moran(values: Array, weights: csr_array, permutations: int, seed: int) -> pd.DataFrame:
    """Return local Moran's I of each value (Anselin 1995) and the class it belongs to.

    ``I[i] = z[i] * sum of w[i, j] z[j]`` with z of mean 0 and variance 1, times ``(n - 1) / n``.
    An area keeps its own value while its neighbours' are drawn by lot from all the others.
    """
    z = (values - values.mean()) / values.std()
    lag = weights @ z
    p = conditional_p(z, lag, weights, permutations, seed)
    adjusted = false_discovery_control(p, method="bh")
    kinds = np.select(
        [adjusted > LEVEL, (z > 0) & (lag > 0), (z <= 0) & (lag <= 0), z > 0],
        [NOT_SIGNIFICANT, HIGH_HIGH, LOW_LOW, HIGH_LOW],
        LOW_HIGH,
    )
    return pd.DataFrame(
        {
            "standardised": values,
            "neighbours": np.diff(weights.indptr),
            "local_moran": z * lag * (len(z) - 1) / len(z),
            "p": p,
            "adjusted_p": adjusted,
            "cluster": kinds,
        }
    )


def global_moran(
    values: Array, weights: csr_array, permutations: int, seed: int
) -> tuple[float, float]:
    """Return Moran's I of row-standardised weights and its two-sided p by permutation."""
    z = (values - values.mean()) / values.std()
    random = np.random.default_rng(seed)
    drawn = np.array([_moran(random.permutation(z), weights) for _ in range(permutations)])
    observed = _moran(z, weights)
    return observed, two_sided(observed, drawn)


def two_sided(observed: float, drawn: Array) -> float:
    """Return the two-sided p of a value among drawn ones: twice the smaller tail, at most 1.

    The observed value counts as one of the draws, so that p is never 0. Ties count in both tails.
    """
    slack = _LAST_DIGITS * max(1.0, abs(observed))
    tail = min((drawn >= observed - slack).sum(), (drawn <= observed + slack).sum())
    return float(min(1.0, 2 * (tail + 1) / (len(drawn) + 1)))


def _moran(z: Array, weights: csr_array) -> float:
    return float(z @ (weights @ z) / len(z))


def conditional_p(z: Array, lag: Array, weights: csr_array, permutations: int, seed: int) -> Array:
    """Return each area's p, with the same draws of positions for all areas.

    Neighbours' mean is compared, not I: both are the same times the area's own value, and an area
    exactly at the mean has a neighbourhood all the same.
    """
    random = np.random.default_rng(seed)
    most = int(np.diff(weights.indptr).max())
    lots = [random.choice(len(z) - 1, most, replace=False) for _ in range(permutations)]
    positions = np.array(lots)
    return np.array([_p_of_area(area, z, lag[area], weights, positions) for area in range(len(z))])


def _p_of_area(
    area: int, z: Array, observed: float, weights: csr_array, positions: Indexes
) -> float:
    """Return the p of one area, its neighbours drawn from all others."""
    own = weights.data[weights.indptr[area] : weights.indptr[area + 1]]
    others = np.delete(z, area)
    return two_sided(observed, others[positions[:, : len(own)]] @ own)
