"""Which release everybody sees (发布): build beside, look, and switch by one rename.

One person publishes at a time; a second is told at once who does. Whatever fails, the release that
was current stays so, whole.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from childcare.catalog import label
from childcare.catalog.roles import DRAFT, PUBLISH, RESTORE
from childcare.ingest import release as draft
from childcare.ingest.build_release import Check, Tell
from childcare.ingest.new_release import BuildResult, Order, make_release, not_written, refused
from childcare.store import audit_log
from childcare.store.gate import demand
from childcare.store.not_done import NotDoneError, NotWrittenError
from childcare.store.originals import Original
from childcare.store.person import Person, local_person
from childcare.store.publishing_lock import publishing, shown_moment
from childcare.store.release_events import (
    PUBLISHED,
    RESTORED,
    ReleaseEvent,
    make_current,
    release_events,
)
from childcare.store.releases import KeptRelease, current_release, database_of, kept_release


class StaleBaseError(NotDoneError):
    """A candidate was built to replace a release that is not the current one any more."""

    def __init__(self, base: str) -> None:
        """Say which is current, and who made it so."""
        self.base, self.current = base, current_release()
        last = next((e for e in reversed(release_events()) if e.release == self.current), None)
        by = label("releases.by", by=last.by, at=shown_moment(last.at)) if last else ""
        given = {"base": base, "current": self.current, "by": by}
        super().__init__(
            label("releases.stale", **given)
            if self.current
            else label("releases.stale_none", base=base)
        )


def _say_nothing(text: str) -> None:
    """Tell nobody."""


def build(
    folder: Path,
    *,
    sources: Path | None = None,
    tell: Tell = _say_nothing,
    person: Person | None = None,
    why: str = "",
) -> BuildResult:
    """Build a release from a folder (or one workbook) and make it current, or say why not.

    Bad input and a full disk never raise, and never touch the current release.

    Args:
        folder: what a city hands in.
        sources: file that maps foreign headings and codes; without it that of the folder.
        tell: is told how far it has come.
        person: who publishes; without it whoever sits at this machine.
        why: what the release is for, kept with it.

    Raises:
        HeldError: somebody else is publishing.
        DeniedError: this person may not publish.
    """
    person = person or local_person()
    demand(person, PUBLISH)
    try:
        with publishing(person.name):
            result = make_release(Order(folder, sources, tell, person, why))
            if result.release is None:
                return result
            return _made_current(result, person, why, tell)
    except OSError as error:
        return refused([not_written(error)], tell)


def build_beside(
    folder: Path,
    *,
    sources: Path | None = None,
    tell: Tell = _say_nothing,
    person: Person | None = None,
    why: str = "",
    base: str = "",
    originals: Sequence[Original] | None = None,
    scope: str = "",
    extra_checks: Sequence[Check] = (),
) -> BuildResult:
    """Build a candidate (待发布版本): a whole release that nobody sees until it is published.

    What ``build`` is given means the same here. ``base`` is the release that it is to replace: it
    is published only while that one is current. ``originals`` is what the folder was laid out
    from, whose names and counties are kept; without it the files of the folder are kept.
    ``scope`` is the county that it is built for, empty for the whole region. ``extra_checks``
    look at the filled tables, after the declared checks.

    Raises:
        DeniedError: this person may not work on data, or not on those of this county.
    """
    person = person or local_person()
    demand(person, DRAFT, area=scope)
    kept = tuple(originals) if originals is not None else None
    order = Order(folder, sources, tell, person, why, base, scope, kept, extra_checks)
    result = make_release(order)
    if result.release is not None:
        tell(label("ingest.step_waiting", release=result.release))
    return result


def publish(release: str, *, person: Person, why: str) -> None:
    """Make a candidate the release that everybody sees; one that is so already stays so.

    Raises:
        NotDoneError: it is not known, was current before, is damaged, its base is not current any
            more, somebody else is publishing, the disk is full; the text says which.
        DeniedError: this person may not publish.
    """
    demand(person, PUBLISH, subject=release)
    with _switching(person, why):
        kept = kept_release(release)
        if not kept.is_candidate and not kept.is_current:
            raise NotDoneError(label("releases.not_candidate", release=release))
        base = kept.manifest.base if kept.manifest else ""
        if kept.is_candidate and base and base != current_release():
            raise StaleBaseError(base)
        _switch(kept, PUBLISHED, person, why)


def restore(release: str, *, person: Person, why: str) -> None:
    """Make a release current again that was so before.

    Raises:
        NotDoneError: it is not known, was never current, is damaged, somebody else is publishing,
            the disk is full; the text says which.
        DeniedError: this person may not restore.
    """
    demand(person, RESTORE, subject=release)
    with _switching(person, why):
        kept = kept_release(release)
        if kept.is_candidate:
            raise NotDoneError(label("releases.is_candidate", release=release))
        _switch(kept, RESTORED, person, why)


def remove_candidate(release: str, *, person: Person) -> None:
    """Throw away a release that was never made current; its originals stay.

    Raises:
        NotDoneError: it is not known, was current before, somebody else is publishing, or it
            cannot be removed; the text says which.
        DeniedError: this person may not publish.
    """
    demand(person, PUBLISH, subject=release)
    with _switching(person, release):
        if not kept_release(release).is_candidate:
            raise NotDoneError(label("releases.not_removable", release=release))
        audit_log.record(person, audit_log.REMOVED_FILE, subject=release)
        draft.discard(release)


@contextmanager
def _switching(person: Person, why: str) -> Iterator[None]:
    """Hold the lock for who has a reason; what the disk refuses is said."""
    if not why.strip():
        raise NotDoneError(label("releases.why_missing"))
    try:
        with publishing(person.name):
            yield
    except OSError as error:
        raise NotWrittenError(error) from error
    except audit_log.AuditError as error:
        raise NotDoneError(str(error)) from error


def _switch(kept: KeptRelease, action: str, person: Person, why: str) -> None:
    """Make a release current that is whole; for who holds the lock."""
    if kept.is_current:
        return
    try:
        draft.verify(database_of(kept.name), kept.manifest.rows if kept.manifest else {})
    except draft.DamagedError as error:
        reason = str(error)
        raise NotDoneError(label("releases.damaged", release=kept.name, reason=reason)) from error
    audit_log.record(person, action, subject=kept.name, detail=why)
    make_current(ReleaseEvent(kept.name, action, person.name, why.strip(), datetime.now(UTC)))


def _made_current(result: BuildResult, person: Person, why: str, tell: Tell) -> BuildResult:
    """Make what was just built current, or leave nothing of it."""
    release = str(result.release)
    try:
        _switch(kept_release(release), PUBLISHED, person, why)
    except (OSError, NotDoneError, audit_log.AuditError) as error:
        draft.discard(release)
        return refused([*result.findings, not_written(error)], tell)
    tell(label("ingest.step_done", release=release))
    return result
