"""Findings about what was promised: targets, what is lacking to them, and what is to be done."""

import pandas as pd

from childcare.analyses.assessment import Assessment
from childcare.analyses.briefing_coverage import definition_of, source_of
from childcare.analyses.briefing_sentences import gap_sentence
from childcare.analyses.figure_words import MONTH, subtitle
from childcare.analyses.finding import Finding
from childcare.analyses.gap import gap, has_gap
from childcare.analyses.policy_tasks import LedgerTask, ledger_sentence, task_ledger
from childcare.analyses.situation import Situation, reference_of
from childcare.analyses.target_table import plans_for, target_table
from childcare.analyses.target_words import plan_sentence
from childcare.analyses.targets import assess_plan
from childcare.catalog import CATEGORIES, INDICATORS, label, spoken
from childcare.catalog.briefing import View
from childcare.catalog.lights import STATUSES
from childcare.catalog.plan_files import load_plans
from childcare.catalog.plans import Plan
from childcare.store.task_notes import read_notes

WHOLE_AREA = ""


def leading_plan(at: Situation) -> Plan | None:
    """Return the plan to speak of: of the nearest area, in force in the month, the latest begun.

    Where none is in force, the one that ended last, else the one that begins first.
    """
    held = plans_for(load_plans(), at.tree, at.area)
    year = at.month.year
    begun = [plan for plan in held if plan.first_year <= year]
    depth = {code: number for number, code in enumerate(at.tree.plan_areas(at.area))}

    def order(plan: Plan) -> tuple[bool, int, int]:
        return plan.last_year >= year, depth[plan.area_code], plan.last_year

    if begun:
        return max(begun, key=order)
    return min(held, key=lambda plan: plan.first_year, default=None)


def targets_finding(view: View, at: Situation) -> Finding | None:
    """Return where every target of the leading plan stands in the area."""
    plan = leading_plan(at)
    if plan is None or not plan.targets:
        return None
    judged = _assessed(plan, at)
    is_whole = at.area == plan.area_code
    rules = [
        label("target.rule", light=status.spoken_light(), rule=status.rule())
        for status in STATUSES.values()
    ]
    return Finding(
        name=view.name,
        kind=view.kind,
        title=plan_sentence(plan, WHOLE_AREA if is_whole else at.area_name, judged),
        subtitle=_subtitle(plan, at),
        frame=target_table(judged, at.tree),
        area=at.area,
        month=at.month,
        assessments=tuple(judged),
        source=_sources(plan, at),
        rule="\n".join(rules),
    )


def gap_finding(view: View, at: Situation) -> Finding | None:
    """Return what the whole and each area lack to the target, or else to the reference value."""
    indicator, level = INDICATORS[view.indicator], at.level(view)
    plan = leading_plan(at)
    promised = _promised(plan, at, view.indicator)
    wanted = promised.wanted if promised else reference_of(indicator)
    if not at.has_parts or not has_gap(indicator) or wanted != wanted:
        return None
    found = gap(
        at.connection,
        indicator=indicator,
        wanted=wanted,
        within=at.area,
        month=at.month,
        level=level,
        counts_of=at.counts_of,
    )
    if found.areas["shortfall"].isna().all():
        return None
    return Finding(
        name=view.name,
        kind=view.kind,
        title=gap_sentence(found, at.area_name),
        subtitle=subtitle(indicator, at.month, at.area_name, level=level),
        frame=found.areas,
        area=at.area,
        month=at.month,
        level=level,
        indicator=indicator,
        reference=wanted,
        notes=[_held_against(plan if promised else None)],
        definition=definition_of(indicator),
        source=source_of(indicator, at),
        rule=label("briefing.rule_gap"),
    )


def _held_against(plan: Plan | None) -> str:
    """Return whose number a shortfall is held against."""
    if plan is None:
        return label("briefing.held")
    return label("briefing.named", plan=spoken(plan, "title"))


def tasks_finding(view: View, at: Situation) -> Finding | None:
    """Return the open tasks of the leading plan, the overdue first, then those due next."""
    plan = leading_plan(at)
    if plan is None or not plan.tasks:
        return None
    ledger = task_ledger(plan, read_notes(), at.month)
    waiting = [one for one in ledger if not one.is_closed]
    rows = [_task_row(one) for one in waiting]
    return Finding(
        name=view.name,
        kind=view.kind,
        title=ledger_sentence(ledger).removesuffix(label("sentence.stop")),
        subtitle=_subtitle(plan, at),
        frame=pd.DataFrame(rows, columns=["title", "lead_units", "due", "status", "is_overdue"]),
        area=at.area,
        month=at.month,
        source=_sources(plan, at),
        rule=label("briefing.rule_tasks", month=at.month.strftime(MONTH)),
    )


def _task_row(one: LedgerTask) -> dict[str, object]:
    due = one.due.strftime(MONTH) if one.due is not None else label("task.no_due")
    return {
        "title": one.task.title,
        "lead_units": label("sentence.comma").join(one.task.lead_units),
        "due": label("task.overdue_since", due=due) if one.is_overdue else due,
        "status": spoken(CATEGORIES["task_status"][one.status]),
        "is_overdue": one.is_overdue,
    }


def _assessed(plan: Plan, at: Situation) -> list[Assessment]:
    return assess_plan(at.connection, plan, month=at.month, area=at.area, counts_of=at.counts_of)


def _promised(plan: Plan | None, at: Situation, indicator: str) -> Assessment | None:
    """Return the judged target about an indicator that names a number, or None."""
    if plan is None:
        return None
    wanted = [one for one in plan.targets.values() if one.indicator == indicator]
    if not wanted:
        return None
    judged = [one for one in _assessed(plan, at) if one.target in wanted]
    return next((one for one in judged if one.wanted == one.wanted), None)


def _subtitle(plan: Plan, at: Situation) -> str:
    parts = [
        spoken(plan, "title"),
        at.area_name,
        label("stamp.as_of", month=at.month.strftime(MONTH)),
    ]
    return label("caption.dot").join(parts)


def _sources(plan: Plan, at: Situation) -> str:
    lines = [label("caption.source", source=plan.document)]
    if at.release.source:
        lines.append(label("caption.source", source=at.release.source))
    return "\n".join(lines)
