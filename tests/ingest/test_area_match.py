"""Whose area is meant? Code and name are two witnesses; likeness alone never decides."""

import pandas as pd
import pytest

from childcare.ingest.area_book import AreaBook
from childcare.ingest.area_match import Matcher, Written

TREE = [
    ("370800", "济宁市", "city", None),
    ("370829", "嘉祥县", "county", "370800"),
    ("370830", "汶上县", "county", "370800"),
    ("370829001", "嘉祥街道", "township", "370829"),
    ("370829102", "城关镇", "township", "370829"),
    ("370830001", "中都街道", "township", "370830"),
    ("370830003", "南站街道", "township", "370830"),
    ("370830100", "城关镇", "township", "370830"),
    ("370830103", "次邱镇", "township", "370830"),
    ("370830105", "郭楼镇", "township", "370830"),
    ("370830109", "郭仓镇", "township", "370830"),
    ("370830113", "莲花回族乡", "township", "370830"),
    ("370830001001", "尚书社区", "community", "370830001"),
    ("370830003001", "城关村", "community", "370830003"),
]
AREAS = pd.DataFrame(TREE, columns=["area_code", "area_name", "level", "parent_code"])
BOOK = AreaBook(AREAS)


def match(code, name, *, within=(), **given):
    found = Matcher(BOOK, **given).match(Written(code, name, within))
    return found.status, found.how, found.area_code or found.candidates


@pytest.mark.parametrize(
    ("code", "name", "how", "area"),
    [
        ("370830001", "中都街道", "code_and_name", "370830001"),
        ("156370830001", "中都街道", "code_and_name", "370830001"),
        ("370830001000", "中都街道", "code_and_name", "370830001"),
        ("370830103", "次丘镇", "code_and_like_name", "370830103"),
        ("370830003", "南站镇", "code_and_like_name", "370830003"),
        ("370830001", "", "code", "370830001"),
        ("370830202", "郭仓镇", "name", "370830109"),
        ("", " 郭 仓 镇", "name", "370830109"),
        ("", "中都", "like_name", "370830001"),
        ("", "中都街道办事处", "like_name", "370830001"),
        ("", "嘉祥镇街道", "like_name", "370829001"),
        ("", "汶上县中都街道", "like_name", "370830001"),
        ("", "濟寧市汶上縣中都街道", "like_name", "370830001"),
        ("", "莲花乡", "like_name", "370830113"),
        ("", "次丘鎮", "like_name", "370830103"),
        ("", "南站镇", "other_rank", "370830003"),
        ("", "中都街道明星路8号", "longer_text", "370830001"),
        ("", "中都街道尚书社区", "like_name", "370830001001"),
    ],
)
def test_what_can_mean_one_area_only_is_matched(code, name, how, area):
    assert match(code, name) == ("matched", how, area)


@pytest.mark.parametrize(
    ("code", "name", "how", "candidates"),
    [
        # In real files 12 of 157 old codes are another town's today.
        ("370830001", "郭仓镇", "contradiction", ("370830109", "370830001")),
        ("370830001", "外乡", "contradiction", ("370830001",)),
        # The code's county tells the towns apart, but this code is known and is another's.
        ("370829001", "城关镇", "contradiction", ("370829102", "370830100", "370829001")),
        ("", "城关镇", "several", ("370829102", "370830100")),
        ("", "郭楼镇与郭仓镇", "several", ("370830105", "370830109")),
    ],
)
def test_what_may_mean_several_areas_is_asked(code, name, how, candidates):
    assert match(code, name) == ("unsure", how, candidates)


def test_the_county_of_an_old_code_tells_areas_of_one_name_apart():
    assert match("370830299", "城关镇") == ("matched", "name", "370830100")


def test_the_county_that_is_named_beside_tells_areas_of_one_name_apart():
    assert match("", "城关镇", within=("370829",)) == ("matched", "name", "370829102")
    assert match("", "郭仓镇", within=("370829",)) == ("unsure", "elsewhere", ("370830109",))


def test_a_township_goes_before_the_villages_of_its_name():
    assert match("", "城关", within=("370830",))[2] == "370830100"


def test_no_area_is_taken_because_its_name_is_similar():
    assert match("", "郭搂镇") == ("unmatched", "unknown", ())


def test_an_area_left_without_a_shape_is_asked_about_if_a_shape_has_nearly_its_name():
    shapes = [Written("", "郭仓镇大"), Written("", "平安镇"), Written("370830105", "郭楼镇")]
    similar, foreign, own = Matcher(BOOK).match_all(shapes)
    assert (similar.status, similar.how) == ("matched", "longer_text")
    near, *_ = Matcher(BOOK).match_all([Written("", "莲花山镇"), shapes[2]])
    assert (near.status, near.how, near.candidates[0]) == ("unsure", "similar", "370830113")
    assert (foreign.status, own.status) == ("unmatched", "matched")


def test_a_shape_of_another_county_is_not_ours_unless_ours_is_left_without_one():
    foreign = Written("371102001", "中都街道")
    alone, *_ = Matcher(BOOK).match_all([foreign])
    assert (alone.status, alone.how) == ("unsure", "other_county")
    beside, _ = Matcher(BOOK).match_all([foreign, Written("370830001", "中都街道")])
    assert (beside.status, beside.how) == ("unmatched", "other_county")


def test_two_shapes_do_not_become_one_area_in_silence():
    old, new = Matcher(BOOK).match_all([Written("", "南站镇"), Written("370830003", "南站街道")])
    assert (old.status, old.how, old.candidates) == ("unsure", "rivals", ("370830003",))
    assert new.status == "matched"


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"外乡": "中都街道"}, ("matched", "answered", "370830001")),
        ({"外乡": "370829102"}, ("matched", "answered", "370829102")),
        ({"370830105 外乡": "中都街道", "外乡": ""}, ("matched", "answered", "370830001")),
        ({"外乡": ""}, ("unmatched", "not_ours", ())),
        ({"外乡": "城关镇"}, ("matched", "answered", "370830100")),
        ({"外乡": "内乡"}, ("unsure", "unknown_answer", ())),
    ],
)
def test_an_answer_decides(answers, expected):
    assert match("370830105", "外乡", answers=answers) == expected


def test_by_name_alone_an_old_code_says_nothing():
    assert match("370830001", "郭仓镇", by_name=True) == ("matched", "name", "370830109")


def test_a_former_area_is_known_by_its_code_and_by_its_name():
    former = {"former": {"370830202": "370830109"}, "former_names": {"370830202": "刘楼乡"}}
    assert match("370830202", "刘楼乡", **former) == ("matched", "former_code", "370830109")
    assert match("", "刘楼乡", **former) == ("matched", "former_name", "370830109")
    # Rows keep the former code: their history is carried over as a whole later.
    rows = former | {"in_rows": True}
    assert match("", "刘楼乡", **rows) == ("matched", "former_name", "370830202")
    assert match("370830202", "郭楼镇", **former)[:2] == ("unsure", "contradiction")


def test_a_row_may_name_the_county_of_its_township():
    assert match("370830001", "汶上县", in_rows=True) == ("matched", "code", "370830001")
    assert match("370830001", "汶上县")[:2] == ("unsure", "contradiction")


def test_a_name_that_holds_the_sign_of_a_rank_is_found_whole():
    names = [("68000040", "平鎮區"), ("67000250", "新市區"), ("67000260", "市區鎮")]
    rows = [(code, name, "township", None) for code, name in names]
    book = AreaBook(pd.DataFrame(rows, columns=AREAS.columns))
    for code, name in names:
        assert book.in_text(f"桃園市{name}和平路") == [code]
    assert Matcher(book).match(Written("", "平镇区")).area_code == "68000040"
