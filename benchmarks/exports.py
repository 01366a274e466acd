"""How long documents and pictures take to make (导出用时), of the demonstration city.

Run from the project's folder, on a quiet machine: ``python -m benchmarks.exports``.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from childcare.analyses import area_tree, geometry, months
from childcare.analyses.briefing import briefing
from childcare.analyses.briefing_tables import briefing_tables
from childcare.analyses.circular import circular
from childcare.analyses.stamp import stamp_of
from childcare.exports.circular import build_circular
from childcare.exports.circular_pictures import circular_pictures
from childcare.exports.deck import build_deck
from childcare.exports.pictures import Wish, pictures
from childcare.exports.workbook import build_workbook
from childcare.ingest import build
from childcare.settings import DEMO_DIR
from childcare.store import Connection, connect

TIMES = 3
MANY = 20

Made = Callable[[], int]


def deck_size(connection: Connection, area: str, month: pd.Timestamp) -> int:
    """Make the slides, briefing included, and return their bytes."""
    findings = briefing(connection, area=area, month=month)
    stamp = stamp_of(connection, area=area, month=month)
    return len(build_deck(findings, stamp, geometry(connection)))


def circular_size(connection: Connection, area: str, month: pd.Timestamp) -> int:
    """Make the circular with its pictures and return its bytes."""
    findings = briefing(connection, area=area, month=month)
    stamp = stamp_of(connection, area=area, month=month)
    drawn, why = circular_pictures(findings, stamp, geometry(connection), _silent)
    computed = circular(connection, area=area, month=month)
    made = build_circular(findings, computed, stamp, pictures=drawn, without_pictures=why)
    return len(made)


def workbook_size(connection: Connection, area: str, month: pd.Timestamp) -> int:
    """Make the workbook and return its bytes."""
    tables = briefing_tables(connection, area=area, month=month)
    return len(build_workbook(tables, stamp_of(connection, area=area, month=month)))


def pictures_size(connection: Connection, area: str, month: pd.Timestamp, number: int) -> int:
    """Draw a number of PNG through one browser, the views over and over; return their bytes."""
    findings = briefing(connection, area=area, month=month)
    stamp = stamp_of(connection, area=area, month=month)
    wanted = (findings * (number // len(findings) + 1))[:number]
    drawn = pictures(wanted, stamp, geometry(connection), Wish(formats=("png",)), _silent)
    return sum(len(picture.files["png"]) for picture in drawn)


def measured(name: str, made: Made) -> tuple[str, float]:
    """Return a line of a Markdown table, and the median seconds."""
    seconds, size = [], 0
    for _ in range(TIMES):
        start = time.perf_counter()
        size = made()
        seconds.append(time.perf_counter() - start)
    median = statistics.median(seconds)
    return f"| {name} | {median:.1f} | {max(seconds):.1f} | {size / 1e6:.2f} |", median


def _silent(_done: int, _total: int) -> None:
    """Say nothing."""


def main() -> None:
    """Build the demonstration city, make everything three times and print a table."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["CHILDCARE_HOME"] = str(Path(home))
        build(DEMO_DIR)
        with connect() as connection:
            area, month = area_tree(connection).root, months(connection)[0]
            about = (connection, area, month)
            print("| export | seconds, median | slowest | MB |\n|---|---|---|---|", flush=True)
            print(measured("deck", lambda: deck_size(*about))[0], flush=True)
            print(measured("circular", lambda: circular_size(*about))[0], flush=True)
            print(measured("workbook", lambda: workbook_size(*about))[0], flush=True)
            line, one = measured("1 PNG", lambda: pictures_size(*about, 1))
            print(line, flush=True)
            line, many = measured(f"{MANY} PNG", lambda: pictures_size(*about, MANY))
            print(line, flush=True)
            print(f"{MANY} PNG take {many / one:.1f} times as long as one.")


if __name__ == "__main__":
    main()
