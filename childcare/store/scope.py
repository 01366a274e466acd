"""What a person bound to a county sees (本县数据): a small database of that county alone.

The rows of the county are copied out of the release into memory, once for each release and county.
What is not in there cannot be asked for, by whatever query: the rest of the release is not
attached, and nothing else can be. A table without a file in ``queries/scope`` stays empty.
"""

from pathlib import Path

import duckdb

from childcare.settings import QUERIES_DIR
from childcare.store.query import load_query, query_names, ready_cursor

FOLDER = "scope"
# Nothing outside of its memory is read or written, and nobody can allow it again.
_SHUT_IN: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "lock_configuration": True,
}


class OutsideError(ValueError):
    """There is no such area in the release."""


def within(whole: duckdb.DuckDBPyConnection, area: str) -> duckdb.DuckDBPyConnection:
    """Return a database in memory that holds what lies in an area of a release, and nothing else.

    The area is the topmost of it, and gives it its title.

    Raises:
        OutsideError: the release knows no such area.
    """
    own = duckdb.connect(":memory:", config=_SHUT_IN)
    cursor = ready_cursor(whole)
    for name in query_names(FOLDER):
        query = load_query(name)
        rows = cursor.execute(query.sql, dict.fromkeys(query.params, area)).to_arrow_table()
        own.from_arrow(rows).create(Path(name).name)
    if own.table("area").count("*").fetchone() == (0,):
        own.close()
        raise OutsideError(area)
    return own


def scoped_tables() -> set[str]:
    """Return the tables of which a county sees rows."""
    return {path.stem for path in (QUERIES_DIR / FOLDER).glob("*.sql")}
