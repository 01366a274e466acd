"""What the tests of the questions share: the tree, and the counts of all months."""

from collections.abc import Callable

import duckdb
import pandas as pd
import pytest

from childcare.analyses import AreaTree, area_tree, counts, coverage
from childcare.catalog import INDICATORS

Covered = Callable[..., pd.DataFrame]


@pytest.fixture(scope="session")
def tree(connection: duckdb.DuckDBPyConnection) -> AreaTree:
    """Return the tree of the six townships."""
    return area_tree(connection)


@pytest.fixture(scope="session")
def counted(connection: duckdb.DuckDBPyConnection) -> dict[str, pd.DataFrame]:
    """Return the counts of all months at every level; nobody writes into them."""
    return {level: counts(connection, level=level) for level in ("township", "county", "city")}


@pytest.fixture
def covered(counted: dict[str, pd.DataFrame], tree: AreaTree) -> Covered:
    """Return a function that answers an indicator of all areas of a level in a month."""

    def answer(indicator: str, level: str = "township", month: str = "2025-12") -> pd.DataFrame:
        frame = counted[level]
        areas = tree.at_level(level, tree.root)
        return coverage(frame, areas, INDICATORS[indicator], pd.Timestamp(month))

    return answer
