"""Fuzzing with a fixed budget: ``make fuzz``, or ``FUZZ_SECONDS=3600 make fuzz``.

Every target gets its share of the time. What it finds is kept in ``tests/fuzz/found``, where
``tests/fuzz/test_found.py`` holds it from then on.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.fuzz.targets import TARGETS

FOUND = Path(__file__).parent / "found"
# What reached new code is kept between runs, outside of the project's files.
CORPUS = Path(__file__).parents[2] / ".fuzz"
_USUAL_SECONDS = 300
# Reading a whole folder takes a hundred times as long as reading a cell.
_SHARES = {"folder": 3.0, "csv": 2.0, "workbook": 2.0}


def main() -> int:
    """Return how many files were found."""
    budget = float(os.environ.get("FUZZ_SECONDS", _USUAL_SECONDS))
    wanted = sys.argv[1:] or list(TARGETS)
    before = set(FOUND.iterdir())
    if not sys.argv[1:]:
        _check_properties()
    total = sum(_SHARES.get(name, 1.0) for name in wanted)
    for name in wanted:
        _fuzz(name, budget * _SHARES.get(name, 1.0) / total)
    for path in set(FOUND.iterdir()) - before:
        if path.stat().st_size == 0:
            # atheris 3.0.0 at times spoils its own heap while it ends, after the last file was
            # read: also where nothing but Python's own code ran. No file is at fault then.
            path.unlink()
            continue
        # What libFuzzer itself wrote has no ending, and would be taken for a text.
        path.rename(path.with_suffix(".bin"))
    found = sorted(path.name for path in set(FOUND.iterdir()) - before)
    print(f"{len(found)} found", *found, sep="\n  ")
    return min(len(found), 99)


def _check_properties() -> None:
    """Hold what must hold of any file, on many more examples than ``make test`` has time for."""
    command = [sys.executable, "-m", "pytest", "-q", str(Path(__file__).parent)]
    more = {"FUZZ_EXAMPLES": os.environ.get("FUZZ_EXAMPLES", "300")}
    subprocess.run(command, check=True, env=os.environ | more)


def _fuzz(name: str, seconds: float) -> None:
    """Fuzz one target; a process that was taken down is started again until the time is up."""
    end = time.monotonic() + max(seconds, 1)
    while (left := end - time.monotonic()) > 0:
        print(f"{name}: {left:.0f} s", flush=True)
        command = [
            sys.executable, "-m", "tests.fuzz.guided", name, "--seconds", str(max(1, round(left))),
            "--found", str(FOUND), "--corpus", str(CORPUS),
        ]  # fmt: skip
        if subprocess.run(command, check=False).returncode == 0:
            return


if __name__ == "__main__":
    sys.exit(main())
