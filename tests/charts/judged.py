"""Assessments made by hand, for the figures of the target page."""

from typing import Any

import pandas as pd

from childcare.analyses.assessment import CLOSING, COMPUTED, Assessment, Deadline, Reading
from childcare.catalog.plans import Plan
from childcare.catalog.target import Target

MONTH = pd.Timestamp("2025-12-01")
PLAN = Plan(
    name="by_hand",
    title_zh="手工计划",
    title_en="Plan by hand",
    first_year=2023,
    last_year=2025,
    document="手工文件",
    area_zh="测试市",
    area_en="Test City",
    area_code="980100",
)


def target(name: str, indicator: str, **more: Any) -> Target:
    """Return a target with a clause and a due month."""
    given = {"clause": f"原文:{name}", "due": "2025-12"} | more
    return Target(name=name, indicator=indicator, **given)


def reading(value: float, **more: Any) -> Reading:
    """Return a computed value of the month."""
    return Reading(value=value, period=MONTH, origin=COMPUTED, **more)


def judged(aim: Target, status: str, value: float | None, wanted: float, **more: Any) -> Assessment:
    """Return an assessment at its due month."""
    found = None if value is None else reading(value)
    given = {
        "area_code": "980100",
        "judged": MONTH,
        "mode": CLOSING,
        "reading": found,
        "wanted": wanted,
        "deadlines": (Deadline(MONTH, wanted, found, status == "met"),),
    }
    return Assessment(plan=PLAN, target=aim, as_of=MONTH, status=status, **(given | more))


def four() -> list[Assessment]:
    """Return one met, one missed by two streets, one where lower is better, one in words."""
    slots = target("slots", "slots_per_1000_population", value=4.5, baseline=2.0)
    streets = target("streets", "street_inclusive_coverage", comparator=">", value=90.0)
    fee = target("fee", "rural_average_fee", comparator="<=", value=900.0, baseline=1000.0)
    words = target("words", "township_inclusive_coverage", form="qualitative", due="")
    nan = float("nan")
    return [
        judged(slots, "met", 4.8, 4.5),
        judged(streets, "missed", 60.0, 90.0, shortfall=2.0, shortfall_unit="area"),
        judged(fee, "missed", 1200.0, 900.0, shortfall=300.0, shortfall_unit="yuan_per_month"),
        judged(words, "not_judged", None, nan, reason="qualitative", deadlines=()),
    ]
