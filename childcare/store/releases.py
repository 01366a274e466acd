"""The releases (数据版本) of an installation: of what each was built, and what became of it.

A release is a database that is never altered, and beside it a manifest (版本清单). It is a
candidate (待发布版本) until it is made current for the first time.
"""

import json
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from childcare.settings import current_database, releases_dir
from childcare.store.append_log import Record
from childcare.store.not_done import NotDoneError, UnknownReleaseError
from childcare.store.originals import Original
from childcare.store.release_events import (
    DATABASE_SUFFIX,
    PUBLISHED,
    RESTORED,
    ReleaseEvent,
    release_events,
)
from childcare.store.whole_file import write_whole

__all__ = [
    "PUBLISHED",
    "RESTORED",
    "KeptRelease",
    "Manifest",
    "NotDoneError",
    "ReleaseEvent",
    "UnknownReleaseError",
    "current_release",
    "database_of",
    "kept_release",
    "kept_releases",
    "manifest_file",
    "read_manifest",
    "release_events",
    "write_manifest",
]

VERSION = 1
_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,79}")


@dataclass(frozen=True)
class Manifest:
    """Of what a release was built (版本清单).

    Attributes:
        release: its name.
        base: the release it was built to replace; empty where it was built from files alone.
        built_at: when, in UTC.
        built_by: name of the person.
        why: what she said it was for.
        files: every file it was built from, kept as originals.
        sources: the sources file (来源声明), None without one.
        rows: number of rows by table.
    """

    release: str
    base: str
    built_at: datetime
    built_by: str
    why: str
    files: tuple[Original, ...]
    sources: Original | None
    rows: dict[str, int]


@dataclass(frozen=True)
class KeptRelease:
    """A release that is there.

    Attributes:
        manifest: None for one built before manifests were written, or whose manifest is spoilt.
        events: when it was made current, oldest first.
        is_current: whether it is what everybody sees.
    """

    name: str
    manifest: Manifest | None
    events: tuple[ReleaseEvent, ...]
    is_current: bool

    @property
    def is_candidate(self) -> bool:
        """Say whether it was never made current.

        One without manifest is no candidate: those were made current as they were built.
        """
        return not self.events and not self.is_current and self.manifest is not None

    @property
    def size(self) -> int:
        """Return the room that its database takes, in bytes."""
        try:
            return _place(self.name).stat().st_size
        except FileNotFoundError:
            return 0


def kept_releases() -> list[KeptRelease]:
    """Return every release, newest first."""
    names = [path.stem for path in releases_dir().glob(f"*{DATABASE_SUFFIX}")]
    current, events = current_release(), release_events()
    kept = [_kept(name, current, events) for name in names if _NAME.fullmatch(name)]
    return sorted(kept, key=lambda one: one.name, reverse=True)


def kept_release(name: str) -> KeptRelease:
    """Return a release by its name.

    Raises:
        UnknownReleaseError: there is none.
    """
    database_of(name)
    return _kept(name, current_release(), release_events())


def current_release() -> str:
    """Return the name of the release that everybody sees, empty without one."""
    database = current_database()
    return database.stem if database else ""


def database_of(release: str) -> Path:
    """Return where the database of a release lies; it is only ever read.

    Raises:
        UnknownReleaseError: there is none, or this is no name but a way to somewhere else.
    """
    if not _NAME.fullmatch(release) or not _place(release).is_file():
        raise UnknownReleaseError(release)
    return _place(release)


def manifest_file(release: str) -> Path:
    """Return where the manifest of a release lies."""
    return releases_dir() / f"{release}.json"


def write_manifest(manifest: Manifest) -> None:
    """Write a manifest, whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    record = {
        "version": VERSION,
        **asdict(manifest),
        "built_at": manifest.built_at.isoformat(timespec="seconds"),
    }
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    write_whole(manifest_file(manifest.release), text.encode())


def read_manifest(release: str) -> Manifest | None:
    """Return the manifest of a release, None where it has none that is understood."""
    try:
        record = json.loads(manifest_file(release).read_bytes().decode("utf-8"))
        if record.pop("version") != VERSION:
            return None
        return _manifest_of(record)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _manifest_of(record: Record) -> Manifest:
    sources: dict[str, Any] | None = record.pop("sources")
    return Manifest(
        built_at=datetime.fromisoformat(record.pop("built_at")),
        files=tuple(Original(**one) for one in record.pop("files")),
        sources=Original(**sources) if sources else None,
        rows={str(table): int(rows) for table, rows in record.pop("rows").items()},
        **record,
    )


def _kept(name: str, current: str, events: list[ReleaseEvent]) -> KeptRelease:
    own = tuple(event for event in events if event.release == name)
    return KeptRelease(name, read_manifest(name), own, name == current)


def _place(release: str) -> Path:
    return releases_dir() / f"{release}{DATABASE_SUFFIX}"
