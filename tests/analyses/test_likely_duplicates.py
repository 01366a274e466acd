"""Are entries that are likely one institution found, and only those?"""

from typing import Any

import pandas as pd

from childcare.analyses.likely_duplicates import likely_duplicates

PLACE = {"area_code": "1", "area_name": "甲街道", "parent_code": "9", "parent_name": "东区"}
NO_KINDERGARTENS = pd.DataFrame(
    columns=["kindergarten_id", "kindergarten_name", "area_code", "toddler_slots"]
)


def entries(*given: dict[str, Any]) -> pd.DataFrame:
    """Return a register of institutions a kilometre apart, of one kind and township."""
    rows = [
        PLACE
        | {
            "institution_id": f"I{number}",
            "register_state": "open",
            "provider_type": "independent",
            "kindergarten_id": None,
            "slots": 30.0,
            "longitude": 118.0,
            "latitude": 34.0 + number / 100,
        }
        | one
        for number, one in enumerate(given)
    ]
    return pd.DataFrame(rows)


def found(*given: dict[str, Any], kindergartens: pd.DataFrame = NO_KINDERGARTENS) -> list[Any]:
    pairs = likely_duplicates(entries(*given), kindergartens)
    return list(zip(pairs["institution_id"], pairs["other_id"], pairs["reasons"], strict=True))


def test_the_same_name_in_one_county_is_found_whatever_its_spaces_and_marks() -> None:
    same = (
        {"institution_name": "小海豚托育园"},
        {"institution_name": "小海豚(托育园)", "area_code": "2"},
    )
    assert found(*same) == [("I0", "I1", "same_name")]
    assert found(same[0], same[1] | {"parent_code": "8"}) == []


def test_the_same_name_but_for_the_kind_of_place_is_found_in_one_township() -> None:
    one, other = {"institution_name": "小海豚托育园"}, {"institution_name": "小海豚托育中心"}
    assert found(one, other) == [("I0", "I1", "near_name")]
    assert found(one, other | {"area_code": "2"}) == []


def test_places_of_two_kinds_are_alike_only_near_by() -> None:
    one = {"institution_name": "小海豚托育园"}
    other = {"institution_name": "小海豚幼儿园托班", "provider_type": "kindergarten_class"}
    assert found(one, other) == []
    assert found(one, other | {"latitude": 34.001}) == [("I0", "I1", "near_name")]


def test_a_slip_of_the_pen_is_found_but_first_and_second_are_two() -> None:
    assert found(
        {"institution_name": "阳光宝贝乐园托育园"}, {"institution_name": "阳光宝贝家园托育园"}
    ) == [("I0", "I1", "near_name")]
    assert (
        found(
            {"institution_name": "阳光宝贝第一托育园"}, {"institution_name": "阳光宝贝第二托育园"}
        )
        == []
    )


def test_names_of_nothing_but_kinds_are_not_alike() -> None:
    assert found({"institution_name": "托育中心"}, {"institution_name": "社区托育园"}) == []


def test_the_same_point_is_found_but_not_the_crowd_at_the_centre_of_a_street() -> None:
    names = "红橙黄绿蓝靛紫"
    crowd = [{"institution_name": f"{name}托育园", "latitude": 34.5} for name in names]
    assert found(*crowd[:2]) == [("I0", "I1", "same_point")]
    assert found(*crowd) == []


def test_places_not_known_are_no_same_point() -> None:
    nowhere = {"longitude": float("nan"), "latitude": float("nan")}
    assert found({"institution_name": "红"} | nowhere, {"institution_name": "橙"} | nowhere) == []


def test_more_reasons_come_first_and_are_told_together() -> None:
    pairs = found(
        {"institution_name": "红日托育园"},
        {"institution_name": "红日托育园"},
        {"institution_name": "蓝天托育园", "latitude": 34.5},
        {"institution_name": "蓝天托育点", "latitude": 34.5},
    )
    assert pairs == [("I2", "I3", "near_name,same_point"), ("I0", "I1", "same_name")]


def test_those_near_by_come_before_those_far_away() -> None:
    pairs = found(
        {"institution_name": "红日托育园"},
        {"institution_name": "红日托育园"},
        {"institution_name": "蓝天托育园", "latitude": 34.5},
        {"institution_name": "蓝天托育点", "latitude": 34.5001},
    )
    assert [reasons for *_, reasons in pairs] == ["near_name", "same_name"]


def test_closed_ones_are_no_duplicates() -> None:
    assert (
        found(
            {"institution_name": "红日托育园"},
            {"institution_name": "红日托育园", "register_state": "closed"},
        )
        == []
    )


def test_an_institution_named_like_a_kindergarten_nobody_is_linked_to_is_found() -> None:
    kindergartens = pd.DataFrame(
        [
            {
                "kindergarten_id": "K1",
                "kindergarten_name": "小海豚幼儿园",
                "area_code": "1",
                "toddler_slots": 20,
            }
        ]
    )
    one = {"institution_name": "小海豚幼儿园托班"}
    assert found(one, kindergartens=kindergartens) == [("I0", "K1", "kindergarten")]
    assert found(one | {"kindergarten_id": "K1"}, kindergartens=kindergartens) == []
    assert found(one | {"area_code": "2"}, kindergartens=kindergartens) == []


def test_an_empty_register_has_none() -> None:
    assert likely_duplicates(entries({"institution_name": "红"}).head(0), NO_KINDERGARTENS).empty
