"""Does the card of an institution tell its history, its fee among others and its care staff?"""

import duckdb
import pandas as pd
import pytest

from childcare.analyses.institution_card import (
    designations,
    fee_standing,
    institution_history,
    on_every_month,
    staffing,
)
from childcare.analyses.register import register

NOW = pd.Timestamp("2025-12")


@pytest.fixture
def listed(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    return register(connection, as_of=NOW)


def test_the_history_has_every_register_that_lists_it(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    history = institution_history(connection, institution_id="A1")
    assert history["slots"].tolist() == [40, 60]
    assert history["is_open"].tolist() == [True, True]


def test_a_month_in_which_it_was_closed_or_not_listed_has_no_number(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    history = institution_history(connection, institution_id="D2")
    months = [NOW, pd.Timestamp("2025-06"), pd.Timestamp("2024-12"), pd.Timestamp("2023-01")]
    drawn = on_every_month(history, months)
    assert drawn["as_of"].tolist() == sorted(months[:3])
    assert drawn["slots"].isna().tolist() == [False, True, True]


def test_titles_have_date_and_document(connection: duckdb.DuckDBPyConnection) -> None:
    titles = designations(connection, institution_id="A1")
    assert titles["granted_on"].tolist() == [pd.Timestamp("2024-06-01")]
    assert titles["document"].tolist() == ["测试文\u30142024\u30151号"]
    assert designations(connection, institution_id="nobody").empty


def test_the_fee_stands_among_the_open_ones_of_its_county(listed: pd.DataFrame) -> None:
    standing = fee_standing(listed, "A1")
    # East county: 1500, 2600, 1000, 1200, 900; B2 is not counted.
    assert (standing.fee, standing.cheaper, standing.others, standing.median) == (1500, 3, 4, 1200)
    assert not standing.has_spread


def test_a_closed_one_is_held_against_the_open_ones(listed: pd.DataFrame) -> None:
    standing = fee_standing(listed, "D2")
    assert (standing.others, standing.cheaper) == (2, 2)


def test_without_a_fee_there_is_only_the_median_of_the_others(listed: pd.DataFrame) -> None:
    blank = listed.assign(monthly_fee=listed["monthly_fee"].where(listed.index != "A1"))
    standing = fee_standing(blank, "A1")
    assert standing.fee != standing.fee
    assert (standing.others, standing.median) == (4, 1100)


def test_care_staff_is_held_against_the_classes(listed: pd.DataFrame) -> None:
    found = staffing(listed.loc["A1"])
    # 10 / 3 + 20 / 5 + 30 / 7 = 11.6, and 12 care workers.
    assert (found.state, found.when_full) == ("enough_when_full", (12, 12))
    assert found.for_present == (5, 8)


def test_a_mixed_class_leaves_a_range(listed: pd.DataFrame) -> None:
    found = staffing(listed.loc["E1"])
    # 15 at 1:7 to 1:5; 3 care workers are enough even so.
    assert (found.state, found.when_full) == ("enough_when_full", (3, 3))
    row = listed.loc["E1"].copy()
    row[["mixed_class_slots", "slots"]] = 35
    assert staffing(row).when_full == (5, 7)


@pytest.mark.parametrize("missing", ["care_staff", "older_class_slots"])
def test_nothing_is_said_without_classes_or_staff(listed: pd.DataFrame, missing: str) -> None:
    row = listed.loc["A1"].copy()
    row[missing] = float("nan")
    assert staffing(row).state == "unknown"


def test_nothing_is_said_where_the_classes_do_not_add_up(listed: pd.DataFrame) -> None:
    row = listed.loc["A1"].copy()
    row["slots"] = 61
    assert staffing(row).state == "unknown"
