"""The tree of areas (行政区划层级): its root, and every area with each of its ancestors."""

import duckdb
import pandas as pd

from childcare.catalog import CATEGORIES
from childcare.store import execute

# No country has more levels; a circle of parents must not turn for ever.
_DEEPEST = 10


def fill_area_ancestor(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the table of ancestors; the one topmost area becomes the root."""
    execute(connection, "build/root_without_parent", levels=list(CATEGORIES["level"]))
    execute(connection, "build/area_ancestors", deepest=_DEEPEST)


def read_areas(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return the areas as they stand in the table."""
    return execute(connection, "build/area_list").df()


def root_name(areas: pd.DataFrame) -> str:
    """Return the name of the topmost area."""
    topmost = areas[areas["parent_code"].isna()]
    return "" if topmost.empty else str(topmost["area_name"].iloc[0])
