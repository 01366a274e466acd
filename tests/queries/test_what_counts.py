"""Which institution, class, designation and service point counts, and how often?"""

import datetime
from collections.abc import Callable

import duckdb
import pytest

from childcare.store import run

Altered = Callable[[str], duckdb.DuckDBPyConnection]

CITY = "980100"
NOW = datetime.date(2025, 12, 1)


def city(connection: duckdb.DuckDBPyConnection, column: str) -> float:
    rows = run(
        connection, "area_counts", first_month=NOW, last_month=NOW, level="city", within=CITY
    )
    return float(rows[column].item())


def open_now(connection: duckdb.DuckDBPyConnection) -> set[str]:
    rows = run(connection, "open_institutions", as_of=NOW, within=CITY)
    return set(rows["institution_id"])


def test_closed_and_uncounted_institutions_do_not_count(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    assert open_now(connection) == {"A1", "A2", "A3", "B1", "C1", "D1", "E1"}


def test_an_institution_reopened_and_counted_counts_again(altered: Altered) -> None:
    # 240 + 40 of D2 + 10 of B2
    again = altered("update institution set closed_on = null, is_counted = true")
    assert city(again, "slots") == 290
    assert city(again, "institutions") == 9


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        ("closed_on = '2025-12-31'", False),  # closed on the last day: not open at its end
        ("closed_on = '2026-01-01'", True),
        ("opened_on = '2025-12-31'", True),
        ("opened_on = '2026-01-01'", False),
        ("opened_on = null, closed_on = null", True),
        ("is_counted = null", True),
        ("is_counted = false", False),
    ],
)
def test_an_institution_counts_in_a_month_if_it_is_open_at_its_end(
    altered: Altered, change: str, counts: bool
) -> None:
    changed = altered(f"update institution set {change} where institution_id = 'A1'")
    assert ("A1" in open_now(changed)) == counts
    assert city(changed, "slots") == (240 if counts else 180)


def test_the_map_of_points_and_the_counts_agree_on_what_is_open(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    points = run(connection, "open_institutions", as_of=NOW, within=CITY)
    assert len(points) == city(connection, "institutions")
    assert points["slots"].sum() == city(connection, "slots")


def test_the_class_of_a_kindergarten_is_counted_once(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    # A3 is the class of K1: 20 slots of the 240, not 20 more from the kindergarten register.
    assert city(connection, "slots") == 240
    assert city(connection, "toddler_slots") == 20


@pytest.mark.parametrize(
    ("designation", "column"),
    [
        ("kindergarten_pilot", "kindergarten_pilot_institutions"),
        ("medical_childcare", "medical_childcare_institutions"),
        ("demonstration", "demonstration_institutions"),
    ],
)
@pytest.mark.parametrize(
    ("granted", "number"),
    [("'2025-12-31'", 1), ("'2025-12-01'", 1), ("'2026-01-01'", 0), ("null", 1)],
)
def test_a_designation_counts_from_its_date_on(
    altered: Altered, designation: str, column: str, granted: str, number: int
) -> None:
    row = f"('A3', '{designation}', 'city', {granted}, '', '', 1)"
    assert city(altered(f"insert into designation values {row}"), column) == number


def test_a_designation_given_at_two_levels_counts_once(altered: Altered) -> None:
    rows = "('A3', 'kindergarten_pilot', '{}', '2025-06-01', '', '', 1)"
    both = f"{rows.format('city')}, {rows.format('county')}"
    changed = altered(f"insert into designation values {both}")
    assert city(changed, "kindergarten_pilot_institutions") == 1
    assert city(changed, "slots") == 240


@pytest.mark.parametrize(
    ("level", "number"),
    [("'national'", 1), ("'provincial'", 1), ("'city'", 0), ("'county'", 0), ("null", 0)],
)
def test_inclusive_by_the_province_is_certified_by_it_or_the_nation(
    altered: Altered, level: str, number: int
) -> None:
    row = f"('A3', 'inclusive_certified', {level}, '2025-06-01', '', '', 1)"
    changed = altered(f"insert into designation values {row}")
    assert city(changed, "provincial_inclusive_institutions") == number


@pytest.mark.parametrize("level", ["national", "provincial", "city", "county"])
def test_a_demonstration_institution_counts_at_any_level_and_once(
    altered: Altered, level: str
) -> None:
    rows = "('A3', 'demonstration', 'city', '2025-06-01', '', '', 1),"
    rows += f"('A3', 'demonstration', '{level}', '2025-07-01', '', '', 2)"
    changed = altered(f"insert into designation values {rows}")
    assert city(changed, "demonstration_institutions") == 1
    assert city(changed, "slots") == 240


def test_an_employer_run_institution_counts_by_its_provider_type(altered: Altered) -> None:
    changed = altered(
        "update institution set provider_type = 'employer' where institution_id in ('A1', 'B2')"
    )
    assert city(changed, "employer_institutions") == 1  # B2 is not counted


def test_slots_of_community_institutions_that_are_not_inclusive_do_not_count(
    altered: Altered,
) -> None:
    # A1 (60 inclusive slots) and B1 (50) are inclusive, A2 is not.
    changed = altered(
        "update institution set provider_type = 'community_embedded', inclusive_slots = slots"
        " where institution_id in ('A1', 'A2', 'B1')"
    )
    assert city(changed, "inclusive_community_slots") == 110
    assert city(changed, "inclusive_community_institutions") == 2


def test_a_township_with_two_kindergarten_classes_is_covered_once(altered: Altered) -> None:
    changed = altered(
        "update kindergarten set has_toddler_class = true, area_code = '980101001'"
        " where kindergarten_id = 'K2'"
    )
    assert city(changed, "townships_with_toddler_kindergarten") == 1


def test_a_township_outside_the_assessment_is_not_covered_by_its_kindergarten(
    altered: Altered,
) -> None:
    changed = altered("update area set in_assessment = false where area_code = '980101001'")
    assert city(changed, "townships_with_toddler_kindergarten") == 0


def test_the_designation_of_a_closed_institution_does_not_count(altered: Altered) -> None:
    row = "('D2', 'kindergarten_pilot', 'city', '2024-06-01', '', '', 1)"
    changed = altered(f"insert into designation values {row}")
    assert city(changed, "kindergarten_pilot_institutions") == 0


def test_two_service_points_in_one_community_cover_it_once(altered: Altered) -> None:
    row = "('S9', '2025-12-01', '980101001001', 'point', null, '', 1)"
    changed = altered(f"insert into service_point values {row}")
    assert city(changed, "communities_with_service_point") == 2


def test_a_month_without_service_points_of_its_own_has_those_handed_in_last(
    altered: Altered,
) -> None:
    # Only S1 of 2024-12 is left.
    changed = altered("delete from service_point where as_of = '2025-12-01'")
    assert city(changed, "communities_with_service_point") == 1


def test_a_month_without_kindergartens_of_its_own_has_those_handed_in_last(
    altered: Altered,
) -> None:
    changed = altered("delete from kindergarten where as_of = '2025-12-01'")
    assert city(changed, "kindergartens") == 3
    assert city(changed, "toddler_slots") == 0


def test_a_public_kindergarten_class_makes_a_township_publicly_covered(altered: Altered) -> None:
    # Without public institutions Jia street is still covered by K1, the others no longer.
    changed = altered("update institution set is_public = false")
    assert city(changed, "townships_with_public") == 1


def test_months_are_listed_latest_first(connection: duckdb.DuckDBPyConnection) -> None:
    listed = run(connection, "available_months")["as_of"].dt.strftime("%Y-%m")
    assert listed.tolist() == ["2025-12", "2024-12"]


def test_without_a_register_the_months_are_those_of_other_figures(altered: Altered) -> None:
    changed = altered(
        "delete from institution; delete from population where stat_date > '2025-01-01'"
    )
    listed = run(changed, "available_months")["as_of"].dt.strftime("%Y-%m")
    assert listed.tolist() == ["2025-12", "2024-12"]  # reported values, population
