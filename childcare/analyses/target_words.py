"""Assessments (目标判定) in words: the value, what is wanted, what is missing, or why no light."""

from collections.abc import Sequence
from dataclasses import replace

from childcare.analyses.assessment import Assessment
from childcare.catalog import UNITS, label, spoken
from childcare.catalog.lights import BEHIND, LIGHT_RULES, MET, MISSED, NEAR, STATUSES
from childcare.catalog.numbers import whole
from childcare.catalog.plans import Plan

# How a comparator is written before its number.
SIGNS = {">=": "≥", ">": ">", "=": "=", "<=": "≤", "between": ""}


def reason_text(reason: str) -> str:
    """Return why there is no verdict; an empty text for no reason."""
    texts = {
        "": "",
        "qualitative": label("reason.qualitative"),
        "redacted": label("reason.redacted"),
        "no_date": label("reason.no_date"),
        "not_split": label("reason.not_split"),
        "not_here": label("reason.not_here"),
        "no_value": label("reason.no_value"),
        "stale": label("reason.stale", months=LIGHT_RULES.reported_age),
        "no_benchmark": label("reason.no_benchmark"),
        "over_limit": label("reason.over_limit"),
        "not_yet": label("reason.not_yet"),
    }
    return texts[reason]


def value_text(assessment: Assessment) -> str:
    """Return the value judged with its unit, or a dash."""
    reading = assessment.reading
    value = float("nan") if reading is None else reading.value
    return assessment.indicator.format(value, with_unit=value == value)


def wanted_text(assessment: Assessment) -> str:
    """Return what the value is held against, with its sign: ``≥ 4.50``, ``50–80``."""
    target, indicator = assessment.target, assessment.indicator
    if assessment.reason == "no_date" and target.value is not None:
        assessment = replace(assessment, wanted=target.value)
    if assessment.wanted != assessment.wanted:
        if target.is_redacted:
            return label("target.redacted")
        if target.form == "qualitative":
            return label("target.qualitative")
        return spoken(target, "benchmark") or label("number.none")
    number = number_text(assessment, assessment.wanted)
    if target.comparator == "between":
        if assessment.upper != assessment.upper:
            return f"{SIGNS['>=']} {number}{indicator.unit_suffix()}"
        upper = number_text(assessment, assessment.upper)
        return f"{number}–{upper}{indicator.unit_suffix()}"
    return f"{SIGNS[target.comparator]} {number}{indicator.unit_suffix()}"


def own_baseline(assessment: Assessment) -> float | None:
    """Return the document's baseline where it is one of the area judged: a part has another."""
    is_own = assessment.area_code == assessment.plan.area_code
    return assessment.target.baseline if is_own else None


def number_text(assessment: Assessment, number: float) -> str:
    """Return a number of a target without decimals that say nothing: 90, not 90.0."""
    return f"{number:,.0f}" if number % 1 == 0 else assessment.indicator.format(number)


def missing_text(assessment: Assessment) -> str:
    """Return what is still missing in whole units, by how much it is met, or why neither is known.

    ``还差 2 个街道``, ``超出目标 0.09 个/千人``, ``定性目标,不设灯``.
    """
    if assessment.reason:
        return reason_text(assessment.reason)
    if assessment.status == MET:
        return _surplus_text(assessment)
    short = assessment.shortfall
    if short != short or short == 0:
        return ""
    amount = amount_text(assessment, short, assessment.shortfall_unit)
    if assessment.target.comparator == "<=":
        return label("target.too_many", amount=amount)
    return label("target.missing", amount=amount)


def amount_text(assessment: Assessment, amount: float, unit: str) -> str:
    """Return an amount in a unit, by the name of what is counted: ``2 个街道``."""
    indicator = assessment.indicator
    if unit == "area":
        nouns = {
            "streets": label("target.noun_street"),
            "townships": label("target.noun_township"),
            "communities": label("target.noun_community"),
        }
        noun = nouns.get(indicator.denominator, spoken(UNITS["area"]))
    elif unit in ("percent", "", indicator.unit):
        return _in_own_unit(assessment, amount)
    else:
        noun = _noun(unit)
    return label("target.amount", number=whole(amount), noun=noun)


def _noun(unit: str) -> str:
    nouns = {
        "slot": label("target.noun_slot"),
        "institution": label("target.noun_institution"),
        "kindergarten": label("target.noun_kindergarten"),
        "class": label("target.noun_class"),
        "child": label("target.noun_child"),
        "person": label("target.noun_person"),
    }
    return nouns.get(unit) or spoken(UNITS[unit])


def _in_own_unit(assessment: Assessment, amount: float) -> str:
    indicator = assessment.indicator
    if indicator.unit == "percent":
        return label("target.points", number=_never_none(amount, indicator.decimals))
    if amount % 1 == 0 and indicator.unit in UNITS:
        return label("target.amount", number=whole(amount), noun=_noun(indicator.unit))
    return _never_none(amount, indicator.decimals) + indicator.unit_suffix()


def _never_none(amount: float, decimals: int) -> str:
    """Return an amount with its decimals, with more of them where it would read as nothing."""
    text = f"{amount:,.{decimals}f}"
    return f"{amount:.1g}" if amount and abs(amount) < 0.5 * 10.0**-decimals else text


def _surplus_text(assessment: Assessment) -> str:
    reading, target = assessment.reading, assessment.target
    if reading is None or target.comparator in ("=", "between"):
        return ""
    over = reading.value - assessment.wanted
    if over == 0 or over != over:
        return ""
    amount = _in_own_unit(assessment, abs(over))
    if over < 0:
        return label("target.below", amount=amount)
    return label("target.surplus", amount=amount)


def share_missing(assessment: Assessment) -> float:
    """Return how far a value is from what is wanted, as a share of it; NaN where unknown."""
    return 1 - assessment.share


def largest_gap(assessments: Sequence[Assessment]) -> Assessment | None:
    """Return the target that is furthest from what is wanted, among those missed or behind."""
    open_ones = [one for one in assessments if one.status in (BEHIND, MISSED)]
    known = [one for one in open_ones if one.share == one.share]
    return max(known, key=share_missing, default=open_ones[0] if open_ones else None)


def counted_text(assessments: Sequence[Assessment]) -> str:
    """Return how many targets have which light, those that occur, in declared order."""
    parts = []
    for name, status in STATUSES.items():
        number = sum(one.status == name for one in assessments)
        if number:
            parts.append(label("target.counted", number=number, status=spoken(status).lower()))
    return label("target.comma").join(parts)


def plan_sentence(plan: Plan, area_name: str, assessments: Sequence[Assessment]) -> str:
    """Return the page's first line: how many targets stand where, and the largest gap.

    ``area_name`` is told where it is not the plan's own area; empty otherwise.
    """
    title = spoken(plan, "title")
    if area_name:
        title = label("target.plan_in", plan=title, area=area_name)
    if not assessments:
        return label("target.no_targets", plan=title)
    text = label(
        "target.stands",
        plan=title,
        number=len(assessments),
        counted=counted_text(assessments),
    )
    worst = largest_gap(assessments)
    if worst is None:
        return text
    missing = missing_text(worst)
    name = spoken(worst.indicator)
    if not missing:
        return text + label("target.worst", indicator=name)
    return text + label("target.worst_by", indicator=name, missing=missing)


def next_plan_sentence(plan: Plan, assessments: Sequence[Assessment]) -> str:
    """Return one line on a plan in flight: how many of its targets are met or on course."""
    judged = [one for one in assessments if one.status in (MET, NEAR, BEHIND, MISSED)]
    on_course = sum(one.status in (MET, NEAR) for one in judged)
    return label(
        "target.next_plan",
        plan=spoken(plan, "title"),
        number=len(assessments),
        judged=len(judged),
        on_course=on_course,
    )
