"""Does the county profile say where a county stands, what it lacks, and why a thing is missing?"""

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

Opened = Callable[..., AppTest]
FigureOf = Callable[[AppTest, int], dict[str, Any]]
Altered = Callable[[str], None]
EAST, WEST, JIA = "980101", "980102", "980101001"


def words(test: AppTest) -> str:
    said = [*test.markdown, *test.caption, *test.info]
    return "\n".join(element.value for element in said)


def profile(opened: Opened, area: str = EAST, **choices: str) -> AppTest:
    test = opened("county_profile", area=area, **choices)
    assert not test.exception
    return test


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_county_has_four_figures_and_two_tables(opened: Opened, language: str) -> None:
    test = profile(opened, lang=language)
    assert len(test.get("bidi_component")) == 4
    assert len(test.dataframe) == 1
    assert sum(element.value.startswith("| ") for element in test.markdown) == 2


def test_the_first_line_says_rank_change_and_what_gains_a_place(opened: Opened) -> None:
    said = words(profile(opened, WEST))
    assert "在 2 个县区中列第 2 位" in said
    assert "上年同月第 1 位" in said
    assert "再增 20 个托位升 1 位" in said


def test_the_city_asks_for_a_county_and_links_to_each(opened: Opened) -> None:
    test = profile(opened, "980100")
    assert "请选择县区" in words(test)
    links = [link.proto for link in test.get("page_link")]
    assert [link.label for link in links] == [
        "东区 5\\.00 个/千人".replace("\\.", "."),
        "西县 3.33 个/千人",
    ]
    assert all("area=9801" in link.query_string for link in links)
    assert not test.get("bidi_component")


def test_a_township_shows_the_county_it_lies_in(opened: Opened) -> None:
    assert "东区每千人口托位数为 5.00" in words(profile(opened, JIA))


def test_peers_are_chosen_by_rule_and_by_hand_in_the_address(opened: Opened) -> None:
    assert "标准化后距离最近" in words(profile(opened))
    assert "西县\\(手选\\)" in words(profile(opened, peers=WEST))


def test_the_table_of_townships_holds_lines_and_lacks(opened: Opened) -> None:
    table = profile(opened, WEST).dataframe[0].value
    assert list(table["乡镇街道"]) == ["戊镇", "丁镇", "己乡"]
    assert table["三年走势"].map(len).tolist() == [2, 2, 0]
    assert "无托位" in table["缺项"].iloc[0]


def test_the_rules_are_told(opened: Opened) -> None:
    said = words(profile(opened))
    for rule in ("并列同位", "只动分子", "标准差", "混合编班收多个年龄"):
        assert rule in said


LESS = {
    "population": "delete from population",
    "children by age": "update population set children_age_2 = null",
    "enrolment": "update institution set children_enrolled = null",
    "classes": "update institution set older_class_slots = null, toddler_class_slots = null,"
    "infant_class_slots = null, mixed_class_slots = null, provider_type = null",
    "a register": "delete from institution; delete from kindergarten",
    "the report of west county": "delete from institution where as_of = '2025-12-01'"
    " and area_code like '980102%'",
    "urban and rural": "update area set urban_rural = null",
    "kindergartens": "delete from kindergarten",
    "a year before": "delete from institution where as_of < '2025-01-01'",
}


@pytest.mark.parametrize("missing", LESS)
@pytest.mark.parametrize("area", [EAST, WEST])
def test_the_page_shows_without(
    opened: Opened, altered_home: Altered, missing: str, area: str
) -> None:
    altered_home(LESS[missing])
    assert words(profile(opened, area))


def test_what_is_not_shown_says_why(opened: Opened, altered_home: Altered) -> None:
    altered_home(LESS["population"])
    said = words(profile(opened))
    assert "缺口未知" in said
    assert "无法选取同类县区" in said
    assert "年龄匹配不可计算" in said
    assert "没有可分类的乡镇街道" in said


ALONE = (
    "delete from area where area_code = '980100' or area_code like '980102%';"
    "update area set parent_code = null where area_code = '980101';"
    "delete from area_ancestor where ancestor_code = '980100' or area_code like '980102%';"
    "delete from institution where area_code like '980102%'; update release set title_zh = ''"
)


def test_a_county_by_itself_is_shown_and_has_no_peers(
    opened: Opened, altered_home: Altered
) -> None:
    altered_home(ALONE)
    test = opened("county_profile")
    assert not test.exception
    said = words(test)
    assert "只有这一个县区" in said
    assert "东区每千人口托位数为 5.00" in said
    assert len(test.get("bidi_component")) == 4
    assert not test.multiselect


def test_a_city_without_counties_says_why_nothing_is_compared(
    opened: Opened, altered_home: Altered
) -> None:
    altered_home(
        "delete from area_ancestor where area_code in ('980101', '980102')"
        " or ancestor_code in ('980101', '980102');"
        "delete from area where level = 'county';"
        "update area set parent_code = '980100' where level = 'township'"
    )
    test = opened("county_profile")
    assert not test.exception
    assert "没有县区一级" in words(test)


def test_a_county_without_townships_says_so(opened: Opened, altered_home: Altered) -> None:
    altered_home(
        "delete from area_ancestor where area_code in"
        " (select area_code from area where level in ('township', 'community'));"
        "delete from area where level in ('township', 'community')"
    )
    assert "没有乡镇街道数据" in words(profile(opened))


def test_strange_names_are_shown_as_they_are(opened: Opened, altered_home: Altered) -> None:
    names = {EAST: "**甲** [x](http://x)", WEST: "a|b", JIA: "<script>alert(1)</script>|"}
    altered_home(
        ";".join(
            f"update area set area_name = '{name}' where area_code = '{code}'"
            for code, name in names.items()
        )
    )
    # The way down stands above every page and is tested with those.
    said = "\n".join(element.value for element in profile(opened).markdown[1:])
    assert "[x](http://x)" not in said
    assert "<script>" not in said
    rows = [line for line in said.splitlines() if line.startswith("| ")]
    # A stroke in a name is no border of a cell.
    assert {line.replace("\\|", "").count("|") for line in rows} <= {8, 12}


def test_a_click_on_another_county_goes_there(opened: Opened, figure_of: FigureOf) -> None:
    figure = figure_of(profile(opened), 0)["figure"]
    clicked = [trace["customdata"] for trace in figure["data"] if trace.get("customdata")]
    assert any(point[0] == WEST for points in clicked for point in points)
