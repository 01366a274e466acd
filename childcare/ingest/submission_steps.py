"""How a submission moves on (报送件流转): handed in, sent back, withdrawn, published."""

from collections.abc import Callable
from dataclasses import replace

from childcare.catalog import label
from childcare.catalog.roles import DRAFT, PUBLISH
from childcare.ingest import publishing, submission_store
from childcare.ingest.submission import (
    HANDED_IN,
    OPEN,
    PUBLISHED,
    WITHDRAWN,
    Submission,
    SubmissionError,
)
from childcare.ingest.submission_access import LONGEST_TEXT, demand_state, get, one_line
from childcare.ingest.submission_files import base_of
from childcare.store import audit_log
from childcare.store.person import Person
from childcare.store.releases import current_release, kept_release


def is_behind(submission: Submission) -> bool:
    """Say whether another release became current since a submission began to build on one."""
    return bool(submission.on_release) and submission.on_release != current_release()


def rebase(person: Person, number: str) -> Submission:
    """Let a submission build on the release that is current now; it must be tried out anew.

    Raises:
        DeniedError: there is none of this number that she may see.
        SubmissionError: it was published or withdrawn, or that release cannot be built upon.
    """
    submission = get(person, number)
    if not submission.on_release:
        return submission
    newer = current_release()
    base_of(replace(submission, on_release=newer))
    return _move(number, (OPEN, HANDED_IN), lambda now: replace(now, on_release=newer))


def hand_in(person: Person, number: str, note: str = "") -> Submission:
    """Hand an open submission in; nobody changes its files until it is sent back.

    Raises:
        DeniedError: there is none of this number that she may see.
        SubmissionError: it is not open, or was not tried out as it is now without a failure.
    """
    submission = get(person, number)
    demand_state(submission, OPEN)
    _demand_trial(submission)
    audit_log.record(person, audit_log.HANDED_IN, subject=number, area=submission.area)

    def alter(now: Submission) -> Submission:
        _demand_trial(now)
        return _noted(replace(now, state=HANDED_IN), HANDED_IN, person, note)

    return _move(number, (OPEN,), alter)


def send_back(person: Person, number: str, note: str) -> Submission:
    """Send a submission back to those who handed it in, and say why.

    Raises:
        DeniedError: she may not publish, or there is none of this number that she may see.
        SubmissionError: it was not handed in, or nothing is said.
    """
    submission = get(person, number, permission=PUBLISH)
    demand_state(submission, HANDED_IN)
    if not note.strip():
        raise SubmissionError(label("submission.why_back"))
    audit_log.record(person, audit_log.SENT_BACK, subject=number, area=submission.area)
    return _move(
        number,
        (HANDED_IN,),
        lambda now: _noted(replace(now, state=OPEN), audit_log.SENT_BACK, person, note),
    )


def withdraw(person: Person, number: str, note: str = "") -> Submission:
    """Give a submission up; its files stay kept.

    Raises:
        DeniedError: there is none of this number that she may see.
        SubmissionError: it was published or withdrawn.
    """
    submission = get(person, number, permission=DRAFT)
    demand_state(submission, OPEN, HANDED_IN)
    audit_log.record(person, audit_log.WITHDRAWN, subject=number, area=submission.area)
    return _move(
        number,
        (OPEN, HANDED_IN),
        lambda now: _noted(replace(now, state=WITHDRAWN), WITHDRAWN, person, note),
    )


def publish(person: Person, number: str, *, why: str) -> str:
    """Make the candidate of just these files and answers the current release; return its name.

    Raises:
        DeniedError: she may not publish, or there is none of this number that she may see.
        SubmissionError: nothing is said, or it was not tried out as it is now.
        HeldError, StaleBaseError, UnknownReleaseError: as of ``publishing.publish``.
    """
    submission = get(person, number, permission=PUBLISH)
    demand_state(submission, OPEN, HANDED_IN)
    if not (why := one_line(why, LONGEST_TEXT)):
        raise SubmissionError(label("submission.why_publish"))

    def alter(now: Submission) -> Submission:
        _demand_trial(now)
        # Cut off between switch and note: it is published already, only not written down here.
        if not kept_release(now.candidate).events:
            publishing.publish(now.candidate, person=person, why=why)
        return _noted(replace(now, state=PUBLISHED), PUBLISHED, person, why)

    return _move(number, (OPEN, HANDED_IN), alter).candidate


def _move(
    number: str, states: tuple[str, ...], alter: Callable[[Submission], Submission]
) -> Submission:
    """Change a submission as it stands now, if it still is in one of some states."""

    def alter_in_state(now: Submission) -> Submission:
        demand_state(now, *states)
        return alter(now)

    return submission_store.change(number, alter_in_state)


def _demand_trial(submission: Submission) -> None:
    """Refuse what was not tried out as it is now, since nobody knows what would come of it."""
    if not submission.is_tried:
        raise SubmissionError(label("submission.not_tried"))


def _noted(submission: Submission, action: str, person: Person, text: str) -> Submission:
    return submission.noted(action, person.name, one_line(text, LONGEST_TEXT))
