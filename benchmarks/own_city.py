"""How long the steps of bringing one's own city take, against plainly reading the same files.

Looking (认读), trying out (试建), building and comparing two releases are held against what any
program must do at least: DuckDB reads every table as text, Python parses the boundaries.
Run from the project's folder: ``python -m benchmarks.own_city``; ``--rounds`` is how often.
"""

import argparse
import json
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from childcare.analyses.release_diff import headline_changes, row_changes
from childcare.ingest import build, submissions
from childcare.ingest.inspect import inspect
from childcare.settings import DEMO_DIR
from childcare.store import connect
from childcare.store.person import local_person
from childcare.store.releases import current_release, database_of

REGISTER = "机构台账_2025.csv"
PLAIN = "plainly read"


def read_plainly() -> None:
    """Read every file of the demonstration city without understanding it."""
    with duckdb.connect() as connection:
        for file in sorted(DEMO_DIR.glob("*.csv")):
            table = connection.read_csv(str(file), all_varchar=True)
            table.create(f'"{file.stem}"')
    for file in sorted(DEMO_DIR.glob("*.geojson")):
        json.loads(file.read_bytes())


def look() -> None:
    """Say what would be read, with all findings."""
    told = inspect([DEMO_DIR])
    assert told["ok"], told["findings"]


def build_all() -> None:
    """Build and check everything and make it current."""
    assert build(DEMO_DIR).release


def without_last_row(folder: Path) -> Path:
    """Return a register of the last year in which one institution is missing."""
    register = Path(shutil.copy(DEMO_DIR / REGISTER, folder))
    lines = register.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    register.write_text("".join(lines[:-1]), encoding="utf-8")
    return register


def try_out() -> str:
    """Put a register in the place of that of the current release, and build it beside."""
    person = local_person()
    number = submissions.start(person, title="2025", on_release=current_release()).number
    with tempfile.TemporaryDirectory() as folder:
        content = without_last_row(Path(folder)).read_bytes()
    submissions.add_file(person, number, REGISTER, content)
    candidate = submissions.try_out(person, number).release
    assert candidate
    return candidate


def compare(candidate: str) -> None:
    """Tell the rows and the headline numbers that a candidate would change."""
    with connect() as before, connect(database_of(candidate)) as after:
        assert row_changes(before, after)["removed"].sum() == 1
        assert len(headline_changes(before, after))


def seconds(step: Callable[[], object], rounds: int) -> float:
    """Return the median time of a step, after one run that does not count."""
    step()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        step()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    """Measure all steps in one run and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as home:
        os.environ["CHILDCARE_HOME"] = home
        plain = seconds(read_plainly, rounds)
        found = {PLAIN: plain, "look": seconds(look, rounds), "build": seconds(build_all, rounds)}
        found["try out one changed register"] = seconds(try_out, rounds)
        candidate = try_out()
        found["compare two releases"] = seconds(lambda: compare(candidate), rounds)
    print("| step | seconds, median | × plainly read |\n|---|---|---|")
    for name, needed in found.items():
        print(f"| {name} | {needed:.2f} | {needed / plain:.1f} |")


if __name__ == "__main__":
    main()
