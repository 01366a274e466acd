"""Step 5, publishing (发布) or handing in (提交): why, by whom, and what comes of it."""

from collections.abc import Callable

import streamlit as st

from childcare.catalog import label, spoken
from childcare.catalog.roles import ACTIONS
from childcare.catalog.roles import PUBLISH as MAY_PUBLISH
from childcare.ingest import submissions
from childcare.ingest.submission import HANDED_IN, OPEN, PUBLISHED, Submission, SubmissionError
from childcare.store.releases import current_release
from childcare.ui import management_compare, release_choice, signed_in
from childcare.ui.management_view import FINDINGS, go_to_step
from childcare.ui.management_words import local_time
from childcare.ui.management_work import GOOD, attempt, say
from childcare.ui.plain_text import plain_text

_WORDS = "publish_words"


def show_publish(submission: Submission) -> None:
    """Ask why, and publish or hand in; whoever may publish can also send back."""
    _show_notes(submission)
    if submission.state == OPEN or signed_in.person().may(MAY_PUBLISH):
        _show_form(submission)
    with st.container(horizontal=True, gap="small"):
        if submission.state == HANDED_IN and signed_in.person().may(MAY_PUBLISH):
            _button(label("management.send_back"), _send_back, submission, "send_back")
        _button(label("management.withdraw"), _withdraw, submission, "withdraw")


def _show_form(submission: Submission) -> None:
    person = signed_in.person()
    if not submission.is_tried:
        st.info(label("management.check_first"))
        return
    if _is_behind(submission):
        return
    management_compare.warn_of_removed(current_release(), submission.candidate)
    st.markdown(plain_text(label("management.signed_as", name=person.name)))
    key = f"{_WORDS}_{submission.number}"
    if person.may(MAY_PUBLISH):
        st.text_input(label("management.why"), key=key, placeholder=label("management.why_example"))
        text, deed = label("management.publish"), _publish
    else:
        st.text_input(label("management.note"), key=key)
        text, deed = label("management.hand_in"), _hand_in
    st.button(text, key="publish", type="primary", on_click=deed, args=(submission,))


def _is_behind(submission: Submission) -> bool:
    """Say whether another release became current meanwhile, and offer to build upon that one."""
    if not submissions.is_behind(submission):
        return False
    st.warning(plain_text(label("management.behind", release=submission.on_release)))
    _button(label("management.rebase"), _rebase, submission, "rebase")
    return True


def _button(
    text: str, deed: Callable[[Submission], None], submission: Submission, key: str
) -> None:
    st.button(text, key=key, on_click=deed, args=(submission,))


def _words(submission: Submission) -> str:
    return str(st.session_state.get(f"{_WORDS}_{submission.number}") or "").strip()


def _publish(submission: Submission) -> None:
    why = _words(submission)

    def publish() -> None:
        if not why:
            raise SubmissionError(label("management.why_missing"))
        release = submissions.publish(signed_in.person(), submission.number, why=why)
        release_choice.leave()
        say(GOOD, label("management.published", release=release))

    attempt(publish)


def _hand_in(submission: Submission) -> None:
    def hand_in() -> None:
        submissions.hand_in(signed_in.person(), submission.number, _words(submission))
        say(GOOD, label("management.handed_in", title=submission.title))

    attempt(hand_in)


def _send_back(submission: Submission) -> None:
    note = _words(submission)

    def send_back() -> None:
        if not note:
            raise SubmissionError(label("management.send_back_why"))
        submissions.send_back(signed_in.person(), submission.number, note)
        say(GOOD, label("management.sent_back", title=submission.title))

    attempt(send_back)


def _withdraw(submission: Submission) -> None:
    def withdraw() -> None:
        submissions.withdraw(signed_in.person(), submission.number)
        say(GOOD, label("management.withdrawn", title=submission.title))

    attempt(withdraw)


def _rebase(submission: Submission) -> None:
    def rebase() -> None:
        submissions.rebase(signed_in.person(), submission.number)
        go_to_step(FINDINGS)

    attempt(rebase)


def show_ended(submission: Submission) -> None:
    """Say what became of a submission that nobody works on any more."""
    if submission.state == PUBLISHED:
        st.success(plain_text(label("management.was_published", release=submission.candidate)))
        st.page_link("pages/coverage_map.py", label=label("management.see_map"))
    else:
        st.info(label("management.was_withdrawn"))
    _show_notes(submission)


def _show_notes(submission: Submission) -> None:
    """Show what was done and said so far, oldest first."""
    for note in submission.notes:
        line = f"{local_time(note.at)} {note.by} · {_deed_name(note.action)}"
        st.caption(plain_text(f"{line} · {note.text}" if note.text else line))


def _deed_name(action: str) -> str:
    return spoken(ACTIONS[action]) if action in ACTIONS else action
