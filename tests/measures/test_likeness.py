"""Are names and places that are alike told from those that are not?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childcare.measures.likeness import core_name, is_one_slip, metres_between, plain_name, slips

GENERIC = ["托育", "托育中心", "中心", "幼儿园"]
SHORT = st.text("abc", max_size=4)


@pytest.mark.parametrize(
    ("one", "other"),
    [("甲 乙(托育)", "甲乙(托育)"), ("ABC托育", "abc托育"), ("甲·乙", "甲乙")],
)
def test_spaces_marks_width_and_capitals_make_no_other_name(one: str, other: str) -> None:
    assert plain_name(one) == plain_name(other)


def test_the_longer_word_of_a_kind_is_left_out_first() -> None:
    assert core_name("小海豚托育中心", GENERIC) == "小海豚"
    assert core_name("小海豚 幼儿园", GENERIC) == "小海豚"
    assert core_name("托育中心", GENERIC) == ""


@pytest.mark.parametrize(
    ("one", "other", "is_slip"),
    [
        ("小海豚", "小海豚", False),
        ("小海豚", "小海", True),
        ("小海豚", "大小海豚", True),
        ("小海豚", "小河豚", True),
        ("小海豚", "海小豚", False),
        ("第一阳光", "第二阳光", False),
        ("阳光", "阳光2", False),
        ("", "甲", True),
    ],
)
def test_a_slip_is_one_character_and_none_that_tells_two_apart(
    one: str, other: str, is_slip: bool
) -> None:
    assert is_one_slip(one, other, "一二2") == is_slip
    assert is_one_slip(other, one, "一二2") == is_slip


@given(one=SHORT, other=SHORT)
def test_whatever_is_a_slip_apart_is_found_by_what_is_left_without_a_character(
    one: str, other: str
) -> None:
    if is_one_slip(one, other):
        assert slips(one) & slips(other)


def test_a_hundredth_of_a_degree_is_about_a_kilometre() -> None:
    assert metres_between((118.0, 34.0), (118.0, 34.01)) == pytest.approx(1113.2)
    assert metres_between((118.0, 60.0), (118.01, 60.0)) == pytest.approx(556.6)
    unknown = metres_between((float("nan"), 34.0), (118.0, 34.0))
    assert unknown != unknown
