"""Opening the built DuckDB file."""

from pathlib import Path

import duckdb

from childcare.settings import current_database
from childcare.store.scope import within


class NoReleaseError(RuntimeError):
    """Nothing was built yet, so there is nothing to read."""


def connect(database: Path | None = None, *, area: str = "") -> duckdb.DuckDBPyConnection:
    """Open a release read-only; without a path, the current one.

    With an ``area`` every query sees only rows of that area and of what lies below it. Everything
    that is read for a person bound to a county must be read through such a connection.

    Raises:
        NoReleaseError: no release was built yet.
        OutsideError: the release knows no such area.
    """
    path = database or current_database()
    if path is None:
        raise NoReleaseError
    whole = duckdb.connect(str(path), read_only=True)
    if not area:
        return whole
    with whole:
        return within(whole, area)
