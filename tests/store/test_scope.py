"""Does a person bound to a county get rows of that county, and nothing of any other?"""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from childcare.analyses import area_tree, indicator_table, months
from childcare.catalog import INDICATORS
from childcare.settings import QUERIES_DIR, current_database
from childcare.store import OutsideError, connect, load_query, query_names, ready_cursor, run
from childcare.store.scope import FOLDER, scoped_tables

EAST, WEST, CITY = "980101", "980102", "980100"
# Of the other county: its areas, institutions, kindergartens, projects, and the names of all.
OF_WEST = (
    WEST,
    *("980102101", "980102102", "980102201", "980102101201", "西县", "丁镇", "戊镇", "己乡"),
    *("D1", "D2", "E1", "丁一托育", "丁二托育", "己一托育", "K3", "丁幼儿园", "S2"),
    *("P2", "P4", "戊镇托育点", "丁一托育"),
)
OF_EAST = (
    EAST,
    *("980101001", "980101002", "980101101", "980101001001", "东区", "甲街道", "乙街道", "丙镇"),
    *("A1", "A2", "A3", "B1", "B2", "C1", "甲一托育", "丙一托育", "K1", "K2", "S1", "P1", "P3"),
)
ASKED = {
    "first_month": datetime.date(2024, 1, 1),
    "last_month": datetime.date(2025, 12, 1),
    "as_of": datetime.date(2025, 12, 1),
    "level": "township",
    "institution_id": "D1",
}


@pytest.fixture(params=[(EAST, OF_WEST), (WEST, OF_EAST)], ids=["east", "west"])
def county(request: pytest.FixtureRequest) -> tuple[str, tuple[str, ...]]:
    """Give each county, with all that it must not see."""
    pair: tuple[str, tuple[str, ...]] = request.param
    return pair


@pytest.fixture
def east() -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(area=EAST) as opened:
        yield opened


def texts_in(frame: pd.DataFrame) -> set[str]:
    return {str(cell) for column in frame.columns for cell in frame[column]}


def test_every_table_has_its_rule() -> None:
    made = (QUERIES_DIR / "tables.sql").read_text(encoding="utf-8")
    tables = set(re.findall(r"^create table (\w+)", made, re.MULTILINE))
    assert tables == scoped_tables(), (
        "a table without a file in queries/scope is empty for a county"
    )


def test_no_table_holds_a_word_of_another_county(county: tuple[str, tuple[str, ...]]) -> None:
    own, others = county
    with connect(area=own) as opened:
        for table in scoped_tables():
            assert texts_in(opened.table(table).df()) & set(others) == set(), table


def test_no_query_answers_a_word_of_another_county(county: tuple[str, tuple[str, ...]]) -> None:
    own, others = county
    with connect(area=own) as opened:
        cursor = ready_cursor(opened)
        for name in query_names():
            query = load_query(name)
            # Asked for the other county by its own code, and for everywhere.
            for within in (others[0], None) if "within" in query.params else (None,):
                asked = {**ASKED, "within": within}
                given = {param: asked[param] for param in query.params}
                answer = cursor.execute(query.sql, given).df()
                assert texts_in(answer) & set(others) == set(), (name, within)


def test_figures_of_the_county_are_those_of_the_whole_release(
    east: duckdb.DuckDBPyConnection, connection: duckdb.DuckDBPyConnection
) -> None:
    month = months(connection)[0]
    for level in ("county", "township"):
        whole = indicator_table(connection, month=month, level=level, within=EAST)
        pd.testing.assert_frame_equal(
            indicator_table(east, month=month, level=level, within=None), whole
        )
    assert len(INDICATORS) > 10


def test_the_county_is_the_topmost_area_and_gives_its_name(
    east: duckdb.DuckDBPyConnection,
) -> None:
    tree = area_tree(east)
    assert (tree.root, tree.above) == (EAST, (CITY,))
    assert CITY not in tree
    assert set(run(east, "release")["title_zh"]) == {"东区"}


def test_the_whole_release_knows_nothing_above_itself(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    assert area_tree(connection).above == ()


def test_the_rest_of_the_release_cannot_be_opened_from_within(
    east: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    for statement in (
        f"attach '{current_database()}' as whole (read_only)",
        f"copy area to '{tmp_path / 'area.csv'}'",
        "set enable_external_access = true",
        "reset lock_configuration",
    ):
        with pytest.raises(duckdb.Error):
            east.execute(statement)


def test_a_county_that_the_release_does_not_know_is_refused() -> None:
    for code in ("980199", " ", "980101' or '1'='1"):
        with pytest.raises(OutsideError):
            connect(area=code)


def test_a_table_that_an_older_release_lacks_is_empty(tmp_path: Path) -> None:
    database = current_database()
    assert database is not None
    older = tmp_path / "older.duckdb"
    older.write_bytes(database.read_bytes())
    with duckdb.connect(str(older)) as writable:
        writable.execute("drop table project")
    with connect(older, area=EAST) as opened:
        assert run(opened, "projects", within=None).empty
        assert not run(opened, "areas").empty


def test_a_finding_is_seen_by_the_county_of_its_row_only(tmp_path: Path) -> None:
    database = current_database()
    assert database is not None
    altered = tmp_path / "altered.duckdb"
    altered.write_bytes(database.read_bytes())
    with duckdb.connect(str(altered)) as writable:
        writable.execute("delete from finding")
        writable.execute(
            "insert into finding select 'a_check', 'warn', 't', 't', 'institution', 'slots',"
            " source_name, source_row, institution_name, '' from institution"
        )
        # Two counties each handed in a file of this name: nobody can tell whose line it is.
        writable.execute("update institution set source_row = 2, source_name = 'same.csv'")
        writable.execute(
            "insert into finding values ('a_check', 'warn', 't', 't', 'institution', 'slots',"
            " 'same.csv', 2, 'D1', '')"
        )
        writable.execute("update institution set source_row = 9 where institution_id = 'C1'")
        writable.execute(
            "insert into finding values ('a_check', 'warn', 't', 't', 'institution', 'slots',"
            " 'same.csv', 9, 'C1', '')"
        )
    with connect(altered, area=EAST) as opened:
        assert list(run(opened, "findings")["subject"]) == ["C1"]
    with connect(altered, area=WEST) as opened:
        assert list(run(opened, "findings")["subject"]) == []


def test_the_files_of_the_scope_name_no_database_but_their_own() -> None:
    for path in (QUERIES_DIR / FOLDER).glob("*.sql"):
        sql = path.read_text(encoding="utf-8")
        assert "attach" not in sql and "main." not in sql and "read_" not in sql, path.name
