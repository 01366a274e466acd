"""Beginning and finding submissions (报送件): the gate is asked before anything is touched.

A number of another county and one that does not exist are told apart in the audit log alone: she
who asks reads the same sentence for both.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from childcare.analyses.areas import area_tree
from childcare.catalog import label
from childcare.catalog.roles import DRAFT
from childcare.ingest import submission_store
from childcare.ingest.submission import (
    HANDED_IN,
    OPEN,
    PUBLISHED,
    WITHDRAWN,
    Submission,
    SubmissionError,
    is_number,
    new_number,
)
from childcare.ingest.submission_files import base_of
from childcare.store import audit_log, connect
from childcare.store.gate import DeniedError, demand
from childcare.store.person import Person
from childcare.store.releases import current_release, database_of

LONGEST_TITLE, LONGEST_TEXT = 80, 500  # characters


def start(person: Person, *, title: str, area: str = "", on_release: str = "") -> Submission:
    """Begin a submission; a person bound to a county begins one of her county, whatever she asks.

    ``on_release`` "" begins a set of files of its own; a county always adds to a release, the
    current one without another.

    Raises:
        DeniedError: she may not.
        SubmissionError: the release cannot be built upon, or nothing can be written.
    """
    area = area or person.area
    demand(person, DRAFT, area=area, subject=title[:LONGEST_TITLE])
    if area and not (on_release := on_release or current_release()):
        raise SubmissionError(label("submission.county_needs_release"))
    submission = Submission(
        number=new_number(),
        title=one_line(title, LONGEST_TITLE) or label("submission.untitled"),
        area=area,
        state=OPEN,
        on_release=on_release,
        created_by=person.name,
        created_at=datetime.now(UTC).replace(microsecond=0),
    )
    base_of(submission)
    if area:
        _demand_known(area, on_release)
    submission_store.create(submission)
    return submission


def mine(person: Person) -> list[Submission]:
    """Return the submissions she may see, newest first.

    Raises:
        DeniedError: she may see none at all.
    """
    demand(person, DRAFT, area=person.area)
    return [one for one in submission_store.load_all() if person.area in ("", one.area)]


def get(person: Person, number: str, *, permission: str = DRAFT) -> Submission:
    """Return a submission, whoever else works on it.

    Raises:
        DeniedError: there is none of this number that she may see or treat so.
    """
    # Who may do this nowhere reads why; all else reads one sentence.
    shown = number if is_number(number) else repr(number)[:LONGEST_TITLE]
    demand(person, permission, area=person.area, subject=shown)
    submission = submission_store.load(number)
    if submission is None:
        audit_log.record(person, audit_log.DENIED, subject=shown, detail="no such number")
        raise DeniedError(label("submission.unknown"))
    try:
        demand(person, permission, area=submission.area, subject=number)
    except DeniedError:
        raise DeniedError(label("submission.unknown")) from None
    return submission


def get_open(person: Person, number: str) -> Submission:
    """Return a submission that may still be worked on.

    Raises:
        DeniedError: as of ``get``.
        SubmissionError: it was handed in, published or withdrawn.
    """
    submission = get(person, number)
    demand_state(submission, OPEN)
    return submission


def change_open(
    person: Person, number: str, alter: Callable[[Submission], Submission]
) -> Submission:
    """Change a submission that may still be worked on, upon whatever others did to it meanwhile.

    Raises:
        DeniedError, SubmissionError: as of ``get_open``, or it cannot be written.
    """
    get_open(person, number)

    def alter_open(now: Submission) -> Submission:
        demand_state(now, OPEN)
        return alter(now)

    return submission_store.change(number, alter_open)


def demand_state(submission: Submission, *states: str) -> None:
    """Refuse what can only be done in some states.

    Raises:
        SubmissionError: the submission is in another one.
    """
    if submission.state not in states:
        raise SubmissionError(_STATE_SENTENCES[submission.state]())


def one_line(text: str, longest: int) -> str:
    """Return a text on one line, no longer than that many characters."""
    return " ".join(text.split())[:longest]


_STATE_SENTENCES: dict[str, Callable[[], str]] = {
    OPEN: lambda: label("submission.is_open"),
    HANDED_IN: lambda: label("submission.is_handed_in"),
    PUBLISHED: lambda: label("submission.is_published"),
    WITHDRAWN: lambda: label("submission.is_withdrawn"),
}


def _demand_known(area: str, release: str) -> None:
    """Refuse an area that a release does not know."""
    with connect(database_of(release)) as connection:
        if area not in area_tree(connection):
            raise SubmissionError(label("submission.unknown_county", area=area[:LONGEST_TITLE]))
