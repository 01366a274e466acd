"""``table``: the figures behind the screens (输出数表), unrounded."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from childcare.analyses import AreaTree, area_tree, assess_plan, indicator_table
from childcare.analyses.balance import balance_table
from childcare.analyses.clusters_of_areas import clusters_table
from childcare.analyses.completeness import completeness
from childcare.analyses.freshness import freshness
from childcare.analyses.profile import profile_table
from childcare.analyses.target_table import plans_for, target_table
from childcare.catalog import label
from childcare.catalog.plan_files import load_plans
from childcare.cli.request import RefusalError, add_area_and_month, asked_area, asked_month
from childcare.exports import csv_bytes
from childcare.store import Connection, connect

LEVELS = ("nation", "province", "city", "county", "township")
Table = Callable[[argparse.Namespace, Connection, AreaTree, pd.Timestamp], pd.DataFrame]


def add_command(commands: Any) -> None:
    """Add ``table`` to the commands."""
    parser = commands.add_parser("table", help="print the figures behind the screens")
    parser.add_argument("what", choices=tuple(TABLES))
    add_area_and_month(parser)
    parser.add_argument("--level", choices=LEVELS, help="of the areas; that of the area without it")
    parser.add_argument("--plan", help="name of one plan file, for targets; all plans without it")
    parser.add_argument("--csv", type=Path, help="write to this file instead of the screen")
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    with connect() as connection:
        tree = area_tree(connection)
        asked_area(given, tree)
        month = asked_month(given, connection)
        table = TABLES[given.what](given, connection, tree, month)
    if given.csv:
        given.csv.write_bytes(csv_bytes(table))
    else:
        # Full precision: a script that checks a target must not judge a rounded number.
        table.to_csv(sys.stdout, index=False, lineterminator="\n")
    return 0


def _indicators(
    given: argparse.Namespace, connection: Connection, tree: AreaTree, month: pd.Timestamp
) -> pd.DataFrame:
    """Return every indicator of every area of a level."""
    level = given.level or tree.level(given.area or tree.root)
    table = indicator_table(connection, month=month, level=level, within=given.area)
    if table.empty:
        raise RefusalError(label("cli.no_area_of_level", level=level))
    return table


def _targets(
    given: argparse.Namespace, connection: Connection, tree: AreaTree, month: pd.Timestamp
) -> pd.DataFrame:
    """Return where every target stands, of one plan or of all."""
    plans = load_plans()
    if given.plan and given.plan not in plans:
        raise RefusalError(label("cli.unknown_plan", plan=given.plan, known=", ".join(plans)))
    chosen = [plans[given.plan]] if given.plan else plans_for(plans, tree, given.area)
    if not chosen:
        raise RefusalError(label("cli.no_plan_for_area", area=given.area))
    judged = [
        one
        for plan in chosen
        for one in assess_plan(connection, plan, month=month, area=given.area)
    ]
    return target_table(judged, tree)


def _balance(
    given: argparse.Namespace, connection: Connection, tree: AreaTree, month: pd.Timestamp
) -> pd.DataFrame:
    """Return how unequally slots are spread over the areas of a level."""
    level = given.level or tree.levels_below(given.area or tree.root)[-1]
    return balance_table(connection, month=month, level=level, within=given.area)


def _clusters(
    given: argparse.Namespace, connection: Connection, tree: AreaTree, month: pd.Timestamp
) -> pd.DataFrame:
    """Return which areas of a level stand together, high or low."""
    level = given.level or tree.levels_below(given.area or tree.root)[-1]
    return clusters_table(connection, month=month, level=level, within=given.area)


def _profile(
    given: argparse.Namespace, connection: Connection, tree: AreaTree, month: pd.Timestamp
) -> pd.DataFrame:
    """Return one area against the whole and its peers."""
    return profile_table(connection, area=given.area or tree.root, month=month)


def _completeness(
    given: argparse.Namespace, connection: Connection, tree: AreaTree, month: pd.Timestamp
) -> pd.DataFrame:
    """Return which share of the cells of each column is filled."""
    level = given.level or tree.levels_below(given.area or tree.root)[0]
    return completeness(connection, month=month, level=level, within=given.area)


def _freshness(
    given: argparse.Namespace, connection: Connection, tree: AreaTree, month: pd.Timestamp
) -> pd.DataFrame:
    """Return how old the newest rows of each table are, whatever month or area is asked for."""
    return freshness(connection)


TABLES: dict[str, Table] = {
    "indicators": _indicators,
    "targets": _targets,
    "balance": _balance,
    "clusters": _clusters,
    "profile": _profile,
    "completeness": _completeness,
    "freshness": _freshness,
}
