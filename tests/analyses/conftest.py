"""What the tests of the questions share: the tree, and the counts of all months."""

from collections.abc import Callable

import duckdb
import pandas as pd
import pytest

from childcare.analyses import AreaTree, area_tree, counts, coverage
from childcare.catalog import INDICATORS

Covered = Callable[..., pd.DataFrame]


@pytest.fixture
def tree(connection: duckdb.DuckDBPyConnection) -> AreaTree:
    """Return the tree of the six townships."""
    return area_tree(connection)


@pytest.fixture
def covered(connection: duckdb.DuckDBPyConnection, tree: AreaTree) -> Covered:
    """Return a function that answers an indicator of all areas of a level in a month."""

    def answer(indicator: str, level: str = "township", month: str = "2025-12") -> pd.DataFrame:
        frame = counts(connection, level=level)
        areas = tree.at_level(level, tree.root)
        return coverage(frame, areas, INDICATORS[indicator], pd.Timestamp(month))

    return answer
