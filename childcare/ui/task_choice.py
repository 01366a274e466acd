"""What the ledger of tasks shows (台账筛选): plan, month, lead unit, section, status."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from childcare.analyses.policy_tasks import LedgerTask, task_ledger, tasks_by_lead_unit
from childcare.catalog import CATEGORIES, label, spoken
from childcare.catalog.plans import Plan
from childcare.store.task_notes import KeptNotes, read_notes
from childcare.ui import filters
from childcare.ui.target_view import choose_plan

ALL, OVERDUE = "all", "overdue"


@dataclass(frozen=True)
class TaskView:
    """What the page shows: the plan, its notes, all its tasks, and those that pass the filters.

    ``ledger`` and ``shown`` are in the order of the ledger.
    """

    plan: Plan
    month: pd.Timestamp
    kept: KeptNotes
    ledger: list[LedgerTask]
    shown: list[LedgerTask]


def choose_tasks() -> TaskView | None:
    """Ask for month, plan and filters in the filter bar; None where no plan is chosen yet."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        month = filters.choose_month()
        plan = choose_plan(filters.chosen_area(), month)
        if plan is None:
            filters.language_switch()
            return None
        kept = read_notes()
        ledger = task_ledger(plan, kept, month)
        shown = _chosen(plan, ledger) if ledger else []
        filters.language_switch()
    return TaskView(plan, month, kept, ledger, shown)


def _chosen(plan: Plan, ledger: list[LedgerTask]) -> list[LedgerTask]:
    """Ask for lead unit, section and status; return the tasks that have them all."""
    unit = _choose_lead_unit(ledger)
    section = _choose_section([task.section for task in plan.tasks.values()])
    status = _choose_status()
    return [
        one
        for one in ledger
        if (unit == ALL or unit in one.task.lead_units)
        and (section == ALL or section == one.task.section)
        and (status in (ALL, one.status) or (status == OVERDUE and one.is_overdue))
    ]


def _choose_lead_unit(ledger: list[LedgerTask]) -> str:
    units = tasks_by_lead_unit(ledger)
    names = {ALL: label("filter.all")} | {
        unit: label("task.unit_and_tasks", unit=unit, number=number)
        for unit, number in zip(units["unit"], units["tasks"], strict=True)
        if unit
    }
    return filters.choose_one("lead_unit", label("task.lead_units"), list(names), names.get)


def _choose_section(sections: list[str]) -> str:
    names = {ALL: label("filter.all")} | {section: section for section in sections if section}
    return filters.choose_one("section", label("task.section"), list(names), names.get)


def _choose_status() -> str:
    statuses = CATEGORIES["task_status"].items()
    names = {ALL: label("filter.all"), OVERDUE: label("task.overdue")}
    names |= {name: spoken(status) for name, status in statuses}
    return filters.choose_one(
        "task_status", label("task.status"), list(names), names.get, width=130
    )
