"""Does every query keep what its header promises?"""

import datetime
import re

import duckdb
import pytest

from childcare.catalog import CATEGORIES, COLUMNS
from childcare.catalog.table_source import TABLES
from childcare.store import load_query, query_names, ready_cursor, run

QUERIES = query_names()
CHECKS = query_names("checks")
BUILD = query_names("build")
PARAMETERS = {
    "first_month": datetime.date(2024, 1, 1),
    "last_month": datetime.date(2025, 12, 1),
    "as_of": datetime.date(2025, 12, 1),
    "level": "township",
    "within": "980100",
    "institution_id": "A1",
}
FINDING = {"source_name": "text", "source_row": "row", "subject": "text", "found": "text"}
CHECK_TAGS = ("severity", "table", "field", "en", "todo_zh", "todo_en")


def without_comments(sql: str) -> str:
    return re.sub(r"--.*", "", sql)


def answer(connection: duckdb.DuckDBPyConnection, name: str) -> duckdb.DuckDBPyConnection:
    """Run a query with invented parameters and return its cursor."""
    query = load_query(name)
    params = {param: PARAMETERS[param] for param in query.params}
    return ready_cursor(connection).execute(query.sql, params)


def reads(name: str) -> bool:
    """Say whether a file of ``build`` only asks; the others alter tables and return nothing."""
    statements = duckdb.extract_statements(load_query(name).sql)
    return statements[0].type == duckdb.StatementType.SELECT


READING = [*QUERIES, *CHECKS, *(name for name in BUILD if reads(name))]


def test_there_are_queries_and_checks() -> None:
    assert "area_counts" in QUERIES
    assert "checks/institution_given_twice" in CHECKS
    assert "tables" not in QUERIES


@pytest.mark.parametrize("name", QUERIES + CHECKS + BUILD)
def test_a_query_begins_with_a_title_that_says_what_it_returns(name: str) -> None:
    first = load_query(name).sql.splitlines()[0]
    assert re.match(r"-- [^@\s].{3,}[.。]$", first), first


@pytest.mark.parametrize("name", QUERIES + CHECKS + BUILD)
def test_the_parameters_used_are_those_declared(name: str) -> None:
    query = load_query(name)
    used = re.findall(r"\$(\w+)", without_comments(query.sql))
    assert set(used) == set(query.params)


@pytest.mark.parametrize("name", QUERIES + CHECKS)
def test_a_file_holds_one_query_that_only_reads(name: str) -> None:
    statements = duckdb.extract_statements(load_query(name).sql)
    assert [statement.type for statement in statements] == [duckdb.StatementType.SELECT]


@pytest.mark.parametrize("name", BUILD)
def test_a_file_of_the_build_holds_one_statement_and_promises_columns_only_if_it_reads(
    name: str,
) -> None:
    assert len(duckdb.extract_statements(load_query(name).sql)) == 1
    assert bool(load_query(name).units) == reads(name)


@pytest.mark.parametrize("name", READING)
def test_the_columns_returned_are_those_declared_in_that_order(
    connection: duckdb.DuckDBPyConnection, name: str
) -> None:
    returned = [column[0] for column in answer(connection, name).description]
    assert returned == list(load_query(name).units)


@pytest.mark.parametrize("name", READING)
def test_the_unit_of_a_column_is_the_one_it_has_everywhere(name: str) -> None:
    promised = load_query(name).units
    assert promised == {column: COLUMNS[column].unit for column in promised}


@pytest.mark.parametrize("name", QUERIES + BUILD)
def test_every_parameter_says_its_type_and_what_it_is(name: str) -> None:
    described = re.findall(
        r"^-- @param +(\w+) +(?:text|date|integer)  \S", load_query(name).sql, re.M
    )
    assert described == list(load_query(name).params)


@pytest.mark.parametrize("name", QUERIES)
def test_the_grain_is_declared_and_identifies_every_row(
    connection: duckdb.DuckDBPyConnection, name: str
) -> None:
    query = load_query(name)
    rows = answer(connection, name).df()
    assert query.grain
    assert set(query.grain) <= set(query.units)
    assert not rows[list(query.grain)].isna().any(axis=None)
    assert not rows.duplicated(list(query.grain)).any()


# Good data has no finding, and none of the six townships changed.
EMPTY = ("findings", "mapped_history")


@pytest.mark.parametrize("name", [name for name in QUERIES if name not in EMPTY])
def test_the_six_townships_give_every_query_rows_to_prove_its_grain_on(
    connection: duckdb.DuckDBPyConnection, name: str
) -> None:
    assert answer(connection, name).fetchall()


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_says_how_bad_it_is_where_and_what_to_do_in_both_languages(name: str) -> None:
    query = load_query(name)
    assert [tag for tag in CHECK_TAGS if not query.tags.get(tag)] == []
    assert query.tags["severity"] in ("fail", "warn")
    assert query.tags["table"] in TABLES
    assert query.tags["field"] in COLUMNS
    assert set(query.tags) == set(CHECK_TAGS)


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_is_chinese_where_it_says_so_and_english_where_it_says_so(name: str) -> None:
    query = load_query(name)
    chinese = re.compile("[一-鿿]")
    assert chinese.search(query.title)
    assert chinese.search(query.tags["todo_zh"])
    assert not chinese.search(query.tags["en"] + query.tags["todo_en"])


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_returns_place_subject_and_value(name: str) -> None:
    assert load_query(name).units == FINDING


@pytest.mark.parametrize("name", CHECKS)
def test_the_six_townships_set_no_check_off(
    connection: duckdb.DuckDBPyConnection, name: str
) -> None:
    assert answer(connection, name).fetchall() == []


def test_a_query_refuses_a_missing_and_a_surplus_parameter(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    with pytest.raises(TypeError, match=r"open_institutions\.sql takes \('as_of', 'within'\)"):
        run(connection, "open_institutions", within="980100")
    with pytest.raises(TypeError, match=r"not \('year',\)"):
        run(connection, "areas", year=2025)


def test_a_parameter_is_bound_and_never_becomes_part_of_the_query(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    asked = {param: PARAMETERS[param] for param in load_query("area_counts").params}
    asked["within"] = "980100' or '1'='1"
    assert run(connection, "area_counts", **asked).empty


def test_every_value_of_a_category_column_is_declared(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    rows = run(connection, "open_institutions", as_of=PARAMETERS["as_of"], within="980100")
    for column in ("provider_type", "operation_mode", "filing_status"):
        assert set(rows[column].dropna()) <= set(CATEGORIES[column])
