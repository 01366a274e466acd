"""Are missing units whole, exact and never set off against a neighbour's?"""

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from childcare.measures.gap import gaps

NONE = float("nan")
AREAS = st.lists(st.tuples(st.integers(0, 3_000), st.integers(1, 400_000)), min_size=1, max_size=12)
COMPARATORS = st.sampled_from([">=", ">"])
WANTED = st.sampled_from([0.1, 2.0, 4.5, 4.55, 5.0, 33.3])


def frame(*areas: tuple[float, float]) -> pd.DataFrame:
    return pd.DataFrame(list(areas), columns=["numerator", "denominator"])


def of(areas: list[tuple[int, int]], comparator: str, wanted: float) -> pd.DataFrame:
    return gaps(frame(*areas), comparator, 1_000, wanted)


def test_three_areas_are_as_worked_out_by_hand() -> None:
    found = gaps(frame((120, 20_000), (30, 10_000), (0, 5_001)), ">=", 1_000, 4.5)
    # 4.5 x 20,000 / 1,000 = 90; 45; 22.5, which is 23 whole slots
    assert found["needed"].tolist() == [90, 45, 23]
    assert found["shortfall"].tolist() == [0, 15, 23]
    assert found["surplus"].tolist() == [30, 0, 0]


def test_a_target_written_in_decimals_needs_no_unit_more() -> None:
    # 0.1 x 3 x 10 is 3.0000000000000004 in binary numbers, and 4.35 x 100 is 434.99999999999994.
    assert gaps(frame((0, 30)), ">=", 1, 0.1)["needed"].item() == 3
    assert gaps(frame((0, 100)), ">=", 1, 4.35)["needed"].item() == 435


@pytest.mark.parametrize(
    ("streets", "more_than_90", "at_least_90"), [(6, 6, 6), (10, 10, 9), (15, 14, 14), (20, 19, 18)]
)
def test_more_than_ninety_percent_of_few_streets_is_a_count(
    streets: int, more_than_90: int, at_least_90: int
) -> None:
    counts = frame((0, streets))
    assert gaps(counts, ">", 100, 90)["needed"].item() == more_than_90
    assert gaps(counts, ">=", 100, 90)["needed"].item() == at_least_90


def test_unknown_counts_are_unknown_and_nobody_needs_nothing() -> None:
    found = gaps(frame((NONE, 100), (5, NONE), (5, 0)), ">=", 1_000, 4.5)
    assert found["shortfall"].isna().tolist() == [True, True, False]
    assert found.loc[2].tolist() == [0, 0, 5]


def test_rows_keep_their_index_and_no_row_is_an_empty_frame() -> None:
    counts = frame((1, 1_000), (NONE, 1)).set_axis(["b", "a"])
    assert gaps(counts, ">=", 1_000, 4.5).index.tolist() == ["b", "a"]
    assert gaps(counts.iloc[:0], ">=", 1_000, 4.5).empty


@pytest.mark.parametrize("comparator", ["<=", "=", "between"])
def test_a_gap_of_another_comparator_is_refused(comparator: str) -> None:
    with pytest.raises(ValueError, match="comparator"):
        gaps(frame((1, 1)), comparator, 1, 1)


@given(AREAS, COMPARATORS, WANTED)
def test_what_areas_lack_together_is_at_least_what_the_whole_lacks(
    areas: list[tuple[int, int]], comparator: str, wanted: float
) -> None:
    whole = tuple(map(sum, zip(*areas, strict=True)))
    city = of([whole], comparator, wanted)["shortfall"].item()
    assert of(areas, comparator, wanted)["shortfall"].sum() >= city


@given(AREAS, COMPARATORS, WANTED)
def test_what_there_is_is_what_is_needed_less_what_lacks_plus_what_is_to_spare(
    areas: list[tuple[int, int]], comparator: str, wanted: float
) -> None:
    found = of(areas, comparator, wanted)
    there = found["needed"] - found["shortfall"] + found["surplus"]
    assert there.tolist() == [slots for slots, _ in areas]
    assert not ((found["shortfall"] > 0) & (found["surplus"] > 0)).any()


@given(AREAS, COMPARATORS, WANTED)
def test_what_is_needed_is_the_least_that_satisfies(
    areas: list[tuple[int, int]], comparator: str, wanted: float
) -> None:
    bound = Fraction(str(wanted))
    for (_, people), needed in zip(areas, of(areas, comparator, wanted)["needed"], strict=True):
        enough, one_less = (Fraction(1_000 * int(n), people) for n in (needed, needed - 1))
        if comparator == ">":
            assert enough > bound >= one_less
        else:
            assert enough >= bound > one_less


@given(AREAS, COMPARATORS, WANTED, st.integers(0, 500))
def test_more_slots_never_widen_a_gap(
    areas: list[tuple[int, int]], comparator: str, wanted: float, more: int
) -> None:
    before = of(areas, comparator, wanted)["shortfall"]
    after = of([(slots + more, people) for slots, people in areas], comparator, wanted)
    assert (after["shortfall"] <= before).all()
