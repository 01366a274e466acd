"""Is what is due by now, needed and done reckoned month by month?"""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from childcare.measures.pace import (
    best_year,
    due_path,
    months_between,
    pace_of_last_year,
    required_pace,
)

NONE = float("nan")


def month(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


def series(**values: float) -> pd.Series:
    """Return values by month, named as m2024_12."""
    index = [month(name[1:].replace("_", "-")) for name in values]
    return pd.Series(list(values.values()), index=index)


@pytest.mark.parametrize(
    ("at", "due"),
    [
        ("2022-06", 2.0),  # before the baseline
        ("2022-12", 2.0),
        ("2024-06", 3.25),  # half of the way from 2 to 4.5
        ("2025-12", 4.5),
        ("2026-03", 4.5),  # the line ends at the target
    ],
)
def test_the_due_path_is_straight_from_the_baseline_to_the_target(at: str, due: float) -> None:
    assert due_path(2.0, month("2022-12"), 4.5, month("2025-12"), month(at)) == due


def test_a_path_downward_falls() -> None:
    path = due_path(1200, month("2024-12"), 900, month("2025-12"), month("2025-04"))
    assert path == 1100


@pytest.mark.parametrize(("baseline", "wanted"), [(NONE, 4.5), (2.0, NONE)])
def test_without_one_of_its_ends_there_is_no_line(baseline: float, wanted: float) -> None:
    path = due_path(baseline, month("2022-12"), wanted, month("2025-12"), month("2026-01"))
    assert math.isnan(path)


def test_a_target_due_in_its_baseline_month_is_due_at_once() -> None:
    assert due_path(2, month("2025-12"), 4, month("2025-12"), month("2025-12")) == 4


def test_months_are_counted_over_the_turn_of_the_year_and_backwards() -> None:
    assert months_between(month("2024-11"), month("2025-02")) == 3
    assert months_between(month("2025-02"), month("2024-11")) == -3


@pytest.mark.parametrize(
    ("now", "wanted", "left", "pace"),
    [(100, 220, 24, 5.0), (220, 220, 24, 0.0), (300, 220, 24, 0.0), (100, 220, 0, NONE)],
)
def test_the_pace_needed_is_what_is_missing_over_the_months_left(
    now: float, wanted: float, left: int, pace: float
) -> None:
    assert required_pace(now, wanted, left) == pytest.approx(pace, nan_ok=True)


def test_where_less_is_better_the_pace_needed_goes_down_and_never_up() -> None:
    assert required_pace(1200, 900, 10, lower_is_better=True) == -30
    assert required_pace(800, 900, 10, lower_is_better=True) == 0


@pytest.mark.parametrize(("now", "wanted"), [(NONE, 5.0), (5.0, NONE)])
def test_the_pace_needed_is_unknown_where_an_end_is(now: float, wanted: float) -> None:
    assert math.isnan(required_pace(now, wanted, 12))


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.integers(1, 120))
def test_who_keeps_the_pace_needed_arrives(now: float, wanted: float, left: int) -> None:
    arrived = now + left * required_pace(now, wanted, left)
    assert arrived == pytest.approx(max(now, wanted))


def test_the_last_twelve_months_need_their_two_ends_only() -> None:
    values = series(m2024_06=100, m2024_09=NONE, m2025_06=160)
    assert pace_of_last_year(values, month("2025-06")) == 5
    assert math.isnan(pace_of_last_year(values, month("2025-07")))
    assert math.isnan(pace_of_last_year(values, month("2025-09")))


def test_the_best_year_runs_from_december_to_december_and_is_over() -> None:
    values = series(
        m2022_12=100, m2023_12=148, m2024_12=160, m2025_06=400, m2025_12=520, m2026_06=900
    )
    assert best_year(values, month("2026-06")) == (2025, 30)
    # In June 2025 that year is not over, whatever it brought.
    assert best_year(values, month("2025-06")) == (2023, 4)


def test_a_year_with_an_unknown_end_is_passed_over() -> None:
    values = series(m2021_12=0, m2022_12=NONE, m2023_12=500, m2024_12=512)
    assert best_year(values, month("2024-12")) == (2024, 1)


def test_of_equal_years_the_latest_is_named_and_without_any_none_is() -> None:
    values = series(m2022_12=0, m2023_12=12, m2024_12=24)
    assert best_year(values, month("2024-12")) == (2024, 1)
    year, pace = best_year(values.iloc[:1], month("2024-12"))
    assert year is None
    assert math.isnan(pace)


def test_where_less_is_better_the_best_year_is_the_one_that_fell_most() -> None:
    values = series(m2022_12=1200, m2023_12=1080, m2024_12=1140)
    assert best_year(values, month("2024-12"), lower_is_better=True) == (2023, -10)
