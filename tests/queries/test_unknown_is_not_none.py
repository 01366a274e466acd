"""Is what was not reported never taken for none, and none never for not reported?"""

import datetime
from collections.abc import Callable

import duckdb
import pandas as pd
import pytest

from childcare.catalog import INDICATORS
from childcare.store import run

Altered = Callable[[str], duckdb.DuckDBPyConnection]

JIA, YI, BING = "980101001", "980101002", "980101101"
DING, WU, JI = "980102101", "980102102", "980102201"
EAST, WEST, CITY = "980101", "980102", "980100"
LEVELS = {JIA: "township", BING: "township", WU: "township", JI: "township"}
LEVELS |= {YI: "township", DING: "township", EAST: "county", WEST: "county", CITY: "city"}
NOW = datetime.date(2025, 12, 1)
WEST_NOW = "as_of = '2025-12-01' and area_code like '980102%'"


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


def test_a_township_without_an_institution_in_a_county_that_reported_has_zero_slots(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    assert count(connection, WU, "slots") == 0
    assert count(connection, WU, "institutions") == 0
    assert count(connection, WU, "children_enrolled") == 0


def test_a_county_that_did_not_report_is_unknown_and_so_is_the_city(altered: Altered) -> None:
    spoilt = altered(f"delete from institution where {WEST_NOW}")
    for area in (DING, WU, JI, WEST, CITY):
        assert count(spoilt, area, "slots") is None, area
        assert count(spoilt, area, "institutions") is None, area
    assert count(spoilt, EAST, "slots") == 200
    assert count(spoilt, CITY, "townships_reported") == 3


def test_a_county_that_did_not_report_still_has_its_people(altered: Altered) -> None:
    spoilt = altered(f"delete from institution where {WEST_NOW}")
    assert count(spoilt, WEST, "population_total") == 12_000


def test_a_county_whose_only_institution_is_closed_has_reported_none(altered: Altered) -> None:
    spoilt = altered(f"delete from institution where {WEST_NOW} and institution_id <> 'D2'")
    assert count(spoilt, WEST, "slots") == 0
    assert count(spoilt, CITY, "slots") == 200


def test_a_register_without_filing_status_knows_nothing_of_filing(altered: Altered) -> None:
    spoilt = altered("update institution set filing_status = null")
    assert count(spoilt, JIA, "filed_institutions") is None
    assert count(spoilt, CITY, "filed_institutions") is None
    # Where there is no institution at all, none is filed.
    assert count(spoilt, WU, "filed_institutions") == 0


def test_a_register_without_enrolment_knows_nothing_of_enrolment(altered: Altered) -> None:
    spoilt = altered("update institution set children_enrolled = null")
    assert count(spoilt, JIA, "children_enrolled") is None
    assert count(spoilt, CITY, "slots_reporting_enrolment") is None


def test_slots_in_a_township_neither_urban_nor_rural_are_of_unknown_kind(altered: Altered) -> None:
    spoilt = altered("update area set urban_rural = null")
    assert count(spoilt, BING, "rural_slots") is None
    assert count(spoilt, BING, "slots") == 30


def test_without_a_kindergarten_register_nothing_is_known_of_kindergartens(
    altered: Altered,
) -> None:
    spoilt = altered("delete from kindergarten")
    for column in ("kindergartens", "toddler_slots", "public_kindergartens"):
        assert count(spoilt, JIA, column) is None, column
        assert count(spoilt, CITY, column) is None, column


def test_without_service_points_their_coverage_is_unknown(altered: Altered) -> None:
    spoilt = altered("delete from service_point")
    assert count(spoilt, JIA, "communities_with_service_point") is None
    assert count(spoilt, JIA, "communities") == 2


@pytest.mark.parametrize("area", [JIA, EAST, CITY])
def test_in_a_month_before_the_first_register_of_kindergartens_nothing_is_known(
    altered: Altered, area: str
) -> None:
    later = altered(
        "update kindergarten set as_of = '2026-01-01' where as_of = '2025-12-01';"
        "delete from kindergarten where as_of < '2026-01-01'"
    )
    assert count(later, area, "kindergartens") is None


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ("institution set is_inclusive = null", "inclusive_institutions"),
        ("institution set is_inclusive = null", "townships_with_inclusive"),
        ("institution set is_public = null", "townships_with_public"),
        ("institution set provider_type = null", "inclusive_community_institutions"),
        ("institution set provider_type = null", "inclusive_community_slots"),
        ("institution set inclusive_slots = null", "inclusive_community_slots"),
        ("institution set provider_type = null", "employer_institutions"),
        ("kindergarten set has_toddler_class = null", "kindergartens_with_toddler_class"),
        ("kindergarten set has_toddler_class = null", "townships_with_toddler_kindergarten"),
        ("kindergarten set toddler_enrolled = null", "kindergartens_enrolling"),
        ("kindergarten set could_open_toddler_class = null", "eligible_kindergartens"),
        ("kindergarten set is_public = null", "public_kindergartens"),
    ],
)
def test_a_register_without_a_column_knows_nothing_of_what_the_column_says(
    altered: Altered, change: str, column: str
) -> None:
    assert count(altered(f"update {change}"), CITY, column) is None


@pytest.mark.parametrize(
    "column", ["demonstration_institutions", "provincial_inclusive_institutions"]
)
def test_without_a_list_of_titles_nothing_is_known_of_them(altered: Altered, column: str) -> None:
    spoilt = altered("delete from designation")
    assert count(spoilt, CITY, column) is None
    assert count(spoilt, WU, column) == 0  # without an institution there is none with a title


def test_institutions_whose_filing_is_unknown_do_not_count_as_not_filed(altered: Altered) -> None:
    # Jia street does not say; all 4 others are filed: the rate is 4 of 4, not 4 of 7.
    spoilt = altered("update institution set filing_status = null where area_code = '980101001'")
    assert count(spoilt, CITY, "filed_institutions") == 4
    assert count(spoilt, CITY, INDICATORS["filing_rate"].denominator) == 4
    assert count(spoilt, CITY, "institutions") == 7


def test_an_urban_street_has_no_rural_fee_to_be_unknown(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    assert count(connection, JIA, "rural_fee_children") == 0
