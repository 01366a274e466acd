"""Which files a submission consists of (报送件的文件): its own, and those of the base release."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from childcare.catalog import label
from childcare.ingest.submission import Submission, SubmissionError
from childcare.store.not_done import UnknownReleaseError
from childcare.store.originals import Original, laid_out_names, lay_out
from childcare.store.releases import Manifest, kept_release

KEPT, REPLACED, ADDED, LEFT_OUT = "kept", "replaced", "added", "left_out"


@dataclass(frozen=True)
class ComposedFile:
    """A file, and what becomes of it: kept from the base, replaced, added, or left out.

    Where a file of the submission takes the place of one of the base, it says ``replaced``.
    """

    original: Original
    origin: str


def base_of(submission: Submission) -> Manifest | None:
    """Return of what the release consists that a submission builds on; None for none.

    Raises:
        SubmissionError: the release is gone, or older than the keeping of originals.
    """
    if not submission.on_release:
        return None
    try:
        manifest = kept_release(submission.on_release).manifest
    except UnknownReleaseError as error:
        told = label("submission.base_gone", release=submission.on_release)
        raise SubmissionError(told) from error
    if manifest is None:
        raise SubmissionError(label("submission.base_too_old", release=submission.on_release))
    return manifest


def composition(submission: Submission) -> list[ComposedFile]:
    """Return every file of the base and of the submission, and what becomes of it.

    A file takes the place of one of the same name and the same area only: what a county hands in
    never replaces a file of another county or of the whole region, whatever its name.

    Raises:
        SubmissionError: as of ``base_of``.
    """
    base = base_of(submission)
    of_base = base.files if base else ()
    own = {_key(one) for one in submission.files}
    there = {_key(one) for one in of_base}
    left_out = {_key(one) for one in submission.left_out}
    composed = [
        ComposedFile(one, LEFT_OUT if _key(one) in left_out else KEPT)
        for one in of_base
        if _key(one) not in own
    ]
    composed += [
        ComposedFile(one, REPLACED if _key(one) in there else ADDED) for one in submission.files
    ]
    return composed


def files_to_build(submission: Submission) -> tuple[Original, ...]:
    """Return the files that its release is made of; its own are a round later than the base.

    Raises:
        SubmissionError: as of ``base_of``, or nothing is left.
    """
    base = base_of(submission)
    latest = 1 + max((one.round for one in base.files), default=0) if base else 0
    files = tuple(
        replace(one.original, round=latest) if one.origin in (ADDED, REPLACED) else one.original
        for one in composition(submission)
        if one.origin != LEFT_OUT
    )
    if not files:
        raise SubmissionError(label("submission.no_files"))
    return files


def sources_to_build(submission: Submission) -> Original | None:
    """Return the sources file that applies before any answer: its own, else that of the base.

    Raises:
        SubmissionError: as of ``base_of``.
    """
    base = base_of(submission)
    return submission.sources or (base.sources if base else None)


def lay_out_all(files: Iterable[Original], folder: Path) -> list[str]:
    """Put files into a new folder under names that differ; return these, in the order of the files.

    Raises:
        SubmissionError: two of one county bear one name, one is gone, or there is no room.
    """
    chosen = list(files)
    try:
        lay_out(chosen, folder)
        return laid_out_names(chosen)
    except ValueError as error:
        raise SubmissionError(label("submission.two_of_one_name")) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SubmissionError(label("submission.not_laid_out", reason=reason)) from error


def _key(one: Original) -> tuple[str, str]:
    """Return by what one file takes the place of another: its name and whose it is."""
    return one.name.casefold(), one.area
