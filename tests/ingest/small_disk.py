"""Run on a small disk of its own: fill it more and more, and see what a build makes of it."""

import os
import sys
from pathlib import Path

from childcare.ingest import NotDoneError, build, restore
from childcare.store.person import local_person
from childcare.store.releases import current_release, kept_release, kept_releases
from tests.ingest.killed_process import digits

# Bytes left free: for nothing at all, for a few small files, for part of a database.
LEFT = (0, 12_000, 200_000, 2_000_000)


def fill(disk: Path, left: int) -> Path:
    """Fill a disk until so many bytes are free; return the file that does."""
    ballast = disk / "ballast"
    free = os.statvfs(disk)
    with ballast.open("wb") as file:
        file.write(b"x" * max(0, free.f_bavail * free.f_frsize - left))
    return ballast


def main(disk: Path, city: Path) -> None:
    """Build once with room, then with less and less, then with room again."""
    os.environ["CHILDCARE_HOME"] = str(disk / "home")
    first = str(build(city).release)
    before, entries = digits(first), sorted(path.name for path in (disk / "home").rglob("*"))
    for left in LEFT:
        ballast = fill(disk, left)
        result = build(city)
        ballast.unlink()
        assert result.release is None
        assert {one.check_name for one in result.findings} == {"release_not_written"}
        print("refused", left, result.findings[0].remedy)
        assert current_release() == first
        assert digits(first) == before
        assert [kept.name for kept in kept_releases()] == [first]
        assert sorted(path.name for path in (disk / "home").rglob("*")) == [
            *sorted({*entries, "drafts.lock"})
        ]
    second = str(build(city).release)
    ballast = fill(disk, 0)
    try:
        restore(first, person=local_person(), why="full")
    except NotDoneError as error:
        print("refused", error)
        assert current_release() == second
    else:
        raise AssertionError("there was no room to write it down")
    ballast.unlink()
    restore(first, person=local_person(), why="room again")
    assert current_release() == first
    assert kept_release(second).events


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
