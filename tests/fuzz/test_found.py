"""Everything that fuzzing ever found, and where it began from, is read or refused in good time."""

import time
from pathlib import Path

import pytest

from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS, run

FOUND = sorted((Path(__file__).parent / "found").iterdir())
SECONDS = 10


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_was_found_once_is_answered_now(path: Path) -> None:
    target, _, _ = path.name.partition("--")
    started = time.perf_counter()
    run(TARGETS[target], path.read_bytes())
    assert time.perf_counter() - started < SECONDS


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_what_fuzzing_begins_from_reaches_the_reader(target) -> None:  # type: ignore[no-untyped-def]
    """A seed that is refused at the door would fuzz nothing but the door."""
    refused = {"not_a_workbook", "not_a_shape_file", "not_geojson", "no_known_heading"}
    findings = target.read(seeds()[target.name][0])
    assert refused.isdisjoint(one.check_name for one in findings)
