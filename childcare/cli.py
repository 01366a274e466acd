"""The command line (命令行): build, demo, table, setup."""

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pandas as pd

from childcare import demo, ingest
from childcare.analyses import AreaTree, area_tree, assess_plan, indicator_table, months
from childcare.analyses.target_table import plans_for, target_table
from childcare.catalog import DeclarationError, label, set_language
from childcare.catalog.plan_files import load_plans
from childcare.exports import csv_bytes
from childcare.settings import DEMO_DIR, STATIC_DIR
from childcare.store import Connection, NoReleaseError, connect

LEVELS = ("nation", "province", "city", "county", "township")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 1 when it could not be done."""
    given = _parser().parse_args(arguments)
    set_language(given.language)
    try:
        return int(given.run(given))
    except NoReleaseError:
        return _refuse(label("cli.no_release"))
    except DeclarationError as error:
        return _refuse(str(error))
    except BrokenPipeError:
        # Whoever read the table, such as head, has enough of it. Python would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m childcare", description="Childcare Atlas")
    parser.add_argument("--language", choices=("zh", "en"), default="zh")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="read a folder of files, check it, make a release")
    build.add_argument("folder", nargs="?", type=Path, default=DEMO_DIR)
    build.add_argument("--sources", type=Path, help="file that maps foreign headings and codes")
    build.set_defaults(run=_build)

    invent = commands.add_parser("demo", help="write an invented city as a city hands it in")
    invent.add_argument("--seed", type=int)
    invent.add_argument("--townships", type=int)
    invent.add_argument("--institutions", type=int)
    invent.add_argument("--months", type=int)
    invent.add_argument("--out", type=Path, required=True)
    invent.set_defaults(run=_demo)

    table = commands.add_parser("table", help="print the figures behind the screens")
    table.add_argument("what", choices=("indicators", "targets"))
    table.add_argument("--as-of", help="month, such as 2025-12; the latest without it")
    table.add_argument("--level", choices=LEVELS, help="of the areas; the topmost without it")
    table.add_argument("--area", help="code of the area they lie in; for targets, the area judged")
    table.add_argument("--plan", help="name of one plan file, for targets; all plans without it")
    table.add_argument("--csv", type=Path, help="write to this file instead of the screen")
    table.set_defaults(run=_table)

    setup = commands.add_parser("setup", help="copy the browser's plotting library into static/")
    setup.set_defaults(run=_setup)
    return parser


def _build(given: argparse.Namespace) -> int:
    result = ingest.build(given.folder, sources=given.sources, tell=_tell)
    for line in ingest.finding_lines(result.findings):
        print(line, file=sys.stderr if result.release is None else sys.stdout)
    if result.release is None:
        return _refuse(label("cli.not_built"))
    print(label("cli.built", release=result.release))
    return 0


def _demo(given: argparse.Namespace) -> int:
    asked = ("seed", "townships", "institutions", "months")
    chosen = {name: getattr(given, name) for name in asked if getattr(given, name) is not None}
    demo.generate(given.out, **chosen, tell=_tell)
    print(label("cli.demo_written", folder=given.out))
    return 0


def _table(given: argparse.Namespace) -> int:
    with connect() as connection:
        tree = area_tree(connection)
        if given.area and given.area not in tree:
            return _refuse(label("cli.unknown_area", area=given.area))
        month = _month(connection, given.as_of)
        if month is None:
            return _refuse(label("cli.unknown_month", month=given.as_of))
        if given.what == "targets":
            return _targets(given, connection, tree, month)
        level = given.level or tree.level(given.area or tree.root)
        table = indicator_table(connection, month=month, level=level, within=given.area)
    if table.empty:
        return _refuse(label("cli.no_area_of_level", level=level))
    return _hand_over(table, given.csv)


def _targets(
    given: argparse.Namespace, connection: Connection, tree: AreaTree, month: pd.Timestamp
) -> int:
    """Print where every target stands, of one plan or of all."""
    plans = load_plans()
    if given.plan and given.plan not in plans:
        return _refuse(label("cli.unknown_plan", plan=given.plan, known=", ".join(plans)))
    chosen = [plans[given.plan]] if given.plan else plans_for(plans, tree, given.area)
    if not chosen:
        return _refuse(label("cli.no_plan_for_area", area=given.area))
    judged = [
        one
        for plan in chosen
        for one in assess_plan(connection, plan, month=month, area=given.area)
    ]
    return _hand_over(target_table(judged, tree), given.csv)


def _hand_over(table: pd.DataFrame, path: Path | None) -> int:
    """Write a table to a file, or to the screen."""
    if path:
        path.write_bytes(csv_bytes(table))
    else:
        # Full precision: a script that checks a target must not judge a rounded number.
        table.to_csv(sys.stdout, index=False, lineterminator="\n")
    return 0


def _month(connection: Connection, wanted: str | None) -> pd.Timestamp | None:
    """Return the month asked for, or the latest; None for a month without data."""
    known = months(connection)
    if wanted is None:
        return known[0]
    return next((month for month in known if month.strftime("%Y-%m") == wanted), None)


def _setup(_given: argparse.Namespace) -> int:
    """Copy plotly's own script, so that the browser never asks another host for it."""
    spec = find_spec("plotly")
    if spec is None or spec.origin is None:
        return _refuse(label("cli.no_plotly"))
    script = Path(spec.origin).parent / "package_data" / "plotly.min.js"
    target = STATIC_DIR / script.name
    if not target.is_file() or target.stat().st_size != script.stat().st_size:
        shutil.copyfile(script, target)
    return 0


def _tell(text: str) -> None:
    print(text, flush=True)


def _refuse(text: str) -> int:
    print(text, file=sys.stderr)
    return 1
