"""Completeness (填报完整性): which share of the cells of each column is filled, area by area."""

import numpy as np
import pandas as pd

from childcare.analyses.areas import AreaTree, area_tree
from childcare.catalog import COLUMNS, spoken
from childcare.store import Connection, run

TABLES = ("institution", "kindergarten", "service_point", "population")
# An area's state: rows are there; none, though its county handed some in; nothing handed in.
KNOWN, NO_ROWS, NOT_REPORTED = "known", "no_rows", "not_reported"


def completeness(
    connection: Connection, *, month: pd.Timestamp, level: str, within: str | None = None
) -> pd.DataFrame:
    """Return the share of rows filled, a row for each table, area and column.

    The register is that of ``month``; kindergartens, service points and population are the latest
    up to it. Tables that nobody handed in are left out. Registers come from counties: a township
    without a row has none where its county sent some, and is unknown where it sent nothing; of
    population every area without a row is unknown.

    Columns: ``table``, ``area_code``, ``area_name``, ``column``, ``label``, ``rows``, ``filled``,
    ``share`` (0 to 1, NaN without rows), ``state`` (``known``, ``no_rows``, ``not_reported``).
    """
    tree = area_tree(connection)
    found = run(connection, "completeness", as_of=month.date(), level=level, within=None)
    found.columns = pd.Index(["table", "area_code", "column", "rows", "filled"])
    areas = tree.at_level(level, within or tree.root)
    columns = found[["table", "column"]].drop_duplicates()
    columns = columns.sort_values("table", key=lambda one: one.map(TABLES.index), kind="stable")
    frame = columns.merge(areas[["area_code", "area_name", "parent_code"]], how="cross")
    frame = frame.merge(found, how="left", on=["table", "area_code", "column"])
    frame["state"] = _states(frame, found, tree, level)
    frame[["rows", "filled"]] = frame[["rows", "filled"]].fillna(0).astype("int64")
    frame["share"] = frame["filled"] / frame["rows"].where(frame["rows"] > 0)
    frame["label"] = [spoken(COLUMNS[name]) for name in frame["column"]]
    order = ["table", "area_code", "area_name", "column", "label", "rows", "filled"]
    return frame[[*order, "share", "state"]]


def _states(frame: pd.DataFrame, found: pd.DataFrame, tree: AreaTree, level: str) -> np.ndarray:
    """Return what is known of each area and table."""
    counties = found["area_code"].map(tree.by_code["parent_code"])
    sent = set(zip(found["table"], counties, strict=True)) if level == "township" else set()
    own = pd.Series(zip(frame["table"], frame["parent_code"], strict=True), index=frame.index)
    none_there = own.isin(sent) & (frame["table"] != "population")
    # All service points come in one list: with it, every area is known.
    none_there |= frame["table"] == "service_point"
    return np.select([frame["rows"].notna(), none_there], [KNOWN, NO_ROWS], NOT_REPORTED)
