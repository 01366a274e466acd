"""Does the ledger put first what is late, count every lead unit, and believe the latest note?"""

from datetime import UTC, datetime

import pandas as pd
import pytest

from childcare.analyses.policy_tasks import (
    homeless_notes,
    ledger_sentence,
    task_ledger,
    tasks_by_lead_unit,
)
from childcare.catalog.labels import speaking
from childcare.catalog.plans import Plan, Task
from childcare.store.task_notes import KeptNotes, TaskNote

MONTH = pd.Timestamp("2025-12")


def task_of(name: str, due: str = "", status: str = "not_started", *leads: str) -> Task:
    return Task(
        name, "一、供给", f"任务{name}", f"任务{name}。原文", list(leads), due=due, status=status
    )


def plan_of(*tasks: Task) -> Plan:
    return Plan(
        name="plan", title_zh="计划", title_en="Plan", first_year=2023, last_year=2025,
        document="文[2023]1号", area_zh="市", area_en="City",
        tasks={task.name: task for task in tasks},
    )  # fmt: skip


def note_of(task: str, status: str, day: int = 1, plan: str = "plan") -> TaskNote:
    return TaskNote(plan, task, status, "说明", "李", datetime(2025, 11, day, tzinfo=UTC))


def names(plan: Plan, *notes: TaskNote, month: pd.Timestamp = MONTH) -> list[str]:
    return [one.task.name for one in task_ledger(plan, KeptNotes(notes), month)]


def test_overdue_comes_first_then_due_soonest_then_undated_then_closed() -> None:
    plan = plan_of(
        task_of("undated"),
        task_of("later", "2026-06"),
        task_of("done", "2023-06", "done"),
        task_of("late", "2025-11"),
        task_of("stopped", "2023-01", "stopped"),
        task_of("soon", "2025-12"),
        task_of("very late", "2024-01", "in_progress"),
    )
    assert names(plan) == ["very late", "late", "soon", "later", "undated", "stopped", "done"]


def test_what_is_due_in_the_month_looked_from_is_not_late_yet() -> None:
    plan = plan_of(task_of("1", "2025-12"))
    (now,) = task_ledger(plan, KeptNotes(), MONTH)
    (next_month,) = task_ledger(plan, KeptNotes(), pd.Timestamp("2026-01"))
    assert not now.is_overdue
    assert next_month.is_overdue


@pytest.mark.parametrize("status", ["done", "stopped"])
def test_what_is_closed_is_never_late(status: str) -> None:
    (one,) = task_ledger(plan_of(task_of("1", "2020-01", status)), KeptNotes(), MONTH)
    assert one.is_closed
    assert not one.is_overdue


def test_a_task_without_a_date_is_never_late() -> None:
    (one,) = task_ledger(plan_of(task_of("1")), KeptNotes(), MONTH)
    assert one.due is None
    assert not one.is_overdue


def test_the_latest_note_gives_the_status() -> None:
    plan = plan_of(task_of("1", "2025-01"), task_of("2", "2025-01", "done"))
    kept = KeptNotes(
        (note_of("1", "done"), note_of("1", "in_progress", 2), note_of("1", "done", 3))
    )
    by_name = {one.task.name: one for one in task_ledger(plan, kept, MONTH)}
    assert by_name["1"].status == "done"
    assert not by_name["1"].is_overdue
    assert len(by_name["1"].notes) == 3
    assert by_name["2"].status == "done"


def test_a_note_of_another_plan_says_nothing_about_this_one() -> None:
    plan = plan_of(task_of("1"))
    (one,) = task_ledger(plan, KeptNotes((note_of("1", "done", plan="other"),)), MONTH)
    assert one.status == "not_started"
    assert one.notes == ()


def test_every_lead_unit_of_a_task_counts_and_the_busiest_comes_first() -> None:
    plan = plan_of(
        task_of("1", "2025-01", "not_started", "教委", "卫健委"),
        task_of("2", "", "done", "卫健委"),
        task_of("3", "", "not_started"),
    )
    units = tasks_by_lead_unit(task_ledger(plan, KeptNotes(), MONTH))
    assert units.to_dict("list") == {
        "unit": ["卫健委", "教委", ""],
        "tasks": [2, 1, 1],
        "overdue": [1, 1, 0],
        "done": [1, 0, 0],
    }


def test_a_unit_named_twice_in_one_task_counts_once() -> None:
    plan = plan_of(task_of("1", "", "done", "民政局", "民政局"))
    assert list(tasks_by_lead_unit(task_ledger(plan, KeptNotes(), MONTH))["tasks"]) == [1]


def test_the_sentence_says_what_is_late_how_all_stand_and_who_leads_most() -> None:
    ledger = task_ledger(
        plan_of(
            task_of("1", "2025-01", "in_progress", "卫健委"),
            task_of("2", "2026-01", "in_progress", "卫健委", "教委"),
            task_of("3", "", "done", "教委", "卫健委"),
        ),
        KeptNotes(),
        MONTH,
    )
    assert (
        ledger_sentence(ledger) == "3 项任务:1 项逾期;2 项推进中,1 项已完成;牵头最多:卫健委(3 项)。"
    )
    with speaking("en"):
        assert ledger_sentence(ledger) == (
            "3 tasks, 1 overdue: 2 in progress, 1 done; most are led by 卫健委 (3)."
        )


def test_where_two_lead_as_many_both_are_named_and_where_all_do_nobody() -> None:
    two = [task_of("1", "", "done", "甲", "乙"), task_of("2", "", "done", "丙", "甲", "乙")]
    assert "牵头最多:甲、乙(各 2 项)" in ledger_sentence(
        task_ledger(plan_of(*two), KeptNotes(), MONTH)
    )
    many = [task_of(unit, "", "done", unit) for unit in "甲乙丙丁"]
    sentence = ledger_sentence(task_ledger(plan_of(*many), KeptNotes(), MONTH))
    assert sentence == "4 项任务:无逾期;4 项已完成。"


@pytest.mark.parametrize(
    "tasks",
    [
        [task_of("1", "", "done", "甲"), task_of("2", "", "done", "甲")],
        [task_of("1", "", "done", "甲", "乙")],
    ],
)
def test_a_single_unit_or_those_of_a_single_task_are_not_called_the_busiest(
    tasks: list[Task],
) -> None:
    assert "牵头最多" not in ledger_sentence(task_ledger(plan_of(*tasks), KeptNotes(), MONTH))


def test_notes_whose_plan_or_task_is_gone_are_found() -> None:
    gone = (note_of("9", "done"), note_of("1", "done", plan="withdrawn"))
    kept = KeptNotes((note_of("1", "done"), *gone))
    assert homeless_notes(kept, [plan_of(task_of("1"))]) == list(gone)
