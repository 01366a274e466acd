"""Progress notes of tasks (进展记录): one JSON object a line, only ever appended.

Several programs may write at once. A line that a power failure tore off is passed over and counted,
and never joined to what is written after it. What nobody understands any more stays in the file.
"""

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from childcare.catalog import CATEGORIES
from childcare.settings import task_notes_file
from childcare.store.file_lock import PATIENCE, locked

VERSION = 1
LONGEST_NOTE, LONGEST_AUTHOR = 1_000, 40  # characters


@dataclass(frozen=True)
class TaskNote:
    """What one person wrote down about one task: its status from then on, and a note.

    Attributes:
        plan: name of the plan, ``task`` that of the task in it; either may be gone by now.
        status: one of the ``task_status`` of data/catalog/categories.toml.
        note: plain text, at most ``LONGEST_NOTE`` characters; empty where the status says it all.
        author: who wrote it, at most ``LONGEST_AUTHOR`` characters.
        written_at: when, with its time zone; kept in UTC.
    """

    plan: str
    task: str
    status: str
    note: str
    author: str
    written_at: datetime

    def __post_init__(self) -> None:
        """Refuse a note that the ledger could not show."""
        if not all(isinstance(part, str) for part in (self.plan, self.task, self.note)):
            raise ValueError("plan, task and note must be text")
        if self.status not in CATEGORIES["task_status"]:
            raise ValueError(f"has unknown status {self.status!r}")
        if len(self.note) > LONGEST_NOTE:
            raise ValueError(f"has a note of {len(self.note)} characters, over {LONGEST_NOTE}")
        if not isinstance(self.author, str) or not 0 < len(self.author) <= LONGEST_AUTHOR:
            raise ValueError(f"has the author {self.author!r}")
        if self.written_at.tzinfo is None:
            raise ValueError("has a time without its zone")


@dataclass(frozen=True)
class KeptNotes:
    """The notes of the file, oldest first, and how many of its lines could not be understood."""

    notes: tuple[TaskNote, ...] = ()
    unreadable: int = 0

    def of(self, plan: str, task: str) -> list[TaskNote]:
        """Return the notes of one task, oldest first: as they stand in the file."""
        return [note for note in self.notes if (note.plan, note.task) == (plan, task)]


def append_note(note: TaskNote, path: Path | None = None, *, patience: float = PATIENCE) -> None:
    """Add a note to the end of the file, and return when it is on the disk.

    Raises:
        TimeoutError: others kept writing for ``patience`` seconds.
        OSError: the file cannot be written, such as for want of room or of permission.
    """
    path = path or task_notes_file()
    moment = note.written_at.astimezone(UTC).isoformat(timespec="seconds")
    record = {"version": VERSION, **asdict(note), "written_at": moment}
    line = json.dumps(record, ensure_ascii=False).encode() + b"\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path.with_suffix(".lock"), patience=patience):
        _append(path, line)


def _append(path: Path, line: bytes) -> None:
    # Windows would otherwise write two bytes for the end of a line.
    binary = getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | binary, 0o666)
    try:
        if _is_torn(descriptor):
            line = b"\n" + line
        while line:
            line = line[os.write(descriptor, line) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _is_torn(descriptor: int) -> bool:
    """Say whether the last line lacks its end, because writing it was cut off."""
    if os.fstat(descriptor).st_size == 0:
        return False
    os.lseek(descriptor, -1, os.SEEK_END)
    return os.read(descriptor, 1) != b"\n"


def read_notes(path: Path | None = None) -> KeptNotes:
    """Read all notes; a missing file holds none.

    Raises:
        OSError: the file is there but cannot be read.
    """
    try:
        content = (path or task_notes_file()).read_bytes()
    except FileNotFoundError:
        return KeptNotes()
    # Cut at bytes: a torn character must not spoil the lines around it.
    lines = [line for line in content.split(b"\n") if line.strip()]
    read = [_note_of(line) for line in lines]
    notes = tuple(note for note in read if note is not None)
    return KeptNotes(notes, unreadable=len(read) - len(notes))


def _note_of(line: bytes) -> TaskNote | None:
    """Return the note of a line, or None for one that is torn or of an unknown kind."""
    try:
        record = json.loads(line.decode("utf-8"))
        if record.pop("version") != VERSION:
            return None
        written_at = datetime.fromisoformat(record.pop("written_at"))
        return TaskNote(**record, written_at=written_at)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
