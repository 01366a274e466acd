"""Do the dated figures by age follow the same rule as the counts of areas?"""

import datetime
from collections.abc import Callable

import duckdb
import pandas as pd
import pytest

from childcare.store import run

Altered = Callable[[str], duckdb.DuckDBPyConnection]

CITY, WEST = "980100", "980102"
AGES = ["children_age_0", "children_age_1", "children_age_2"]
CHANGES = {
    "as they are": "select 1",
    "no figure of the city": "delete from population where area_code = '980100'",
    "figures of townships alone": "delete from population where length(area_code) = 6",
    "one county without a figure": "delete from population where area_code in ('980102', '980100')",
    "a later figure without people": (
        "update population set population_total = null"
        " where area_code = '980101001' and stat_date > '2025-01-01'"
    ),
    "ages not given": "update population set children_age_1 = null where area_code = '980101002'",
    "a city without counties": (
        "delete from population where length(area_code) = 6;"
        "delete from area where level = 'county';"
        "delete from area_ancestor where ancestor_level = 'county' or area_code = '980102201';"
        "update area set parent_code = '980100' where level = 'township';"
        "delete from area where area_code = '980102201'"
    ),
}


def by_age(connection: duckdb.DuckDBPyConnection, level: str) -> pd.DataFrame:
    """Return the figures of all areas of a level, by month and area."""
    frame = run(connection, "children_by_age", level=level, within=CITY)
    frame["as_of"] = pd.to_datetime(frame["stat_date"]).dt.to_period("M").dt.to_timestamp()
    frame["children_under_3"] = frame[AGES].astype("Int64").sum(axis=1, skipna=False)
    return frame.set_index(["as_of", "area_code"])


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
@pytest.mark.parametrize("level", ["township", "county", "city"])
def test_people_and_children_are_those_of_the_area_counts(
    altered: Altered, change: str, level: str
) -> None:
    connection = altered(change)
    counted = run(
        connection,
        "area_counts",
        first_month=datetime.date(2024, 1, 1),
        last_month=datetime.date(2025, 12, 1),
        level=level,
        within=CITY,
    )
    counted["as_of"] = pd.to_datetime(counted["as_of"])
    counted = counted.set_index(["as_of", "area_code"])
    found = by_age(connection, level)
    assert len(found) == len(counted)
    for column in ("population_total", "children_under_3"):
        expected = counted[column].astype("Int64")
        pd.testing.assert_series_equal(
            found[column].astype("Int64").reindex(counted.index), expected, check_index_type=False
        )


def test_an_age_that_is_unknown_leaves_the_other_ages_known(altered: Altered) -> None:
    spoilt = altered("update population set children_age_1 = null where area_code = '980102'")
    row = by_age(spoilt, "county").loc[("2025-12-01", WEST)]
    # The township of unknown people leaves the sum of the county's own townships unknown, too.
    assert pd.isna(row["children_age_1"])
    assert (row["population_total"], row["children_age_0"]) == (12_000, 120)


def test_only_areas_within_are_returned(connection: duckdb.DuckDBPyConnection) -> None:
    frame = run(connection, "children_by_age", level="township", within=WEST)
    assert set(frame["area_code"]) == {"980102101", "980102102", "980102201"}
