"""The command line (命令行): from a city's files to releases, tables and documents."""

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from childcare import demo
from childcare.catalog import DeclarationError, label, set_language
from childcare.cli import audit, export, imports, releases, tables
from childcare.cli.request import RefusalError, refuse, tell
from childcare.settings import STATIC_DIR
from childcare.store import NoReleaseError
from childcare.store.audit_log import AuditError
from childcare.store.gate import DeniedError
from childcare.store.not_done import NotDoneError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 1 when it could not be done."""
    given = _parser().parse_args(arguments)
    set_language(given.language)
    try:
        return int(given.run(given))
    except NoReleaseError:
        return refuse(label("cli.no_release"))
    except (DeclarationError, RefusalError, NotDoneError, DeniedError, AuditError) as error:
        return refuse(str(error))
    except BrokenPipeError:
        # Whoever read the table, such as head, has enough of it. Python would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m childcare", description="Childcare Atlas")
    parser.add_argument("--language", choices=("zh", "en"), default="zh")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

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
    releases.add_commands(commands)
    audit.add_command(commands)

    setup = commands.add_parser("setup", help="copy the browser's plotting library into static/")
    setup.set_defaults(run=_setup)
    return parser


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
