"""Copies of the six townships that a test may change by SQL before it asks."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import duckdb
import pytest

Altered = Callable[[str], duckdb.DuckDBPyConnection]


@pytest.fixture
def altered(home: Path, tmp_path: Path) -> Iterator[Altered]:
    """Return a function that opens a copy of the database in which some rows were changed."""
    release = home / "releases" / (home / "current.txt").read_text(encoding="utf-8").strip()
    with ExitStack() as opened:

        def alter(sql: str) -> duckdb.DuckDBPyConnection:
            copy = Path(shutil.copy(release, tmp_path / "copy.duckdb"))
            with duckdb.connect(str(copy)) as writable:
                writable.execute(sql)
            return opened.enter_context(duckdb.connect(str(copy), read_only=True))

        yield alter
