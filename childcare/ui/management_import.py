"""Importing (导入): which submission to work on, a new one, the template, then its steps."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from childcare.catalog import label, language, speaking
from childcare.catalog.roles import PUBLISH
from childcare.demo.practice import practice_archive
from childcare.exports.template import fill_template, stored_tables, template_bytes
from childcare.ingest import submissions
from childcare.ingest.submission import HANDED_IN, OPEN, Submission, SubmissionError
from childcare.store import connect
from childcare.store.gate import DeniedError
from childcare.store.releases import current_release
from childcare.ui import carry_away, choices, management_steps, remembered, signed_in
from childcare.ui.management_view import FILES, SUBMISSION, close_submission, open_submission
from childcare.ui.management_words import local_time
from childcare.ui.management_work import attempt
from childcare.ui.plain_text import plain_text

UPDATE, FRESH = "update", "fresh"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_import() -> None:
    """Show the submission that the link names, step by step, or what there is to work on."""
    number = choices.get(SUBMISSION)
    if number:
        try:
            submission = submissions.get(signed_in.person(), number)
        except (SubmissionError, DeniedError) as error:
            st.warning(plain_text(str(error)))
            st.button(label("management.to_list"), on_click=close_submission)
            return
        management_steps.show_steps(submission)
        return
    left, right = st.columns([0.6, 0.4], gap="large")
    with left:
        _show_waiting()
    with right:
        _show_new()
        _show_templates()


def waiting() -> list[Submission]:
    """Return the submissions that this person may see and that somebody has to go on with."""
    mine = submissions.mine(signed_in.person())
    return [one for one in mine if one.state in (OPEN, HANDED_IN)]


def _show_waiting() -> None:
    st.subheader(label("management.waiting"))
    listed = waiting()
    if not listed:
        st.caption(label("management.none_waiting"))
    for one in sorted(listed, key=lambda one: one.state != HANDED_IN):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(_line(one), width="stretch")
            st.button(
                _next_deed(one),
                key=f"open_{one.number}",
                on_click=open_submission,
                args=(one.number,),
            )


def _line(one: Submission) -> str:
    """Return a submission as a line: title, state, whose, since when, how many files."""
    facts = label(
        "management.submission_facts",
        state=state_name(one),
        by=one.created_by,
        at=local_time(one.created_at),
        files=len(one.files),
    )
    return f"**{plain_text(one.title)}**  \n{plain_text(facts)}"


def state_name(one: Submission) -> str:
    """Return in words how far a submission has come."""
    names = {
        "open": label("management.state_open"),
        "handed_in": label("management.state_handed_in"),
        "published": label("management.state_published"),
        "withdrawn": label("management.state_withdrawn"),
    }
    return names[one.state]


def _next_deed(one: Submission) -> str:
    if one.state == HANDED_IN and signed_in.person().may(PUBLISH):
        return label("management.review")
    return label("management.go_on")


def _show_new() -> None:
    """Ask for the title of a new submission, and whether it builds on the current release."""
    st.subheader(label("management.new"))
    kinds = {UPDATE: label("management.kind_update"), FRESH: label("management.kind_fresh")}
    if not current_release():
        del kinds[UPDATE]
    elif signed_in.person().area:
        # What a county hands in joins what the others have; alone it would be a city without them.
        del kinds[FRESH]
    with st.form("new_submission", border=False):
        st.text_input(
            label("management.title"),
            key="new_title",
            placeholder=label("management.title_example"),
        )
        st.radio(
            label("management.kind"),
            list(kinds),
            format_func=kinds.get,
            key="new_kind",
            horizontal=len(kinds) > 1,
        )
        st.form_submit_button(label("management.start"), type="primary", on_click=_start)


def _start() -> None:
    person = signed_in.person()
    title = str(st.session_state["new_title"] or "").strip() or label("management.untitled")
    is_update = st.session_state["new_kind"] == UPDATE

    def start() -> None:
        base = current_release() if is_update else ""
        one = submissions.start(person, title=title, area=person.area, on_release=base)
        open_submission(one.number, FILES)

    attempt(start)


def _show_templates() -> None:
    """Offer the template, empty and with what the release looked at holds."""
    st.subheader(label("management.template"))
    with st.container(horizontal=True, gap="small"):
        _template_button(label("management.template_empty"), "empty", _empty_template)
        if current_release():
            database = Path(remembered.database())
            filled = partial(_filled_template, database, signed_in.person().area)
            _template_button(label("management.template_filled"), "filled", filled)
        carry_away.offer(
            label("management.practice"),
            practice_archive,
            file_name=f"{label('management.practice')}.zip",
            mime="application/zip",
            key="practice",
        )
    if current_release():
        st.caption(label("management.template_hint"))
    else:
        st.caption(label("management.template_hint_first"))


def _template_button(text: str, name: str, make: Callable[[], bytes]) -> None:
    carry_away.offer(
        text,
        partial(_spoken_in, language(), make),
        file_name=f"{label('management.template_file')}.xlsx",
        mime=WORKBOOK,
        key=f"template_{name}",
    )


def _spoken_in(chosen: str, make: Callable[[], bytes]) -> bytes:
    """Make a file in the language of the page: it is made when no page runs any more."""
    with speaking(chosen):
        return make()


def _empty_template() -> bytes:
    return template_bytes()


def _filled_template(database: Path, area: str) -> bytes:
    with connect(database, area=area) as connection:
        return fill_template(stored_tables(connection))
