"""What became of releases (版本变动): when which was made current, by whom and why.

Making one current is one rename. The event is laid down beside before it and appended after it, so
that whoever is cut off in between leaves a switch that happened and is known, or none at all.
"""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from childcare.settings import (
    current_database,
    current_release_file,
    release_events_file,
    releases_dir,
)
from childcare.store.append_log import Record, append_record, read_records, record_of
from childcare.store.whole_file import flush, write_whole

PUBLISHED, RESTORED = "published", "restored"
DATABASE_SUFFIX = ".duckdb"
VERSION = 1


@dataclass(frozen=True)
class ReleaseEvent:
    """A release was made current.

    Attributes:
        release: its name.
        action: ``published`` the first time, ``restored`` when it was so before.
        by: name of the person.
        why: what she said it was for.
        at: when, in UTC.
    """

    release: str
    action: str
    by: str
    why: str
    at: datetime


def make_current(event: ReleaseEvent) -> None:
    """Make a release current and write down who did; only for who holds the publishing lock.

    Raises:
        OSError: it could not be written; the current release is the one it was.
    """
    _settle()
    write_whole(_pending_file(), json.dumps(_record_of(event), ensure_ascii=False).encode())
    flush(releases_dir())
    try:
        write_whole(current_release_file(), f"{event.release}{DATABASE_SUFFIX}\n".encode())
    except OSError:
        # A disk that fails after the rename does not undo it.
        if not _is_current(event.release):
            raise
    # From here on it is current. An event that finds no room now is written down the next time.
    with suppress(OSError):
        _settle()


def release_events() -> list[ReleaseEvent]:
    """Return when which release was made current, oldest first.

    Raises:
        OSError: the file is there but cannot be read.
    """
    read = map(_event_of, read_records(release_events_file())[0])
    events = [event for event in read if event is not None]
    pending = _pending()
    return [*events, pending] if pending and pending not in events else events


def _settle() -> None:
    """Append the event of a switch that happened; forget one that was cut off before it.

    Raises:
        OSError: there is no room; the event is kept as it was.
    """
    pending = _pending()
    written = map(_event_of, read_records(release_events_file())[0])
    if pending and pending not in written:
        append_record(release_events_file(), _record_of(pending))
    _pending_file().unlink(missing_ok=True)


def _pending() -> ReleaseEvent | None:
    """Return the event laid down of a switch that did happen, None without one."""
    try:
        record = record_of(_pending_file().read_bytes())
    except FileNotFoundError:
        return None
    event = _event_of(record) if record else None
    return event if event and _is_current(event.release) else None


def _is_current(release: str) -> bool:
    database = current_database()
    return database is not None and database.stem == release


def _pending_file() -> Path:
    return release_events_file().with_suffix(".pending")


def _record_of(event: ReleaseEvent) -> Record:
    return {"version": VERSION, **asdict(event), "at": event.at.isoformat()}


def _event_of(record: Record) -> ReleaseEvent | None:
    """Return the event of a record, None for one that is not understood."""
    try:
        if record["version"] != VERSION or record["action"] not in (PUBLISHED, RESTORED):
            return None
        release, action, by, why = (str(record[key]) for key in ("release", "action", "by", "why"))
        return ReleaseEvent(release, action, by, why, datetime.fromisoformat(record["at"]))
    except (ValueError, TypeError, KeyError):
        return None
