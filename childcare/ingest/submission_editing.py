"""Files and answers of a submission (报送件的文件与回答): taken in, taken out, left out."""

import tempfile
from dataclasses import replace
from pathlib import Path

from childcare.catalog import label
from childcare.catalog.import_limits import IMPORT_LIMITS
from childcare.ingest.submission import Answers, Submission, SubmissionError
from childcare.ingest.submission_access import change_open, get, get_open
from childcare.ingest.submission_answers import SOURCES_NAME, check_sources
from childcare.ingest.submission_files import ComposedFile, base_of, composition
from childcare.ingest.submission_names import named_as_before, start_of_name
from childcare.store import audit_log
from childcare.store.originals import Original, keep, plain_name
from childcare.store.person import Person

_SOURCES_SUFFIX = ".toml"
_MEGABYTE = 1_000_000
# A file by its name, by its hash, or exactly; several files may share a name or a content.
Which = str | Original


def files(person: Person, number: str) -> list[ComposedFile]:
    """Return every file and what becomes of it; a county sees those of its own.

    Raises:
        DeniedError: as of ``get``.
        SubmissionError: the base cannot be built upon.
    """
    submission = get(person, number)
    composed = composition(submission)
    return [one for one in composed if submission.area in ("", one.original.area)]


def add_file(person: Person, number: str, name: str, content: bytes) -> Submission:
    """Take in a file; one of the same name takes the place of the one before.

    One that ``name_table`` gave a name is known by the name it had, too.

    A file that ends with .toml is the sources file.

    Raises:
        DeniedError: as of ``get``.
        SubmissionError: too large, too many, no name, no more open; or the disk is full.
    """
    submission = get_open(person, number)
    most = IMPORT_LIMITS.file_megabytes
    if len(content) > most * _MEGABYTE:
        raise SubmissionError(label("submission.file_too_large", name=name, most=most))
    if not content:
        raise SubmissionError(label("submission.file_empty", name=name))
    is_sources = name.lower().endswith(_SOURCES_SUFFIX)
    if is_sources:
        _check_sources(submission, content)
    audit_log.record(person, audit_log.UPLOADED, subject=number, area=submission.area, detail=name)
    try:
        original = keep(content, name, area=submission.area)
    except ValueError as error:
        raise SubmissionError(label("submission.no_name")) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SubmissionError(label("submission.not_written", reason=reason)) from error
    if is_sources:
        return change_open(person, number, lambda now: replace(now, sources=original))
    return change_open(person, number, lambda now: _with_file(now, named_as_before(now, original)))


def remove_file(person: Person, number: str, which: Which) -> Submission:
    """Take a file of the submission out of it, by its name or its hash; its original is kept.

    Raises:
        DeniedError, SubmissionError: as of ``add_file``, or it has no such file.
    """
    submission = get_open(person, number)
    audit_log.record(
        person, audit_log.REMOVED_FILE, subject=number, area=submission.area, detail=_shown(which)
    )

    def alter(now: Submission) -> Submission:
        if now.sources and _is(now.sources, which):
            return replace(now, sources=None)
        left = tuple(one for one in now.files if not _is(one, which))
        if left == now.files:
            raise SubmissionError(label("submission.no_such_file", name=_shown(which)))
        return replace(now, files=left)

    return change_open(person, number, alter)


def leave_out(person: Person, number: str, which: Which) -> Submission:
    """Leave a file of the base release out, by its name or its hash; a county only its own.

    Raises:
        DeniedError, SubmissionError: as of ``add_file``, or the base has no such file.
    """
    submission = get_open(person, number)
    base = base_of(submission)
    found = [
        one
        for one in (base.files if base else ())
        if _is(one, which) and submission.area in ("", one.area)
    ]
    if not found:
        raise SubmissionError(label("submission.no_such_file", name=_shown(which)))
    audit_log.record(
        person, audit_log.REMOVED_FILE, subject=number, area=submission.area, detail=_shown(which)
    )

    def alter(now: Submission) -> Submission:
        more = tuple(one for one in found if one not in now.left_out)
        return replace(now, left_out=(*now.left_out, *more))

    return change_open(person, number, alter)


def take_back(person: Person, number: str, which: Which) -> Submission:
    """Take a file of the base release over after all.

    Raises:
        DeniedError, SubmissionError: as of ``add_file``.
    """
    return change_open(
        person,
        number,
        lambda now: replace(
            now,
            left_out=tuple(one for one in now.left_out if not _is(one, which)),
        ),
    )


def answer(person: Person, number: str, answers: Answers) -> Submission:
    """Add answers to those given before; None takes one back.

    Raises:
        DeniedError, SubmissionError: as of ``add_file``.
    """
    return change_open(
        person, number, lambda now: replace(now, answers=now.answers.merged(answers))
    )


def name_table(person: Person, number: str, which: Which, table: str) -> Submission:
    """Say what a file is, by giving it the name such a file has; what it holds stays.

    ``which`` may also be a file and its sheet as findings name them, ``table`` also
    ``question.BOUNDARIES`` or ``question.BACKDROP``.

    Raises:
        DeniedError, SubmissionError: as of ``add_file``, or there is no such file or table.
    """
    get_open(person, number)
    start = start_of_name(table)
    if not start:
        raise SubmissionError(label("submission.name_no_table"))

    def alter(now: Submission) -> Submission:
        found = next((one for one in now.files if _is(one, which)), None)
        if found is None and isinstance(which, str):
            found = next((one for one in now.files if which.startswith(f"{one.name}:")), None)
        if found is None:
            raise SubmissionError(label("submission.no_such_file", name=_shown(which)))
        named = replace(found, name=plain_name(f"{start}_{found.name}"))
        others = replace(now, files=tuple(one for one in now.files if one is not found))
        return _with_file(others, named)

    return change_open(person, number, alter)


def _is(one: Original, which: Which) -> bool:
    """Say whether a file is meant."""
    return one == which if isinstance(which, Original) else which in (one.name, one.sha256)


def _shown(which: Which) -> str:
    return which.name if isinstance(which, Original) else which


def _with_file(now: Submission, original: Original) -> Submission:
    """Return a submission with one more file, in the place of one of the same name."""
    name = original.name.casefold()
    others = tuple(one for one in now.files if one.name.casefold() != name)
    most = IMPORT_LIMITS.submission_files
    if len(others) >= most:
        raise SubmissionError(label("submission.too_many_files", most=most))
    return replace(now, files=(*others, original))


def _check_sources(submission: Submission, content: bytes) -> None:
    """Refuse a sources file that is not understood; a county has none, for it rules all files."""
    if submission.area:
        raise SubmissionError(label("submission.county_sources"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / SOURCES_NAME
        path.write_bytes(content)
        check_sources(path)
