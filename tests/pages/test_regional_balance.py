"""Does the page on regional balance say how uneven it is, and why, and what is not known?"""

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

Opened = Callable[..., AppTest]
FigureOf = Callable[[AppTest, int], dict[str, Any]]
Altered = Callable[[str], None]
PAGE = "regional_balance"
# How many figures each view has with the six townships: they are too few to test for clusters.
FIGURES = {"gap": 2, "spread": 2, "denominators": 2, "use": 1, "deserts": 1, "clusters": 0}


def words(test: AppTest) -> str:
    """Return everything a page says, as people read it."""
    said = [*test.markdown, *test.caption, *test.info]
    return "\n".join(element.value for element in said).replace("\\", "")


def title_of(message: dict[str, Any]) -> str:
    text: str = message["figure"]["layout"]["title"]["text"]
    return text.replace("<br>", "")


@pytest.mark.parametrize("view", FIGURES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_view_shows_in_both_languages(opened: Opened, view: str, language: str) -> None:
    test = opened(PAGE, view=view, lang=language)
    assert not test.exception
    assert not test.error
    assert len(test.get("bidi_component")) == FIGURES[view]


@pytest.mark.parametrize("view", FIGURES)
def test_the_answer_stands_above_every_view(opened: Opened, view: str) -> None:
    said = words(opened(PAGE, view=view))
    assert "最缺托位的20%婴幼儿所在的乡镇街道,只占托位的 6.7%;基尼系数 0.207" in said
    assert "在县区之内" in said


def test_the_year_before_is_compared_first(opened: Opened) -> None:
    assert "(2024-12 占" in words(opened(PAGE))


@pytest.mark.parametrize("view", [view for view, number in FIGURES.items() if number])
@pytest.mark.parametrize("level", ["township", "county"])
def test_the_level_stands_in_every_figure(
    opened: Opened, figure_of: FigureOf, view: str, level: str
) -> None:
    test = opened(PAGE, view=view, level=level)
    assert not test.exception
    for place in range(len(test.get("bidi_component"))):
        title = title_of(figure_of(test, place))
        assert "按乡镇街道" in title or "按县区" in title
        assert "2025-12" in title


def test_another_level_has_another_coefficient_and_the_page_says_so(opened: Opened) -> None:
    said = words(opened(PAGE, level="county"))
    assert "按乡镇街道 0.207" in said
    assert "不同层级不可比较" in said


def test_what_is_left_out_is_said(opened: Opened) -> None:
    assert "1 个乡镇街道托位或人数未知" in words(opened(PAGE))


def test_theil_is_stacked_by_month_within_and_between(opened: Opened, figure_of: FigureOf) -> None:
    traces = figure_of(opened(PAGE), 1)["figure"]["data"]
    assert {one["name"] for one in traces} == {"below", "above", "names"}
    assert [text.split()[0] for text in traces[-1]["text"]] == ["县区之内", "县区之间"]


def test_the_rate_of_the_spread_is_chosen_and_kept_in_the_link(
    opened: Opened, figure_of: FigureOf
) -> None:
    test = opened(PAGE, view="spread", rate="slots_per_100_under_3")
    assert "每百名婴幼儿托位数" in title_of(figure_of(test, 0))
    assert test.query_params["rate"] == "slots_per_100_under_3"


def test_the_change_of_the_rate_is_split_for_the_whole_and_every_county(
    opened: Opened, figure_of: FigureOf
) -> None:
    message = figure_of(opened(PAGE, view="denominators"), 1)
    assert "+2.07" in title_of(message)
    names = next(one for one in message["figure"]["data"] if one["name"] == "names")["text"]
    assert names[0].strip() == "测试市"
    assert {name.strip() for name in names[1:]} == {"东区", "西县"}


def test_the_list_holds_the_quadrant_that_was_chosen(opened: Opened) -> None:
    everything = opened(PAGE, view="use").dataframe[0].value
    assert len(everything) == 6
    action = everything["处置"].iloc[0]
    codes = {"新建": "build", "降价提质": "improve", "转型": "convert", "稳定": "stable"}
    some = opened(PAGE, view="use", action=codes[action]).dataframe[0].value
    assert set(some["处置"]) == {action}


def test_deserts_are_counted_against_the_month_compared_with(
    opened: Opened, figure_of: FigureOf
) -> None:
    test = opened(PAGE, view="deserts")
    title = title_of(figure_of(test, 0))
    assert "5 个乡镇街道中 5 个是托育荒漠" in title
    assert "1,500 名" in title
    assert "与 2024-12 相比新增 0 个、退出 0 个" in title


def test_too_few_areas_are_not_tested_for_clusters(opened: Opened) -> None:
    said = words(opened(PAGE, view="clusters"))
    assert "有数据的区域只有 5 个,不足 30 个" in said


def test_a_click_on_the_map_goes_one_step_down(opened: Opened) -> None:
    test = opened(PAGE, view="deserts", area="980102")
    assert not test.exception
    assert "**西县**" in words(test)


def test_a_township_is_looked_at_through_its_county(opened: Opened) -> None:
    test = opened(PAGE, area="980102102")
    assert not test.exception
    assert "**西县**" in words(test)


@pytest.mark.parametrize(
    "nonsense",
    [
        {"view": "pink"},
        {"rate": "slots"},
        {"compare": "1066-10"},
        {"compare": "none"},
        {"action": "burn", "view": "use"},
        {"level": "galaxy"},
        {"as_of": "2019-01"},
    ],
    ids=str,
)
def test_nonsense_in_a_link_does_no_harm(opened: Opened, nonsense: dict[str, str]) -> None:
    assert not opened(PAGE, **nonsense).exception


WITHOUT = {
    "boundaries": "delete from boundary; delete from backdrop",
    "boundaries and places": "delete from boundary; delete from backdrop;"
    "update area set longitude = null, latitude = null",
    "the report of a county": "delete from institution where as_of = '2025-12-01'"
    " and area_code like '980102%'",
    "a register": "delete from institution; delete from kindergarten;"
    "delete from service_point; delete from designation",
    "population": "delete from population",
    "children": "update population set children_age_0 = null",
    "enrolment": "update institution set children_enrolled = null",
    "types of area": "update area set area_type = null",
    "an earlier month": "delete from institution where as_of < '2025-12-01';"
    "delete from kindergarten where as_of < '2025-12-01'",
    "anything but areas": "delete from institution; delete from kindergarten;"
    "delete from service_point; delete from population where area_code <> '980100'",
}


@pytest.mark.parametrize("missing", WITHOUT)
def test_every_view_shows_without(opened: Opened, altered_home: Altered, missing: str) -> None:
    altered_home(WITHOUT[missing])
    for view in FIGURES:
        test = opened(PAGE, view=view)
        assert not test.exception, view
        assert len(words(test)) > 20, view


@pytest.mark.parametrize(
    ("missing", "view", "reason"),
    [
        ("a register", "gap", "没有机构台账"),
        ("population", "gap", "没有人口和婴幼儿数"),
        ("enrolment", "use", "没有在托人数"),
        ("children", "deserts", "无法判断托育荒漠"),
        ("children", "denominators", "两种位次无法比较"),
        ("types of area", "spread", "同一类型"),
        ("an earlier month", "gap", "只有一个月可比"),
        ("an earlier month", "denominators", "只有一个月可比"),
        ("boundaries", "clusters", "没有行政边界"),
    ],
)
def test_what_is_not_shown_says_why(
    opened: Opened, altered_home: Altered, missing: str, view: str, reason: str
) -> None:
    altered_home(WITHOUT[missing])
    assert reason in words(opened(PAGE, view=view))


def test_without_children_slots_are_held_against_people(
    opened: Opened, altered_home: Altered
) -> None:
    altered_home(WITHOUT["children"])
    assert "最缺托位的20%常住人口所在的乡镇街道" in words(opened(PAGE))


def test_areas_known_in_one_month_only_are_not_compared(
    opened: Opened, altered_home: Altered
) -> None:
    altered_home(WITHOUT["the report of a county"])
    said = words(opened(PAGE))
    assert "(2024-12 占" not in said
    assert "对比月已知的区域与本月不同" in said


@pytest.mark.parametrize("view", FIGURES)
def test_strange_names_are_shown_as_they_are(
    opened: Opened, altered_home: Altered, view: str
) -> None:
    altered_home(
        "update area set area_name = '**甲** [x](http://x) {slots}' where area_code = '980101';"
        "update area set area_name = '<b>%{x}' where area_code = '980101001'"
    )
    test = opened(PAGE, view=view, area="980101")
    assert not test.exception
