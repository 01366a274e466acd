"""Pace (进度): what is due by now, how fast it has to go, and how fast it went."""

import math

import pandas as pd

MONTHS_OF_YEAR = 12


def months_between(first: pd.Timestamp, last: pd.Timestamp) -> int:
    """Return how many months lie between two months, negative where ``last`` is the earlier."""
    return MONTHS_OF_YEAR * (last.year - first.year) + last.month - first.month


def due_path(
    baseline: float,
    baseline_month: pd.Timestamp,
    wanted: float,
    due: pd.Timestamp,
    month: pd.Timestamp,
) -> float:
    """Return what is due by a month (应达进度) on the straight line from baseline to target.

    Before the baseline month it is the baseline, from the due month on what is wanted. NaN where
    the baseline or what is wanted is unknown: a line has two ends.
    """
    whole = months_between(baseline_month, due)
    run = months_between(baseline_month, month)
    if math.isnan(baseline) or math.isnan(wanted):
        return math.nan
    if run >= whole:
        return wanted
    return baseline + (wanted - baseline) * max(run, 0) / whole


def required_pace(
    now: float, wanted: float, months_left: int, *, lower_is_better: bool = False
) -> float:
    """Return the change a month that is needed to arrive in time; negative where it has to fall.

    0 where it is there already. NaN where no month is left or a value is unknown.
    """
    if months_left <= 0 or math.isnan(now) or math.isnan(wanted):
        return math.nan
    pace = (wanted - now) / months_left
    return min(0.0, pace) if lower_is_better else max(0.0, pace)


def pace_of_last_year(series: pd.Series, month: pd.Timestamp) -> float:
    """Return the mean change a month over the twelve months up to ``month``.

    ``series`` holds values by month. Months between may be unknown; NaN where either end is.
    """
    then = month - pd.DateOffset(years=1)
    return (_value(series, month) - _value(series, then)) / MONTHS_OF_YEAR


def best_year(
    series: pd.Series, month: pd.Timestamp, *, lower_is_better: bool = False
) -> tuple[int | None, float]:
    """Return the calendar year that moved most, with its mean change a month.

    A year runs from one December to the next and is over by ``month``; years of which either end
    is unknown are passed over. ``(None, NaN)`` where no year is known. Of equal years the latest.
    """
    last = month.year if month.month == MONTHS_OF_YEAR else month.year - 1
    paces = {
        year: pace_of_last_year(series, pd.Timestamp(year=year, month=12, day=1))
        for year in sorted({moment.year for moment in series.index})
        if year <= last
    }
    known = {year: -pace if lower_is_better else pace for year, pace in paces.items()}
    known = {year: pace for year, pace in known.items() if not math.isnan(pace)}
    if not known:
        return None, math.nan
    best = max(known, key=lambda year: (known[year], year))
    return best, paces[best]


def _value(series: pd.Series, month: pd.Timestamp) -> float:
    """Return the value of a month, NaN where it has none."""
    value = series.get(month)
    return math.nan if value is None or pd.isna(value) else float(value)
