"""Are the measures of balance those of the six townships, worked out by hand?

In December 2025 five townships are known: 戊镇 0 slots for 150 children, 丙镇 30 for 300, 丁镇 25
for 150, 乙街道 50 for 300, 甲街道 120 for 600. 己乡 has slots but nobody knows its children.
"""

import math

import duckdb
import pandas as pd
import pytest

from childcare.analyses import AreaTree
from childcare.analyses.balance import (
    BY_PARENT,
    BY_TYPE,
    TOGETHER,
    Balance,
    balance,
    balance_by_month,
    balance_table,
    base_of,
    groups_of,
    in_month,
)
from childcare.analyses.balance_words import (
    answer_sentence,
    left_out_note,
    spread_title,
    theil_title,
)
from childcare.analyses.spread import rates_of_groups
from childcare.catalog import INDICATORS
from childcare.catalog.labels import speaking

NOW, BEFORE = pd.Timestamp("2025-12"), pd.Timestamp("2024-12")
Counted = dict[str, pd.DataFrame]


@pytest.fixture
def areas(tree: AreaTree) -> pd.DataFrame:
    return tree.at_level("township", tree.root)


@pytest.fixture
def found(counted: Counted, areas: pd.DataFrame) -> Balance:
    return balance(in_month(counted["township"], NOW, areas), areas, "children_under_3")


def test_the_worst_off_fifth_lives_where_a_fifteenth_of_the_slots_is(found: Balance) -> None:
    # All 150 of 戊镇 and half of the 300 of 丙镇: 0 and 15 of 225 slots.
    assert found.worst_off == pytest.approx(100 * 15 / 225)


def test_gini_is_that_of_the_trapezes_by_hand(found: Balance) -> None:
    below = 0.1 * 0 + 0.2 * (30 / 225) + 0.3 * (135 / 225) + 0.4 * (330 / 225)
    assert found.gini == pytest.approx(1 - below)


def test_theil_parts_into_east_and_west(found: Balance) -> None:
    east, west = 200 / 225, 25 / 225
    between = east * math.log(east / 0.8) + west * math.log(west / 0.2)
    assert found.grouping == BY_PARENT
    assert found.theil.between == pytest.approx(between)
    assert found.theil.between + found.theil.within == pytest.approx(found.theil.total)
    assert found.share_within == pytest.approx(found.theil.within / found.theil.total)


def test_a_township_of_unknown_people_is_left_out_and_said_so(found: Balance) -> None:
    assert found.left_out.unknown == 1
    assert "980102201" not in found.areas
    assert "1 个乡镇街道托位或人数未知" in left_out_note(found, "township")


def test_within_a_county_areas_fall_into_types(tree: AreaTree) -> None:
    kind, groups = groups_of(tree.at_level("township", "980101"))
    assert kind == BY_TYPE
    assert set(groups) == {"street", "town"}


def test_areas_of_one_kind_are_not_split(counted: Counted, tree: AreaTree) -> None:
    streets = tree.at_level("township", "980101").head(2)
    alone = balance(in_month(counted["township"], NOW, streets), streets, "children_under_3")
    assert alone.grouping == TOGETHER
    assert math.isnan(alone.share_within)


def test_every_month_has_the_numbers_it_has_by_itself(
    counted: Counted, areas: pd.DataFrame, found: Balance
) -> None:
    months = balance_by_month(counted["township"], areas, "children_under_3")
    assert months.loc[NOW, "gini"] == pytest.approx(found.gini)
    assert months.loc[NOW, "theil"] == pytest.approx(found.theil.total)
    assert months.loc[NOW, "areas"] == found.areas
    parts = months["between"] + months["within"]
    assert parts.to_numpy() == pytest.approx(months["theil"].to_numpy())


def test_without_children_slots_are_held_against_people(counted: Counted) -> None:
    frame = counted["township"]
    assert base_of(frame) == "children_under_3"
    assert base_of(frame.assign(children_under_3=pd.NA)) == "population_total"
    assert base_of(frame.assign(children_under_3=pd.NA, population_total=pd.NA)) == ""


def test_with_nobody_known_nothing_is_compared(counted: Counted, areas: pd.DataFrame) -> None:
    empty = balance(in_month(counted["township"], NOW, areas), areas, "")
    assert not empty.is_known
    assert math.isnan(empty.worst_off)


def test_a_month_without_rows_is_unknown(counted: Counted, areas: pd.DataFrame) -> None:
    other = in_month(counted["township"], pd.Timestamp("2019-01"), areas)
    assert len(other) == len(areas)
    assert not balance(other, areas, "children_under_3").is_known


def test_the_answer_says_people_first_then_gini_and_split(found: Balance) -> None:
    said = answer_sentence(found, None, None, level="township", parent_level="county")
    assert said.startswith("最缺托位的20%婴幼儿所在的乡镇街道,只占托位的 6.7%")
    assert "基尼系数 0.207" in said
    assert "在县区之内" in said


def test_months_of_other_areas_are_not_compared(found: Balance, counted: Counted) -> None:
    fewer = in_month(counted["township"], BEFORE, pd.DataFrame(index=["980101001"]))
    one = pd.DataFrame(
        {"parent_code": ["980101"], "area_type": ["street"], "level": ["township"]},
        index=["980101001"],
    )
    before = balance(fewer, one, "children_under_3")
    said = answer_sentence(found, before, BEFORE, level="township", parent_level="county")
    assert "2024-12" not in said


def test_the_title_of_theil_does_not_call_a_rise_a_fall(found: Balance) -> None:
    months = pd.DataFrame(
        {"theil": [0.1, 0.2], "areas": [found.areas, found.areas]}, index=[BEFORE, NOW]
    )
    assert "没有下降" in theil_title(found, months, NOW, "county")
    months["theil"] = [0.2, 0.1]
    assert "由 2024-12 的 0.200 降到 2025-12 的 0.100" in theil_title(found, months, NOW, "county")


def test_the_rate_of_a_group_is_added_up_first(
    counted: Counted, areas: pd.DataFrame, covered
) -> None:
    indicator = INDICATORS["slots_per_1000_population"]
    now = in_month(counted["township"], NOW, areas)
    groups = rates_of_groups(now, covered(indicator.name), areas["area_type"], indicator)
    rates = groups.set_index("group_name")
    # Towns: 30 + 25 + 0 slots for 10,000 + 5,000 + 5,000 people; streets: 170 for 30,000.
    assert rates.loc["town", "value"] == pytest.approx(2.75)
    assert rates.loc["street", "value"] == pytest.approx(170 / 30)
    assert rates.loc["town", "areas"] == 3
    assert "township_rural" not in rates.index


def test_the_title_of_the_spread_counts_those_below(covered) -> None:
    points = covered("slots_per_1000_population")
    groups = pd.DataFrame({"group_name": ["东区"], "areas": [3], "variation": [0.3]})
    indicator = INDICATORS["slots_per_1000_population"]
    said = spread_title(points, groups, 4.5, indicator, "township")
    assert said == "5 个乡镇街道中 2 个低于 4.50"


def test_the_table_holds_the_whole_and_every_group(
    connection: duckdb.DuckDBPyConnection, found: Balance
) -> None:
    table = balance_table(connection, month=NOW, level="township")
    whole = table[table["area_code"] == "980100"].set_index("measure")["value"]
    assert whole["gini"] == pytest.approx(found.gini)
    assert whole["theil_between"] + whole["theil_within"] == pytest.approx(whole["theil"])
    parts = table[table["area_code"].isin(["980101", "980102"])]
    sums = parts.groupby("measure")["value"].sum()
    assert sums["slot_share"] == pytest.approx(100)
    assert sums["theil_within"] == pytest.approx(whole["theil_within"])
    assert set(table["areas"]) == {5}


def test_the_table_speaks_the_language_asked_for(connection: duckdb.DuckDBPyConnection) -> None:
    with speaking("en"):
        table = balance_table(connection, month=NOW, level="township", within="980101")
    assert "Gini coefficient" in set(table["label"])
    assert "Street" in set(table["area_name"])
