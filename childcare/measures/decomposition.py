"""Why a ratio changed (变化分解): how much came from slots, and how much from people."""

from typing import Any

import pandas as pd

COUNTS = ("numerator", "denominator")


def effects(before: pd.DataFrame, after: pd.DataFrame, scale: float) -> pd.DataFrame:
    """Return what made each area's ratio change: one row an area of ``after``.

    ``before`` and ``after`` hold ``numerator`` and ``denominator`` by area; a ratio is
    ``scale * numerator / denominator``. Columns, in the unit of the ratio:

    - ``before``, ``after``, ``change``: the ratios and their difference.
    - ``of_numerator``: by more or fewer slots, at the people between the two dates.
    - ``of_denominator``: by more or fewer people; negative where they have grown.

    The two effects add up to the change, with no rest. NaN where a number they rest on is unknown
    or there is nothing to divide by. Counts of a larger area are added up first.
    """
    then = _divisible(before.reindex(after.index))
    now = _divisible(after)
    of_numerator, of_denominator = midpoint_effects(
        then["numerator"], then["denominator"], now["numerator"], now["denominator"], scale
    )
    ratio_before = scale * then["numerator"] / then["denominator"]
    ratio_after = scale * now["numerator"] / now["denominator"]
    return pd.DataFrame(
        {
            "before": ratio_before,
            "after": ratio_after,
            "change": ratio_after - ratio_before,
            "of_numerator": of_numerator,
            "of_denominator": of_denominator,
        }
    )


def _divisible(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the counts that can be divided, the others as NaN."""
    numbers = counts[[*COUNTS]].astype("float64")
    return numbers.where(numbers["denominator"] > 0)


def midpoint_effects(
    numerator_before: Any,
    denominator_before: Any,
    numerator_after: Any,
    denominator_after: Any,
    scale: Any,
) -> tuple[Any, Any]:
    """Return the effects of numerator and denominator on a ratio, in the mid-point form.

    ``scale (S1 - S0) / P`` and ``-A (P1 - P0) / P`` with P the mean of the two denominators and A
    the mean of the two ratios. Exact: their sum is ``scale S1 / P1 - scale S0 / P0``, whichever
    comes first. Takes numbers, fractions or series; all denominators must be above zero.
    """
    middle = (denominator_before + denominator_after) / 2
    ratio_before = scale * numerator_before / denominator_before
    ratio_after = scale * numerator_after / denominator_after
    of_numerator = scale * (numerator_after - numerator_before) / middle
    growth = (denominator_after - denominator_before) / middle
    return of_numerator, -(ratio_before + ratio_after) / 2 * growth
