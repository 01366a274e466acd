"""Do the three scenarios of people to come do what they say?"""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childcare.measures.population import (
    FEWER_BIRTHS,
    SCENARIOS,
    TREND,
    UNCHANGED,
    Statistic,
    children_to_come,
    missing_births,
    scenarios,
    yearly_factor,
)

NONE = float("nan")
NOW = date(2025, 12, 31)
# In three years the total fell by a tenth each year, births by a fifth.
HISTORY = [
    Statistic(date(2020, 11, 1), 5e6, 1e5, 1e5, 1e5),
    Statistic(date(2022, 12, 31), 100_000, 1_000, 1_000, 1_000),
    Statistic(date(2024, 12, 31), 81_000, 640, 800, 1_000),
    Statistic(NOW, 72_900, 512, 640, 800),
]


def test_unchanged_people_stay_as_they_are() -> None:
    assert scenarios(HISTORY, NOW, date(2030, 12, 31))[UNCHANGED] == (72_900, 1_952)


def test_the_trend_goes_on_at_the_rate_of_the_last_three_years() -> None:
    found = scenarios(HISTORY, NOW, date(2027, 12, 31))[TREND]
    assert found.population_total == pytest.approx(72_900 * 0.9**2, rel=1e-3)
    # All under-3s went from 3,000 to 1,952 in three years.
    assert found.children_under_3 == pytest.approx(1_952 * (1_952 / 3_000) ** (2 / 3), rel=1e-3)


def test_with_fewer_births_the_born_grow_up_and_the_total_lacks_the_unborn() -> None:
    found = scenarios(HISTORY, NOW, date(2027, 12, 31))[FEWER_BIRTHS]
    # In two years: 512 are 2 years old, then 512 x 0.8 and 512 x 0.64 come.
    assert found.children_under_3 == pytest.approx(512 + 409.6 + 327.68, rel=1e-3)
    # 102.4 and 184.32 fewer than if births stayed at 512.
    assert found.population_total == pytest.approx(72_900 - 102.4 - 184.32, rel=1e-5)


def test_what_happens_after_the_month_looked_from_is_not_known_then() -> None:
    then = date(2025, 6, 30)
    assert scenarios(HISTORY, then, date(2027, 12, 31)) == scenarios(
        HISTORY[:3], then, date(2027, 12, 31)
    )


def test_years_run_from_the_date_of_the_figure_and_not_from_the_month_looked_from() -> None:
    later = scenarios(HISTORY, date(2026, 6, 30), date(2027, 12, 31))
    assert later == scenarios(HISTORY, NOW, date(2027, 12, 31))


def test_births_that_rose_stay_as_they_are_where_births_fall() -> None:
    rising = [
        Statistic(date(2022, 12, 31), 1_000, 10, 10, 10),
        Statistic(NOW, 1_000, 20, 10, 10),
    ]
    found = scenarios(rising, NOW, date(2029, 12, 31))[FEWER_BIRTHS]
    assert found.children_under_3 == pytest.approx(60)
    assert found.population_total == pytest.approx(1_000)


def test_a_single_figure_has_no_trend_but_stays_unchanged() -> None:
    found = scenarios(HISTORY[-1:], NOW, date(2027, 12, 31))
    assert found[UNCHANGED].population_total == 72_900
    assert all(math.isnan(value) for value in (*found[TREND], *found[FEWER_BIRTHS]))


def test_before_the_first_figure_nothing_is_known() -> None:
    found = scenarios(HISTORY, date(2019, 1, 1), NOW)
    assert list(found) == list(SCENARIOS)
    assert all(math.isnan(value) for people in found.values() for value in people)


def test_unknown_ages_leave_the_total_its_trend() -> None:
    history = [
        Statistic(date(2022, 12, 31), 1_000, NONE, NONE, NONE),
        Statistic(NOW, 1_331, NONE, NONE, NONE),
    ]
    found = scenarios(history, NOW, date(2026, 12, 31))
    assert found[TREND].population_total == pytest.approx(1_464.1, rel=1e-3)
    assert math.isnan(found[TREND].children_under_3)
    assert math.isnan(found[FEWER_BIRTHS].population_total)


@pytest.mark.parametrize(
    ("days", "factor"),
    [
        ([(2022, 100.0), (2024, 50.0), (2025, 72.9)], 0.9),  # three years, not the last one
        ([(2023, 100.0), (2025, 81.0)], 0.9),  # two years are enough
        ([(2015, 59_049.0), (2025, 59_049.0 * 0.9**10)], 0.9),  # only older ones
        ([(2022, NONE), (2023, 100.0), (2025, 81.0)], 0.9),  # unknown figures do not count
    ],
)
def test_the_yearly_factor_is_that_of_the_last_three_years(
    days: list[tuple[int, float]], factor: float
) -> None:
    series = [(date(year, 12, 31), value) for year, value in days]
    assert yearly_factor(series) == pytest.approx(factor, rel=1e-3)


@pytest.mark.parametrize(
    "series",
    [
        [],
        [(NOW, 5.0)],
        [(date(2025, 6, 30), 4.0), (NOW, 5.0)],  # half a year is no trend
        [(date(2022, 12, 31), 0.0), (NOW, 5.0)],  # from nobody there is no rate
    ],
)
def test_without_a_year_behind_it_there_is_no_factor(series: list[tuple[date, float]]) -> None:
    assert math.isnan(yearly_factor(series))


def test_between_two_whole_years_the_way_is_straight() -> None:
    ages = [512, 640, 800]
    ends = [children_to_come(ages, 0.8, year) for year in (1, 2)]
    assert children_to_come(ages, 0.8, 1.25) == pytest.approx(0.75 * ends[0] + 0.25 * ends[1])
    assert missing_births(512, 0.8, 0.5) == pytest.approx(51.2)


@given(
    st.lists(st.integers(0, 10_000), min_size=3, max_size=3),
    st.floats(0.5, 1.0),
    st.integers(0, 9),
)
def test_children_and_the_unborn_add_up_to_births_that_never_fell(
    ages: list[int], factor: float, years: int
) -> None:
    lost_last_three = missing_births(ages[0], factor, years) - missing_births(
        ages[0], factor, max(0, years - 3)
    )
    steady = children_to_come(ages, 1.0, years)
    assert children_to_come(ages, factor, years) + lost_last_three == pytest.approx(steady)
