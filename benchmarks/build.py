"""How long a release takes from files to database (构建用时), at three sizes.

Run from the project's folder: ``python -m benchmarks.build``; ``--nation`` adds the largest.
"""

import argparse
import os
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

from childcare import demo
from childcare.ingest import build
from childcare.settings import DEMO_DIR, current_database

COUNTY = {"townships": 15, "institutions": 120, "months": 13}
NATION = {"townships": 3_000, "institutions": 100_000, "months": 12}


def timed_build(name: str, folder: Path) -> str:
    """Build a release of the files in a folder and return a line of a Markdown table."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["CHILDCARE_HOME"] = home
        start = time.perf_counter()
        result = build(folder)
        seconds = time.perf_counter() - start
        database = current_database()
        size = database.stat().st_size / 1e6 if database else 0.0
    files = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    built = "" if result.release else " (refused)"
    return f"| {name}{built} | {files:.1f} | {seconds:.1f} | {size:.1f} | {memory:.0f} |"


def generated(name: str, wanted: dict[str, Any]) -> str:
    """Invent a region of another size, build it and return its line."""
    with tempfile.TemporaryDirectory() as folder:
        demo.generate(Path(folder), **wanted)
        return timed_build(name, Path(folder))


def main() -> None:
    """Build what was asked for and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--nation", action="store_true", help="3,000 townships, 100,000 institutions"
    )
    given = parser.parse_args()
    print("| build | files MB | seconds | database MB | most memory so far MB |")
    print("|---|---|---|---|---|", flush=True)
    print(generated("county of 15", COUNTY), flush=True)
    print(timed_build("demonstration city", DEMO_DIR), flush=True)
    if given.nation:
        print(generated("nation", NATION), flush=True)


if __name__ == "__main__":
    main()
