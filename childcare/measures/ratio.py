"""The value of an indicator, at any level of area, and why there is none where there is none."""

import numpy as np
import pandas as pd

from childcare.catalog import Indicator

# What an area's value is (取值状态). Four of the five have a look of their own on every map.
KNOWN = "known"
ZERO = "zero"  # measured, and none
SMALL = "small"  # the denominator is too small for the ratio to mean anything
INAPPLICABLE = "inapplicable"  # nothing to divide by, such as streets in a county without streets
MISSING = "missing"  # not reported, or not known
STATES = (KNOWN, ZERO, SMALL, INAPPLICABLE, MISSING)


def evaluate(counts: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Return ``numerator``, ``denominator``, ``value`` and ``state`` of each row of counts.

    Counts are added up first and divided last: the mean of township ratios is not the ratio of
    the county. ``value`` is NaN unless the state is known or zero; a state of zero has the value 0,
    except for an indicator whose empty denominator means none at all, where it has no value.
    A reported indicator is counted by no register: nothing of it is known here.
    """
    if not indicator.is_counted:
        return _result(counts.index, np.nan, np.nan, np.nan, MISSING)
    numerator = counts[indicator.numerator].astype("float64")
    if not indicator.is_ratio:
        state = np.select([numerator.isna(), numerator == 0], [MISSING, ZERO], KNOWN)
        return _result(counts.index, numerator, np.nan, numerator, state)
    denominator = counts[indicator.denominator].astype("float64")
    empty = ZERO if indicator.empty_denominator == "zero" else INAPPLICABLE
    state = np.select(
        [
            numerator.isna() | denominator.isna(),
            (denominator == 0) & (numerator == 0),
            denominator == 0,
            denominator < indicator.smallest_denominator,
            numerator == 0,
        ],
        [MISSING, INAPPLICABLE, empty, SMALL, ZERO],
        KNOWN,
    )
    divisible = np.isin(state, (KNOWN, ZERO)) & (denominator > 0)
    value = indicator.scale * numerator / denominator.where(divisible)
    return _result(counts.index, numerator, denominator, value, state)


def _result(
    index: pd.Index,
    numerator: pd.Series | float,
    denominator: pd.Series | float,
    value: pd.Series | float,
    state: np.ndarray | str,
) -> pd.DataFrame:
    columns = {"numerator": numerator, "denominator": denominator, "value": value, "state": state}
    return pd.DataFrame(columns, index=index)


def rank(values: pd.Series, indicator: Indicator) -> pd.Series:
    """Return ranks from 1 for the best; ties share a rank (1, 2, 2, 4) and no value has none."""
    ascending = indicator.better_when == "lower"
    return values.rank(method="min", ascending=ascending).astype("Int64")
