"""The audit log (审计日志): who did what and when, one JSON object a line, only ever appended.

Each line carries the SHA-256 of the line before it, so that a line changed, taken out or put in
later breaks the chain at that place. Taking away the end of the file is seen only by whoever noted
the last line's hash elsewhere, which is why ``audit`` prints it.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from childcare.catalog import label
from childcare.catalog.roles import ACTIONS
from childcare.settings import audit_log_file
from childcare.store.append_log import append_next, lines_of, record_of
from childcare.store.person import Person

SIGNED_IN, SIGNED_OUT, DENIED, EXPORTED = "signed_in", "signed_out", "denied", "exported"
UPLOADED, REMOVED_FILE, HANDED_IN = "uploaded", "removed_file", "handed_in"
SENT_BACK, WITHDRAWN = "sent_back", "withdrawn"
BUILT, PUBLISHED, RESTORED = "built", "published", "restored"
_LONGEST = 500  # characters of a field: a log line is no place for a document


class AuditError(Exception):
    """What was asked could not be written down, so it was not done; the text is for people."""


@dataclass(frozen=True)
class AuditEntry:
    """One line of the log.

    Attributes:
        at: when, in UTC.
        action: one of ``ACTIONS``.
        name, role, person_area, person_subject: the person as she was at that moment.
        subject: what it was about: a file, a number, a release, a document.
        area: county that the subject belongs to, empty for the whole region.
        detail: what else is to be known, such as the permission that was lacking.
        before: hash of the line before, empty in the first line.
    """

    at: datetime
    action: str
    name: str
    role: str
    person_area: str
    person_subject: str
    subject: str
    area: str
    detail: str
    before: str


@dataclass(frozen=True)
class AuditLog:
    """The whole log.

    Attributes:
        entries: oldest first.
        broken: numbers of the lines (from 1) that cannot be read or do not follow the line before.
        last: hash of the last line, empty for an empty log.
    """

    entries: tuple[AuditEntry, ...]
    broken: tuple[int, ...]
    last: str


def record(
    person: Person, action: str, *, subject: str = "", area: str = "", detail: str = ""
) -> None:
    """Write down what a person is about to do, and return when it is on the disk.

    Call it before the act itself: what cannot be written down must not be done.

    Raises:
        KeyError: there is no such action.
        AuditError: the log cannot be written, for want of room or of permission.
    """
    words = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "action": ACTIONS[action].name,
        "name": person.name,
        "role": person.role,
        "person_area": person.area,
        "person_subject": person.subject,
        "subject": subject,
        "area": area,
        "detail": detail,
    }
    entry: dict[str, object] = {key: _shown(text) for key, text in words.items()}
    path = audit_log_file()
    try:
        append_next(path, lambda last: {**entry, "before": _hash(last)})
    except OSError as error:  # TimeoutError is one
        reason = error.strerror or type(error).__name__
        raise AuditError(label("access.log_failed", file=path.name, reason=reason)) from error


def _shown(text: str) -> str:
    """Return a text that stays one line wherever it is printed, and of a length that can be read.

    A file name may hold line ends or orders to a terminal, and look like an entry of its own.
    """
    return "".join(sign if sign.isprintable() else " " for sign in text[:_LONGEST])


def _hash(line: bytes) -> str:
    """Return the SHA-256 of a line without its end, empty where there is no line."""
    return hashlib.sha256(line.strip()).hexdigest() if line else ""


def read_audit() -> AuditLog:
    """Read the whole log and see whether its chain is whole; a missing file holds nothing.

    Raises:
        OSError: the file is there but cannot be read.
    """
    entries, broken, last = [], [], ""
    for number, line in enumerate(lines_of(audit_log_file()), start=1):
        entry = _entry_of(line)
        if entry is not None:
            entries.append(entry)
        if entry is None or entry.before != last:
            broken.append(number)
        last = _hash(line)
    return AuditLog(tuple(entries), tuple(broken), last)


def _entry_of(line: bytes) -> AuditEntry | None:
    """Return the entry of a line, or None for one that is torn or of an unknown kind."""
    fields = record_of(line) or {}
    if not all(isinstance(text, str) for text in fields.values()):
        return None
    try:
        entry = AuditEntry(**{**fields, "at": datetime.fromisoformat(fields["at"])})
    except (ValueError, TypeError, KeyError):
        return None
    return entry if entry.action in ACTIONS else None
