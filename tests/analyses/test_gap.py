"""Are the gap of the whole and the gaps of its parts told apart?"""

import duckdb
import pandas as pd
import pytest

from childcare.analyses import Gap, counts, gap
from childcare.analyses.gap import has_gap
from childcare.catalog import INDICATORS

RATE = INDICATORS["slots_per_1000_population"]
CITY, EAST, WEST = "980100", "980101", "980102"
JIA, BING, WU, JI = "980101001", "980101101", "980102102", "980102201"
NOW = pd.Timestamp("2025-12")


def found(connection: duckdb.DuckDBPyConnection, **asked: object) -> Gap:
    return gap(
        connection, **{"indicator": RATE, "wanted": 4.5, "within": CITY, "month": NOW} | asked
    )


def test_the_city_lacks_nothing_while_its_townships_lack_slots(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    # City: 240 slots, 4.5 x 52 = 234 needed. Wu has 0 of 23 (22.5), Bing 30 of 45.
    result = found(connection)
    assert result.city_shortfall == 0
    assert result.sum_of_shortfalls == 38
    # Jia has 120 of 90, Yi 50 of 45, Ding 25 of 23.
    assert result.surplus == 37
    assert result.unknown == 1


def test_townships_stand_in_the_order_of_what_they_lack_and_the_unknown_last(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    areas = found(connection).areas
    assert areas.index.tolist()[:3] == [WU, BING, JIA]
    assert areas.index[-1] == JI
    assert pd.isna(areas.loc[JI, "shortfall"])
    assert areas.loc[WU, ["numerator", "denominator", "value"]].tolist() == [0, 5_000, 0]
    assert areas.loc[JIA, "state"] == "known"


def test_a_higher_target_leaves_the_city_itself_short(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    result = found(connection, wanted=5.0)
    assert result.city_shortfall == 260 - 240
    assert result.sum_of_shortfalls >= result.city_shortfall


def test_counties_are_parts_as_well(connection: duckdb.DuckDBPyConnection) -> None:
    result = found(connection, level="county")
    # East: 200 of 180. West: 40 of 54.
    assert result.areas.loc[[WEST, EAST], "shortfall"].tolist() == [14, 0]
    assert (result.sum_of_shortfalls, result.surplus, result.unknown) == (14, 20, 0)


def test_more_than_a_share_of_few_streets_is_a_count(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    result = found(
        connection,
        indicator=INDICATORS["kindergarten_toddler_class_share"],
        wanted=100 / 3,
        comparator=">",
        level="county",
    )
    # One of three kindergartens is no more than a third of them.
    assert result.city_shortfall == 1


def test_people_at_the_target_date_change_what_is_needed(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    # Jia grew from 19,000 to 20,000 in 2025; one more year of that is 21,053, of which 95 slots.
    due = pd.Timestamp("2026-12")
    trend = found(connection, due=due, scenario="trend")
    assert trend.areas.loc[JIA, ["denominator", "needed"]].tolist() == [21_053, 95]
    assert found(connection, due=due).areas.equals(found(connection).areas)


def test_people_to_come_change_nothing_where_they_are_no_denominator(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    share = {"indicator": INDICATORS["inclusive_slot_share"], "wanted": 80.0}
    trend = found(connection, due=pd.Timestamp("2027-12"), scenario="trend", **share)
    assert trend.areas.equals(found(connection, **share).areas)


def test_remembered_counts_give_the_same_answer(connection: duckdb.DuckDBPyConnection) -> None:
    frames = {level: counts(connection, level=level) for level in ("township", "city")}
    before = frames["township"].copy()
    remembered = found(connection, counts_of=lambda level, within: frames[level])
    assert remembered.areas.equals(found(connection).areas)
    assert frames["township"].equals(before)


def test_a_month_without_counts_has_no_gap_and_no_city_shortfall(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    result = found(connection, month=pd.Timestamp("2019-12"))
    assert result.city_shortfall is None
    assert (result.sum_of_shortfalls, result.unknown) == (0, 6)


@pytest.mark.parametrize(
    ("name", "comparator"),
    [("slots", ">="), ("children_per_slot", ">="), ("slots_per_1000_population", "<=")],
)
def test_a_total_or_a_lower_is_better_value_has_no_gap_by_area(
    connection: duckdb.DuckDBPyConnection, name: str, comparator: str
) -> None:
    assert not has_gap(INDICATORS[name], comparator)
    with pytest.raises(ValueError, match=name):
        found(connection, indicator=INDICATORS[name], comparator=comparator)
