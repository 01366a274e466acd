"""Are care workers counted rightly against a standard of children to one worker?"""

import math
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childcare.measures.staffing import (
    ENOUGH_NOW,
    ENOUGH_WHEN_FULL,
    SHORT,
    UNCLEAR,
    needed_for,
    needed_when_full,
    staffing_state,
)

RATIOS = {"infant": 3, "toddler": 5, "older": 7}
SLOTS = st.fixed_dictionaries({name: st.integers(0, 6) for name in RATIOS})


@pytest.mark.parametrize(
    ("slots", "needed"),
    [
        ({"infant": 10, "toddler": 15, "older": 20}, 10),  # 3.33 + 3 + 2.86 = 9.19
        ({"infant": 9, "toddler": 10, "older": 14}, 7),  # 3 + 2 + 2, nothing to round
        ({"older": 1}, 1),
        ({}, 0),
    ],
)
def test_a_full_institution_needs_the_sum_over_its_classes_rounded_up_once(
    slots: dict[str, int], needed: int
) -> None:
    assert needed_when_full(slots, RATIOS) == needed


def test_children_of_unknown_classes_need_between_the_loosest_and_the_strictest() -> None:
    slots = {"infant": 10, "older": 14}
    # 14 of the 20 at 1:7 and 6 at 1:3; or 10 at 1:3 and 10 at 1:7.
    assert needed_for(20, slots, RATIOS, most=False) == 4
    assert needed_for(20, slots, RATIOS, most=True) == 5


@given(slots=SLOTS, share=st.floats(0, 1))
def test_no_way_to_seat_the_children_needs_fewer_or_more(
    slots: dict[str, int], share: float
) -> None:
    children = round(share * sum(slots.values()))
    seatings = (
        dict(zip(slots, seats, strict=True))
        for seats in product(*(range(size + 1) for size in slots.values()))
        if sum(seats) == children
    )
    found = {math.ceil(sum(n / RATIOS[k] for k, n in one.items()) - 1e-9) for one in seatings}
    assert needed_for(children, slots, RATIOS, most=False) == min(found)
    assert needed_for(children, slots, RATIOS, most=True) == max(found)


@given(slots=SLOTS)
def test_all_slots_taken_need_what_a_full_institution_needs(slots: dict[str, int]) -> None:
    children = sum(slots.values())
    for most in (False, True):
        assert needed_for(children, slots, RATIOS, most=most) == needed_when_full(slots, RATIOS)


def test_children_beyond_the_slots_count_at_either_end() -> None:
    slots = {"infant": 3, "older": 7}
    assert needed_for(17, slots, RATIOS, most=False) == 3  # 1 + 1 + 7 more at 1:7
    assert needed_for(17, slots, RATIOS, most=True) == 5  # 1 + 1 + 7 more at 1:3


@pytest.mark.parametrize(
    ("staff", "present", "state"),
    [
        (10, (4, 6), ENOUGH_WHEN_FULL),
        (9, (4, 6), ENOUGH_NOW),
        (6, (4, 6), ENOUGH_NOW),
        (5, (4, 6), UNCLEAR),
        (4, (4, 6), UNCLEAR),
        (3, (4, 6), SHORT),
        (3, None, UNCLEAR),
        (10, None, ENOUGH_WHEN_FULL),
    ],
)
def test_the_verdict_is_given_only_where_every_reading_agrees(
    staff: int, present: tuple[int, int] | None, state: str
) -> None:
    assert staffing_state(staff, (9, 10), present) == state
