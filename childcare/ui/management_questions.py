"""What has to be asked about files (待确认): a box for each question, nothing chosen beforehand."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import streamlit as st

from childcare.catalog import label
from childcare.ingest import submissions
from childcare.ingest.submission import OPEN, Answers, Submission
from childcare.ingest.submission_questions import TABLE, Question, answered, questions
from childcare.ui import signed_in
from childcare.ui.management_words import table_names
from childcare.ui.management_work import GOOD, attempt, say
from childcare.ui.plain_text import plain_text

# A screen of more questions is answered in several goes.
MOST_ASKED = 60


def ask(submission: Submission, looked: Mapping[str, Any]) -> None:
    """Ask what is not sure, and list what was answered so far."""
    asked = questions(looked)[:MOST_ASKED]
    if asked and submission.state == OPEN:
        st.warning(label("management.questions", count=len(asked)))
        with st.form("questions", enter_to_submit=False):
            for place, question in enumerate(asked):
                _box(submission, place, question)
            st.form_submit_button(
                label("management.save_answers"),
                type="primary",
                on_click=_save,
                args=(submission, asked),
            )
    elif not asked:
        st.caption(label("management.no_questions"))
    _show_given(submission)


def _box(submission: Submission, place: int, question: Question) -> None:
    names = {choice.value: choice.text for choice in question.choices}
    if question.kind == TABLE:
        names |= {name: text for name, text in table_names().items() if name in names}
    hint = " · ".join(part for part in (question.where, question.detail) if part)
    st.selectbox(
        plain_text(question.sentence),
        list(names),
        format_func=lambda value: names[value],
        index=None,
        placeholder=label("management.choose"),
        help=plain_text(hint),
        key=_key(submission, place, question),
    )


def _key(submission: Submission, place: int, question: Question) -> str:
    return f"question_{submission.number}_{place}_{question.kind}_{question.subject}"


def _save(submission: Submission, asked: list[Question]) -> None:
    """Keep every answer that was chosen."""
    given = Answers()
    named: list[tuple[Question, str]] = []
    for place, question in enumerate(asked):
        value = st.session_state.get(_key(submission, place, question))
        if value is None:
            continue
        if question.kind == TABLE:
            # A file that is none of ours keeps its name, and is not read.
            named += [(question, value)] if value else []
        else:
            given = given.merged(answered(question, value))
    person, number = signed_in.person(), submission.number

    def save() -> None:
        for question, table in named:
            submissions.name_table(person, number, question.subject, table)
        if given:
            submissions.answer(person, number, given)

    if (given or named) and attempt(save):
        say(GOOD, label("management.answers_saved"))


def _show_given(submission: Submission) -> None:
    """List the answers given so far, each to be taken back."""
    given = [
        (part, key, value)
        for part, table in asdict(submission.answers).items()
        for key, value in table.items()
    ]
    if not given:
        return
    with st.expander(label("management.answers_given", count=len(given))):
        for part, key, value in given:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                shown = str(value) or label("management.none_of_ours")
                st.markdown(plain_text(f"{key} → {shown}"), width="stretch")
                if submission.state == OPEN:
                    st.button(
                        label("management.take_answer_back"),
                        key=f"answer_{part}_{key}",
                        type="tertiary",
                        on_click=_take_back,
                        args=(submission.number, part, key),
                    )


def _take_back(number: str, part: str, key: str) -> None:
    answers = Answers(**{part: {key: None}})
    attempt(lambda: submissions.answer(signed_in.person(), number, answers))
