"""Does a release that was built before a table existed still answer?"""

import datetime

from childcare.analyses.comparable import mapped_history
from childcare.analyses.projects import projects
from childcare.exports.template import stored_tables
from childcare.store import ready_cursor, run
from childcare.store.query import load_query

OLDER = "drop table project; drop table annual_task; drop table declared_indicator"
MONTHS = {
    "first_month": datetime.date(2025, 12, 1),
    "last_month": datetime.date(2025, 12, 1),
    "level": "city",
    "within": "980100",
}


def test_a_release_without_projects_has_none(altered):
    assert projects(altered(OLDER), within="980100").empty


def test_a_release_without_tasks_counts_flows_and_knows_no_task(altered, connection):
    older = run(altered(OLDER), "area_flows", **MONTHS)
    today = run(connection, "area_flows", **MONTHS)
    assert older["slots_added"].tolist() == today["slots_added"].tolist()
    assert today["slots_task"].tolist() == [120]
    assert older["slots_task"].isna().all()


def test_a_release_from_before_successors_has_no_changed_areas_and_fills_the_template(altered):
    older = altered("drop table mapped_history; drop table former_area; drop table area_successor")
    assert mapped_history(older).empty
    assert stored_tables(older)["area_successor"].num_rows == 0


def test_a_table_that_is_there_is_never_hidden(connection):
    cursor = ready_cursor(connection)
    assert cursor.execute("select count(*) from project").fetchone() == (4,)


def test_the_tables_made_up_have_the_columns_of_today(altered):
    made = ready_cursor(altered(OLDER)).execute(load_query("projects").sql, {"within": "x"})
    assert [column[0] for column in made.description] == list(load_query("projects").units)
