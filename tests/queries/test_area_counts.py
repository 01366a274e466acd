"""Are the six townships counted as one counts them by hand, at every level?

Institutions open in 2025-12: A1 60 slots, A2 40, A3 20 (Jia street); B1 50 (Yi street); C1 30
(Bing town); D1 25 (Ding town); none in Wu town; E1 15 (Ji township, whose people are unknown).
B2 is not counted, D2 closed in 2025-06.
"""

import datetime
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from childcare.store import run

JIA, YI, BING = "980101001", "980101002", "980101101"
DING, WU, JI = "980102101", "980102102", "980102201"
EAST, WEST, CITY = "980101", "980102", "980100"
TOWNSHIPS = (JIA, YI, BING, DING, WU, JI)
NOW, BEFORE = datetime.date(2025, 12, 1), datetime.date(2024, 12, 1)


def counted(
    connection: duckdb.DuckDBPyConnection,
    level: str,
    *,
    month: datetime.date = NOW,
    within: str | None = None,
) -> pd.DataFrame:
    """Return the counts of a level in one month, by area."""
    rows = run(
        connection,
        "area_counts",
        first_month=month,
        last_month=month,
        level=level,
        within=within,
    )
    return rows.set_index("area_code")


@pytest.fixture(scope="module")
def now(home: Path) -> dict[str, pd.DataFrame]:
    """Return the counts of the last month at every level, counted once for all tests."""
    release = (home / "current.txt").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(home / "releases" / release), read_only=True) as connection:
        return {level: counted(connection, level) for level in ("township", "county", "city")}


# One figure for each of the six townships, in the order of their codes; None where unknown.
BY_TOWNSHIP = {
    "population_total": [20_000, 10_000, 10_000, 5_000, 5_000, None],
    "children_under_3": [600, 300, 300, 150, 150, None],
    "institutions": [3, 1, 1, 1, 0, 1],
    "slots": [120, 50, 30, 25, 0, 15],  # Jia: 60 + 40 + 20
    "inclusive_slots": [80, 50, 10, 25, 0, 15],  # Jia: 60 + 0 + 20
    "rural_slots": [0, 0, 30, 25, 0, 15],
    "inclusive_institutions": [2, 1, 1, 1, 0, 1],
    "filed_institutions": [3, 1, 1, 1, 0, 1],
    "inclusive_community_institutions": [0, 1, 0, 0, 0, 0],  # B1
    "inclusive_community_slots": [0, 50, 0, 0, 0, 0],
    "provincial_inclusive_institutions": [0, 0, 0, 0, 0, 0],  # A1 is certified by the city only
    "inclusive_with_medical_partner": [2, 1, 0, 1, 0, 0],  # A1 + A3, B1, D1
    "children_enrolled": [55, 40, None, 20, 0, 10],  # C1 did not say
    "slots_reporting_enrolment": [120, 50, None, 25, 0, 15],
    "children_with_health_record": [50, 35, None, 20, 0, 10],  # Jia: 30 + 5 + 15
    "staff_reporting_certificates": [29, 12, 6, 6, 0, 3],  # Jia: 15 + 10 + 4
    "certified_staff": [22, 10, 4, 5, 0, 2],  # Jia: 12 + 6 + 4
    "care_staff_reporting_certificates": [24, 10, 5, 5, 0, 3],  # Jia: 12 + 8 + 4
    "certified_care_staff": [17, 8, 3, 4, 0, 2],  # Jia: 9 + 4 + 4
    "townships": [1, 1, 1, 1, 1, 0],  # Ji is not in the assessment
    "townships_with_inclusive": [1, 1, 1, 1, 0, 0],
    "townships_with_public": [1, 1, 0, 1, 0, 0],  # A3, B1, D1
    "townships_with_toddler_kindergarten": [1, 0, 0, 0, 0, 0],  # K1
    "streets": [1, 1, 0, 0, 0, 0],
    "streets_with_inclusive": [1, 1, 0, 0, 0, 0],
    "communities": [2, 1, 0, 1, 0, 0],
    "communities_with_service_point": [1, 0, 0, 1, 0, 0],
    "kindergartens": [1, 1, 0, 1, 0, 0],
    "public_kindergartens": [1, 1, 0, 0, 0, 0],
    "kindergartens_with_toddler_class": [1, 0, 0, 0, 0, 0],
    "kindergartens_enrolling": [1, 0, 0, 0, 0, 0],
    "eligible_kindergartens": [1, 1, 0, 0, 0, 0],
    "toddler_slots": [20, 0, 0, 0, 0, 0],
    "toddler_enrolled": [15, 0, 0, 0, 0, 0],
}


@pytest.mark.parametrize("column", BY_TOWNSHIP)
def test_townships_are_counted_as_by_hand(now: dict[str, pd.DataFrame], column: str) -> None:
    found = now["township"][column].astype("Float64")
    expected = pd.Series(BY_TOWNSHIP[column], index=TOWNSHIPS, dtype="Float64")
    pd.testing.assert_series_equal(found, expected, check_names=False)


# East county is Jia + Yi + Bing, west county Ding + Wu + Ji, the city both.
BY_PARENT = {
    "population_total": (40_000, 12_000, 52_000),  # handed in for themselves
    "children_under_3": (1_200, 360, 1_560),
    "institutions": (5, 2, 7),
    "slots": (200, 40, 240),  # 120 + 50 + 30, 25 + 0 + 15
    "inclusive_slots": (140, 40, 180),
    "rural_slots": (30, 40, 70),
    "inclusive_institutions": (4, 2, 6),
    "children_enrolled": (95, 30, 125),  # 55 + 40, 20 + 10
    "slots_reporting_enrolment": (170, 40, 210),  # 200 - 30 of C1
    "certified_staff": (36, 7, 43),
    "townships": (3, 2, 5),
    "townships_reported": (3, 3, 6),
    "townships_with_population": (3, 2, 5),
    "townships_with_inclusive": (3, 1, 4),
    "townships_with_public": (2, 1, 3),
    "townships_with_toddler_kindergarten": (1, 0, 1),
    "inclusive_community_slots": (50, 0, 50),
    "streets": (2, 0, 2),
    "streets_with_inclusive": (2, 0, 2),
    "communities": (3, 1, 4),
    "communities_with_service_point": (1, 1, 2),
    "kindergartens": (2, 1, 3),
    "private_kindergartens": (0, 1, 1),
    "toddler_slots": (20, 0, 20),
}


@pytest.mark.parametrize("column", BY_PARENT)
def test_counties_and_the_city_are_the_sums_of_their_townships(
    now: dict[str, pd.DataFrame], column: str
) -> None:
    counties, city = now["county"][column], now["city"][column]
    assert (counties[EAST], counties[WEST], city[CITY]) == BY_PARENT[column]


def test_a_year_before_is_counted_with_the_institutions_and_people_of_then(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    # A1 had 40 slots, B1 50, D2 was still open with 40; the figures of 2024-12-31 count.
    townships = counted(connection, "township", month=BEFORE)
    assert townships["slots"].tolist() == [40, 50, 0, 40, 0, 0]
    assert townships.loc[JIA, "population_total"] == 19_000
    assert counted(connection, "city", month=BEFORE).loc[CITY, "slots"] == 130


def test_the_average_rural_fee_weighs_by_children(connection: duckdb.DuckDBPyConnection) -> None:
    # Ding: 800 yuan x 20 children; Ji: 700 x 10; together 23,000 for 30 children.
    counties = counted(connection, "county")
    assert counties.loc[WEST, "rural_fee_total"] == 23_000
    assert counties.loc[WEST, "rural_fee_children"] == 30


def test_asking_within_an_area_returns_its_parts_only(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    assert list(counted(connection, "township", within=WEST).index) == [DING, WU, JI]
    assert list(counted(connection, "county", within=WEST).index) == [WEST]
    whole = counted(connection, "township")
    pd.testing.assert_frame_equal(counted(connection, "township", within=CITY), whole)


def test_a_month_that_nobody_handed_in_has_no_rows(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    assert counted(connection, "township", month=datetime.date(2025, 11, 1)).empty
