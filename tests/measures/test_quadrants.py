"""Does each area get its action, and is none called a desert, or not one, that is unknown?"""

import math

import pandas as pd
import pytest

from childcare.measures.quadrants import desert_changes, deserts, quadrants

NONE = math.nan


@pytest.mark.parametrize(
    ("supply", "use", "action"),
    [
        (10, 80, "build"),
        (10, 40, "improve"),
        (30, 40, "convert"),
        (30, 80, "stable"),
        (20, 60, "stable"),  # the references themselves are high
        (20, 59.9, "convert"),
        (19.9, 60, "build"),
        (0, NONE, "no_slots"),  # measured, and none: nothing that could be used
        (0, 0, "no_slots"),
        (NONE, 80, "unknown"),
        (10, NONE, "unknown"),
        (NONE, NONE, "unknown"),
    ],
)
def test_supply_and_use_say_what_to_do(supply: float, use: float, action: str) -> None:
    assert quadrants(pd.Series([supply]), pd.Series([use]), 20, 60).tolist() == [action]


def test_areas_are_matched_by_name_and_not_by_place() -> None:
    supply, use = pd.Series({"a": 10, "b": 30, "c": 30}), pd.Series({"b": 10, "a": 90})
    expected = {"a": "build", "b": "convert", "c": "unknown"}
    assert quadrants(supply, use, 20, 60).to_dict() == expected
    same_number = pd.Series({"c": NONE, "b": 10, "a": 90})
    assert quadrants(supply, same_number, 20, 60).to_dict() == expected
    slots, children = pd.Series({"a": 1, "b": 50}), pd.Series({"b": 60, "a": 60})
    assert deserts(slots, children).to_dict() == {"b": False, "a": True}
    was, now = pd.Series({"a": True, "b": False}), pd.Series({"b": False, "a": True})
    assert desert_changes(was, now).to_dict() == {"b": "never", "a": "persistent"}


@pytest.mark.parametrize(
    ("slots", "children", "is_desert"),
    [
        (10, 30, False),  # three to a slot is not yet more than three
        (10, 31, True),
        (0, 1, True),
        (0, 0, False),  # nobody there to want a slot
        (5, 0, False),
        (NONE, 30, None),
        (10, NONE, None),
    ],
)
def test_a_desert_has_more_than_three_children_a_slot_or_no_slot(
    slots: float, children: float, is_desert: bool | None
) -> None:
    found = deserts(pd.Series([slots]), pd.Series([children]))
    assert [None if pd.isna(value) else value for value in found] == [is_desert]


def test_what_is_too_many_may_be_chosen() -> None:
    assert deserts(pd.Series([10]), pd.Series([41]), 4).tolist() == [True]
    assert deserts(pd.Series([10]), pd.Series([41]), 5).tolist() == [False]


def test_areas_enter_leave_stay_or_were_never_deserts() -> None:
    slots = {"stays": 0, "enters": 10, "leaves": 1, "never": 50, "lost": 0, "found": NONE}
    later = {"new": 0, "found": 0, "lost": NONE, "never": 50, "leaves": 50, "enters": 2, "stays": 1}
    before = deserts(pd.Series(slots), pd.Series(30, index=list(slots)))
    after = deserts(pd.Series(later), pd.Series(30, index=list(later)))
    assert desert_changes(before, after).to_dict() == {
        "new": "unknown",
        "found": "unknown",
        "lost": "unknown",
        "never": "never",
        "leaves": "left",
        "enters": "entered",
        "stays": "persistent",
    }
