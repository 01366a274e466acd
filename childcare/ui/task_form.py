"""Writing a progress note (登记进展): the form, what it refuses, and keeping the note."""

from datetime import UTC, datetime

import streamlit as st

from childcare.analyses.policy_tasks import LedgerTask
from childcare.catalog import CATEGORIES, label, spoken
from childcare.catalog.roles import DRAFT
from childcare.store.audit_log import AuditError
from childcare.store.gate import DeniedError, demand
from childcare.store.task_notes import (
    LONGEST_AUTHOR,
    LONGEST_NOTE,
    TaskNote,
    append_note,
    read_notes,
)
from childcare.ui import choices, filters, show, signed_in

# Not to touch the status is a choice of its own: else a page opened an hour ago would set it back.
_AS_IT_IS = ""
_AUTHOR, _PROBLEM = "task_author", "task_problem"


def show_form(plan: str, opened: LedgerTask) -> None:
    """Show the form for a note on a task, and why the one handed in last was refused.

    It is shown to whoever may write notes.
    """
    if not signed_in.person().may(DRAFT):
        return
    task = opened.task.name
    names = {name: spoken(one) for name, one in CATEGORIES["task_status"].items()}
    names[_AS_IT_IS] = label("task.as_it_is", status=names[opened.status])
    with st.form(f"form_{plan}_{task}", enter_to_submit=False):
        left, right = st.columns(2, gap="small")
        with left:
            st.selectbox(
                label("task.status"),
                [_AS_IT_IS, *CATEGORIES["task_status"]],
                format_func=lambda name: names[name],
                key=_key("status", plan, task),
            )
        with right:
            st.text_input(
                label("task.author"),
                value=signed_in.signature() or st.session_state.get(_AUTHOR, ""),
                key=_key("author", plan, task),
                disabled=bool(signed_in.signature()),
            )
        # No max_chars: a text that is too long is refused below, not silently cut or not pasted.
        st.text_area(label("task.note"), height=96, key=_key("note", plan, task))
        st.form_submit_button(
            label("task.save"),
            type="primary",
            on_click=_save,
            args=(plan, task, opened.task.status),
        )
    _show_problem(plan, task)


def _key(part: str, plan: str, task: str) -> str:
    return f"task_{part}_{plan}_{task}"


def _save(plan: str, task: str, planned: str) -> None:
    """Keep what the form holds, or say why not; what was written stays in the form then."""
    # What a button does is done before the run begins that would choose the language.
    filters.choose_language()
    note = str(st.session_state[_key("note", plan, task)] or "").strip()
    # Whoever has signed in signs with her own name, whatever the form says.
    typed = str(st.session_state[_key("author", plan, task)] or "").strip()
    author = signed_in.signature() or typed
    if problem := _keep(plan, task, planned, note, author):
        st.session_state[_PROBLEM] = (plan, task, problem)
        return
    st.session_state[_AUTHOR] = st.session_state[_key("author", plan, task)] = author
    st.session_state[_key("note", plan, task)] = ""
    st.session_state[_key("status", plan, task)] = _AS_IT_IS
    # A new status may move the task elsewhere in the ledger; it stays the one opened.
    choices.put("task", task)
    # Not beneath the form: that is gone where the task no longer passes the filters.
    st.toast(label("task.saved", task=show.plain_text(task)))


def _keep(plan: str, task: str, planned: str, note: str, author: str) -> str:
    """Keep a note, or return the sentence that says why it was not kept."""
    chosen = str(st.session_state[_key("status", plan, task)] or "")
    person = signed_in.person()
    try:
        demand(person, DRAFT, area=person.area, subject=f"{plan} {task}")
        before = read_notes().of(plan, task)
        now = before[-1].status if before else planned
        if problem := _refusal(before, chosen or now, now, note, author):
            return problem
        append_note(TaskNote(plan, task, chosen or now, note, author, datetime.now(UTC)))
    except (DeniedError, AuditError) as error:
        return str(error)
    except TimeoutError:
        return label("task.busy")
    except OSError as error:
        return label("task.not_written", reason=error.strerror or type(error).__name__)
    return ""


def _refusal(before: list[TaskNote], status: str, now: str, note: str, author: str) -> str:
    """Return the sentence that refuses a note, or nothing where it is to be kept."""
    if not note and status == now:
        return label("task.refuse_empty")
    if not author:
        return label("task.refuse_nameless")
    if len(note) > LONGEST_NOTE or len(author) > LONGEST_AUTHOR:
        return label("task.refuse_long", note=LONGEST_NOTE, author=LONGEST_AUTHOR)
    last = before[-1] if before else None
    # Two quick clicks on the button send the same note twice.
    if last and (last.note, last.status, last.author) == (note, status, author):
        return label("task.refuse_twice")
    return ""


def _show_problem(plan: str, task: str) -> None:
    """Say once why the note that was just handed in was not kept."""
    of_plan, of_task, problem = st.session_state.pop(_PROBLEM, ("", "", ""))
    if (of_plan, of_task) == (plan, task):
        st.warning(show.plain_text(problem))
