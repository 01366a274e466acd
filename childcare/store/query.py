"""Queries kept as files: their header is read, and their parameters are bound by name."""

import re
from dataclasses import dataclass
from functools import cache

import duckdb
import pandas as pd

from childcare.settings import QUERIES_DIR
from childcare.store.older_release import missing_tables

_TAG = re.compile(r"^-- @(?P<tag>\w+) +(?P<name>\S+) *(?P<rest>.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Query:
    """One .sql file and what its header promises.

    ``@grain`` columns identify a row, ``@param`` names are bound, ``@column`` gives name and unit.
    A check has ``@severity`` (fail or warn), ``@table`` and ``@field`` (where the fault stands),
    ``@en`` (its title in English), ``@todo_zh`` and ``@todo_en`` (what to do).
    """

    name: str
    sql: str
    title: str
    grain: tuple[str, ...]
    params: tuple[str, ...]
    units: dict[str, str]
    tags: dict[str, str]


@cache
def load_query(name: str) -> Query:
    """Read ``queries/<name>.sql`` and its header."""
    sql = (QUERIES_DIR / f"{name}.sql").read_text(encoding="utf-8")
    tags = [(m["tag"], m["name"], m["rest"].strip()) for m in _TAG.finditer(sql)]
    listed = ("grain", "param", "column")
    return Query(
        name=name,
        sql=sql,
        title=sql.splitlines()[0].removeprefix("-- "),
        grain=tuple(n for tag, n, _ in tags if tag == "grain"),
        params=tuple(n for tag, n, _ in tags if tag == "param"),
        units={n: re.split(r" {2,}", rest)[0] for tag, n, rest in tags if tag == "column"},
        tags={tag: f"{n} {rest}".strip() for tag, n, rest in tags if tag not in listed},
    )


def query_names(folder: str = "") -> list[str]:
    """Return the queries of ``queries/`` or of a folder in it, in file order."""
    paths = (QUERIES_DIR / folder).glob("*.sql")
    names = (path.relative_to(QUERIES_DIR).with_suffix("").as_posix() for path in paths)
    return sorted(name for name in names if name not in ("tables", "session"))


def ready_cursor(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """Return a cursor of its own, which keeps concurrent sessions apart, with the shared views."""
    cursor = connection.cursor()
    cursor.execute(missing_tables(connection, load_query("table_names").sql) + _session())
    return cursor


@cache
def _session() -> str:
    """Return the views and macros that every query may use."""
    return (QUERIES_DIR / "session.sql").read_text(encoding="utf-8")


def execute(
    connection: duckdb.DuckDBPyConnection, name: str, **params: object
) -> duckdb.DuckDBPyConnection:
    """Run a statement file on the connection itself, as a build does; parameters are bound.

    Raises:
        TypeError: a parameter is missing, or is one that the file does not declare.
    """
    return connection.execute(_checked(name, params), params)


def run(connection: duckdb.DuckDBPyConnection, name: str, **params: object) -> pd.DataFrame:
    """Run a query file with its parameters bound, never pasted into the text.

    Raises:
        TypeError: a parameter is missing, or is one that the query does not declare.
    """
    return ready_cursor(connection).execute(_checked(name, params), params).df()


def _checked(name: str, params: dict[str, object]) -> str:
    """Return the text of a query whose parameters are just those given."""
    query = load_query(name)
    if set(params) != set(query.params):
        raise TypeError(f"{name}.sql takes {query.params}, not {tuple(params)}")
    return query.sql
