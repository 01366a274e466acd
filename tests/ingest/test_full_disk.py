"""A full disk, or one that fails: a sentence, nothing half, and the current release as it was."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from childcare.ingest import NotDoneError, build, build_beside, publish, restore
from childcare.store.person import local_person
from childcare.store.release_events import release_events
from childcare.store.releases import current_release, kept_releases
from tests.ingest.conftest import SIX_TOWNSHIPS

ME = local_person()
ROOT = Path(__file__).parents[2]
# In a name space of its own anybody may mount a disk of twelve megabytes: one release takes five.
ON_A_SMALL_DISK = """
mount -t tmpfs -o size=12m none "$1" && exec "$2" -m tests.ingest.small_disk "$1" "$3"
"""
OWN_NAME_SPACE = ["unshare", "-rm", "sh", "-c"]
MAY_MOUNT = [*OWN_NAME_SPACE, "mount -t tmpfs none /mnt"]


def may_mount() -> bool:
    return (
        bool(shutil.which("unshare"))
        and not subprocess.run(MAY_MOUNT, capture_output=True, check=False).returncode
    )


def test_on_a_disk_that_fills_up_what_was_current_stays(tmp_path: Path) -> None:
    if not may_mount():
        pytest.skip("this machine lets nobody mount a small disk: unshare -rm")
    done = subprocess.run(
        [*OWN_NAME_SPACE, ON_A_SMALL_DISK, "sh", tmp_path, sys.executable, SIX_TOWNSHIPS],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "refused" in done.stdout


@pytest.fixture
def fail_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], list[int]]:
    """Return a function that lets the n-th flush to the disk fail; it returns the flushes seen."""
    flush_really = os.fsync

    def prepare(failing: int) -> list[int]:
        seen: list[int] = []

        def flush(handle: int) -> None:
            seen.append(handle)
            if len(seen) == failing:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            flush_really(handle)

        monkeypatch.setattr(os, "fsync", flush)
        return seen

    return prepare


def test_wherever_the_disk_fails_a_restore_is_done_or_not_done(
    folder: Path, own_home: Path, fail_at: Callable[[int], list[int]]
) -> None:
    first, second = current_release(), str(build_beside(folder).release)
    publish(second, person=ME, why="new")
    outcomes = []
    for failing in range(1, 20):
        before = current_release()
        target = second if before == first else first
        fail_at(failing)
        try:
            restore(target, person=ME, why="back")
        except NotDoneError as error:
            assert "No space left" in str(error)
            assert current_release() == before
        else:
            assert current_release() == target
        outcomes.append(current_release() == target)
        fail_at(0)
        assert len(kept_releases()) == 2
        assert release_events()[-1].release == current_release()
        assert not list(own_home.glob("*.waiting"))
    assert not outcomes[0]
    assert outcomes[-1]


def test_wherever_the_disk_fails_a_build_is_current_and_whole_or_not_there(
    folder: Path, own_home: Path, fail_at: Callable[[int], list[int]]
) -> None:
    seen = fail_at(0)
    build(folder)
    for failing in range(len(seen) - 8, len(seen) + 1):
        before, kept = current_release(), kept_releases()
        fail_at(failing)
        made = build(folder).release
        fail_at(0)
        assert current_release() == (made or before)
        assert len(kept_releases()) == len(kept) + bool(made)
        assert release_events()[-1].release == current_release()
    assert made, "the last flush is that of the event, which is known by then"
