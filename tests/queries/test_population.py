"""Which people count: official figures before sums, and no sum of which a part is unknown?"""

import datetime
from collections.abc import Callable

import duckdb
import pandas as pd

from childcare.store import run

Altered = Callable[[str], duckdb.DuckDBPyConnection]

JIA, YI, BING = "980101001", "980101002", "980101101"
DING, WU, JI = "980102101", "980102102", "980102201"
EAST, WEST, CITY = "980101", "980102", "980100"
LEVELS = {JIA: "township", BING: "township", WU: "township", JI: "township"}
LEVELS |= {YI: "township", DING: "township", EAST: "county", WEST: "county", CITY: "city"}
NOW = datetime.date(2025, 12, 1)


def count(connection: duckdb.DuckDBPyConnection, area: str, column: str) -> object:
    """Return one count of one area in the last month; None where it is unknown."""
    rows = run(
        connection,
        "area_counts",
        first_month=NOW,
        last_month=NOW,
        level=LEVELS[area],
        within=area,
    )
    value = rows.set_index("area_code").loc[area, column]
    return None if pd.isna(value) else value


def test_a_township_without_a_population_figure_has_none(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    assert count(connection, JI, "population_total") is None
    assert count(connection, JI, "slots") == 15


def test_a_county_of_which_one_township_is_unknown_has_no_population_of_its_own(
    altered: Altered,
) -> None:
    spoilt = altered("delete from population where area_code in ('980102', '980100')")
    assert count(spoilt, WEST, "population_total") is None
    assert count(spoilt, CITY, "population_total") is None
    assert count(spoilt, EAST, "population_total") == 40_000


def test_without_a_figure_of_its_own_a_county_is_the_sum_of_its_townships(
    altered: Altered,
) -> None:
    # 20,000 + 10,000 + 10,000; children 600 + 300 + 300.
    spoilt = altered("delete from population where area_code = '980101'")
    assert count(spoilt, EAST, "population_total") == 40_000
    assert count(spoilt, EAST, "children_under_3") == 1_200


def test_the_official_figure_of_a_county_stands_before_the_sum_of_its_townships(
    altered: Altered,
) -> None:
    spoilt = altered("update population set population_total = 40100 where area_code = '980101'")
    assert count(spoilt, EAST, "population_total") == 40_100


def test_without_a_figure_of_its_own_a_city_is_the_sum_of_its_counties(altered: Altered) -> None:
    # West county's own 12,000 includes Ji township, whose people are unknown by themselves.
    spoilt = altered("delete from population where area_code = '980100'")
    assert count(spoilt, CITY, "population_total") == 52_000


def test_a_population_figure_counts_from_its_date_on(altered: Altered) -> None:
    later = altered("update population set stat_date = '2026-01-31' where stat_date > '2025-01-01'")
    assert count(later, JIA, "population_total") == 19_000


def test_a_zero_population_is_a_figure_and_not_a_gap(altered: Altered) -> None:
    spoilt = altered("update population set population_total = 0 where area_code = '980102102'")
    assert count(spoilt, WU, "population_total") == 0


def test_an_estimate_is_marked_up_to_the_city_without_a_figure_of_its_own(
    altered: Altered,
) -> None:
    spoilt = altered(
        "update population set population_method = 'estimate' where area_code = '980102102';"
        "delete from population where area_code = '980100'"
    )
    assert bool(count(spoilt, WU, "is_estimated"))
    assert bool(count(spoilt, CITY, "is_estimated"))
    # A county with an official figure does not rest on the estimate of its township.
    assert not bool(count(spoilt, WEST, "is_estimated"))
