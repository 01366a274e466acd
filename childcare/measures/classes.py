"""Map classes (分级): the same boundaries for every month, so a colour always means the same."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from childcare.catalog import Indicator
from childcare.measures.ratio import STATES

# Shares of the reference value at which a class begins; below 1 is short of it, from 1 on is met.
ATTAINMENT = (0.5, 0.75, 0.9, 1.0, 1.2)
# How many classes a map without a reference value has, at the most.
PLAIN_CLASSES = 5


@dataclass(frozen=True)
class Classes:
    """Boundaries of the classes of one indicator, from its worst class to its best.

    ``edges`` are values in the indicator's unit, ascending; class k is ``[edges[k-1], edges[k])``.
    With a reference, ``met_from`` is the first class that meets it. Where lower is better the
    classes are counted from the highest values down and a class is ``(edge, edge]``.
    """

    edges: tuple[float, ...]
    met_from: int | None
    lower_is_better: bool

    @property
    def number(self) -> int:
        """Return how many classes there are."""
        return len(self.edges) + 1

    def index(self, values: pd.Series) -> np.ndarray:
        """Return the class of each value, 0 for the worst; -1 where there is no value."""
        numbers = values.to_numpy("float64")
        if self.lower_is_better:
            found = self.number - 1 - np.searchsorted(self.edges, numbers, side="left")
        else:
            found = np.searchsorted(self.edges, numbers, side="right")
        return np.where(np.isnan(numbers), -1, found)

    def bounds(self, index: int) -> tuple[float | None, float | None]:
        """Return the lower and upper value of a class; None where it is open."""
        position = self.number - 1 - index if self.lower_is_better else index
        lower = self.edges[position - 1] if position > 0 else None
        upper = self.edges[position] if position < len(self.edges) else None
        return lower, upper


def anchored(indicator: Indicator, reference: float) -> Classes:
    """Return classes that part at the reference value (参照值), four below it and two above.

    A class that would begin beyond the indicator's limit (such as 120 % of a share of 100 %)
    is left out.
    """
    lower_is_better = indicator.better_when == "lower"
    if lower_is_better:
        edges = sorted(reference / share for share in ATTAINMENT)
    else:
        edges = [reference * share for share in ATTAINMENT]
        edges = [edge for edge in edges if edge <= indicator.limit]
    return Classes(
        tuple(_clean(edge) for edge in edges), ATTAINMENT.index(1.0) + 1, lower_is_better
    )


def plain(values: pd.Series, decimals: int = 2) -> Classes:
    """Return equal steps of a round size, for an indicator without a reference value.

    ``values`` are those of every month at one level, so the steps stay when the month changes.
    They part the range in which nine tenths of the values lie, and never at a value that the
    indicator's ``decimals`` would round: there is no half institution.
    """
    known = values.dropna()
    low, high = (float(known.quantile(q)) if len(known) else 0.0 for q in (0.05, 0.95))
    if high <= low:
        return Classes((_clean(high) or 1.0,), None, False)
    step = _round_step((high - low) / PLAIN_CLASSES, decimals)
    first = math.floor(low / step) + 1
    edges = [_clean(step * k) for k in range(first, math.ceil(high / step))]
    return Classes(tuple(edges[: PLAIN_CLASSES - 1]) or (_clean(step * first),), None, False)


def changes(values: pd.Series, *, lower_is_better: bool, decimals: int = 2) -> Classes:
    """Return three classes of worsening and three of bettering, in round steps around no change."""
    size = float(values.abs().quantile(0.9)) if values.notna().any() else 0.0
    step = _round_step(size / 3, decimals) if size > 0 else 1.0
    edges = tuple(_clean(step * k) for k in (-2, -1, 0, 1, 2))
    return Classes(edges, 3, lower_is_better)


def class_key(index: int, state: str) -> str:
    """Return what a map colours by: ``class_3`` for a known value, otherwise the state."""
    return f"class_{index}" if state == STATES[0] and index >= 0 else state


def _round_step(size: float, decimals: int) -> float:
    """Return the nearest of 1, 2, 2.5, 5 times a power of ten at or above ``size``.

    A step is a whole number of the smallest unit shown.
    """
    smallest = 10.0**-decimals
    power = 10 ** math.floor(math.log10(max(size, smallest)))
    steps = (_clean(m * power) for m in (1, 2, 2.5, 5, 10))
    return next(
        step
        for step in steps
        if step >= size * 0.999 and abs(step / smallest - round(step / smallest)) < 1e-6
    )


def _clean(edge: float) -> float:
    """Drop the dust of binary fractions, so that 4.5 x 0.9 is 4.05 and not 4.0500000000000003."""
    return float(f"{edge:.10g}")
