"""Does the change of a ratio fall into two effects that add up, exactly?"""

import math
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from childcare.measures.decomposition import effects, midpoint_effects

COUNT = st.integers(0, 10**7)
PEOPLE = st.integers(1, 10**8)


def counts(**areas: tuple[float, float]) -> pd.DataFrame:
    return pd.DataFrame.from_dict(areas, orient="index", columns=["numerator", "denominator"])


@given(COUNT, PEOPLE, COUNT, PEOPLE)
def test_the_two_effects_are_the_change_and_nothing_is_left(
    slots: int, people: int, slots_after: int, people_after: int
) -> None:
    # In fractions, so that "exactly" means exactly.
    numbers = [Fraction(number) for number in (slots, people, slots_after, people_after)]
    of_slots, of_people = midpoint_effects(*numbers, Fraction(1000))
    change = 1000 * (numbers[2] / numbers[3] - numbers[0] / numbers[1])
    assert of_slots + of_people == change


@given(COUNT, PEOPLE, COUNT, PEOPLE)
def test_backwards_each_effect_is_the_same_with_the_other_sign(
    slots: int, people: int, slots_after: int, people_after: int
) -> None:
    first = (Fraction(slots), Fraction(people))
    last = (Fraction(slots_after), Fraction(people_after))
    there = midpoint_effects(*first, *last, Fraction(100))
    back = midpoint_effects(*last, *first, Fraction(100))
    assert there == (-back[0], -back[1])


def test_a_change_worked_out_by_hand() -> None:
    # From 4 to 5 per 1,000: 800 to 900 slots, 200,000 to 180,000 people, 190,000 between them.
    # 1000 x 100 / 190000 = 0.526...; 4.5 x 20000 / 190000 = 0.473...
    row = effects(counts(a=(800, 200_000)), counts(a=(900, 180_000)), 1000).loc["a"]
    assert row[["before", "after", "change"]].tolist() == [4, 5, 1]
    assert row["of_numerator"] == pytest.approx(10 / 19)
    assert row["of_denominator"] == pytest.approx(9 / 19)


def test_fewer_children_raise_a_rate_without_one_new_slot() -> None:
    row = effects(counts(a=(100, 1000)), counts(a=(100, 800)), 100).loc["a"]
    assert row["of_numerator"] == 0
    assert row["of_denominator"] == pytest.approx(row["change"]) == pytest.approx(2.5)


def test_the_same_people_leave_everything_to_the_slots() -> None:
    row = effects(counts(a=(100, 1000)), counts(a=(150, 1000)), 100).loc["a"]
    assert row["of_numerator"] == pytest.approx(row["change"]) == pytest.approx(5)
    assert row["of_denominator"] == 0


def test_many_areas_add_up_one_by_one_and_the_unknown_stay_unknown() -> None:
    before = counts(a=(10, 100), b=(0, 50), c=(math.nan, 70), d=(5, 0), e=(5, 40))
    after = counts(e=(6, 41), d=(5, 10), c=(7, 70), b=(9, 60), a=(12, 90), new=(1, 10))
    found = effects(before, after, 100)
    assert found.index.tolist() == after.index.tolist()
    assert found.index[found["change"].notna()].tolist() == ["e", "b", "a"]
    both = found["of_numerator"] + found["of_denominator"]
    pd.testing.assert_series_equal(both, found["change"], check_names=False, rtol=1e-12)
    assert found.loc["b", "before"] == 0
    # The ratio that is known stays known; only what needs the other one is not.
    assert found.loc[["c", "d", "new"], "before"].isna().all()
    assert found.loc[["c", "d", "new"], "after"].tolist() == [10, 50, 10]
    assert found.loc[["c", "d", "new"], "change":].isna().all(axis=None)
