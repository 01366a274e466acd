"""The pieces of the ledger of tasks (任务台账): the sentence, the table, the units that lead."""

from collections.abc import Hashable, Sequence
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import streamlit as st

from childcare.analyses.assessment import Assessment
from childcare.analyses.policy_tasks import (
    LedgerTask,
    homeless_notes,
    ledger_sentence,
    tasks_by_lead_unit,
)
from childcare.catalog import CATEGORIES, label, language, spoken
from childcare.exports import file_name
from childcare.settings import task_notes_file
from childcare.ui import choices, data, show
from childcare.ui.filters import MONTH_FORMAT, chosen_area, region_name
from childcare.ui.task_choice import TaskView
from childcare.ui.task_words import (
    due_text,
    latest_text,
    lights_text,
    local_time,
    status_text,
    units_text,
)

# Four lines of text, from which on Streamlit breaks lines in a cell; heights in pixels.
_ROW, _HEAD, _MOST = 66, 38, 500
_NOTE_IN_ROW = 34  # characters


def show_answer(view: TaskView) -> None:
    """Say in one line where the tasks stand, and in small print what else is to be known."""
    st.markdown(f"**{show.plain_text(ledger_sentence(view.shown))}**")
    notes = [label("caption.demonstration")] if view.plan.is_demonstration else []
    if not view.plan.area_code and any(one.task.targets for one in view.shown):
        notes.append(label("task.held_against", area=region_name(chosen_area())))
    if len(view.shown) < len(view.ledger):
        notes.append(label("task.filtered", shown=len(view.shown), all=len(view.ledger)))
    homeless = homeless_notes(view.kept, data.plans().values())
    if homeless:
        file = task_notes_file().name
        notes.append(label("task.homeless", number=len(homeless), file=file))
    if notes:
        st.caption(show.plain_text(label("caption.dot").join(notes)))
    if view.kept.unreadable:
        file = task_notes_file().name
        st.warning(label("task.unreadable", number=view.kept.unreadable, file=file))


def show_ledger(view: TaskView) -> LedgerTask:
    """Show the tasks in a table, and offer it as files; return the task opened."""
    opened = opened_task(view)
    table = ledger_table(view)
    shortened = [latest_text(one.notes, _NOTE_IN_ROW) for one in view.shown]
    _show_rows(
        view,
        table.drop(columns=label("task.text")).assign(**{label("task.latest"): shortened}),
        opened,
    )
    st.caption(label("task.how_to_open"))
    when = view.month.strftime(MONTH_FORMAT)
    name = file_name(when, spoken(view.plan, "title"), label("page.policy_tasks"))
    show.downloads(table, name, _download_notes(view), key="ledger")
    return opened


def opened_task(view: TaskView) -> LedgerTask:
    """Return the task that the link names, or the first one shown."""
    chosen = choices.get("task")
    return next((one for one in view.shown if one.task.name == chosen), view.shown[0])


def _show_rows(view: TaskView, table: pd.DataFrame, opened: LedgerTask) -> None:
    tasks = tuple(one.task.name for one in view.shown)
    # Other rows are another table: what was marked in the one before means nothing in it.
    key = f"ledger_{view.plan.name}_{language()}_{'_'.join(tasks)}"
    marked = tasks.index(opened.task.name)
    st.session_state[key] = {"selection": {"rows": [marked], "columns": [], "cells": []}}
    late = [one.is_overdue for one in view.shown]
    styled: Any = table.style.apply(lambda _: _bold(late), subset=_marked_columns())
    st.dataframe(
        styled,
        hide_index=True,
        width="stretch",
        height=min(_MOST, _HEAD + _ROW * len(table)),
        row_height=_ROW,
        column_config=_widths(),
        key=key,
        on_select=lambda: _open(key, tasks),
        selection_mode=("single-row", "single-cell"),
        alt=label("page.policy_tasks"),
    )


def _marked_columns() -> list[Hashable]:
    return [label("task.title"), label("task.due")]


def _bold(late: list[bool]) -> list[str]:
    """Return the styles that make what is late stand out, without a colour."""
    return ["font-weight: bold" if is_late else "" for is_late in late]


def _open(key: str, tasks: tuple[str, ...]) -> None:
    """Open the task whose row, or any cell of it, was clicked."""
    selection = st.session_state[key]["selection"]
    rows = [row for row, _ in selection["cells"]] or list(selection["rows"])
    if rows:
        choices.put("task", tasks[rows[0]])


def _widths() -> dict[str, Any]:
    """Return how wide the columns are, in pixels; the rest of the width is shared."""
    widths = {
        label("task.number"): 46,
        label("task.title"): 172,
        label("task.section"): 124,
        label("task.lead_units"): 144,
        label("task.responsible_units"): 130,
        label("task.due"): 118,
        label("task.status"): 84,
        label("task.lights"): 118,
        label("task.latest"): 240,
    }
    return {
        name: st.column_config.Column(width=width, alignment="left")
        for name, width in widths.items()
    }


def ledger_table(view: TaskView) -> pd.DataFrame:
    """Return the tasks shown under the names people read, one row a task."""
    judged = lights_of(view)
    shown = view.shown
    names = [one.task.name for one in shown]
    # As numbers, where they are, so that 10 is sorted after 9.
    numbers = [int(name) for name in names if name.isdecimal()]
    columns: dict[str, Sequence[object]] = {
        label("task.number"): numbers if len(numbers) == len(names) else names,
        label("task.title"): [one.task.title for one in shown],
        label("task.text"): [one.task.text for one in shown],
        label("task.section"): [one.task.section for one in shown],
        label("task.lead_units"): [units_text(one.task.lead_units) for one in shown],
        label("task.responsible_units"): [units_text(one.task.responsible_units) for one in shown],
        label("task.due"): [due_text(one) for one in shown],
        label("task.status"): [status_text(one) for one in shown],
        label("task.lights"): [
            lights_text([judged[name] for name in one.task.targets]) for one in shown
        ],
        label("task.latest"): [latest_text(one.notes) for one in shown],
    }
    return pd.DataFrame(columns)


def lights_of(view: TaskView) -> dict[str, Assessment]:
    """Return where every target of the plan stands, by the name of the target.

    A plan of no place is held against the area looked at.
    """
    area = view.plan.area_code or chosen_area()
    judged = data.assessments(plan=view.plan.name, month=view.month, area=area)
    return {one.target.name: one for one in judged}


def show_lead_units(view: TaskView) -> None:
    """Show who leads how many of the tasks shown, and how many are overdue or done."""
    units = tasks_by_lead_unit(view.shown)
    st.markdown(f"**{label('task.by_lead_unit')}**")
    show.show_table(
        pd.DataFrame(
            {
                label("task.lead_units"): units["unit"].replace("", label("task.not_listed")),
                label("task.tasks"): units["tasks"],
                label("task.overdue"): units["overdue"],
                spoken(CATEGORIES["task_status"]["done"]): units["done"],
            }
        )
    )
    st.caption(label("task.every_lead_counts"))


def _download_notes(view: TaskView) -> list[str]:
    plan = view.plan
    lines = [ledger_sentence(view.shown), spoken(plan, "title"), plan.document]
    lines += [label("caption.demonstration")] if plan.is_demonstration else []
    made = local_time(datetime.now(UTC))
    return [*lines, label("task.looked_from", month=view.month.strftime(MONTH_FORMAT), made=made)]
