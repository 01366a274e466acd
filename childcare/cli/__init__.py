"""The command line (命令行): template, inspect, build, demo, table, export, setup."""

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from childcare import demo, ingest
from childcare.catalog import DeclarationError, label, set_language
from childcare.cli import export, imports, tables
from childcare.cli.request import RefusalError, refuse, tell
from childcare.settings import DEMO_DIR, STATIC_DIR
from childcare.store import NoReleaseError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 1 when it could not be done."""
    given = _parser().parse_args(arguments)
    set_language(given.language)
    try:
        return int(given.run(given))
    except NoReleaseError:
        return refuse(label("cli.no_release"))
    except (DeclarationError, RefusalError) as error:
        return refuse(str(error))
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

    tables.add_command(commands)
    export.add_command(commands)
    imports.add_commands(commands)

    setup = commands.add_parser("setup", help="copy the browser's plotting library into static/")
    setup.set_defaults(run=_setup)
    return parser


def _build(given: argparse.Namespace) -> int:
    result = ingest.build(given.folder, sources=given.sources, tell=tell)
    for line in ingest.finding_lines(result.findings):
        print(line, file=sys.stderr if result.release is None else sys.stdout)
    if result.release is None:
        return refuse(label("cli.not_built"))
    print(label("cli.built", release=result.release))
    return 0


def _demo(given: argparse.Namespace) -> int:
    asked = ("seed", "townships", "institutions", "months")
    chosen = {name: getattr(given, name) for name in asked if getattr(given, name) is not None}
    demo.generate(given.out, **chosen, tell=tell)
    print(label("cli.demo_written", folder=given.out))
    return 0


def _setup(_given: argparse.Namespace) -> int:
    """Copy plotly's own script, so that the browser never asks another host for it."""
    spec = find_spec("plotly")
    if spec is None or spec.origin is None:
        return refuse(label("cli.no_plotly"))
    script = Path(spec.origin).parent / "package_data" / "plotly.min.js"
    target = STATIC_DIR / script.name
    if not target.is_file() or target.stat().st_size != script.stat().st_size:
        shutil.copyfile(script, target)
    return 0
