"""Do published figures imply what they say, as far as their printed decimals carry?"""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as some

from childcare.measures.reported import (
    differs_when_printed,
    implied_denominator,
    printed_bounds,
)


def test_suqian_implies_between_5_055_and_5_202_million_people() -> None:
    least, largest = implied_denominator(17947, 3.5, 1000)
    assert round(least / 1e6, 3) == 5.055
    assert round(largest / 1e6, 3) == 5.202


def test_wenshang_implies_between_689_8_and_691_3_thousand_people() -> None:
    least, largest = implied_denominator(3142, 4.55, 1000)
    assert round(least / 1e3, 1) == 689.8
    assert round(largest / 1e3, 1) == 691.3


@pytest.mark.parametrize(
    ("value", "least", "largest"), [(3.5, 3.45, 3.55), (4.55, 4.545, 4.555), (40, 39.5, 40.5)]
)
def test_a_number_stands_for_half_its_last_decimal_to_either_side(
    value: float, least: float, largest: float
) -> None:
    assert [float(bound) for bound in printed_bounds(value)] == [least, largest]


def test_a_ratio_that_may_be_none_or_a_count_of_none_implies_nothing() -> None:
    assert implied_denominator(100, 0, 1000) is None
    assert implied_denominator(0, 3.5, 1000) is None
    assert implied_denominator(math.nan, 3.5, 1000) is None


@given(some.integers(1, 10**6), some.integers(10**4, 10**7), some.sampled_from([100, 1000]))
def test_the_true_denominator_lies_within_what_its_rounded_ratio_implies(
    numerator: int, denominator: int, scale: int
) -> None:
    printed = round(scale * numerator / denominator, 2)
    implied = implied_denominator(numerator, printed, scale)
    if implied is not None:
        least, largest = implied
        assert least * (1 - 1e-12) <= denominator <= largest * (1 + 1e-12)


def test_values_agree_when_the_computed_one_is_printed_like_the_reported() -> None:
    assert not differs_when_printed(3.4999, 3.5)
    assert differs_when_printed(3.6, 3.5)
    assert not differs_when_printed(49.6, 50)
    assert not differs_when_printed(math.nan, 3.5)
