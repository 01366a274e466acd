"""Does it show what is missing: cells, rows, and whole reports, each for what it is?"""

import datetime

import duckdb
import pandas as pd
import pytest

from childcare.analyses.completeness import KNOWN, NO_ROWS, NOT_REPORTED, completeness
from childcare.analyses.freshness import freshness
from childcare.store import run

DECEMBER = pd.Timestamp("2025-12-01")


@pytest.fixture(scope="module")
def by_township(connection):
    frame = completeness(connection, month=DECEMBER, level="township")
    return frame.set_index(["table", "area_code", "column"])


def test_shares_are_those_one_counts_by_hand(connection, by_township):
    register = run(connection, "register", as_of=DECEMBER.date())
    for code, rows in register.groupby("area_code"):
        for column in ("children_enrolled", "monthly_fee", "longitude"):
            found = by_township.loc[("institution", code, column)]
            assert (found["rows"], found["filled"]) == (len(rows), rows[column].notna().sum())
            assert found["share"] == rows[column].notna().mean()


def test_none_there_and_nothing_reported_are_two_things(by_township):
    states = by_township["state"].groupby(["table", "area_code"]).first()
    assert states["institution", "980101001"] == KNOWN
    # The west sent a register without a row for this one.
    assert states["institution", "980102102"] == NO_ROWS
    assert states["population", "980102201"] == NOT_REPORTED
    none = by_township.loc[("institution", "980102102", "slots")]
    assert (none["rows"], none["filled"]) == (0, 0)
    assert pd.isna(none["share"])


def test_a_month_without_a_report_is_not_reported(connection):
    frame = completeness(connection, month=pd.Timestamp("2024-12-01"), level="township")
    states = frame[frame["table"] == "institution"].set_index("area_code")["state"]
    sent = run(connection, "register", as_of=datetime.date(2024, 12, 1))["parent_code"].unique()
    for code, state in states.items():
        if state == NO_ROWS:
            assert code[:6] in sent
        if state == NOT_REPORTED:
            assert code[:6] not in sent


def test_a_county_counts_what_its_townships_count(connection, by_township):
    county = completeness(connection, month=DECEMBER, level="county").set_index(
        ["table", "area_code", "column"]
    )
    parts = by_township.loc["institution"].reset_index()
    sums = parts.groupby([parts["area_code"].str[:6], "column"])[["rows", "filled"]].sum()
    for (code, column), row in sums.iterrows():
        found = county.loc[("institution", code, column)]
        assert (found["rows"], found["filled"]) == (row["rows"], row["filled"])


def test_what_is_rightly_empty_is_not_counted(by_township):
    columns = set(by_township.index.get_level_values("column"))
    assert not columns & {"closed_on", "kindergarten_id", "source_name", "source_row"}


def test_only_areas_inside_are_asked_about(connection):
    frame = completeness(connection, month=DECEMBER, level="township", within="980102")
    assert set(frame["area_code"].str[:6]) == {"980102"}
    assert NO_ROWS in set(frame["state"])


def test_the_age_of_each_table_is_counted_in_months(connection):
    found = freshness(connection, today=datetime.date(2026, 2, 27)).set_index("table")
    assert found.loc["institution", "newest"] == DECEMBER
    assert found.loc["institution", "age"] == 2
    assert found.loc["population", "age"] == 2
    assert pd.isna(found.loc["project", "age"])
    assert found.loc["institution", ["rows", "areas_reported", "areas"]].tolist() == [12, 2, 2]


def test_a_table_nobody_handed_in_is_there_with_no_rows(home, tmp_path):
    release = (home / "current.txt").read_text(encoding="utf-8").strip()
    path = tmp_path / "altered.duckdb"
    path.write_bytes((home / "releases" / release).read_bytes())
    with duckdb.connect(str(path)) as altered:
        altered.execute("delete from kindergarten")
        found = freshness(altered).set_index("table").loc["kindergarten"]
        assert (found["rows"], found["areas_reported"], found["areas"]) == (0, 0, 2)
        assert pd.isna(found["newest"])
        frame = completeness(altered, month=DECEMBER, level="county")
        assert "kindergarten" not in set(frame["table"])
