"""Does a briefing say what was counted, leave out what is unknown, and serve any area?"""

from collections.abc import Callable
from dataclasses import replace

import duckdb
import pandas as pd
import pytest

from childcare.analyses.briefing import briefing
from childcare.analyses.finding import Finding
from childcare.analyses.stamp import stamp_of
from childcare.catalog import speaking
from childcare.catalog.briefing import KINDS, VIEWS
from childcare.measures.ratio import evaluate

NOW = pd.Timestamp("2025-12")
CITY, EAST, STREET = "980100", "980101", "980101001"
Said = Callable[..., dict[str, Finding]]


@pytest.fixture(scope="module")
def said(connection: duckdb.DuckDBPyConnection) -> Said:
    """Return a function that answers the findings about an area, by the name of their view."""
    kept: dict[tuple[str, pd.Timestamp], dict[str, Finding]] = {}

    def say(area: str = CITY, month: pd.Timestamp = NOW) -> dict[str, Finding]:
        if (area, month) not in kept:
            found = briefing(connection, area=area, month=month)
            kept[area, month] = {finding.name: finding for finding in found}
        return kept[area, month]

    return say


def test_the_views_come_in_the_order_they_are_declared(said: Said) -> None:
    names = list(said())
    assert names == [name for name in VIEWS if name in names]
    assert {"title", "headlines", "coverage", "ranking", "inclusive", "empty"} <= set(names)


def test_every_kind_of_view_is_declared_once_at_least() -> None:
    assert {view.kind for view in VIEWS.values()} == set(KINDS)


def test_the_spread_names_highest_and_lowest_with_their_difference(said: Said) -> None:
    # East 200 of 40,000, west 40 of 12,000: 5.00 and 3.33.
    assert said()["ranking"].title == (
        "2 个县区最高与最低相差 1.67 个/千人:东区 5.00,西县 3.33"
        ";东区位次比上年同月上升最多(第 2 升至第 1)"
    )


def test_the_trend_says_since_when_the_reference_is_met(said: Said) -> None:
    # 130/51 = 2.549 in 2024-12, 240/52 = 4.615 in 2025-12; the months between are unknown.
    assert said()["trend"].title == (
        "测试市每千人口托位数由 2024-12 的 2.55 升至 2025-12 的 4.62 个/千人"
        ",自 2025-12 起达到参照值 4.50"
    )


def test_a_share_differs_from_its_reference_by_percentage_points(said: Said) -> None:
    # 180 inclusive of 240 slots are 75 %, the reference is 60 %.
    title = said()["inclusive"].title
    assert title.startswith("测试市普惠性托位数占比为 75.0%,高于参照值 60.0%,高出 15.0 个百分点;")


def test_the_shortfall_of_the_whole_is_not_the_sum_of_those_of_its_parts(said: Said) -> None:
    finding = said()["gap"]
    known = finding.frame.dropna(subset=["shortfall"])
    lacking = known[known["shortfall"] > 0]
    assert finding.reference == 4.5
    assert "测试市整体不缺托位" in finding.title
    assert f"{len(lacking)} 个不足,各自补足共缺 {int(lacking['shortfall'].sum())} 个托位" in (
        finding.title
    )


def test_what_is_shown_is_what_was_counted(said: Said, counted: dict[str, pd.DataFrame]) -> None:
    for finding in said().values():
        if finding.kind not in ("map", "ranking", "composition"):
            continue
        assert finding.indicator is not None
        values = evaluate(counted[finding.level].xs(NOW), finding.indicator)["value"]
        shown = finding.frame["value"]
        pd.testing.assert_series_equal(shown, values.reindex(shown.index), check_names=False)


def test_a_composition_adds_up_to_its_denominator(said: Said) -> None:
    frame = said()["inclusive"].frame
    pd.testing.assert_series_equal(
        frame["first"] + frame["rest"], frame["denominator"], check_names=False
    )


def test_headlines_without_a_value_are_left_out(said: Said) -> None:
    frame = said()["headlines"].frame
    assert frame["value"].notna().all()
    assert frame.set_index("indicator").loc["slots", "value"] == 240


def test_a_month_without_a_register_has_no_map_and_makes_nothing_up(said: Said) -> None:
    found = said(month=pd.Timestamp("2025-11"))
    assert {"coverage", "ranking", "inclusive", "gap", "empty"} & set(found) == set()
    assert found["title"].frame["text"].tolist() == ["测试市没有机构台账,托位数未知,不作推算。"]


def test_a_county_is_spoken_of_with_its_townships(said: Said) -> None:
    found = said(EAST)
    assert found["coverage"].title.startswith("3 个乡镇街道中")
    assert set(found["ranking"].frame["parent_code"]) == {EAST}


def test_a_township_without_parts_has_no_page_of_areas(said: Said) -> None:
    found = said(STREET)
    assert "headlines" in found
    assert {"coverage", "ranking", "gap", "empty"} & set(found) == set()


def test_without_a_plan_there_are_no_targets_and_no_tasks(said: Said) -> None:
    assert {"targets", "tasks"} & set(said()) == set()


def test_every_page_about_an_indicator_says_what_it_means_and_where_from(said: Said) -> None:
    for finding in said().values():
        if finding.indicator is not None:
            assert finding.indicator.definition_zh in finding.definition
            assert "来源" in finding.source


def test_english_titles_hold_no_chinese_words_but_names(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    with speaking("en"):
        found = {one.name: one for one in briefing(connection, area=CITY, month=NOW)}
    assert found["ranking"].title.startswith(
        "1.67 per 1,000 people lie between the highest and the lowest of 2 counties"
    )
    assert "15.0 percentage points above the reference of 60.0%" in found["inclusive"].title


def test_the_stamp_says_area_month_release_and_permitted_use(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    stamp = stamp_of(connection, area=EAST, month=NOW)
    assert stamp.text.startswith("东区 · 截至 2025-12")
    assert stamp.release.release_id in stamp.text
    assert stamp.text.endswith("内部工作用图,不得公开")


def test_a_reviewed_map_bears_its_number_and_its_maker(
    connection: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHILDCARE_MAP_MAKER", "某测绘院")
    stamp = stamp_of(connection, area=EAST, month=NOW)
    reviewed = replace(stamp, release=replace(stamp.release, map_review_number="某S(2025)1号"))
    assert reviewed.text.endswith("审图号:某S(2025)1号(编制:某测绘院)")
