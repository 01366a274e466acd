"""A submission (报送件): files somebody has handed in and still works on; not yet a release."""

import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from childcare.store.not_done import NotDoneError
from childcare.store.originals import Original

OPEN, HANDED_IN, PUBLISHED, WITHDRAWN = "open", "handed_in", "published", "withdrawn"
STATES = (OPEN, HANDED_IN, PUBLISHED, WITHDRAWN)
VERSION = 1
_NUMBER = re.compile(r"\d{8}-[0-9a-f]{16}")


class SubmissionError(NotDoneError):
    """What was asked of a submission cannot be done; the text is a sentence for people."""


@dataclass(frozen=True)
class Answers:
    """What somebody said to the questions that reading the files raised.

    They become a sources file on top of the one there is; an answer ``None`` takes an earlier one
    back.

    Attributes:
        headings: heading -> our column, "" for a heading that is none of ours.
        reading: ``percent``, ``coordinate_system``, ``code_lengths`` as in [reading].
        boundaries: ``layer``, ``crs``, ``code``, ``name``, ``match_by`` as in [boundaries].
        boundary_aliases: name in a boundary file -> name of the area, "" for none of ours.
        area_aliases: name of an area as written in tables -> name of the area, "" for none.
    """

    headings: Mapping[str, str | None] = field(default_factory=dict)
    reading: Mapping[str, Any] = field(default_factory=dict)
    boundaries: Mapping[str, str | None] = field(default_factory=dict)
    boundary_aliases: Mapping[str, str | None] = field(default_factory=dict)
    area_aliases: Mapping[str, str | None] = field(default_factory=dict)

    def merged(self, later: "Answers") -> "Answers":
        """Return these answers with later ones put over them; None takes an answer back."""
        earlier, new = asdict(self), asdict(later)
        return Answers(**{part: _put_over(earlier[part], new[part]) for part in earlier})

    def __bool__(self) -> bool:
        """Say whether anything was answered."""
        return any(asdict(self).values())


def _put_over(earlier: dict[str, Any], later: dict[str, Any]) -> dict[str, Any]:
    """Return a table with the entries of a later one; tables in it are put over each other too."""
    result = dict(earlier)
    for key, value in later.items():
        if isinstance(value, dict):
            value = _put_over(result.get(key) or {}, value) or None
        if value is None:
            result.pop(key, None)
        else:
            result[key] = value
    return result


@dataclass(frozen=True)
class SubmissionNote:
    """What was done with a submission: by whom, when, and what was said about it."""

    action: str
    by: str
    at: datetime
    text: str = ""


@dataclass(frozen=True)
class Submission:
    """Files on their way to a release, and how far they have come.

    Attributes:
        number: its name in addresses and folders, which nobody can guess.
        area: county it is bound to, empty for the whole region.
        state: one of ``STATES``.
        on_release: release whose files it builds on; empty for a set of files of its own.
        files: handed in; one of the same name and area replaces that of the release.
        left_out: files of the release that are not taken over.
        sources: sources file handed in, None to use that of the release.
        candidate: release that was built of ``candidate_of``, a fingerprint; empty if none was.
    """

    number: str
    title: str
    area: str
    state: str
    on_release: str
    created_by: str
    created_at: datetime
    files: tuple[Original, ...] = ()
    left_out: tuple[Original, ...] = ()
    sources: Original | None = None
    answers: Answers = field(default_factory=Answers)
    notes: tuple[SubmissionNote, ...] = ()
    candidate: str = ""
    candidate_of: str = ""

    def fingerprint(self) -> str:
        """Return what a candidate depends on, as 64 hex digits: base, files and answers."""
        said = {
            "on_release": self.on_release,
            "files": sorted([one.name, one.area, one.sha256] for one in self.files),
            "left_out": sorted([one.name, one.area, one.sha256] for one in self.left_out),
            "sources": self.sources.sha256 if self.sources else "",
            "answers": asdict(self.answers),
        }
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    @property
    def is_tried(self) -> bool:
        """Say whether there is a candidate of just these files and answers."""
        return bool(self.candidate) and self.candidate_of == self.fingerprint()

    def noted(self, action: str, by: str, text: str = "") -> "Submission":
        """Return it with one more note at the end."""
        note = SubmissionNote(action, by, datetime.now(UTC).replace(microsecond=0), text)
        return replace(self, notes=(*self.notes, note))


def new_number() -> str:
    """Return a number that nobody can guess: the day, and 64 random bits."""
    return f"{datetime.now(UTC):%Y%m%d}-{secrets.token_hex(8)}"


def is_number(text: object) -> bool:
    """Say whether a text has the form of a number; nothing else ever becomes part of a path."""
    return isinstance(text, str) and _NUMBER.fullmatch(text) is not None


def record_of(submission: Submission) -> dict[str, Any]:
    """Return a submission in the form of JSON."""
    record = {"version": VERSION, **asdict(submission)}
    record["created_at"] = submission.created_at.isoformat()
    for note, written in zip(submission.notes, record["notes"], strict=True):
        written["at"] = note.at.isoformat()
    return record


def submission_of(record: dict[str, Any]) -> Submission:
    """Return the submission of a record.

    Raises:
        ValueError, KeyError, TypeError: the record is none of ours.
    """
    fields = dict(record)
    if fields.pop("version") != VERSION or fields["state"] not in STATES:
        raise ValueError
    fields["created_at"] = datetime.fromisoformat(fields["created_at"])
    for part in ("files", "left_out"):
        fields[part] = tuple(Original(**one) for one in fields[part])
    fields["sources"] = Original(**fields["sources"]) if fields["sources"] else None
    fields["answers"] = Answers(**fields["answers"])
    notes = ({**one, "at": datetime.fromisoformat(one["at"])} for one in fields["notes"])
    fields["notes"] = tuple(SubmissionNote(**one) for one in notes)
    return Submission(**fields)
