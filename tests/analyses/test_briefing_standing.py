"""Does a briefing say how evenly slots lie, and where one county stands, or nothing at all?"""

from dataclasses import replace

import duckdb
import pandas as pd
import pytest

from childcare.analyses.briefing import briefing
from childcare.analyses.briefing_balance import balance_finding
from childcare.analyses.briefing_profile import profile_finding
from childcare.analyses.finding import Finding
from childcare.analyses.situation import situation
from childcare.catalog import speaking
from childcare.catalog.briefing import VIEWS

NOW = pd.Timestamp("2025-12")
CITY, EAST, WEST, STREET = "980100", "980101", "980102", "980101001"


def said(connection: duckdb.DuckDBPyConnection, area: str) -> dict[str, Finding]:
    return {one.name: one for one in briefing(connection, area=area, month=NOW)}


@pytest.fixture(scope="module")
def of_city(connection: duckdb.DuckDBPyConnection) -> dict[str, Finding]:
    return said(connection, CITY)


@pytest.fixture(scope="module")
def of_east(connection: duckdb.DuckDBPyConnection) -> dict[str, Finding]:
    return said(connection, EAST)


def test_the_worst_off_fifth_has_a_fifteenth_of_the_slots(of_city: dict[str, Finding]) -> None:
    # The worst-off 300 of 1,500 children: 戊镇 0 slots for 150, then half of 丙镇's 30: 15 of 225.
    # A year before 戊镇 and 丙镇, 450 children, had none.
    assert of_city["balance"].title == (
        "最缺托位的20%婴幼儿所在的乡镇街道,只占托位的 6.7%;基尼系数 0.207"
        "(2024-12 占 0.0%、基尼系数 0.504)"
    )


def test_the_balance_shows_two_months_of_the_same_areas(of_city: dict[str, Finding]) -> None:
    finding = of_city["balance"]
    now, before = finding.balances
    assert now.areas == before.areas
    assert finding.beside is not None
    assert list(finding.beside.columns) == ["指标", "2025-12", "2024-12"]
    assert finding.beside.set_index("指标").loc["基尼系数"].tolist() == ["0.207", "0.504"]
    # Of six townships one is not known.
    assert any("1 个乡镇街道" in note for note in finding.notes)


def test_the_curve_names_the_areas_in_its_order(of_city: dict[str, Finding]) -> None:
    frame = of_city["balance"].frame
    assert frame["area_name"].tolist()[1:] == ["戊镇", "丙镇", "乙街道", "丁镇", "甲街道"]
    assert frame[["children_share", "slot_share"]].iloc[-1].tolist() == [1, 1]


def test_the_county_says_its_rank_and_what_would_cost_it(of_east: dict[str, Finding]) -> None:
    # 200 slots of 40,000 against 40 of 12,000: with 133 it would be 3.325, behind 3.333.
    assert of_east["profile"].title == (
        "东区每千人口托位数为 5.00 个/千人,测试市为 4.62 个/千人,在 2 个县区中列第 1 位"
        "(上年同月第 2 位),减少 67 个托位降 1 位"
    )


def test_the_counties_stand_by_rank_with_one_of_them_marked(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    frame = said(connection, WEST)["profile"].frame
    assert frame["rank"].tolist() == [1, 2]
    assert frame["is_own"].tolist() == [False, True]


def test_every_township_is_named_under_what_is_to_be_done(of_east: dict[str, Finding]) -> None:
    finding = of_east["profile"]
    assert finding.beside is not None
    said_of = dict(zip(*(finding.beside[one] for one in finding.beside), strict=True))
    # Nobody knows how many of 丙镇's slots are used.
    assert said_of == {
        "转型(供给多、使用低)": "甲街道(1 个)",
        "稳定(供给多、使用高)": "乙街道(1 个)",
        "无数据": "丙镇(1 个)",
    }


def test_a_city_has_no_profile_and_a_township_no_page_at_all(
    connection: duckdb.DuckDBPyConnection, of_city: dict[str, Finding]
) -> None:
    assert "profile" not in of_city
    assert {"balance", "profile"} & set(said(connection, STREET)) == set()


def test_without_a_register_nothing_is_said(connection: duckdb.DuckDBPyConnection) -> None:
    for area in (CITY, EAST):
        found = briefing(connection, area=area, month=pd.Timestamp("2025-11"))
        assert {"balance", "profile"} & {one.name for one in found} == set()


def test_notes_say_what_is_measured_and_by_which_rule(of_east: dict[str, Finding]) -> None:
    balance, profile = of_east["balance"], of_east["profile"]
    assert "洛伦兹曲线" in balance.definition
    assert "托位增减" in balance.rule
    assert "其他县区不变" in profile.rule
    for one in (balance, profile):
        assert "来源" in one.source
        assert one.title in one.alt


def test_english_sentences_hold_no_chinese_but_names(connection: duckdb.DuckDBPyConnection) -> None:
    with speaking("en"):
        found = said(connection, EAST)
    assert found["balance"].title.startswith("The townships and streets where the worst-off 20%")
    assert "67 slots fewer: down 1" in found["profile"].title


def test_of_many_counties_those_nearest_in_rank_are_kept(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    at = situation(connection, area=WEST, month=NOW)
    finding = profile_finding(replace(VIEWS["profile"], most_rows=1), at)
    assert finding is not None
    assert finding.frame["area_name"].tolist() == ["西县"]
    assert "共 2 个县区,列出位次相近的 1 个" in finding.notes


def test_a_month_that_knows_other_areas_is_not_compared(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    at = situation(connection, area=CITY, month=NOW)

    def fewer_before(level: str, within: str) -> pd.DataFrame:
        counted = at.counts_of(level, within).copy()
        counted.loc[(at.year_before, "980101001"), "slots"] = pd.NA
        return counted

    finding = balance_finding(VIEWS["balance"], replace(at, counts_of=fewer_before))
    assert finding is not None
    assert "2024" not in finding.title
    assert len(finding.balances) == 1
    assert "对比月已知的区域与本月不同,不作比较" in finding.notes
