"""Ranks and how firmly they stand (排名): ties share one, and a few slots may turn it over."""

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from childcare.measures.targets import exact, exact_ratio


def standings(
    counts: pd.DataFrame,
    scale: float,
    *,
    lower_is_better: bool = False,
    before: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return how each area stands among all rows of ``counts``, in nullable integers.

    ``counts`` holds ``numerator`` and ``denominator`` by area; ``before`` the same of an earlier
    month. Ratios are compared exactly, as fractions. Columns:

    - ``rank``: 1 for the best; ties share a rank (1, 2, 2, 4).
    - ``previous_rank``: of the earlier month, among the areas that were known then.
    - ``change``: places gained since, negative where lost.
    - ``units_to_gain``: the least whole units of the numerator ("再增 12 个托位升 1 位") that make
      the rank better, everybody else and the denominator unchanged.
    - ``units_to_lose``: the least whole units that, lost by this area alone, make it worse.

    Where lower is better units are taken away to gain and added to lose. Nothing where a count is
    unknown, where there is nothing to divide by, and where no number of units does it: the best
    has no place to gain, and an area cannot lose more units than it has.
    """
    known = _known(counts, scale, lower_is_better=lower_is_better)
    order = sorted(area.goodness for area in known.values())
    rows = {name: _standing(area, order, lower_is_better) for name, area in known.items()}
    columns = ["rank", "units_to_gain", "units_to_lose"]
    found = pd.DataFrame.from_dict(rows, orient="index", columns=columns, dtype="Int64")
    found = found.reindex(counts.index)
    earlier = counts.head(0) if before is None else before
    ranks = _ranks(earlier, scale, lower_is_better=lower_is_better).reindex(found.index)
    found.insert(1, "previous_rank", ranks)
    found.insert(2, "change", found["previous_rank"] - found["rank"])
    return found


@dataclass(frozen=True)
class _Area:
    """One area: the larger its goodness the better, each unit of its count is worth ``unit``."""

    goodness: Fraction
    count: Fraction
    unit: Fraction


def _known(counts: pd.DataFrame, scale: float, *, lower_is_better: bool) -> dict[object, _Area]:
    """Return the exact ratio of every area that has one."""
    usable = counts.dropna(subset=["numerator", "denominator"])
    usable = usable[usable["denominator"] > 0]
    sign = -1 if lower_is_better else 1
    rows = zip(usable.index, usable["numerator"], usable["denominator"], strict=True)
    return {
        name: _Area(
            goodness=sign * exact_ratio(have, under, scale),
            count=exact(have),
            unit=exact_ratio(1, under, scale),
        )
        for name, have, under in rows
    }


def _ranks(counts: pd.DataFrame, scale: float, *, lower_is_better: bool) -> pd.Series:
    """Return the rank of every area that has one."""
    known = _known(counts, scale, lower_is_better=lower_is_better)
    order = sorted(area.goodness for area in known.values())
    ranks = {name: _rank(area, order) for name, area in known.items()}
    return pd.Series(ranks, dtype="Int64")


def _rank(area: _Area, order: list[Fraction]) -> int:
    """Return one more than there are better areas; ``order`` holds all goodness, rising."""
    return len(order) - bisect_right(order, area.goodness) + 1


def _standing(
    area: _Area, order: list[Fraction], lower_is_better: bool
) -> tuple[int, int | None, int | None]:
    """Return rank, units to gain and units to lose."""
    above = bisect_right(order, area.goodness)
    to_gain = to_lose = None
    if above < len(order):
        # The next better one is reached by a tie.
        to_gain = math.ceil((order[above] - area.goodness) / area.unit)
    other = _best_other(order, area.goodness, above)
    if other is not None:
        # The best of the others has to pass by.
        to_lose = math.floor((area.goodness - other) / area.unit) + 1
    # Units can only be taken away as far as there are any.
    if lower_is_better:
        to_gain = _possible(to_gain, area.count)
    else:
        to_lose = _possible(to_lose, area.count)
    return _rank(area, order), to_gain, to_lose


def _best_other(order: list[Fraction], goodness: Fraction, above: int) -> Fraction | None:
    """Return the best of the others that are no better, None for the last."""
    first = bisect_left(order, goodness)
    if above - first > 1:
        return goodness
    return order[first - 1] if first > 0 else None


def _possible(units: int | None, most: Fraction) -> int | None:
    """Return the units, None where an area has not as many to take away."""
    return units if units is not None and units <= most else None
