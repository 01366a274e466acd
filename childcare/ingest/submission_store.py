"""Where submissions (报送件) are kept: a folder each, changed by one writer at a time."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from childcare.catalog import label
from childcare.ingest.finding import Finding
from childcare.ingest.submission import (
    Submission,
    SubmissionError,
    is_number,
    record_of,
    submission_of,
)
from childcare.settings import submissions_dir
from childcare.store.file_lock import locked
from childcare.store.whole_file import write_whole

_STATE, _FINDINGS, _LOCK = "submission.json", "findings.json", "submission.lock"


def create(submission: Submission) -> None:
    """Keep a new submission.

    Raises:
        SubmissionError: it cannot be written, such as for want of room.
    """
    _write(submission.number, _STATE, record_of(submission))


def load(number: str) -> Submission | None:
    """Return a submission, or None where there is none of this number.

    Raises:
        SubmissionError: it is there but cannot be read.
    """
    if not is_number(number):
        return None
    try:
        return submission_of(json.loads((_folder(number) / _STATE).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SubmissionError(label("submission.unreadable", number=number)) from error


def load_all() -> list[Submission]:
    """Return every submission that can be read, newest first."""
    found = []
    for path in submissions_dir().glob(f"*/{_STATE}"):
        try:
            one = load(path.parent.name)
        except SubmissionError:
            continue
        if one is not None:
            found.append(one)
    return sorted(found, key=lambda one: (one.created_at, one.number), reverse=True)


def change(number: str, alter: Callable[[Submission], Submission]) -> Submission:
    """Change a submission as it stands now, so that nobody's change is lost; return it.

    Whoever changes it at the same time waits; each change is made upon the one before.

    Raises:
        SubmissionError: it is gone or cannot be written, or ``alter`` refuses.
    """
    try:
        with locked(_folder(number) / _LOCK):
            submission = load(number)
            if submission is None:
                raise SubmissionError(label("submission.unknown"))
            changed = alter(submission)
            if changed != submission:
                _write(number, _STATE, record_of(changed))
            return changed
    except TimeoutError as error:
        raise SubmissionError(label("submission.busy")) from error


@dataclass(frozen=True)
class KeptFindings:
    """What the last attempt found.

    Attributes:
        fingerprint: of which files and answers; empty where there was no attempt.
        own_files: its own files by the name under which they were read.
    """

    fingerprint: str = ""
    own_files: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def keep_findings(number: str, kept: KeptFindings) -> None:
    """Keep what the last attempt found.

    Raises:
        SubmissionError: it cannot be written, such as for want of room.
    """
    _write(number, _FINDINGS, asdict(kept))


def kept_findings(number: str) -> KeptFindings:
    """Return what the last attempt found.

    What cannot be read is as if there had been no attempt: another one makes it anew.
    """
    try:
        kept = json.loads((_folder(number) / _FINDINGS).read_text(encoding="utf-8"))
        findings = tuple(Finding(**one) for one in kept["findings"])
        return KeptFindings(str(kept["fingerprint"]), dict(kept["own_files"]), findings)
    except (OSError, ValueError, KeyError, TypeError):
        return KeptFindings()


def _folder(number: str) -> Path:
    """Return the folder of a submission; what has not the form of a number never gets here."""
    if not is_number(number):
        raise SubmissionError(label("submission.unknown"))
    return submissions_dir() / number


def _write(number: str, name: str, record: object) -> None:
    content = json.dumps(record, ensure_ascii=False, indent=1, default=str).encode()
    try:
        write_whole(_folder(number) / name, content)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SubmissionError(label("submission.not_written", reason=reason)) from error
