"""Do ties share a rank, and do the units that turn a rank over really do so, and none fewer?"""

import math
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from childcare.measures.ranks import standings

NONE = math.nan


def counts(*pairs: tuple[float, float]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["numerator", "denominator"])


def plain(series: pd.Series) -> list[int | None]:
    return [None if pd.isna(value) else int(value) for value in series]


def rank_after(pairs: list[tuple[int, int]], area: int, units: int, *, lower: bool) -> int:
    """Return the rank of an area that has so many units more: one more than there are better."""
    changed = [
        Fraction(have + units * (place == area), under) for place, (have, under) in enumerate(pairs)
    ]
    own = changed[area]
    return 1 + sum(value < own if lower else value > own for value in changed)


AREAS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), min_size=1, max_size=7)


def test_ties_share_a_rank_and_the_next_is_left_out() -> None:
    found = standings(counts((9, 10), (14, 20), (7, 10), (1, 10)), 1000)
    assert plain(found["rank"]) == [1, 2, 2, 4]


def test_equal_ratios_are_ties_however_their_fractions_are_written() -> None:
    # 1000 x 0.1 / 0.3 and 1000 x 1 / 3 are not the same in binary.
    found = standings(counts((1, 3), (0.1, 0.3), (111, 333), (1, 4)), 1000)
    assert plain(found["rank"]) == [1, 1, 1, 4]


def test_twelve_more_slots_gain_a_place() -> None:
    # 4.0 and 3.4 of 1,000 people: 20,000 x 4.0 / 1000 = 80 slots, 12 more than 68.
    found = standings(counts((40, 10_000), (68, 20_000), (10, 10_000)), 1000)
    assert plain(found["units_to_gain"]) == [None, 12, 24]
    # 40 - 6 = 34 is still a tie with 3.4, so the seventh loses; 68 - 49 = 19 is below 1.0 x 20.
    assert plain(found["units_to_lose"]) == [7, 49, None]


def test_among_ties_one_unit_lost_loses_the_place() -> None:
    found = standings(counts((5, 10), (5, 10), (9, 10)), 100)
    assert plain(found["rank"]) == [2, 2, 1]
    assert plain(found["units_to_lose"]) == [1, 1, 5]
    assert plain(found["units_to_gain"]) == [4, 4, None]


def test_what_nobody_can_lose_is_not_shown() -> None:
    # With none left the first would still tie with the second, which has none.
    assert plain(standings(counts((5, 10), (0, 10)), 100)["units_to_lose"]) == [None, None]


def test_where_lower_is_better_everything_turns_round() -> None:
    found = standings(counts((30, 10), (50, 10), (20, 10)), 1, lower_is_better=True)
    assert plain(found["rank"]) == [2, 3, 1]
    assert plain(found["units_to_gain"]) == [10, 20, None]
    assert plain(found["units_to_lose"]) == [21, None, 11]


def test_the_previous_rank_and_the_places_gained() -> None:
    before = counts((5, 10), (6, 10), (7, 10), (NONE, 10))
    found = standings(counts((9, 10), (6, 10), (7, 10), (1, 10)), 100, before=before)
    assert plain(found["previous_rank"]) == [3, 2, 1, None]
    assert plain(found["change"]) == [2, -1, -1, None]


def test_without_an_earlier_month_there_is_no_previous_rank() -> None:
    found = standings(counts((9, 10), (6, 10)), 100)
    assert plain(found["previous_rank"]) == plain(found["change"]) == [None, None]


def test_the_unknown_have_no_rank_and_stand_in_nobodys_way() -> None:
    found = standings(counts((NONE, 10), (9, 10), (5, NONE), (5, 0), (0, 10)), 100)
    assert plain(found["rank"]) == [None, 1, None, None, 2]
    assert found.columns.tolist() == [
        "rank", "previous_rank", "change", "units_to_gain", "units_to_lose"]  # fmt: skip
    assert standings(counts((NONE, 1)), 100).isna().all(axis=None)


@pytest.mark.parametrize("lower", [False, True])
@settings(deadline=None, max_examples=50)
@given(pairs=AREAS)
def test_so_many_units_turn_the_rank_over_and_one_fewer_does_not(
    lower: bool, pairs: list[tuple[int, int]]
) -> None:
    found = standings(counts(*pairs), 1000, lower_is_better=lower)
    sign = -1 if lower else 1
    for area, (gain, lose) in enumerate(
        zip(plain(found["units_to_gain"]), plain(found["units_to_lose"]), strict=True)
    ):
        rank = int(found["rank"][area])
        assert rank == rank_after(pairs, area, 0, lower=lower)
        if gain is not None:
            assert rank_after(pairs, area, sign * gain, lower=lower) < rank
            assert rank_after(pairs, area, sign * (gain - 1), lower=lower) == rank
        if lose is not None:
            assert rank_after(pairs, area, -sign * lose, lower=lower) > rank
            assert rank_after(pairs, area, -sign * (lose - 1), lower=lower) == rank


@settings(deadline=None, max_examples=50)
@given(pairs=AREAS)
def test_where_no_units_are_said_even_the_last_slot_given_away_loses_nothing(
    pairs: list[tuple[int, int]],
) -> None:
    found = standings(counts(*pairs), 1000)
    for area, lose in enumerate(plain(found["units_to_lose"])):
        if lose is None:
            kept = rank_after(pairs, area, -pairs[area][0], lower=False)
            assert kept == int(found["rank"][area])
