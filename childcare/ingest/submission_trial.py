"""Looking at a submission and trying it out (试建): a candidate beside the current release."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from childcare.catalog import DeclarationError, label
from childcare.catalog.sources import load_sources
from childcare.ingest import publishing, submission_store
from childcare.ingest.finding import Finding, has_failure
from childcare.ingest.inspect import inspect
from childcare.ingest.new_release import BuildResult
from childcare.ingest.submission import HANDED_IN, OPEN, Submission, SubmissionError
from childcare.ingest.submission_access import demand_state, get
from childcare.ingest.submission_answers import SOURCES_NAME, sources_bytes
from childcare.ingest.submission_files import files_to_build, lay_out_all, sources_to_build
from childcare.ingest.submission_scope import county_checks, forbidden_files, seen_by_county
from childcare.store.originals import Original, path_of
from childcare.store.person import Person

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Trial:
    """What the last attempt at just these files and answers gave.

    Attributes:
        candidate: the release that was built, empty where the files were refused.
        findings: all that was found, as far as the person may see it.
    """

    candidate: str
    findings: list[Finding]


@dataclass(frozen=True)
class _LaidOut:
    """The files of a submission in a folder of their own, as a build reads them."""

    folder: Path
    sources: Path | None
    files: tuple[Original, ...]
    names: list[str]

    def own_names(self, area: str) -> dict[str, str]:
        """Return the files of an area, by the name under which they lie here."""
        pairs = zip(self.files, self.names, strict=True)
        return {name: one.name for one, name in pairs if one.area == area}

    def rounds(self) -> dict[str, int]:
        """Return the round of each file by the name under which it lies here."""
        return {name: one.round for one, name in zip(self.files, self.names, strict=True)}


def look(person: Person, number: str, *, tell: Tell = lambda text: None) -> dict[str, Any]:
    """Return what would be read of a submission, as ``inspect`` does; nothing is built.

    A county sees what is read of its own files, each by itself; the rest shows in the attempt.

    Raises:
        DeniedError: there is none of this number that she may see.
        SubmissionError: the base or a file is gone.
    """
    submission = get(person, number)
    with _laid_out(submission, only_own=bool(submission.area)) as ready:
        paths = [ready.folder / name for name in ready.names]
        return inspect(paths, sources=ready.sources, rounds=ready.rounds(), tell=tell)


def try_out(person: Person, number: str, *, tell: Tell = lambda text: None) -> BuildResult:
    """Build a candidate of the files and answers as they are, and remember it for just these.

    The current release is not touched. Findings that concern other counties' files are hidden
    from a person bound to a county.

    Raises:
        DeniedError: there is none of this number that she may see.
        SubmissionError: it was published or withdrawn, or the base or a file is gone.
    """
    submission = get(person, number)
    demand_state(submission, OPEN, HANDED_IN)
    tried = submission.fingerprint()
    with _laid_out(submission) as ready:
        own = ready.own_names(submission.area)
        result = _built(person, submission, ready, own, tell)
    found = submission_store.KeptFindings(tried, own, tuple(result.findings))
    submission_store.keep_findings(number, found)
    if result.release:
        built = result.release
        submission_store.change(
            number, lambda now: replace(now, candidate=built, candidate_of=tried)
        )
    return BuildResult(result.release, _seen(person, result.findings, own))


def last_try(person: Person, number: str) -> Trial | None:
    """Return what the last attempt at just these files and answers gave; None without one.

    Raises:
        DeniedError: there is none of this number that she may see.
    """
    submission = get(person, number)
    kept = submission_store.kept_findings(number)
    if kept.fingerprint != submission.fingerprint():
        return None
    candidate = submission.candidate if submission.is_tried else ""
    return Trial(candidate, _seen(person, list(kept.findings), kept.own_files))


@contextmanager
def files_laid_out(person: Person, number: str) -> Iterator[list[Path]]:
    """Give the files for the length of a block, under the names that her findings bear.

    A person bound to a county gets its own alone.

    Raises:
        DeniedError: there is none of this number that she may see.
        SubmissionError: the base or a file is gone.
    """
    submission = get(person, number)
    with _laid_out(submission, only_own=bool(person.area)) as ready:
        yield [ready.folder / name for name in ready.names]


def counted(tell: Callable[[int, int, str], None], files: int) -> Tell:
    """Return a function for ``try_out`` that says how many steps of about how many are done.

    A build says one thing for each file and a dozen more; a workbook of many sheets says more,
    so the last step stays open until the end.
    """
    steps = files + 12
    done = 0

    def say(text: str) -> None:
        nonlocal done
        done = min(done + 1, steps - 1)
        tell(done, steps, text)

    return say


def _built(
    person: Person, submission: Submission, ready: _LaidOut, own: Mapping[str, str], tell: Tell
) -> BuildResult:
    """Build a candidate; a county's within its bounds."""
    checks = []
    if submission.area:
        try:
            declared = load_sources(ready.sources)
        except DeclarationError as error:
            told = label("submission.sources_wrong", reason=error)
            raise SubmissionError(told) from error
        forbidden = forbidden_files([ready.folder / name for name in own], declared)
        if has_failure(forbidden):
            return BuildResult(None, forbidden)
        checks.append(county_checks(submission.area, own, submission.on_release))
    return publishing.build_beside(
        ready.folder,
        sources=ready.sources,
        tell=tell,
        person=person,
        why=submission.title,
        base=submission.on_release,
        scope=submission.area,
        originals=ready.files,
        extra_checks=checks,
    )


def _seen(person: Person, findings: list[Finding], own: Mapping[str, str]) -> list[Finding]:
    """Return the findings that a person may see."""
    return seen_by_county(findings, own) if person.area else findings


@contextmanager
def _laid_out(submission: Submission, *, only_own: bool = False) -> Iterator[_LaidOut]:
    """Lay the files of a submission out for the length of a block, or those of its area alone."""
    files = files_to_build(submission)
    if only_own:
        files = tuple(one for one in files if one.area == submission.area)
    before = sources_to_build(submission)
    content = sources_bytes(path_of(before.sha256) if before else None, submission.answers)
    with tempfile.TemporaryDirectory(prefix="childcare-") as place:
        folder = Path(place) / "files"
        names = lay_out_all(files, folder)
        sources = None
        if content is not None:
            sources = Path(place) / SOURCES_NAME
            sources.write_bytes(content)
        yield _LaidOut(folder, sources, files, names)
