"""Does the target page say where each promise stands, by which rule, and what is missing?"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

Opened = Callable[..., AppTest]
FigureOf = Callable[[AppTest, int], dict[str, Any]]

# 240 slots for 52,000 people = 4.62; west county 40 / 12,000 = 3.33.
CLOSED = """
title_zh = "测试市三年计划"
title_en = "Test City: three years"
first_year = 2023
last_year = 2025
document = "测发2023第1号"
issued_on = "2023-01-05"
area_code = "980100"
area_zh = "测试市"
area_en = "Test City"
is_demonstration = true

[targets.slots]
indicator = "slots_per_1000_population"
clause = "到2025年,每千人口托位数达到4.5个以上。"
value = 4.5
baseline = 2
baseline_period = "2022-12"
due = "2025-12"
nature = "binding"
other_clauses = ["力争每千人口4.6个。"]

[targets.townships]
indicator = "township_inclusive_coverage"
clause = "乡镇街道普惠机构全覆盖。"
comparator = "="
value = 100
due = "2025-12"
nature = "expected"

[targets.use]
indicator = "utilisation_rate"
clause = "托位使用率不低于全省平均水平。"
form = "benchmark"
benchmark_area = "980000"
benchmark_zh = "测试省"
benchmark_en = "Test Province"
due = "2025-12"

[targets.words]
indicator = "street_inclusive_coverage"
clause = "基本实现全覆盖。"
form = "qualitative"
comparator = ">="

[figures.slots]
indicator = "slots"
clause = "托位17947个"
value = 17947
period = "2024-06"

[figures.rate]
indicator = "slots_per_1000_population"
clause = "每千人口3.5个"
value = 3.5
period = "2024-06"

[figures.blank]
label_zh = "补贴标准"
label_en = "Rate of subsidy"
clause = "每个托位补贴  元"
is_redacted = true
"""
NEXT = """
title_zh = "测试市下一个计划"
title_en = "Test City: the next plan"
first_year = 2026
last_year = 2030
document = "测发2025第9号"
area_code = "980100"
area_zh = "测试市"
area_en = "Test City"

[targets.slots]
indicator = "slots_per_1000_population"
clause = "到2030年,每千人口托位数达到6个以上。"
value = 6
due = "2030-12"
nature = "expected"
"""


@pytest.fixture
def with_plans(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the application read the six townships with two plans of their city."""
    folder = Path(shutil.copytree(home, tmp_path / "home"))
    (folder / "plans").mkdir()
    (folder / "plans" / "closed.toml").write_text(CLOSED, encoding="utf-8")
    (folder / "plans" / "next.toml").write_text(NEXT, encoding="utf-8")
    monkeypatch.setenv("CHILDCARE_HOME", str(folder))
    return folder


def words(test: AppTest) -> str:
    """Return everything a page says, as people read it."""
    said = [*test.markdown, *test.caption, *test.info]
    return "\n".join(element.value for element in said).replace("\\", "")


def rows_of(message: dict[str, Any]) -> list[str]:
    """Return the targets that have a row in the bullets."""
    rows = next(one for one in message["figure"]["data"] if one.get("name") == "rows")
    return [cell[0] for cell in rows["customdata"]]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_shows_in_both_languages(opened: Opened, with_plans: Path, language: str) -> None:
    test = opened("target_progress", lang=language)
    assert not test.exception
    assert len(test.get("bidi_component")) == 2


def test_the_plan_that_has_ended_is_shown_first_with_the_next_beside_it(
    opened: Opened, with_plans: Path, figure_of: FigureOf
) -> None:
    test = opened("target_progress")
    assert "测试市三年计划:4 项目标中" in words(test)
    assert "测试市下一个计划:1 项目标" in words(test)
    assert rows_of(figure_of(test, 0)) == ["slots", "townships", "use", "words"]


def test_the_first_line_counts_the_lights_and_names_the_largest_gap(
    opened: Opened, with_plans: Path
) -> None:
    said = words(opened("target_progress"))
    assert "1 项达标,1 项未达标,1 项缺对照值,1 项不考核" in said
    assert "差距最大的是乡镇街道普惠覆盖率,还差" in said


def test_the_rule_of_every_light_shown_is_printed(opened: Opened, with_plans: Path) -> None:
    said = words(opened("target_progress"))
    assert "● 达标:按未四舍五入的数值满足目标" in said
    assert "◆ 未达标:已到期,不满足目标" in said
    assert "▲ 接近" not in said


def test_five_colours_tell_the_share_of_each_colour(opened: Opened, with_plans: Path) -> None:
    assert "60%起黄,30%起橙" in words(opened("target_progress", scheme="five_colours"))


def test_the_next_plan_is_one_click_away(opened: Opened, with_plans: Path) -> None:
    test = opened("target_progress")
    test.button(key="next_plan").click()
    test.run()
    assert not test.exception
    assert test.query_params["plan"] == "next"
    assert "测试市下一个计划:1 项目标" in words(test)


def test_an_opened_target_shows_clause_document_formula_and_units(
    opened: Opened, with_plans: Path
) -> None:
    said = words(opened("target_progress", target="slots"))
    assert "到2025年,每千人口托位数达到4.5个以上。" in said
    assert "力争每千人口4.6个。" in said
    assert "测发2023第1号" in said
    assert "约束性" in said
    assert "托位数 240 ÷ 常住人口 52,000" in said
    assert "上报值:4.8" in said
    assert "反推人口" in said


def test_the_units_that_miss_are_named(opened: Opened, with_plans: Path) -> None:
    assert "未覆盖的 1 个单位:" in words(opened("target_progress", target="townships"))


def test_both_shortfalls_are_named(opened: Opened, with_plans: Path) -> None:
    said = words(opened("target_progress", target="slots"))
    assert "达标缺口" in said
    assert "补短板缺口" in said


def test_the_lights_by_county_are_a_matrix_with_the_city_first(
    opened: Opened, with_plans: Path, figure_of: FigureOf
) -> None:
    layout = figure_of(opened("target_progress"), 1)["figure"]["layout"]
    assert layout["xaxis"]["ticktext"] == ["测试市", "东区", "西县"]


def test_a_county_is_held_against_the_plan_of_its_city(
    opened: Opened, with_plans: Path, figure_of: FigureOf
) -> None:
    test = opened("target_progress", area="980102")
    assert not test.exception
    assert "测试市三年计划在西县" in words(test)
    lights = figure_of(test, 0)["figure"]["data"]
    values = next(one for one in lights if one.get("name") == "values")["text"]
    assert values[1] == "3.33"


def test_the_baseline_of_the_city_is_none_of_its_counties(
    opened: Opened, with_plans: Path, figure_of: FigureOf
) -> None:
    def ticks(area: str) -> list[str]:
        drawn = figure_of(opened("target_progress", area=area), 0)["figure"]["data"]
        return [one["name"] for one in drawn if one.get("mode") == "markers"]

    assert "基期值" in ticks("980100")
    assert "基期值" not in ticks("980102")


@pytest.mark.parametrize(
    ("choice", "left"),
    [
        ({"light": "missed"}, ["townships"]),
        ({"nature": "binding"}, ["slots"]),
        ({"nature": "unsaid"}, ["use", "words"]),
        ({"light": "met", "nature": "binding"}, ["slots"]),
    ],
    ids=str,
)
def test_the_filter_leaves_what_was_asked_for(
    opened: Opened,
    with_plans: Path,
    figure_of: FigureOf,
    choice: dict[str, str],
    left: list[str],
) -> None:
    assert rows_of(figure_of(opened("target_progress", **choice), 0)) == left


def test_a_filter_that_leaves_nothing_says_so(opened: Opened, with_plans: Path) -> None:
    test = opened("target_progress", light="behind")
    assert not test.exception
    assert "没有符合筛选条件的目标" in words(test)


def test_before_the_due_month_the_way_is_judged(opened: Opened, with_plans: Path) -> None:
    test = opened("target_progress", plan="next", target="slots")
    assert not test.exception
    said = words(test)
    assert "到 2030-12 能否达标" in said
    assert "每月需要" in said


def test_the_odds_of_a_project_are_kept_in_the_link(opened: Opened, with_plans: Path) -> None:
    test = opened("target_progress", plan="next", target="slots", odds_approved="10")
    assert test.number_input(key="choose_odds_approved").value == 10
    test.number_input(key="choose_odds_approved").set_value(20.0)
    test.run()
    assert not test.exception
    assert test.query_params["odds_approved"] == "20.0"


@pytest.mark.parametrize(
    "nonsense",
    [
        {"plan": "nowhere"},
        {"target": "nothing"},
        {"light": "pink"},
        {"nature": "wild"},
        {"scheme": "sepia"},
        {"odds_building": "many", "target": "slots", "plan": "next"},
        {"closing": "-5", "target": "slots", "plan": "next"},
    ],
    ids=str,
)
def test_nonsense_in_a_link_does_no_harm(
    opened: Opened, with_plans: Path, nonsense: dict[str, str]
) -> None:
    assert not opened("target_progress", **nonsense).exception


WITHOUT = {
    "a register": "delete from institution; delete from kindergarten;"
    "delete from service_point; delete from designation",
    "the report of a county": "delete from institution where area_code like '980102%'",
    "population": "delete from population",
    "reported values": "delete from reported_value",
    "projects": "delete from project",
}


@pytest.mark.parametrize("missing", WITHOUT)
def test_the_page_shows_without(opened: Opened, with_plans: Path, missing: str) -> None:
    release = (with_plans / "current.txt").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(with_plans / "releases" / release)) as writable:
        writable.execute(WITHOUT[missing])
    for choices in ({}, {"target": "slots"}, {"plan": "next", "target": "slots"}):
        test = opened("target_progress", **choices)
        assert not test.exception, choices


@pytest.mark.parametrize(
    "plan", ["dazu_2023_2025", "suqian_2024", "three_year_action_plan", "city_speech_2025"]
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_plans_of_places_that_are_not_in_the_data_are_shown_too(
    opened: Opened, plan: str, language: str
) -> None:
    test = opened("target_progress", plan=plan, lang=language)
    assert not test.exception
    assert not test.error


def test_a_place_that_is_not_in_the_data_says_so(opened: Opened) -> None:
    assert "重庆市大足区不在本数据版本内" in words(opened("target_progress", plan="dazu_2023_2025"))


def test_an_area_without_a_plan_asks_for_one(opened: Opened) -> None:
    test = opened("target_progress")
    assert not test.exception
    assert "没有适用于" in words(test)


def test_the_figures_of_a_document_tell_what_they_imply_and_what_was_left_out(
    opened: Opened, with_plans: Path
) -> None:
    test = opened("target_progress")
    test.session_state["targets_closed__zh"] = "文件所载数字"
    test.run()
    assert not test.exception
    table = test.dataframe[0].value
    assert list(table["数值"]) == ["17,947 个", "3.5 个/千人", "原文未给出"]
    assert table["反推人口"].iloc[1] == "5,055,493–5,202,029 人"
