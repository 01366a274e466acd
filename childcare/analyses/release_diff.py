"""What changed from one release to another (版本差异): rows by table, and headline indicators."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from childcare.analyses.areas import AreaTree, area_tree
from childcare.analyses.coverage import counts
from childcare.analyses.release import latest_reported, months
from childcare.catalog import INDICATORS, Indicator
from childcare.catalog.sources import IDENTITY, TABLES
from childcare.measures.ratio import evaluate
from childcare.store import Connection, ready_cursor

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
COUNTS = ("rows_before", "rows_after", ADDED, REMOVED, CHANGED)
# Where a row was handed in says nothing about what it says.
_PLACE = ("source_name", "source_row")


def row_changes(before: Connection | None, after: Connection) -> pd.DataFrame:
    """Return how many rows of each table came, went and changed; without ``before`` all came.

    Columns: ``table``, ``rows_before``, ``rows_after``, ``added``, ``removed``, ``changed``. A row
    is known again by the columns of ``IDENTITY``, and changed if any other column differs,
    whichever file it was handed in with. Columns that only one of the releases has are not
    compared.
    """
    rows = []
    for table in TABLES:
        now = stored_rows(after, table)
        then = stored_rows(before, table) if before is not None else now.slice(0, 0)
        rows.append({"table": table, **table_changes(table, then, now)})
    return pd.DataFrame(rows, columns=["table", *COUNTS])


def stored_rows(connection: Connection, table: str) -> pa.Table:
    """Return the rows of a table, without where they were handed in."""
    rows = ready_cursor(connection).table(table).to_arrow_table()
    return rows.select([name for name in rows.column_names if name not in _PLACE])


def table_changes(table: str, before: pa.Table, after: pa.Table) -> dict[str, int]:
    """Return the counts of ``row_changes`` for rows of one table."""
    kinds = _paired(table, before, after)["change"].value_counts()
    return {
        "rows_before": before.num_rows,
        "rows_after": after.num_rows,
        **{kind: int(kinds.get(kind, 0)) for kind in (ADDED, REMOVED, CHANGED)},
    }


def changed_rows(
    before: Connection | None, after: Connection, table: str, *, most: int = 20
) -> pd.DataFrame:
    """Return up to ``most`` rows of a table that came, went or changed, each of its changed cells.

    Columns: ``change``, the key columns, ``column`` (which cell changed, empty for a whole row),
    ``before``, ``after`` (as text, missing where unknown).
    """
    now = stored_rows(after, table)
    then = stored_rows(before, table) if before is not None else now.slice(0, 0)
    keys = list(IDENTITY[table])
    pairs = _paired(table, then, now)
    pairs = pairs[pairs["change"] != ""].head(most)
    old, new = then.to_pandas(), now.to_pandas()
    found = []
    for change, was, is_now in zip(pairs["change"], pairs["was"], pairs["now"], strict=True):
        row = old.iloc[int(was)] if change == REMOVED else new.iloc[int(is_now)]
        key = {name: row[name] for name in keys}
        cells: list[tuple[str, object, object]] = [("", None, None)]
        if change == CHANGED:
            cells = _changed_cells(old.iloc[int(was)], new.iloc[int(is_now)])
        found += [
            {"change": change, **key, "column": column, "before": was_cell, "after": now_cell}
            for column, was_cell, now_cell in cells
        ]
    return pd.DataFrame(found, columns=["change", *keys, "column", "before", "after"])


def headline_changes(before: Connection | None, after: Connection) -> pd.DataFrame:
    """Return the headline indicators of the topmost area and its counties, before and after.

    Each release is read in its own latest month; nothing is added up here.

    Columns: ``area_code``, ``area_name``, ``level``, ``indicator`` (its name), ``unit`` (its
    name), ``before``, ``after``, ``difference``, ``month_before``, ``month_after``, and
    ``townships_before``, ``reported_before``, ``townships_after``, ``reported_after``: of how many
    townships, and from how many of them there is a register. NaN where a release knows nothing.
    """
    now = _headlines(after)
    then = _headlines(before) if before is not None else now.iloc[:0]
    keys = ["area_code", "indicator"]
    both = now.merge(then, how="outer", on=keys, suffixes=("_after", "_before"), sort=False)
    for name in ("area_name", "level", "position"):
        both[name] = both[f"{name}_after"].combine_first(both[f"{name}_before"])
    both = both.rename(columns={"value_before": "before", "value_after": "after"})
    both = both[both["before"].notna() | both["after"].notna()]
    # The topmost area, then counties by code; indicators as declared.
    both = both.assign(is_part=both["level"] == "county")
    both = both.sort_values(["is_part", "area_code", "position"], kind="stable")
    both["difference"] = both["after"] - both["before"]
    both["unit"] = [INDICATORS[name].unit for name in both["indicator"]]
    order = ["area_code", "area_name", "level", "indicator", "unit", "before", "after"]
    order += ["difference", "month_before", "month_after"]
    order += ["townships_before", "reported_before", "townships_after", "reported_after"]
    return both[order].reset_index(drop=True)


def _headlines(connection: Connection) -> pd.DataFrame:
    """Return the headline indicators of a release in its latest month, known or not."""
    tree = area_tree(connection)
    known = months(connection)
    columns = ["area_code", "area_name", "level", "indicator", "position", "value", "month"]
    columns += ["townships", "reported"]
    if not known:
        return pd.DataFrame(columns=columns)
    month = known[0]
    levels = dict.fromkeys([tree.level(tree.root), "county"])
    day = month.date()
    counted = [counts(connection, level=level, first_month=day, last_month=day) for level in levels]
    parts = [_of_level(frame.droplevel("as_of"), tree) for frame in counted]
    frame = pd.concat([*parts, _reported(connection, tree, month)])
    return frame.assign(month=month)[columns]


def _of_level(frame: pd.DataFrame, tree: AreaTree) -> pd.DataFrame:
    """Return the counted headline indicators of the areas of a level."""
    parts = []
    for position, indicator in enumerate(_headline_indicators()):
        if indicator.is_counted:
            part = evaluate(frame, indicator)[["value"]].assign(
                indicator=indicator.name,
                position=position,
                townships=frame["townships"],
                reported=frame["townships_reported"],
            )
            parts.append(part.reset_index())
    whole = pd.concat(parts)
    return whole.assign(
        area_name=whole["area_code"].map(tree.by_code["area_name"]),
        level=whole["area_code"].map(tree.by_code["level"]),
    )


def _reported(connection: Connection, tree: AreaTree, month: pd.Timestamp) -> pd.DataFrame:
    """Return the headline indicators that only documents report, of the topmost area."""
    latest = latest_reported(connection, area=tree.root, month=month)
    rows = [
        {
            "area_code": tree.root,
            "area_name": tree.name(tree.root),
            "level": tree.level(tree.root),
            "indicator": indicator.name,
            "position": position,
            "value": float(latest["value"].get(indicator.name, np.nan)),
        }
        for position, indicator in enumerate(_headline_indicators())
        if not indicator.is_counted and indicator.name in latest.index
    ]
    return pd.DataFrame(rows)


def _headline_indicators() -> list[Indicator]:
    return [indicator for indicator in INDICATORS.values() if indicator.headline]


def _paired(table: str, before: pa.Table, after: pa.Table) -> pd.DataFrame:
    """Return which row became which: ``was`` and ``now`` are places, ``change`` "" where alike."""
    common = [name for name in after.column_names if name in before.column_names]
    rows = [before.select(common), after.select(common)]
    both = pa.concat_tables(rows, promote_options="permissive").to_pandas()
    # One numbering of the values of both: equal numbers are equal values, unknown ones too.
    codes = pd.DataFrame({name: both[name].factorize()[0] for name in common})
    keys = _hashes(codes, [name for name in IDENTITY[table] if name in common])
    whole = _hashes(codes, common)
    split = before.num_rows
    then = _by_key(keys[:split], whole[:split], "was")
    now = _by_key(keys[split:], whole[split:], "now")
    pairs = now.merge(then, how="outer", on=["key", "nth"], suffixes=("_now", "_was"), sort=False)
    conditions = [pairs["was"].isna(), pairs["now"].isna(), pairs["row_now"] != pairs["row_was"]]
    return pairs.assign(change=np.select(conditions, [ADDED, REMOVED, CHANGED], ""))


def _hashes(codes: pd.DataFrame, names: Sequence[str]) -> np.ndarray:
    return pd.util.hash_pandas_object(codes[list(names)], index=False).to_numpy()


def _by_key(keys: np.ndarray, rows: np.ndarray, place: str) -> pd.DataFrame:
    """Return rows by key; of several under one key equal ones stand at the same place."""
    frame = pd.DataFrame({"key": keys, "row": rows, place: np.arange(len(keys))})
    frame = frame.sort_values(["key", "row"], kind="stable")
    return frame.assign(nth=frame.groupby("key").cumcount())


def _changed_cells(before: pd.Series, after: pd.Series) -> list[tuple[str, object, object]]:
    """Return the cells of a row that differ, of the columns both have."""
    cells: list[tuple[str, object, object]] = []
    for name in after.index.intersection(before.index):
        was, is_now = before[name], after[name]
        if not (was == is_now or (pd.isna(was) and pd.isna(is_now))):
            cells.append((str(name), _text(was), _text(is_now)))
    return cells


def _text(value: object) -> str | None:
    return None if value is None or value != value else str(value)
