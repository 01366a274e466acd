"""Is every row that came, went or changed counted, and nothing else?"""

import duckdb
import pandas as pd
import pytest

from childcare.analyses.release_diff import changed_rows, headline_changes, row_changes
from childcare.catalog import INDICATORS
from childcare.catalog.sources import TABLES

COUNTED = ["rows_before", "rows_after", "added", "removed", "changed"]


@pytest.fixture
def copy(home, tmp_path):
    """Open a copy of the six townships that may be altered."""
    release = (home / "current.txt").read_text(encoding="utf-8").strip()
    path = tmp_path / "altered.duckdb"
    path.write_bytes((home / "releases" / release).read_bytes())
    with duckdb.connect(str(path)) as opened:
        yield opened


def changes(before, after, table):
    found = row_changes(before, after).set_index("table")
    assert list(found.index) == list(TABLES)
    others = found.drop(table)
    assert others[["added", "removed", "changed"]].to_numpy().sum() == 0
    return found.loc[table, COUNTED].tolist()


def test_a_release_does_not_differ_from_itself(connection):
    found = row_changes(connection, connection)
    assert (found["rows_before"] == found["rows_after"]).all()
    assert found[["added", "removed", "changed"]].to_numpy().sum() == 0


def test_without_a_release_before_all_rows_came(connection):
    found = row_changes(None, connection)
    assert (found["added"] == found["rows_after"]).all()
    assert found["rows_after"].sum() > 0


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("delete from institution where institution_id = 'A1'", [12, 10, 0, 2, 0]),
        ("update institution set slots = slots + 1 where as_of = '2025-12-01'", [12, 12, 0, 0, 9]),
        # Unknown is not 0, and what was never known does not change.
        ("update institution set slots = null where institution_id = 'E1'", [12, 12, 0, 0, 1]),
        ("update institution set kindergarten_id = null", [12, 12, 0, 0, 1]),
        ("update institution set source_name = 'x', source_row = 99", [12, 12, 0, 0, 0]),
        ("update institution set institution_id = 'Z' where institution_id = 'E1'",
         [12, 12, 1, 1, 0]),
        ("insert into institution select * from institution where institution_id = 'E1'",
         [12, 13, 1, 0, 0]),
    ],
)  # fmt: skip
def test_rows_that_came_went_and_changed_are_counted(connection, copy, statement, expected):
    copy.execute(statement)
    assert changes(connection, copy, "institution") == expected


def test_a_new_name_makes_no_other_area(connection, copy):
    copy.execute("update area set area_name = '新名' where area_code = '980101001'")
    assert changes(connection, copy, "area") == [13, 13, 0, 0, 1]


def test_a_column_that_one_release_lacks_is_not_compared(connection, copy):
    copy.execute("alter table institution drop column monthly_fee")
    assert changes(connection, copy, "institution") == [12, 12, 0, 0, 0]
    assert changes(copy, connection, "institution") == [12, 12, 0, 0, 0]


def test_examples_say_which_cell_was_what(connection, copy):
    copy.execute("update institution set slots = 61, monthly_fee = null "
                 "where institution_id = 'A1' and as_of = '2025-12-01'")  # fmt: skip
    copy.execute("delete from institution where institution_id = 'E1'")
    found = changed_rows(connection, copy, "institution").set_index(["institution_id", "column"])
    assert found.loc[("A1", "slots"), ["change", "before", "after"]].tolist() == [
        "changed", "60", "61",
    ]  # fmt: skip
    assert found.loc[("A1", "monthly_fee"), "before"] == "1500.0"
    assert pd.isna(found.loc[("A1", "monthly_fee"), "after"])
    assert found.loc[("E1", ""), "change"] == "removed"
    assert len(found) == 3
    assert len(changed_rows(None, copy, "institution", most=4)) == 4


def test_headlines_of_the_whole_and_each_county_stand_side_by_side(connection, copy):
    copy.execute("update institution set slots = slots + 10 "
                 "where institution_id = 'A1' and as_of = '2025-12-01'")  # fmt: skip
    found = headline_changes(connection, copy)
    assert list(dict.fromkeys(found["area_code"])) == ["980100", "980101", "980102"]
    assert set(found["indicator"]) <= {n for n, one in INDICATORS.items() if one.headline}
    slots = found[found["indicator"] == "slots"].set_index("area_code")
    assert slots.loc["980101", ["before", "after", "difference"]].tolist() == [200, 210, 10]
    assert slots.loc["980102", "difference"] == 0
    assert slots.loc["980101", "month_after"] == pd.Timestamp("2025-12-01")
    assert slots.loc["980101", ["townships_after", "reported_after"]].tolist() == [3, 3]
    assert (slots["unit"] == "slot").all()


def test_what_one_release_does_not_know_has_no_difference(connection, copy):
    copy.execute("delete from institution where area_code like '980102%' "
                 "and as_of = '2025-12-01'")  # fmt: skip
    found = headline_changes(connection, copy)
    west = found[(found["area_code"] == "980102") & (found["indicator"] == "slots")].iloc[0]
    assert west["before"] == 40 and pd.isna(west["after"]) and pd.isna(west["difference"])
    assert west["reported_after"] == 0
    alone = headline_changes(None, copy)
    assert alone["before"].isna().all() and alone["month_before"].isna().all()
