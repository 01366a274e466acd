"""The ledger of the tasks of a plan (任务台账): what is overdue, what comes next, who leads."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from childcare.catalog import CATEGORIES, label, spoken
from childcare.catalog.plans import Plan, Task
from childcare.store.task_notes import KeptNotes, TaskNote

DONE, STOPPED = "done", "stopped"
# With more leaders than these at the top, nobody leads most.
_MOST_NAMED = 3
_FAR_OFF = pd.Timestamp("9999-12")


@dataclass(frozen=True)
class LedgerTask:
    """One task as the ledger shows it.

    Attributes:
        task: what the document says.
        status: that of the latest note, else that of the plan file.
        due: first day of the month it is due in, None where the document names none.
        is_overdue: due before the month looked from, and neither done nor stopped.
        notes: its notes, oldest first.
    """

    task: Task
    status: str
    due: pd.Timestamp | None
    is_overdue: bool
    notes: tuple[TaskNote, ...]

    @property
    def is_closed(self) -> bool:
        """Say whether nobody waits for it any more."""
        return self.status in (DONE, STOPPED)


def task_ledger(plan: Plan, kept: KeptNotes, month: pd.Timestamp) -> list[LedgerTask]:
    """Return the tasks of a plan: overdue ones, those due next, those without a date, closed ones.

    Args:
        plan: the plan whose tasks are listed.
        kept: the notes of this installation.
        month: the month looked from. It decides what is overdue; a status is always today's.
    """
    listed = [
        _as_it_stands(task, kept.of(plan.name, task.name), month) for task in plan.tasks.values()
    ]
    return sorted(listed, key=lambda one: (one.is_closed, not one.is_overdue, one.due or _FAR_OFF))


def _as_it_stands(task: Task, notes: list[TaskNote], month: pd.Timestamp) -> LedgerTask:
    status = notes[-1].status if notes else task.status
    due = pd.Timestamp(task.due) if task.due else None
    is_late = due is not None and due < month
    return LedgerTask(task, status, due, is_late and status not in (DONE, STOPPED), tuple(notes))


def tasks_by_lead_unit(ledger: list[LedgerTask]) -> pd.DataFrame:
    """Return how many tasks each unit leads: columns unit, tasks, overdue, done; most first.

    A task with several lead units counts for each of them; one without counts for the unit "".
    """
    rows = [
        (unit, 1, one.is_overdue, one.status == DONE)
        for one in ledger
        for unit in dict.fromkeys(one.task.lead_units or [""])
    ]
    frame = pd.DataFrame(rows, columns=["unit", "tasks", "overdue", "done"])
    counted = frame.groupby("unit", sort=False).sum().astype("int64")
    most_first = counted.sort_values(["tasks", "overdue"], ascending=False, kind="stable")
    return most_first.reset_index()


def ledger_sentence(ledger: list[LedgerTask]) -> str:
    """Return where the tasks of a ledger stand, and who leads most of them, in one sentence."""
    overdue = sum(one.is_overdue for one in ledger)
    counted = Counter(one.status for one in ledger)
    parts = [
        label("task.of_status", number=counted[name], status=spoken(status).lower())
        for name, status in CATEGORIES["task_status"].items()
        if counted[name]
    ]
    values = {"tasks": len(ledger), "statuses": label("task.comma").join(parts)}
    if overdue:
        text = label("task.stands_overdue", overdue=overdue, **values)
    else:
        text = label("task.stands", **values)
    return text + _who_leads_most(ledger) + label("sentence.stop")


def _who_leads_most(ledger: list[LedgerTask]) -> str:
    units = tasks_by_lead_unit(ledger)
    named = units[units["unit"] != ""]
    first = named[named["tasks"] == named["tasks"].max()]
    if len(named) < 2 or len(first) > _MOST_NAMED or len(ledger) < 2:
        return ""
    names = label("sentence.comma").join(first["unit"])
    number = int(first["tasks"].iloc[0])
    if len(first) == 1:
        return label("task.leads_most", unit=names, number=number)
    return label("task.lead_most_each", units=names, number=number)


def homeless_notes(kept: KeptNotes, plans: Iterable[Plan]) -> list[TaskNote]:
    """Return the notes whose plan or task is not among the plans any more."""
    known = {(plan.name, task) for plan in plans for task in plan.tasks}
    return [note for note in kept.notes if (note.plan, note.task) not in known]
