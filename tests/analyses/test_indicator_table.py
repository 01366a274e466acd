"""Is the printed table the one behind the map?"""

import duckdb
import pandas as pd
import pytest

from childcare.analyses import (
    AreaTree,
    counts,
    coverage,
    indicator_table,
    months,
    release,
    reported_values,
)
from childcare.catalog import INDICATORS, speaking

NOW = pd.Timestamp("2025-12")
COUNTED = {name: indicator for name, indicator in INDICATORS.items() if indicator.is_counted}
AREAS = {"city": 1, "county": 2, "township": 6}


@pytest.mark.parametrize("level", AREAS)
def test_every_indicator_of_every_area_has_a_row_in_declared_order(
    connection: duckdb.DuckDBPyConnection, level: str
) -> None:
    table = indicator_table(connection, month=NOW, level=level)
    assert len(table) == AREAS[level] * len(COUNTED)
    first = table[table["area_code"] == table["area_code"].iloc[0]]
    assert first["indicator"].tolist() == list(COUNTED)
    assert table["area_code"].is_monotonic_increasing


@pytest.mark.parametrize("level", AREAS)
def test_the_table_equals_what_maps_are_drawn_from(
    connection: duckdb.DuckDBPyConnection, tree: AreaTree, level: str
) -> None:
    table = indicator_table(connection, month=NOW, level=level).set_index("area_code")
    frame, areas = counts(connection, level=level), tree.at_level(level, tree.root)
    for name, indicator in COUNTED.items():
        rows = table[table["indicator"] == name]
        drawn = coverage(frame, areas, indicator, NOW)
        for column in ("numerator", "denominator", "value", "state"):
            pd.testing.assert_series_equal(
                rows[column], drawn[column], check_names=False, check_index_type=False
            )


def test_a_row_says_where_when_what_and_in_which_unit(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    row = indicator_table(connection, month=NOW, level="county", within="980102").iloc[0]
    assert row[["as_of", "level", "area_code", "area_name"]].tolist() == [
        "2025-12",
        "county",
        "980102",
        "西县",
    ]
    assert row[["indicator", "label", "unit"]].tolist() == [
        "slots_per_1000_population",
        "每千人口托位数",
        "个/千人",
    ]
    assert row[["numerator", "denominator"]].tolist() == [40, 12_000]
    with speaking("en"):
        english = indicator_table(connection, month=NOW, level="county").iloc[0]
    assert (english["label"], english["unit"]) == ("Slots per 1,000 people", "per 1,000 people")


def test_a_level_that_an_area_does_not_have_gives_an_empty_table(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    assert indicator_table(connection, month=NOW, level="province").empty


def test_the_release_says_what_it_is_in_both_languages(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    found = release(connection)
    assert (found.title, found.source, found.is_demonstration) == (
        "测试市",
        "测试数据(虚构)",
        True,
    )
    with speaking("en"):
        assert (found.title, found.source) == ("Test City", "Invented test data")


def test_months_come_latest_first(connection: duckdb.DuckDBPyConnection) -> None:
    assert months(connection) == [NOW, pd.Timestamp("2024-12")]


def test_reported_values_are_those_of_declared_indicators(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    found = reported_values(connection)
    assert found["value"].tolist() == [4.7, 4.8]
    assert set(found["indicator"]) == {"slots_per_1000_population"}
