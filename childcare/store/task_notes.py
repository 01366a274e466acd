"""Progress notes of tasks (进展记录), only ever appended; what is no note is counted."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from childcare.catalog import CATEGORIES
from childcare.settings import task_notes_file
from childcare.store.append_log import Record, append_record, read_records
from childcare.store.file_lock import PATIENCE

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
    moment = note.written_at.astimezone(UTC).isoformat(timespec="seconds")
    record = {"version": VERSION, **asdict(note), "written_at": moment}
    append_record(path or task_notes_file(), record, patience=patience)


def read_notes(path: Path | None = None) -> KeptNotes:
    """Read all notes; a missing file holds none.

    Raises:
        OSError: the file is there but cannot be read.
    """
    records, unreadable = read_records(path or task_notes_file())
    read = [_note_of(record) for record in records]
    notes = tuple(note for note in read if note is not None)
    return KeptNotes(notes, unreadable=unreadable + len(read) - len(notes))


def _note_of(record: Record) -> TaskNote | None:
    """Return the note of a record, or None for one of an unknown kind."""
    try:
        if record.pop("version") != VERSION:
            return None
        written_at = datetime.fromisoformat(record.pop("written_at"))
        return TaskNote(**record, written_at=written_at)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
