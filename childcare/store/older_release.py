"""Older releases (旧版数据): a table that a release was built without is there, but empty.

Releases are never altered, so the table is made for the session alone. It says what is true:
nobody handed in such rows. Ratios and flows that need them are unknown, not wrong.
"""

from functools import cache
from weakref import WeakKeyDictionary

import duckdb

from childcare.settings import QUERIES_DIR

_missing: WeakKeyDictionary[duckdb.DuckDBPyConnection, str] = WeakKeyDictionary()


def missing_tables(connection: duckdb.DuckDBPyConnection, table_names: str) -> str:
    """Return the statements that make the tables a release lacks, empty where it lacks none.

    A release keeps its tables, so each connection is asked once; ``table_names`` is the query.
    """
    if connection not in _missing:
        present = {name for (name,) in connection.cursor().execute(table_names).fetchall()}
        lacking = [made for name, made in _tables().items() if name not in present]
        _missing[connection] = "\n".join(lacking)
    return _missing[connection]


@cache
def _tables() -> dict[str, str]:
    """Return for each table of ``queries/tables.sql`` the statement that makes it for a session."""
    text = (QUERIES_DIR / "tables.sql").read_text(encoding="utf-8")
    made = {}
    for statement in duckdb.extract_statements(text):
        head, columns = statement.query.split("create table ", 1)[1].split("(", 1)
        made[head.strip()] = f"create temp table {head.strip()} ({columns.rstrip().rstrip(';')};"
    return made
