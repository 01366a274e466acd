"""Are the chances of projects exact, and do they stay bounded and in order?"""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from childcare.measures.pipeline import HIGH, LOW, MIDDLE, expected_closings, outcomes

PROJECTS = st.lists(
    st.tuples(st.integers(1, 120), st.sampled_from([0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0])),
    max_size=9,
)


def brute_force(projects: list[tuple[int, float]]) -> dict[int, float]:
    """Return the chance of each number of slots, by going through every way it can turn out."""
    chances: dict[int, float] = {}
    for opened in itertools.product((False, True), repeat=len(projects)):
        total = sum(slots for (slots, _), opens in zip(projects, opened, strict=True) if opens)
        chance = math.prod(
            odds if opens else 1 - odds for (_, odds), opens in zip(projects, opened, strict=True)
        )
        chances[total] = chances.get(total, 0) + chance
    return chances


def split(projects: list[tuple[int, float]]) -> tuple[list[int], list[float]]:
    return [slots for slots, _ in projects], [odds for _, odds in projects]


def test_two_projects_are_as_worked_out_by_hand() -> None:
    found = outcomes([60, 30], [0.9, 0.5])
    assert found.step == 30
    # none 0.05, only the 30 of the second 0.05, only the 60 of the first 0.45, both 0.45
    assert found.chances == pytest.approx([0.05, 0.05, 0.45, 0.45])
    assert found.expected == 69
    assert [found.quantile(share) for share in (LOW, MIDDLE, HIGH)] == [30, 60, 90]
    assert found.chance_of(60) == pytest.approx(0.9)
    assert found.chance_of(61) == pytest.approx(0.45)


@given(PROJECTS)
def test_the_distribution_is_the_one_of_going_through_every_case(
    projects: list[tuple[int, float]],
) -> None:
    found = outcomes(*split(projects))
    wanted = brute_force(projects)
    assert found.is_exact
    for place, chance in enumerate(found.chances):
        assert chance == pytest.approx(wanted.get(place * found.step, 0), abs=1e-12)


@given(PROJECTS, st.integers(-50, 1200))
def test_the_chance_of_a_need_is_the_one_of_going_through_every_case(
    projects: list[tuple[int, float]], needed: int
) -> None:
    wanted = sum(chance for slots, chance in brute_force(projects).items() if slots >= needed)
    assert outcomes(*split(projects)).chance_of(needed) == pytest.approx(wanted, abs=1e-12)


@given(PROJECTS)
def test_chances_add_up_to_one_and_their_mean_is_what_is_expected(
    projects: list[tuple[int, float]],
) -> None:
    found = outcomes(*split(projects))
    assert found.chances.sum() == pytest.approx(1)
    mean = (found.chances * np.arange(len(found.chances))).sum() * found.step
    assert mean == pytest.approx(found.expected)
    assert found.expected == pytest.approx(sum(slots * odds for slots, odds in projects))


@given(PROJECTS)
def test_low_middle_and_high_are_in_order_and_within_what_is_planned(
    projects: list[tuple[int, float]],
) -> None:
    found = outcomes(*split(projects))
    low, middle, high = (found.quantile(share) for share in (LOW, MIDDLE, HIGH))
    assert 0 <= low <= middle <= high <= sum(slots for slots, _ in projects)


@given(PROJECTS, st.integers(1, 120), st.integers(0, 600))
def test_one_more_project_never_lowers_the_chance(
    projects: list[tuple[int, float]], slots: int, needed: int
) -> None:
    before = outcomes(*split(projects)).chance_of(needed)
    assert outcomes(*split([*projects, (slots, 0.5)])).chance_of(needed) >= before - 1e-12


def test_sure_projects_leave_no_doubt_and_no_project_brings_nothing() -> None:
    sure = outcomes([50, 80], [1.0, 1.0])
    assert (sure.quantile(LOW), sure.quantile(HIGH)) == (130, 130)
    nothing = outcomes([], [])
    assert (nothing.quantile(HIGH), nothing.chance_of(0), nothing.chance_of(1)) == (0, 1, 0)


def test_projects_without_slots_or_without_a_chance_change_nothing() -> None:
    assert outcomes([60, 0, 7], [0.5, 0.9, 0.0]).chances == pytest.approx([0.5, 0.5])


def test_many_projects_cost_bounded_work_and_keep_their_mean() -> None:
    slots = [41 + place % 83 for place in range(400)]
    odds = [0.3 + 0.6 * (place % 2) for place in range(400)]
    coarse = outcomes(slots, odds, most_work=200_000)
    fine = outcomes(slots, odds)
    assert (coarse.is_exact, fine.is_exact) == (False, True)
    assert coarse.chances.sum() == pytest.approx(1)
    assert len(coarse.chances) * len(slots) < 2 * 200_000
    mean = (coarse.chances * np.arange(len(coarse.chances))).sum() * coarse.step
    assert mean == pytest.approx(fine.expected)
    for share in (LOW, MIDDLE, HIGH):
        assert coarse.quantile(share) == pytest.approx(fine.quantile(share), rel=0.02)


@pytest.mark.parametrize(("slots", "odds"), [([10], [1.1]), ([10], [-0.1]), ([-10], [0.5])])
def test_impossible_odds_and_slots_are_refused(slots: list[int], odds: list[float]) -> None:
    with pytest.raises(ValueError, match="must"):
        outcomes(slots, odds)


def test_closings_grow_with_the_months_left_and_stop_when_time_is_over() -> None:
    assert expected_closings(12_000, 0.02, 18) == 360
    assert expected_closings(12_000, 0.02, -3) == 0
