"""One publisher at a time (发布锁): the second is told at once who holds it and since when.

The lock is the operating system's: who dies lets go of it. Who holds it writes her name beside it,
into a file of its own, because Windows lets nobody read what is locked.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from childcare.catalog import label
from childcare.settings import publishing_lock_file
from childcare.store.file_lock import locked
from childcare.store.not_done import NotDoneError
from childcare.store.whole_file import write_whole

# Long enough for who has just taken the lock to write her name down.
_PATIENCE = 0.2  # seconds


@dataclass(frozen=True)
class Holder:
    """Who holds the lock, and since when (UTC)."""

    by: str
    since: datetime


class HeldError(NotDoneError):
    """Somebody else is publishing; the text says who, since when, and what to do."""

    def __init__(self, holder: Holder | None) -> None:
        """Say who, as far as it is known."""
        given = {"by": holder.by, "since": shown_moment(holder.since)} if holder else {}
        super().__init__(
            label("releases.held", **given) if given else label("releases.held_unknown")
        )
        self.holder = holder


def shown_moment(moment: datetime) -> str:
    """Return a moment as people at this machine read it: in its time zone, to the minute."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


@contextmanager
def publishing(by: str) -> Iterator[None]:
    """Hold the lock for the length of a block, in the name of a person.

    Raises:
        HeldError: somebody else holds it.
        OSError: it cannot be written down who holds it.
    """
    lock = publishing_lock_file()
    lock.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        try:
            held.enter_context(locked(lock, patience=_PATIENCE))
        except TimeoutError:
            raise HeldError(_holder()) from None
        words = {"by": by, "since": datetime.now(UTC).isoformat(timespec="seconds")}
        write_whole(_holder_file(), json.dumps(words, ensure_ascii=False).encode())
        try:
            yield
        finally:
            # Windows removes nothing that somebody reads just now; the next holder replaces it.
            with suppress(OSError):
                _holder_file().unlink()


def _holder() -> Holder | None:
    """Return who holds the lock, None where that cannot be read."""
    try:
        words = json.loads(_holder_file().read_bytes().decode("utf-8"))
        return Holder(str(words["by"]), datetime.fromisoformat(words["since"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _holder_file() -> Path:
    return publishing_lock_file().with_suffix(".holder")
