"""Does a colour mean the same everywhere: classes that part at the reference, in round steps?"""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from childcare.catalog import INDICATORS
from childcare.measures.classes import Classes, anchored, changes, class_key, plain

HIGHER = INDICATORS["slots_per_1000_population"]
LOWER = INDICATORS["children_per_slot"]
SHARE = INDICATORS["inclusive_slot_share"]  # limit 100


def of(classes: Classes, *values: float) -> list[int]:
    """Return the classes of some values."""
    return classes.index(pd.Series(values, dtype="float64")).tolist()


def test_classes_part_at_half_three_quarters_nine_tenths_the_reference_and_a_fifth_above() -> None:
    # 4.5 x 0.5, 0.75, 0.9, 1.0, 1.2
    assert anchored(HIGHER, 4.5).edges == (2.25, 3.375, 4.05, 4.5, 5.4)


def test_the_reference_itself_belongs_to_met_and_just_below_does_not() -> None:
    classes = anchored(HIGHER, 4.5)
    assert classes.met_from == 4
    assert of(classes, 4.5, 4.4999) == [4, 3]


def test_a_class_holds_its_lower_edge_and_not_its_upper() -> None:
    classes = anchored(HIGHER, 4.5)
    assert of(classes, 0, 2.25, 3.375, 4.05, 5.4, 99) == [0, 1, 2, 3, 5, 5]


def test_no_value_has_no_class() -> None:
    assert of(anchored(HIGHER, 4.5), float("nan"), 1.0) == [-1, 0]


def test_where_lower_is_better_the_classes_are_counted_from_the_highest_values() -> None:
    classes = anchored(LOWER, 3)
    # 3 / 1.2, 3 / 1, 3 / 0.9, 3 / 0.75, 3 / 0.5
    assert classes.edges == pytest.approx((2.5, 3, 10 / 3, 4, 6))
    assert of(classes, 100, 6, 4, 3.1, 3, 2.5, 0.1) == [0, 1, 2, 3, 4, 5, 5]


def test_where_lower_is_better_the_reference_itself_is_met() -> None:
    classes = anchored(LOWER, 3)
    met, short = of(classes, 3, 3.0001)
    assert met >= classes.met_from > short


def test_a_class_beyond_the_limit_is_left_out() -> None:
    # 120 % of 100 % cannot be; 120 % of 60 % is 72 %.
    assert anchored(SHARE, 100).edges == (50, 75, 90, 100)
    assert anchored(SHARE, 100).met_from == 4
    assert anchored(SHARE, 60).edges == (30, 45, 54, 60, 72)


@pytest.mark.parametrize("classes", [anchored(HIGHER, 4.5), anchored(LOWER, 3)])
def test_the_bounds_of_a_class_hold_the_values_in_it(classes: Classes) -> None:
    random = np.random.default_rng(7)
    values = pd.Series(random.uniform(0, 10, 500))
    for value, index in zip(values, classes.index(values), strict=True):
        lower, upper = classes.bounds(index)
        assert lower is None or lower <= value
        assert upper is None or value <= upper


def test_a_slow_plain_count_of_edges_agrees_on_random_values() -> None:
    classes = anchored(HIGHER, 4.5)
    values = np.round(np.random.default_rng(8).uniform(0, 8, 500), 2)
    expected = [sum(value >= edge for edge in classes.edges) for value in values]
    assert of(classes, *values) == expected
    lower = anchored(LOWER, 3)
    assert of(lower, *values) == [sum(value <= edge for edge in lower.edges) for value in values]


@pytest.mark.parametrize(
    ("top", "step"),
    # A fifth of the top, up to the next of 1, 2, 2.5, 5, 10.
    [(5, 1), (7, 2), (12, 2.5), (25, 5), (40, 10), (0.9, 0.2), (480, 100), (12_000, 2_500)],
)
def test_without_a_reference_the_steps_are_round_and_equal(top: float, step: float) -> None:
    classes = plain(pd.Series([0.0] * 10 + [top] * 10))
    assert classes.met_from is None
    assert classes.edges == pytest.approx([step * k for k in range(1, 5) if step * k < top])


def test_values_far_from_zero_are_parted_where_they_lie() -> None:
    # A fifth of the range from 100 to 110 is 2.
    assert plain(pd.Series([100.0] * 10 + [110.0] * 10)).edges == (102, 104, 106, 108)


def test_values_that_are_all_alike_lie_in_one_class() -> None:
    assert plain(pd.Series([7.0] * 20)).number == 2
    assert len(set(of(plain(pd.Series([7.0] * 20)), 7, 7))) == 1


def test_one_outlier_does_not_swallow_all_the_other_classes() -> None:
    # The 95th percentile is 10, not 1,000.
    assert plain(pd.Series([0.0] * 50 + [10.0] * 49 + [1_000.0])).edges == (2, 4, 6, 8)


@pytest.mark.parametrize("values", [[], [float("nan")], [0.0, 0.0]])
def test_without_anything_to_divide_there_are_still_two_classes(values: list[float]) -> None:
    assert plain(pd.Series(values, dtype="float64")).number == 2


def test_the_classes_of_a_change_are_symmetrical_round_steps_around_no_change() -> None:
    classes = changes(pd.Series([-3.0, 3.0, 1.0]), lower_is_better=False)
    assert classes.edges == tuple(-edge for edge in reversed(classes.edges))
    assert classes.edges == (-2, -1, 0, 1, 2)
    assert (classes.number, classes.met_from) == (6, 3)


def test_a_rise_is_better_or_worse_as_the_indicator_says() -> None:
    rises = pd.Series([-3.0, 3.0])
    assert of(changes(rises, lower_is_better=False), -3, -0.5, 0.5, 3) == [0, 2, 3, 5]
    assert of(changes(rises, lower_is_better=True), -3, -0.5, 0.5, 3) == [5, 3, 2, 0]


def test_no_change_at_all_still_has_classes() -> None:
    assert changes(pd.Series([0.0, 0.0]), lower_is_better=False).edges == (-2, -1, 0, 1, 2)


def test_edges_carry_no_dust_of_binary_fractions() -> None:
    share = replace(HIGHER, limit=float("inf"))
    assert all(len(repr(edge)) < 8 for edge in anchored(share, 4.5).edges)
    assert plain(pd.Series([0.0] * 9 + [0.7] * 9)).edges == (0.2, 0.4, 0.6)


def test_a_map_colours_by_class_or_by_the_reason_why_there_is_none() -> None:
    assert class_key(3, "known") == "class_3"
    assert class_key(0, "zero") == "zero"
    assert class_key(-1, "missing") == "missing"
    assert class_key(-1, "inapplicable") == "inapplicable"
