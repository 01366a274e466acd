"""Judging a value against a target (目标判定): exact, on unrounded numbers, with whole units."""

import math
from decimal import Decimal
from fractions import Fraction

from childcare.catalog.lights import BEHIND, LIGHT_RULES, MET, MISSED, NEAR, UNKNOWN


def exact(number: float) -> Fraction:
    """Return a number as it is written: 4.5 is nine halves, and 34.9 is not 34.899999."""
    return Fraction(Decimal(repr(float(number))))


def exact_ratio(numerator: float, denominator: float, scale: float) -> Fraction:
    """Return ``scale * numerator / denominator`` without rounding."""
    return exact(scale) * exact(numerator) / exact(denominator)


def is_satisfied(
    comparator: str, value: Fraction, wanted: Fraction, upper: Fraction | None = None
) -> bool:
    """Say whether a value satisfies a target: 以上 includes the number, 超过 does not.

    ``comparator`` is one of ``childcare.catalog.target.COMPARATORS``; a range includes both ends.
    """
    verdicts = {
        ">=": value >= wanted,
        ">": value > wanted,
        "=": value == wanted,
        "<=": value <= wanted,
        "between": wanted <= value and (upper is None or value <= upper),
    }
    return verdicts[comparator]


def units_wanted(comparator: str, denominator: float, scale: float, wanted: float) -> int:
    """Return the least whole number of units that satisfies a target.

    A percentage of few units is a count: over 90 % of six streets is six, 90 % of ten is nine.
    """
    bound = exact(wanted) * exact(denominator) / exact(scale)
    return math.floor(bound) + 1 if comparator == ">" else math.ceil(bound)


def units_missing(
    comparator: str, numerator: float, denominator: float, scale: float, wanted: float
) -> int:
    """Return how many whole units are still missing, 0 when none; the denominator stays.

    Where less is better it is how many are too many.
    """
    if comparator == "<=":
        most = math.floor(exact(wanted) * exact(denominator) / exact(scale))
        return max(0, math.ceil(exact(numerator)) - most)
    least = units_wanted(comparator, denominator, scale, wanted)
    return max(0, least - math.floor(exact(numerator)))


def status_when_due(is_met: bool | None) -> str:
    """Return the status of a target that is due: met or missed, never in between."""
    if is_met is None:
        return UNKNOWN
    return MET if is_met else MISSED


def status_in_flight(
    comparator: str, value: float, due_by_now: float, *, is_met: bool | None
) -> str:
    """Return the status of a target that is not due yet.

    Satisfied already is met. Otherwise the value is held against what is due by now, by the share
    that ``data/catalog/lights.toml`` declares; where less is better, the other way round.
    """
    if is_met is None:
        return UNKNOWN
    if is_met:
        return MET
    share = exact(LIGHT_RULES.near_share)
    now, due = exact(value), exact(due_by_now)
    on_course = now * share <= due if comparator == "<=" else now >= due * share
    return NEAR if on_course else BEHIND
