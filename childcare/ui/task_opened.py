"""One task opened (任务详情): its text word for word, its targets, its notes, and a new note."""

import streamlit as st

from childcare.analyses.policy_tasks import LedgerTask
from childcare.catalog import CATEGORIES, label, spoken
from childcare.catalog.lights import STATUSES
from childcare.catalog.plans import Plan
from childcare.store.task_notes import TaskNote
from childcare.ui import choices, show, task_form
from childcare.ui.task_choice import TaskView
from childcare.ui.task_panel import lights_of
from childcare.ui.task_words import due_text, signature, status_text, units_text

TARGET_PAGE = "pages/target_progress.py"


def show_task(view: TaskView, opened: LedgerTask) -> None:
    """Show the task opened: text, units, document, targets, a form for a note, and all notes."""
    task = opened.task
    st.subheader(show.plain_text(f"{task.name} {task.title}"), anchor=False)
    facts = [task.section, due_text(opened), status_text(opened)]
    st.caption(show.plain_text(label("caption.dot").join(filter(None, facts))))
    st.text(task.text, width="stretch")
    lead, responsible = units_text(task.lead_units), units_text(task.responsible_units)
    st.markdown(
        label(
            "task.units",
            lead=show.plain_text(lead),
            responsible=show.plain_text(responsible),
        )
    )
    st.caption(show.plain_text(source_text(view.plan)))
    _show_targets(view, task.targets)
    task_form.show_form(view.plan.name, opened)
    _show_history(opened.notes)


def source_text(plan: Plan) -> str:
    """Return where a text stands: document with its number, issuer and date, where known."""
    parts = [plan.document, plan.issuer, plan.issued_on]
    if plan.is_demonstration:
        parts.append(label("caption.demonstration"))
    return label("task.source", source=label("caption.dot").join(filter(None, parts)))


def _show_targets(view: TaskView, names: list[str]) -> None:
    """Show the light of every target linked to the task over its clause; a click opens it."""
    judged = lights_of(view)
    for name in names:
        one = judged[name]
        light = STATUSES[one.status]
        text = label("task.target", light=light.spoken_light(), indicator=spoken(one.indicator))
        with st.container(gap=None):
            is_clicked = st.button(
                show.plain_text(text), help=light.rule(), type="tertiary", key=f"open_target_{name}"
            )
            st.caption(show.plain_text(one.target.clause))
        if is_clicked:
            choices.put("plan", view.plan.name)
            choices.put("target", name)
            st.switch_page(TARGET_PAGE)


def _show_history(notes: tuple[TaskNote, ...]) -> None:
    """Show the notes of a task, newest first."""
    st.markdown(f"**{label('task.history', number=len(notes))}**")
    if not notes:
        st.caption(label("task.no_history"))
    for note in reversed(notes):
        status = spoken(CATEGORIES["task_status"][note.status])
        st.caption(show.plain_text(label("caption.dot").join([signature(note), status])))
        if note.note:
            st.text(note.note, width="stretch")
