"""The tree of areas (行政区划层级): its root, and every area with each of its ancestors."""

import duckdb
import pandas as pd

from childcare.catalog import CATEGORIES

# No country has more levels; a circle of parents must not turn for ever.
_DEEPEST = 10


def fill_area_ancestor(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the table of ancestors; the one topmost area becomes the root."""
    _cut_off_the_root(connection)
    connection.execute(
        """
        insert into area_ancestor
        with recursive upward as (
            select area_code, area_code as ancestor_code, 0 as distance from area
            union all
            select upward.area_code, area.parent_code, upward.distance + 1
            from upward
            inner join area on upward.ancestor_code = area.area_code
            where area.parent_code is not null and upward.distance < $deepest
        )
        select upward.area_code, upward.ancestor_code, area.level, upward.distance
        from upward
        inner join area on upward.ancestor_code = area.area_code
        order by upward.area_code, upward.distance
        """,
        {"deepest": _DEEPEST},
    )


def read_areas(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return the areas as they stand in the table."""
    return connection.execute(
        "select area_code, area_name, level, parent_code, source_name, source_row from area"
    ).df()


def root_name(areas: pd.DataFrame) -> str:
    """Return the name of the topmost area."""
    topmost = areas[areas["parent_code"].isna()]
    return "" if topmost.empty else str(topmost["area_name"].iloc[0])


def _cut_off_the_root(connection: duckdb.DuckDBPyConnection) -> None:
    """Forget the parent of the topmost area where the list does not hold that parent.

    A county's own list says which city it belongs to, but does not list the city.
    """
    connection.execute(
        """
        update area set parent_code = null
        where parent_code not in (select area_code from area)
        and list_position($levels, level) = (select min(list_position($levels, level)) from area)
        and (select count(*) from area as other where other.level = area.level) = 1
        """,
        {"levels": list(CATEGORIES["level"])},
    )
