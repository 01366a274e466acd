"""``export pictures``: every view of a briefing as a picture, in one ZIP or in a folder."""

import argparse
import io
import zipfile
from pathlib import Path

import pandas as pd

from childcare.analyses import geometry
from childcare.analyses.briefing import briefing
from childcare.analyses.stamp import stamp_of
from childcare.catalog import label
from childcare.catalog.briefing import VIEWS
from childcare.catalog.pictures import PRESETS
from childcare.cli.request import RefusalError, tell
from childcare.exports.picture_browser import PictureError
from childcare.exports.pictures import Wish, pictures, pictures_zip
from childcare.store import Connection


def add_options(parser: argparse.ArgumentParser) -> None:
    """Let pictures be asked for in a size, in greys, and some of them only."""
    parser.add_argument(
        "--preset", choices=tuple(PRESETS), default=next(iter(PRESETS)), help="size of pictures"
    )
    parser.add_argument("--greyscale", action="store_true", help="pictures for the photocopier")
    parser.add_argument("--view", action="append", choices=tuple(VIEWS), help="some pictures only")


def picture_files(
    given: argparse.Namespace, connection: Connection, area: str, month: pd.Timestamp
) -> bytes:
    """Return the pictures asked for, as a ZIP.

    Raises:
        RefusalError: pictures cannot be drawn on this machine.
    """
    wish = Wish(PRESETS[given.preset], given.greyscale, views=tuple(given.view or ()))
    stamp = stamp_of(connection, area=area, month=month)
    findings = briefing(connection, area=area, month=month)
    wanted = [one for one in findings if not wish.views or one.name in wish.views]
    made = []
    try:
        for picture in pictures(wanted, stamp, geometry(connection), wish, _silent):
            made.append(picture)
            title = picture.finding.title
            tell(label("export.step", done=len(made), total=len(wanted), title=title))
    except PictureError as error:
        raise RefusalError(str(error)) from error
    return pictures_zip(made, stamp)


def unpack(content: bytes, folder: Path) -> None:
    """Write the files of a ZIP into a folder, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(folder)


def is_folder(out: Path) -> bool:
    """Say whether pictures are to lie side by side in a folder rather than in one ZIP."""
    return out.is_dir() or out.suffix.lower() != ".zip"


def _silent(_done: int, _total: int) -> None:
    """Say nothing: each picture is told of with its sentence."""
