"""Make a release (生成版本) from a folder: read, check, and put it in place if nothing forbids it.

Nobody sees it until it is made current, which is another step.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from childcare.catalog import DeclarationError, label
from childcare.catalog.sources import load_sources
from childcare.ingest import release
from childcare.ingest.areas import root_name
from childcare.ingest.build_release import SOURCES_NAME, Build, Check, Tell
from childcare.ingest.checks import store_findings
from childcare.ingest.finding import Finding, has_failure, problem
from childcare.ingest.inputs import find_inputs
from childcare.ingest.release_files import ReleaseFiles, files_seen
from childcare.store import audit_log
from childcare.store.originals import Original
from childcare.store.person import Person
from childcare.store.releases import Manifest

# How DuckDB says that the disk is full, or taken away, while it commits.
_DISK_SIGNS = ("No space left", "could not write", "Could not write", "fsync", "disk")


@dataclass(frozen=True)
class BuildResult:
    """The release that was made, or None when the data was refused; and everything found."""

    release: str | None
    findings: list[Finding]


@dataclass(frozen=True)
class Order:
    """What is to be built, for whom.

    Attributes:
        folder: a folder of files, or one workbook.
        sources: the sources file; without one that of the folder, if there is one.
        base: the release that this one is to replace, empty where it stands for itself.
        area: county that it is built for, empty for the whole region.
        originals: of what the folder was laid out; None for a folder that somebody handed in.
        extra_checks: look at the filled tables, after the declared checks.
    """

    folder: Path
    sources: Path | None
    tell: Tell
    person: Person
    why: str = ""
    base: str = ""
    area: str = ""
    originals: tuple[Original, ...] | None = None
    extra_checks: Sequence[Check] = ()

    def sources_file(self) -> Path | None:
        """Return the sources file that counts, None without one."""
        own = self.folder / SOURCES_NAME
        return self.sources or (own if own.is_file() else None)


def make_release(order: Order) -> BuildResult:
    """Make a release as ordered, or say why not; bad input and a full disk never raise."""
    if not order.folder.exists():
        return refused([problem("no_such_folder", source_name=order.folder.name)], order.tell)
    try:
        return _made(order)
    except DeclarationError as error:
        return refused([problem("sources_file_wrong", value=str(error))], order.tell)
    except (OSError, release.DamagedError, audit_log.AuditError) as error:
        return refused([not_written(error)], order.tell)
    except duckdb.Error as error:
        if not _is_of_the_disk(error):
            raise
        return refused([not_written(error)], order.tell)


def refused(findings: list[Finding], tell: Tell) -> BuildResult:
    """Return the result of a build that made nothing."""
    failures = sum(finding.severity == "fail" for finding in findings)
    tell(label("ingest.step_failed", count=failures))
    return BuildResult(None, findings)


def not_written(error: Exception) -> Finding:
    """Return the finding of a disk that does not take a release."""
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    place = getattr(error, "filename", None)
    name = Path(str(place)).name if place else ""
    return problem("release_not_written", source_name=name, reason=reason.splitlines()[0])


def _made(order: Order) -> BuildResult:
    """Read, check and put in place."""
    declared = load_sources(order.sources_file())
    inputs = find_inputs(order.folder, declared)
    if has_failure(inputs.findings):
        return refused(inputs.findings, order.tell)
    files = files_seen(inputs, order.sources_file(), order.originals)
    with release.draft(release.digits_of(files.all())) as (name, path):
        with duckdb.connect(str(path)) as connection:
            work = Build(
                connection,
                declared,
                inputs,
                order.sources_file(),
                order.tell,
                order.extra_checks,
                files.rounds(),
            )
            work.fill_and_check()
            if has_failure(work.findings):
                return refused(work.findings, order.tell)
            store_findings(connection, work.findings)
            release.describe(connection, name, declared.dataset, root_name(work.areas))
            rows = release.row_counts(connection)
            # What is left for closing is lost without a word when the disk is full.
            connection.checkpoint()
        if changed := files.keep():
            return refused(work.findings + changed, order.tell)
        audit_log.record(order.person, audit_log.BUILT, subject=name, area=order.area)
        release.put_in_place(path, _manifest(order, name, files, rows))
    return BuildResult(name, work.findings)


def _manifest(order: Order, name: str, files: ReleaseFiles, rows: dict[str, int]) -> Manifest:
    return Manifest(
        release=name,
        base=order.base,
        built_at=datetime.now(UTC),
        built_by=order.person.name,
        why=order.why,
        files=files.files,
        sources=files.sources,
        rows=rows,
    )


def _is_of_the_disk(error: Exception) -> bool:
    """Say whether DuckDB failed for the disk, whatever class of error it makes of it."""
    if isinstance(error, duckdb.IOException):
        return True
    return isinstance(error, duckdb.Error) and any(sign in str(error) for sign in _DISK_SIGNS)
