"""Is a value divided last, and is it clear why there is none where there is none?"""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from childcare.catalog import INDICATORS, Indicator
from childcare.measures.ratio import evaluate, rank

RATE = INDICATORS["slots_per_1000_population"]  # scale 1,000, not shown below 1,000 people
NONE = float("nan")


def one(slots: float, people: float, indicator: Indicator = RATE) -> tuple[float, str]:
    """Return value and state of a single area."""
    counts = pd.DataFrame({indicator.numerator: [slots], indicator.denominator: [people]})
    row = evaluate(counts, indicator).iloc[0]
    return row["value"], row["state"]


@pytest.mark.parametrize(
    ("slots", "people", "value", "state"),
    [
        (120, 20_000, 6.0, "known"),  # 1,000 x 120 / 20,000
        (0, 20_000, 0.0, "zero"),
        (5, 999, NONE, "small"),
        (5, 1_000, 5.0, "known"),  # the smallest denominator itself is large enough
        (0, 999, NONE, "small"),  # none of so few says nothing either
        (5, 0, NONE, "inapplicable"),
        (0, 0, NONE, "inapplicable"),
        (NONE, 20_000, NONE, "missing"),
        (5, NONE, NONE, "missing"),
        (NONE, NONE, NONE, "missing"),
        (NONE, 0, NONE, "missing"),
    ],
)
def test_a_ratio_is_known_zero_small_inapplicable_or_missing(
    slots: float, people: float, value: float, state: str
) -> None:
    found, named = one(slots, people)
    assert named == state
    assert found == pytest.approx(value, nan_ok=True)


def test_children_without_any_slot_are_a_zero_without_a_value() -> None:
    indicator = INDICATORS["children_per_slot"]  # children / slots; no slot means none at all
    assert one(100, 50, indicator) == (2.0, "known")
    value, state = one(100, 0, indicator)
    assert math.isnan(value)
    assert state == "zero"


def test_no_children_and_no_slots_are_no_zero() -> None:
    assert one(0, 0, INDICATORS["children_per_slot"])[1] == "inapplicable"


def test_a_count_is_known_zero_or_missing_and_has_no_denominator() -> None:
    found = evaluate(pd.DataFrame({"slots": [7, 0, NONE]}), INDICATORS["slots"])
    assert found["state"].tolist() == ["known", "zero", "missing"]
    assert found["value"].tolist()[:2] == [7.0, 0.0]
    assert math.isnan(found["value"].iloc[2])
    assert found["denominator"].isna().all()


def test_a_net_flow_may_be_negative_and_is_known() -> None:
    found = evaluate(pd.DataFrame({"slots_net_added": [-15, 0]}), INDICATORS["net_new_slots"])
    assert found["value"].tolist() == [-15, 0]
    assert found["state"].tolist() == ["known", "zero"]


@pytest.mark.parametrize(
    ("slots", "task", "value", "state"),
    [
        (1040, 784, 132.65, "known"),  # as Wenshang published it
        (0, 784, 0.0, "zero"),
        (1040, NONE, NONE, "missing"),  # no task was handed in
        (1040, 0, NONE, "inapplicable"),  # a task of none
    ],
)
def test_a_task_is_the_share_of_its_year_and_may_exceed_100_percent(
    slots: float, task: float, value: float, state: str
) -> None:
    found, named = one(slots, task, INDICATORS["slot_task_completion"])
    assert named == state
    assert found == pytest.approx(value, abs=0.005, nan_ok=True)


def test_nothing_is_known_of_a_reported_indicator_from_counts() -> None:
    counts = pd.DataFrame({"slots": [5, 0]}, index=["b", "a"])
    found = evaluate(counts, INDICATORS["guidance_centres"])
    assert list(found.index) == ["b", "a"]
    assert found["state"].tolist() == ["missing", "missing"]
    assert found[["numerator", "denominator", "value"]].isna().all(axis=None)


def test_the_ratio_of_a_county_is_the_ratio_of_its_sums_not_the_mean_of_ratios() -> None:
    townships = pd.DataFrame({"slots": [120, 0], "population_total": [20_000, 10_000]})
    county = townships.sum().to_frame().T
    # (120 + 0) / (20,000 + 10,000) x 1,000 = 4; the mean of 6 and 0 would be 3.
    assert evaluate(county, RATE)["value"].item() == 4.0
    assert evaluate(townships, RATE)["value"].mean() == 3.0


def test_splitting_an_area_in_two_like_halves_leaves_its_value() -> None:
    whole = pd.DataFrame({"slots": [90], "population_total": [20_000]})
    halves = pd.DataFrame({"slots": [45, 45], "population_total": [10_000, 10_000]})
    assert set(evaluate(halves, RATE)["value"]) == set(evaluate(whole, RATE)["value"]) == {4.5}


def test_a_result_keeps_the_areas_it_was_given_in_their_order() -> None:
    counts = pd.DataFrame({"slots": [1, 2]}, index=["b", "a"])
    assert list(evaluate(counts, INDICATORS["slots"]).index) == ["b", "a"]


def test_database_integers_with_gaps_are_taken() -> None:
    counts = pd.DataFrame(
        {
            "slots": pd.array([10, None], dtype="Int64"),
            "population_total": pd.array([2_000, 2_000], dtype="Int64"),
        }
    )
    assert evaluate(counts, RATE)["state"].tolist() == ["known", "missing"]


def slow_value(numerator: float, denominator: float, indicator: Indicator) -> tuple[float, str]:
    """Return the same as ``evaluate`` by plain sentences, one area at a time."""
    if math.isnan(numerator) or math.isnan(denominator):
        return NONE, "missing"
    if denominator == 0:
        if indicator.empty_denominator == "zero" and numerator != 0:
            return NONE, "zero"
        return NONE, "inapplicable"
    if denominator < indicator.smallest_denominator:
        return NONE, "small"
    value = indicator.scale * numerator / denominator
    return value, "zero" if value == 0 else "known"


@pytest.mark.parametrize(
    "indicator",
    [i for i in INDICATORS.values() if i.is_ratio],
    ids=lambda indicator: indicator.name,
)
def test_a_slow_plain_rewrite_agrees_on_random_values(indicator: Indicator) -> None:
    random = np.random.default_rng(20251231)
    drawn = random.integers(0, 2_000, size=(400, 2)).astype(float)
    drawn[random.random((400, 2)) < 0.15] = 0
    drawn[random.random((400, 2)) < 0.15] = NONE
    counts = pd.DataFrame(drawn, columns=[indicator.numerator, indicator.denominator])
    found = evaluate(counts, indicator)
    expected = [slow_value(numerator, denominator, indicator) for numerator, denominator in drawn]
    assert found["state"].tolist() == [state for _, state in expected]
    np.testing.assert_allclose(found["value"], [value for value, _ in expected])


def test_ties_share_a_rank_and_the_next_is_passed_over() -> None:
    assert rank(pd.Series([9.0, 7.0, 7.0, 1.0]), RATE).tolist() == [1, 2, 2, 4]


def test_where_lower_is_better_the_lowest_is_first() -> None:
    lower = replace(RATE, better_when="lower")
    assert rank(pd.Series([9.0, 7.0, 7.0, 1.0]), lower).tolist() == [4, 2, 2, 1]


def test_an_area_without_a_value_has_no_rank_and_takes_none() -> None:
    ranks = rank(pd.Series([NONE, 5.0, 3.0]), RATE)
    assert ranks.isna().tolist() == [True, False, False]
    assert ranks.dropna().tolist() == [1, 2]


def test_a_slow_plain_ranking_agrees_on_random_values() -> None:
    random = np.random.default_rng(3)
    values = pd.Series(random.integers(0, 12, 60).astype(float))
    better = [sum(other > value for other in values) + 1 for value in values]
    assert rank(values, RATE).tolist() == better
