"""How the value of a target moved (目标走势), and what its published figures imply."""

from dataclasses import dataclass

import pandas as pd

from childcare.analyses.assessment import REPORTED, Assessment, Reading
from childcare.catalog import INDICATORS, Indicator
from childcare.measures.reported import implied_denominator

# Ratios whose denominator is people: what a published one implies can be held against a census.
_PEOPLE = ("population_total", "children_under_3")


@dataclass(frozen=True)
class Course:
    """How the value of a target moved.

    Attributes:
        computed: ``as_of``, ``value``, ``numerator`` and ``denominator`` month by month, from the
            registers.
        reported: ``period``, ``value`` and ``source`` as documents and surveys published them.
    """

    computed: pd.DataFrame
    reported: pd.DataFrame

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is known of it."""
        return bool(self.computed["value"].isna().all() and self.reported.empty)


@dataclass(frozen=True)
class Implied:
    """The people (反推人口) that a published ratio and a count imply, least and largest."""

    numerator: float
    least: float
    largest: float


def target_course(
    computed: pd.DataFrame | None,
    reported: pd.DataFrame,
    indicator: str,
    area: str,
    until: pd.Timestamp,
) -> Course:
    """Return the months and the published points of an indicator in one area up to a month.

    ``computed`` is its trend, None where the area is not in the data; ``reported`` the reported
    values of every area, with those of the plan.
    """
    if computed is None:
        computed = pd.DataFrame(
            {"as_of": pd.Series(dtype="datetime64[ns]"), "value": pd.Series(dtype="float64")}
        )
    of_area = (reported["indicator"] == indicator) & (reported["area_code"] == area)
    known = reported[of_area & (reported["period"] <= until + pd.offsets.MonthEnd(0))]
    return Course(computed[computed["as_of"] <= until], known.sort_values("period"))


def implied_people(assessment: Assessment, reported: pd.DataFrame) -> Implied | None:
    """Return the people that a reported ratio implies, or None where that cannot be told.

    The count comes from the same report if it gives one, else from the registers.
    """
    published = _reported(assessment)
    if published is None:
        return None
    computed = _computed(assessment)
    counted = computed.numerator if computed else float("nan")
    return implied_by(
        assessment.indicator,
        published.value,
        assessment.area_code,
        published.period,
        reported,
        counted,
    )


def implied_by(
    indicator: Indicator,
    value: float,
    area: str,
    period: pd.Timestamp,
    reported: pd.DataFrame,
    counted: float = float("nan"),
) -> Implied | None:
    """Return the people that a published ratio of an area and month implies.

    ``counted`` is the numerator to use where ``reported`` has none of that area and month.
    """
    if not indicator.is_ratio or indicator.denominator not in _PEOPLE:
        return None
    same = reported[
        (reported["area_code"] == area)
        & (reported["period"] == period)
        & (reported["indicator"] == _count_of(indicator.numerator))
    ]
    numerator = counted if same.empty else float(same["value"].iloc[-1])
    bounds = implied_denominator(numerator, value, indicator.scale)
    return None if bounds is None else Implied(numerator, *bounds)


def _count_of(column: str) -> str:
    """Return the indicator that is nothing but this count, or nothing."""
    counts = (one.name for one in INDICATORS.values() if one.kind == "count")
    return next((name for name in counts if INDICATORS[name].numerator == column), "")


def _reported(assessment: Assessment) -> Reading | None:
    both = (assessment.reading, assessment.beside)
    return next((one for one in both if one is not None and one.origin == REPORTED), None)


def _computed(assessment: Assessment) -> Reading | None:
    both = (assessment.reading, assessment.beside)
    return next((one for one in both if one is not None and one.origin != REPORTED), None)
