"""Opening the built DuckDB file."""

from pathlib import Path

import duckdb

from childcare.settings import current_database


class NoReleaseError(RuntimeError):
    """Nothing was built yet, so there is nothing to read."""


def connect(database: Path | None = None) -> duckdb.DuckDBPyConnection:
    """Open a release read-only; without a path, the current one.

    Raises:
        NoReleaseError: no release was built yet.
    """
    path = database or current_database()
    if path is None:
        raise NoReleaseError
    return duckdb.connect(str(path), read_only=True)
