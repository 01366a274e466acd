"""Does the profile of a county hold what one counts by hand?

2025-12: east county 200 slots for 40,000 people (5.00), west county 40 for 12,000 (3.33), the city
240 for 52,000 (4.62). A year before: east 90 for 39,000 (2.31), west 40 for 12,000 (3.33).
"""

import duckdb
import pandas as pd
import pytest

from childcare.analyses import AreaTree
from childcare.analyses.peers import peers_of, urban_share
from childcare.analyses.profile import HEADLINES, Profile, of_month, profile, profile_table
from childcare.analyses.profile_words import (
    field_title,
    gain_text,
    lose_text,
    rank_text,
    standing_sentence,
)
from childcare.catalog import INDICATORS, speaking

NOW = pd.Timestamp("2025-12-01")
CITY, EAST, WEST = "980100", "980101", "980102"
MAIN = "slots_per_1000_population"


@pytest.fixture(scope="module")
def east(connection: duckdb.DuckDBPyConnection) -> Profile:
    return profile(connection, area=EAST, month=NOW)


@pytest.fixture(scope="module")
def west(connection: duckdb.DuckDBPyConnection) -> Profile:
    return profile(connection, area=WEST, month=NOW)


def test_a_county_stands_among_the_counties_of_its_city(east: Profile, west: Profile) -> None:
    first, second = east.own.loc[MAIN], west.own.loc[MAIN]
    assert (first["rank"], first["previous_rank"], first["change"], first["ranked"]) == (1, 2, 1, 2)
    assert (second["rank"], second["previous_rank"], second["change"]) == (2, 1, -1)
    assert first["value"] == 5


def test_the_slots_that_turn_a_rank_over_are_whole_and_exact(east: Profile, west: Profile) -> None:
    # 60 slots for 12,000 people are 5.00, a tie; 133 for 40,000 are 3.325, below 3.33.
    assert west.own.loc[MAIN, "units_to_gain"] == 20
    assert east.own.loc[MAIN, "units_to_lose"] == 67
    assert pd.isna(east.own.loc[MAIN, "units_to_gain"])


def test_the_city_is_its_own_figure_and_no_mean_of_counties(east: Profile) -> None:
    assert east.whole.loc[MAIN, "value"] == pytest.approx(1000 * 240 / 52_000)
    assert east.parent == CITY


def test_peers_together_are_sums_divided_last(connection: duckdb.DuckDBPyConnection) -> None:
    both = profile(connection, area=EAST, month=NOW, peers=[WEST])
    assert both.together.loc[MAIN, "value"] == pytest.approx(1000 * 40 / 12_000)
    assert both.peers.is_by_hand


def test_totals_have_no_rank(east: Profile) -> None:
    assert east.own.loc["slots", "value"] == 200
    assert pd.isna(east.own.loc["slots", "rank"])


def test_fees_have_a_rank_and_no_units(east: Profile) -> None:
    # East: 134,000 yuan for 95 children; west: 23,000 for 30 and cheaper, which is better.
    row = east.own.loc["average_fee"]
    assert row["value"] == pytest.approx(134_000 / 95)
    assert row["rank"] == 2
    assert pd.isna(row["units_to_gain"])


def test_children_per_care_worker_is_of_institutions_that_report_both(east: Profile) -> None:
    # C1 reports no children: A1 12, A2 8, A3 4 and B1 10 care for 95.
    assert east.own.loc["children_per_care_staff", "value"] == pytest.approx(95 / 34)


def test_the_city_itself_has_no_parent_and_nobody_to_compare_with(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    found = profile(connection, area=CITY, month=NOW)
    assert found.parent == ""
    assert found.peers.codes == ()
    assert found.whole["value"].isna().all()
    assert found.own.loc[MAIN, "rank"] == 1


def test_urban_people_are_those_of_urban_townships(
    tree: AreaTree, counted: dict[str, pd.DataFrame]
) -> None:
    share = urban_share(tree, of_month(counted["township"], NOW))
    # Jia and Yi of Jia, Yi and Bing; Ji township's people are unknown.
    assert share[EAST] == 75
    assert share[WEST] == 0


def test_peers_by_hand_that_are_no_county_are_passed_over(
    tree: AreaTree, counted: dict[str, pd.DataFrame]
) -> None:
    now = {level: of_month(frame, NOW) for level, frame in counted.items()}
    found = peers_of(tree, EAST, now["county"], now["township"], by_hand=[EAST, CITY, "nowhere"])
    assert found.codes == (WEST,)
    assert found.used == ("population_total", "urban_share")


def test_the_words_say_rank_change_and_what_gains_a_place(east: Profile, west: Profile) -> None:
    indicator = INDICATORS[MAIN]
    assert rank_text(east.stands[MAIN]) == "第 1/2 ▲1"
    assert rank_text(west.stands[MAIN]) == "第 2/2 ▼1"
    assert gain_text(indicator, west.stands[MAIN]) == "再增 20 个托位升 1 位"
    assert lose_text(indicator, east.stands[MAIN]) == "减少 67 个托位降 1 位"
    assert gain_text(indicator, east.stands[MAIN]) == ""
    sentence = standing_sentence(west, MAIN, "西县", "测试市")
    assert sentence == (
        "西县每千人口托位数为 3.33 个/千人,测试市为 4.62 个/千人,"
        "在 2 个县区中列第 2 位(上年同月第 1 位),再增 20 个托位升 1 位。"
    )
    with speaking("en"):
        assert rank_text(west.stands[MAIN]) == "2 of 2 ▼1"


def test_a_field_says_on_how_many_indicators_the_county_is_better(east: Profile) -> None:
    title = field_title(east, [MAIN, "slots_per_100_under_3"], "东区", "测试市")
    assert title == "东区 2 项指标中 2 项好于测试市"
    assert field_title(east, [MAIN], "东区", "") == "东区的 1 项指标"


def test_cheaper_is_better_in_a_field(west: Profile) -> None:
    assert "1 项好于" in field_title(west, ["average_fee"], "西县", "测试市")


def test_an_unknown_county_is_not_ranked(altered: duckdb.DuckDBPyConnection) -> None:
    found = profile(altered, area=EAST, month=NOW)
    assert found.own.loc[MAIN, "ranked"] == 1
    assert found.cohort.loc[(MAIN, WEST), "state"] == "missing"
    assert found.whole.loc[MAIN, "state"] == "missing"


@pytest.fixture
def altered(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Return the six townships without the last report of west county."""
    copy = duckdb.connect()
    for (name,) in connection.execute(
        "select table_name from information_schema.tables"
    ).fetchall():
        copy.register("taken", connection.execute(f"select * from {name}").df())
        copy.execute(f"create table {name} as select * from taken")
    copy.execute("delete from institution where as_of = '2025-12-01' and area_code like '980102%'")
    return copy


def test_the_table_holds_one_row_an_indicator(connection: duckdb.DuckDBPyConnection) -> None:
    table = profile_table(connection, area=WEST, month=NOW).set_index("indicator")
    assert set(HEADLINES) <= set(table.index)
    row = table.loc[MAIN]
    assert (row["as_of"], row["area_name"], row["peers"]) == ("2025-12", "西县", "东区")
    assert (row["numerator"], row["denominator"], row["units_to_gain"]) == (40, 12_000, 20)
    assert row["parent_value"] == pytest.approx(4.615, abs=0.001)
    assert row["peers_value"] == 5
