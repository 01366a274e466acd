"""``template``, ``practice``, ``inspect``: before files are built from (模板、练习与预检)."""

import argparse
import json
from pathlib import Path
from typing import Any

from childcare.catalog import label
from childcare.cli.request import RefusalError, tell
from childcare.demo.practice import practice_files
from childcare.exports.template import fill_template, stored_tables, template_bytes
from childcare.ingest.inspect import inspect
from childcare.store import connect


def add_commands(commands: Any) -> None:
    """Add ``template``, ``practice`` and ``inspect`` to the commands."""
    template = commands.add_parser("template", help="write the workbook that a city fills in")
    template.add_argument("--out", type=Path, required=True, help="file to write, .xlsx")
    template.add_argument(
        "--filled", action="store_true", help="with the rows of the current release"
    )
    template.set_defaults(run=_template)

    practice = commands.add_parser("practice", help="write the files of an invented county")
    practice.add_argument("--out", type=Path, required=True, help="folder to write them into")
    practice.set_defaults(run=_practice)

    look = commands.add_parser("inspect", help="say as JSON what would be read from files")
    look.add_argument("files", nargs="+", type=Path, help="files or folders")
    look.add_argument("--sources", type=Path, help="file that maps foreign headings and codes")
    look.set_defaults(run=_inspect)


def _template(given: argparse.Namespace) -> int:
    if given.filled:
        with connect() as connection:
            content = fill_template(stored_tables(connection))
    else:
        content = template_bytes()
    try:
        given.out.write_bytes(content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise RefusalError(label("export.not_written", file=given.out, reason=reason)) from error
    tell(label("export.written", file=given.out, size=f"{len(content) / 1024:,.0f}"))
    return 0


def _practice(given: argparse.Namespace) -> int:
    try:
        practice_files(given.out)
    except OSError as error:
        reason = error.strerror or str(error)
        raise RefusalError(label("export.not_written", file=given.out, reason=reason)) from error
    print(label("cli.practice_written", folder=given.out))
    return 0


def _inspect(given: argparse.Namespace) -> int:
    answer = inspect(given.files, sources=given.sources)
    print(json.dumps(answer, ensure_ascii=False, indent=1, default=str))
    return 0 if answer["ok"] else 1
