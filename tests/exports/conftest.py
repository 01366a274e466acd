"""What the tests of documents share: the six townships, opened once for a module."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest


@pytest.fixture(scope="module")
def opened(home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the six townships for the whole module."""
    release = (home / "current.txt").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(home / "releases" / release), read_only=True) as connection:
        yield connection
