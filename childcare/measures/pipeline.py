"""What projects (在建项目) may bring: chances over whole slots, if they open independently."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9
# Additions that one distribution may cost. Above it slots are counted in larger steps.
_MOST_WORK = 200_000_000
# Sums of many chances are off by some last digits; a quantile must not slip by them.
_LAST_DIGITS = 1e-12


@dataclass(frozen=True)
class Outcomes:
    """How likely each number of slots is: ``chances[k]`` of ``k * step`` slots.

    Attributes:
        expected: The mean, ``sum of slots * odds``.
        is_exact: Every outcome is a whole step; else the steps are coarser than the projects.
    """

    step: int
    chances: np.ndarray
    expected: float
    is_exact: bool

    def quantile(self, share: float) -> int:
        """Return the least number of slots that is not exceeded with a chance of ``share``."""
        position = int(np.searchsorted(np.cumsum(self.chances), share - _LAST_DIGITS))
        return min(position, len(self.chances) - 1) * self.step

    def chance_of(self, needed: float) -> float:
        """Return the chance (测算) that at least so many slots come."""
        first = max(0, math.ceil(needed / self.step))
        return float(min(1.0, self.chances[first:].sum()))


def outcomes(
    slots: Sequence[int], odds: Sequence[float], *, most_work: int = _MOST_WORK
) -> Outcomes:
    """Return the distribution of the slots that open, each project by its own odds.

    The exact Poisson-binomial distribution, one project folded in after the other, in steps of
    the greatest common divisor. Where that would cost more than ``most_work`` additions, steps are
    coarser, and a project between two of them is shared out so that its mean stays the same.

    Raises:
        ValueError: odds outside 0 to 1, or a negative number of slots.
    """
    if any(not 0 <= chance <= 1 for chance in odds):
        raise ValueError(f"odds must lie in 0 to 1, not {[*odds]}")
    if any(number < 0 for number in slots):
        raise ValueError(f"slots must not be negative: {[*slots]}")
    pairs = [(int(n), p) for n, p in zip(slots, odds, strict=True) if n > 0 and p > 0]
    total = sum(number for number, _ in pairs)
    finest = math.gcd(*(number for number, _ in pairs)) or 1
    coarsest = math.ceil(total * len(pairs) / most_work)
    step = max(finest, coarsest)
    # Sharing out moves a project by half a step at most: nothing lies beyond ten deviations.
    longest = math.ceil(total / step + 5 * math.sqrt(len(pairs))) + 1
    chances = np.ones(1)
    for number, chance in pairs:
        chances = _with_project(chances, number / step, chance)[:longest]
    return Outcomes(
        step=step,
        chances=chances,
        expected=sum(number * chance for number, chance in pairs),
        is_exact=all(number % step == 0 for number, _ in pairs),
    )


def _with_project(chances: np.ndarray, steps: float, chance: float) -> np.ndarray:
    """Return the distribution with one more project of so many steps."""
    below = math.floor(steps)
    above = math.ceil(steps)
    rest = steps - below
    result = np.zeros(len(chances) + above)
    result[: len(chances)] = chances * (1 - chance)
    result[below : below + len(chances)] += chances * (chance * (1 - rest))
    result[above : above + len(chances)] += chances * (chance * rest)
    return result


def expected_closings(slots: float, yearly_share: float, months_left: int) -> float:
    """Return the slots expected to close (预计退出) in so many months, at a share a year."""
    return slots * yearly_share * max(months_left, 0) / 12
