"""Every check passes on good data and fires, alone, on the fault it is for."""

import shutil

import duckdb
import pytest

from childcare.catalog import COLUMNS
from childcare.ingest.checks import run_checks
from childcare.store import load_query, query_names, ready_cursor

TWICE = "insert into {table} select * from {table} where {key} = '{value}'"
SUCCESSORS = (
    "insert into area_successor (former_code, area_code, changed_on, change_kind, share,"
    " source_name, source_row) values {rows}"
)
LATEST = "as_of = '2025-12-01'"
FAULTS = {
    "area_given_twice": TWICE.format(table="area", key="area_code", value="980102102"),
    "population_given_twice": TWICE.format(
        table="population", key="area_code || stat_date", value="9801021022025-12-31"
    ),
    "institution_given_twice": TWICE.format(table="institution", key="institution_id", value="C1"),
    "designation_given_twice": TWICE.format(table="designation", key="institution_id", value="A1"),
    "kindergarten_given_twice": TWICE.format(
        table="kindergarten", key="kindergarten_id || as_of", value="K22025-12-01"
    ),
    "service_point_given_twice": TWICE.format(
        table="service_point", key="service_point_id", value="S2"
    ),
    "reported_value_given_twice": TWICE.format(
        table="reported_value", key="area_code", value="980100"
    ),
    "project_given_twice": TWICE.format(table="project", key="project_id", value="P2"),
    "project_in_unknown_area": "update project set area_code = '999' where project_id = 'P3'",
    "project_without_slots": (
        "update project set slots_planned = null, inclusive_slots_planned = null"
        " where project_id = 'P3'"
    ),
    "project_already_due": (
        "update project set expected_open_on = '2025-11-30' where project_id = 'P2'"
    ),
    "annual_task_given_twice": TWICE.format(table="annual_task", key="area_code", value="980101"),
    "annual_task_of_unknown_area": (
        "update annual_task set area_code = '999' where area_code = '980101'"
    ),
    "annual_task_not_positive": (
        "update annual_task set task_value = 0 where area_code = '980101'"
    ),
    "reported_rate_without_sample_size": (
        "update reported_value set indicator = 'parent_knowledge_rate', value = 91.6"
        " where area_code = '980100'"
    ),
    "reported_value_over_limit": (
        "update reported_value set indicator = 'utilisation_rate', value = 496"
        " where area_code = '980000'"
    ),
    "area_without_known_parent": (
        "update area set parent_code = '999' where area_code = '980102101201'"
    ),
    "several_root_areas": (
        "insert into area (area_code, area_name, level, source_name, source_row)"
        " values ('980200', '又一市', 'city', 'f.csv', 99)"
    ),
    "area_in_a_circle": (
        "insert into area_ancestor values ('980102101201', '980102101201', 'community', 2)"
    ),
    "area_not_below_its_parent": (
        "update area set level = 'township' where area_code = '980102101201'"
    ),
    "population_of_unknown_area": (
        "insert into population (area_code, stat_date, population_total, source_name, source_row)"
        " values ('999', '2025-12-31', 100, 'f.csv', 99)"
    ),
    "institution_without_slots": (
        "update institution set slots = null, inclusive_slots = null"
        f" where institution_id = 'E1' and {LATEST}"
    ),
    "institution_in_unknown_area": (
        "update institution set area_code = '999' where institution_id = 'E1'"
    ),
    "kindergarten_in_unknown_area": (
        "update kindergarten set area_code = '999' where kindergarten_id = 'K3'"
    ),
    "service_point_in_unknown_community": (
        "update service_point set community_code = '999' where service_point_id = 'S2'"
    ),
    "institution_of_unknown_kindergarten": (
        "update institution set kindergarten_id = 'K9' where institution_id = 'C1'"
    ),
    "designation_of_unknown_institution": (
        "update designation set institution_id = 'Z9' where institution_id = 'A1'"
    ),
    "inclusive_slots_exceed_slots": (
        "update institution set inclusive_slots = 31 where institution_id = 'C1'"
    ),
    "class_slots_do_not_add_up": (
        "update institution set infant_class_slots = 6 where institution_id = 'D1'"
    ),
    "far_more_children_than_slots": (
        f"update institution set children_enrolled = 76 where institution_id = 'B1' and {LATEST}"
    ),
    "more_children_than_slots": (
        f"update institution set children_enrolled = 51 where institution_id = 'B1' and {LATEST}"
    ),
    "more_health_records_than_children": (
        "update institution set children_with_health_record = 41"
        f" where institution_id = 'B1' and {LATEST}"
    ),
    "more_certificates_than_staff": (
        f"update institution set certified_staff = 13 where institution_id = 'B1' and {LATEST}"
    ),
    "more_certificates_than_care_staff": (
        f"update institution set certified_care_staff = 11 where institution_id = 'B1' and {LATEST}"
    ),
    "institution_closed_before_opening": (
        f"update institution set closed_on = '2020-01-01' where institution_id = 'D2' and {LATEST}"
    ),
    "coordinates_not_on_earth": (
        "update institution set latitude = 134.15 where institution_id = 'B1'"
    ),
    "coordinates_far_outside": (
        "update institution_place set kilometres_outside = 51 where latitude = 34.05"
    ),
    "point_outside_its_township": (
        "update institution_place set lies_in = '980101101' where latitude = 34.05"
    ),
    "many_institutions_at_one_point": (
        "update institution set longitude = 118.151, latitude = 34.251"
        f" where {LATEST} and institution_id in ('A1', 'A2', 'A3', 'B1', 'C1')"
    ),
    "kindergarten_class_counted_twice": (
        f"update institution set kindergarten_id = 'K1' where institution_id = 'A2' and {LATEST};"
        f"update kindergarten set toddler_slots = 60 where kindergarten_id = 'K1' and {LATEST}"
    ),
    "toddler_slots_differ_from_register": (
        f"update kindergarten set toddler_slots = 19 where kindergarten_id = 'K1' and {LATEST}"
    ),
    "unusual_institution_size": ("update institution set slots = 401 where institution_id = 'E1'"),
    "negative_population": (
        "update population set children_age_0 = -1 where area_code = '980102101'"
    ),
    "more_children_than_people": (
        "update population set children_age_0 = 6000"
        " where area_code = '980102101' and stat_date = '2024-12-31'"
    ),
    "population_jump": (
        "update population set population_total = 4000"
        " where area_code = '980102101' and stat_date = '2024-12-31'"
    ),
    "population_older_than_register": (
        "update population set stat_date = (stat_date - interval 36 months)::date"
    ),
    "unusual_share_of_children": (
        "update population set children_age_0 = 1, children_age_1 = 1, children_age_2 = 1"
        " where area_code = '980102101'"
    ),
    "townships_do_not_add_up": (
        "update population set population_total = 42000"
        " where area_code = '980101' and stat_date = '2025-12-31'"
    ),
    "successor_given_twice": SUCCESSORS.format(
        rows="('9', '980101001', '2025-06-01', 'merged', null, 'f.csv', 2),"
        " ('9', '980101001', '2025-06-01', 'merged', null, 'f.csv', 3)"
    ),
    "successor_still_in_area_list": SUCCESSORS.format(
        rows="('980101002', '980101001', '2025-06-01', 'merged', null, 'f.csv', 2)"
    ),
    "successor_not_in_area_list": SUCCESSORS.format(
        rows="('9', '999', '2025-06-01', 'recoded', null, 'f.csv', 2)"
    ),
    "successor_in_a_circle": SUCCESSORS.format(
        rows="('9', '9', '2025-06-01', 'renamed', null, 'f.csv', 2)"
    ),
    "successor_changed_before": SUCCESSORS.format(
        rows="('9', '8', '2025-06-01', 'recoded', null, 'f.csv', 2),"
        " ('8', '980101001', '2025-06-01', 'merged', null, 'f.csv', 3)"
    ),
    "successors_of_no_split": SUCCESSORS.format(
        rows="('9', '980101001', '2025-06-01', 'merged', null, 'f.csv', 2),"
        " ('9', '980101002', '2025-06-01', 'merged', null, 'f.csv', 3)"
    ),
    "successor_shares_do_not_add_up": SUCCESSORS.format(
        rows="('9', '980101001', '2025-06-01', 'split', 0.5, 'f.csv', 2),"
        " ('9', '980101002', '2025-06-01', 'split', 0.4, 'f.csv', 3)"
    ),
}
CHECKS = query_names("checks")


@pytest.fixture
def changeable(home, tmp_path):
    """Open a copy of the six townships that may be spoiled."""
    current = (home / "current.txt").read_text(encoding="utf-8").strip()
    copy = shutil.copy(home / "releases" / current, tmp_path / "broken.duckdb")
    with duckdb.connect(str(copy)) as opened:
        yield opened


def test_every_check_has_a_fault():
    assert sorted(f"checks/{name}" for name in FAULTS) == CHECKS


def test_good_data_breaks_nothing(connection):
    assert run_checks(connection) == []


@pytest.mark.parametrize("check", FAULTS)
def test_a_check_fires_alone_on_its_fault(check, changeable):
    changeable.execute(FAULTS[check])
    findings = run_checks(changeable)
    assert {finding.check_name for finding in findings} == {check}
    assert all(finding.source_name and finding.source_row for finding in findings)


@pytest.mark.parametrize("check", CHECKS)
def test_a_check_says_how_bad_it_is_and_what_to_do(check, connection):
    query = load_query(check)
    assert query.tags["severity"] in ("fail", "warn")
    assert all(query.tags[tag] for tag in ("en", "todo_zh", "todo_en"))
    assert query.tags["field"] in COLUMNS
    columns = connection.execute(f"describe {query.tags['table']}").df()["column_name"]
    assert query.tags["field"] in set(columns)


@pytest.mark.parametrize("check", CHECKS)
def test_a_check_returns_place_subject_and_value(check, connection):
    columns = list(ready_cursor(connection).execute(load_query(check).sql).df())
    assert columns == list(load_query(check).units)
    assert columns == ["source_name", "source_row", "subject", "found"]
