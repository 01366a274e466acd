"""``export``: documents about an area, to carry away (导出)."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from childcare.analyses import area_tree, geometry
from childcare.analyses.briefing import briefing
from childcare.analyses.stamp import stamp_of
from childcare.catalog import label
from childcare.cli.export_documents import circular_file, workbook_file
from childcare.cli.export_pictures import add_options, is_folder, picture_files, unpack
from childcare.cli.request import RefusalError, add_area_and_month, asked_area, asked_month, tell
from childcare.exports.deck import build_deck
from childcare.exports.deck_template import TemplateError
from childcare.store import Connection, connect

Writer = Callable[[argparse.Namespace, Connection, str, pd.Timestamp], bytes]


def add_command(commands: Any) -> None:
    """Add ``export`` to the commands."""
    parser = commands.add_parser("export", help="write a document about an area")
    parser.add_argument("what", choices=tuple(WRITERS))
    add_area_and_month(parser)
    parser.add_argument(
        "--out", type=Path, required=True, help="file to write; a folder, for pictures"
    )
    parser.add_argument("--template", type=Path, help="a presentation or document of your own")
    add_options(parser)
    parser.set_defaults(run=_run)


def _run(given: argparse.Namespace) -> int:
    with connect() as connection:
        tree = area_tree(connection)
        area = asked_area(given, tree) or tree.root
        content = WRITERS[given.what](given, connection, area, asked_month(given, connection))
    try:
        if given.what == "pictures" and is_folder(given.out):
            unpack(content, given.out)
        else:
            given.out.write_bytes(content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise RefusalError(label("export.not_written", file=given.out, reason=reason)) from error
    tell(label("export.written", file=given.out, size=f"{len(content) / 1024:,.0f}"))
    return 0


def _deck(
    given: argparse.Namespace, connection: Connection, area: str, month: pd.Timestamp
) -> bytes:
    """Return the slides; an office's own template may be given."""
    try:
        return build_deck(
            briefing(connection, area=area, month=month),
            stamp_of(connection, area=area, month=month),
            geometry(connection),
            template=given.template,
            tell=_step,
        )
    except TemplateError as error:
        raise RefusalError(label("export.no_template", template=error)) from error


def _step(done: int, total: int, title: str) -> None:
    tell(label("export.step", done=done, total=total, title=title))


WRITERS: dict[str, Writer] = {
    "deck": _deck,
    "circular": circular_file,
    "workbook": workbook_file,
    "pictures": picture_files,
}
