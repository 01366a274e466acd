"""What a process does that is killed: light, because each of many processes imports it."""

import hashlib
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import duckdb

from childcare.ingest import build, build_release, publish, restore
from childcare.store.person import local_person
from childcare.store.publishing_lock import publishing
from childcare.store.releases import database_of

# What Python says before it changes a file or folder.
CHANGES = ("os.rename", "os.remove", "os.chmod", "os.mkdir", "os.truncate")
FOR_WRITING = os.O_WRONLY | os.O_RDWR


def digits(release: str) -> str:
    """Return a checksum over every row of every table but the one that names the release."""
    digest = hashlib.sha256()
    with duckdb.connect(str(database_of(release)), read_only=True) as connection:
        names = [name for (name,) in connection.execute("show tables").fetchall()]
        for name in sorted(set(names) - {"release"}):
            rows = connection.table(name).fetchall()
            digest.update(repr((name, sorted(map(repr, rows)))).encode())
    return digest.hexdigest()


def act(home: str, what: str, target: str) -> None:
    """Build from a folder, or make a release current again."""
    os.environ["CHILDCARE_HOME"] = home
    if what == "build":
        build(Path(target))
    else:
        restore(target, person=local_person(), why="again")


def act_and_die(home: str, what: str, target: str, change: int, answers: Any) -> None:
    """Do as ``act``, and be killed before this change of the home's files; say how many."""
    done = 0
    if change:  # Checks change no file, and take half of the time.
        build_release.run_checks = lambda *_: []  # type: ignore[assignment]

    def watch(event: str, given: tuple[Any, ...]) -> None:
        nonlocal done
        if _changes(event, given) and str(given[0]).startswith(home):
            done += 1
            if done == change:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    act(home, what, target)
    answers.put(done)


def _changes(event: str, given: tuple[Any, ...]) -> bool:
    if event == "open":
        return isinstance(given[2], int) and bool(given[2] & FOR_WRITING)
    return event in CHANGES


def hold(home: str, by: str, is_held: Any, may_end: Any) -> None:
    """Hold the publishing lock until told to end."""
    os.environ["CHILDCARE_HOME"] = home
    with publishing(by):
        is_held.set()
        may_end.wait(60)


def publish_at_once(home: str, release: str, start: Barrier, answers: Any) -> None:
    """Publish a candidate at the same moment as another process."""
    os.environ["CHILDCARE_HOME"] = home
    start.wait(60)
    said = _sentence(lambda: publish(release, person=local_person(), why="at once"))
    answers.put((release, said))


def _sentence(done: Callable[[], None]) -> str:
    try:
        done()
    # Whatever it is: who waits for an answer must get one.
    except Exception as error:
        return type(error).__name__
    return ""
