"""Does a line show what happened month by month, with a gap where nothing is known?"""

import duckdb
import pandas as pd
import pytest

from childcare.analyses import counts, latest_and_year_before, trend, values_over_time
from childcare.catalog import INDICATORS

RATE = INDICATORS["slots_per_1000_population"]
CITY, JIA, JI = "980100", "980101001", "980102201"
NOW, BEFORE = pd.Timestamp("2025-12"), pd.Timestamp("2024-12")


def three_months(slots: list[float | None]) -> pd.DataFrame:
    """Return invented counts of one area in three months."""
    months = pd.date_range("2025-10-01", periods=3, freq="MS")
    index = pd.MultiIndex.from_product([months, ["a"]], names=["as_of", "area_code"])
    return pd.DataFrame({"slots": slots, "population_total": 10_000}, index=index)


def test_the_city_rose_as_worked_out_by_hand(connection: duckdb.DuckDBPyConnection) -> None:
    series = trend(counts(connection, level="city"), CITY, RATE)
    assert series["as_of"].tolist() == [BEFORE, NOW]
    # 130 / 51,000 and 240 / 52,000 for 1,000 people
    assert series["value"].tolist() == pytest.approx([130 / 51, 240 / 52])


def test_a_month_that_was_not_reported_is_a_gap_and_keeps_its_place() -> None:
    series = trend(three_months([45.0, None, 50.0]), "a", RATE)
    assert series["value"].isna().tolist() == [False, True, False]
    assert series["state"].tolist() == ["known", "missing", "known"]


def test_an_area_without_counts_has_an_empty_series_with_the_same_columns() -> None:
    frame = three_months([1, 2, 3])
    assert list(trend(frame, "b", RATE)) == list(trend(frame, "a", RATE))
    assert trend(frame, "b", RATE).empty


def test_now_and_a_year_before_are_read_off_the_series(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    series = trend(counts(connection, level="city"), CITY, RATE)
    assert latest_and_year_before(series, NOW) == (
        pytest.approx(240 / 52),
        pytest.approx(130 / 51),
    )
    # Nothing is known of 2023-12.
    assert latest_and_year_before(series, BEFORE) == (pytest.approx(130 / 51), None)


def test_nothing_is_made_up_where_a_month_is_unknown_or_there_is_no_series() -> None:
    series = trend(three_months([45.0, None, 50.0]), "a", RATE)
    assert latest_and_year_before(series, pd.Timestamp("2025-11")) == (None, None)
    assert latest_and_year_before(trend(three_months([1, 2, 3]), "b", RATE), NOW) == (None, None)


def test_a_time_lapse_has_every_area_in_every_month_in_the_order_asked(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    frame = counts(connection, level="township")
    values = values_over_time(frame, [JI, JIA, "unknown"], RATE)
    asked = [(month, code) for month in (BEFORE, NOW) for code in (JI, JIA, "unknown")]
    assert values.index.tolist() == asked
    assert values["value"].tolist() == pytest.approx(
        [float("nan"), 40 / 19, float("nan"), float("nan"), 6.0, float("nan")], nan_ok=True
    )
