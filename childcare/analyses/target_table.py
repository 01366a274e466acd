"""Every target of every plan with its verdict: the table behind the target page (目标判定表)."""

from collections.abc import Iterable

import pandas as pd

from childcare.analyses.areas import AreaTree
from childcare.analyses.assessment import Assessment
from childcare.analyses.target_words import reason_text
from childcare.catalog import UNITS, label, spoken
from childcare.catalog.lights import STATUSES
from childcare.catalog.plans import Plan

MONTH = "%Y-%m"


def plans_for(plans: dict[str, Plan], tree: AreaTree, area: str | None) -> list[Plan]:
    """Return the plans that hold in an area: its own, and those of the areas above it.

    Without an area all plans, each for its own.
    """
    if area is None:
        return list(plans.values())
    above = tree.plan_areas(area)
    return [plan for plan in plans.values() if plan.area_code in above]


def target_table(judged: Iterable[Assessment], tree: AreaTree) -> pd.DataFrame:
    """Return one row for each target judged, in the order of the plans.

    Columns: ``as_of``, ``plan``, ``plan_title``, ``area_code``, ``area_name``, ``target``,
    ``indicator``, ``label``, ``clause``, ``form``, ``comparator``, ``wanted``, ``upper``, ``due``,
    ``baseline``, ``value`` (unrounded), ``unit``, ``origin`` (computed or reported), ``judged``
    (month of the value), ``mode``, ``status`` (its name), ``status_label``, ``reason``,
    ``shortfall``, ``shortfall_unit``, ``missing_units``.
    """
    return pd.DataFrame([_row(one, tree) for one in judged])


def _row(one: Assessment, tree: AreaTree) -> dict[str, object]:
    target, plan, reading = one.target, one.plan, one.reading
    name = tree.name(one.area_code) if one.area_code in tree else spoken(plan, "area")
    due = target.due_month
    return {
        "as_of": one.as_of.strftime(MONTH),
        "plan": plan.name,
        "plan_title": spoken(plan, "title"),
        "area_code": one.area_code,
        "area_name": name,
        "target": target.name,
        "indicator": target.indicator,
        "label": spoken(one.indicator),
        "clause": target.clause,
        "form": target.form,
        "comparator": target.comparator,
        "wanted": one.wanted,
        "upper": one.upper,
        "due": due.strftime(MONTH) if due else None,
        "baseline": target.baseline,
        "value": reading.value if reading else None,
        "unit": spoken(UNITS[one.indicator.unit]),
        "origin": reading.origin if reading else None,
        "judged": reading.period.strftime(MONTH) if reading else None,
        "mode": one.mode,
        "status": one.status,
        "status_label": spoken(STATUSES[one.status]),
        "reason": reason_text(one.reason) or None,
        "shortfall": one.shortfall,
        "shortfall_unit": spoken(UNITS[one.shortfall_unit]) if one.shortfall_unit else None,
        "missing_units": label("sentence.comma").join(one.missing_units) or None,
    }
