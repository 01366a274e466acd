"""What was found out about one target (目标判定): values, tests, light and what is missing."""

from dataclasses import dataclass

import pandas as pd

from childcare.catalog import INDICATORS, Indicator
from childcare.catalog.plans import Plan
from childcare.catalog.target import Target

# How a target is looked at (判定方式), from one as-of month.
CLOSING = "closing"  # due by now: met or missed
IN_FLIGHT = "in_flight"  # not due yet: held against what is due by now
TIMELESS = "timeless"  # the document names no date
# Where a value comes from (数值来源).
COMPUTED = "computed"
REPORTED = "reported"


@dataclass(frozen=True)
class Reading:
    """One value of an indicator in one area: computed from the registers, or reported.

    ``numerator`` and ``denominator`` are NaN for a reported value; ``state`` is one of
    ``childcare.measures.ratio.STATES``.
    """

    value: float
    period: pd.Timestamp
    origin: str
    state: str = "known"
    numerator: float = float("nan")
    denominator: float = float("nan")
    source: str = ""
    note: str = ""
    sample_size: float = float("nan")


@dataclass(frozen=True)
class Deadline:
    """One date at which a target is judged: its due month, one milestone, or one year.

    ``is_met`` is None while nothing is known or the date has not come.
    """

    month: pd.Timestamp
    wanted: float
    reading: Reading | None
    is_met: bool | None
    shortfall: float = float("nan")


@dataclass(frozen=True)
class Assessment:
    """One target judged for one area at one month.

    Attributes:
        as_of: The month looked from; ``judged`` is the month whose value decides: the due month
            once it has come, else ``as_of``.
        mode: ``closing``, ``in_flight`` or ``timeless``.
        reading: The value judged, or None; ``beside`` is the other one where both a computed and
            a reported value exist.
        wanted: What the value is held against (the milestone of the year, the benchmark's value),
            NaN where there is no number; ``upper`` the upper end of a range.
        due_by_now: In flight, what the way from the baseline asks for now; NaN else.
        status: One of ``childcare.catalog.lights.STATUSES``; ``reason`` is a key of the label
            group ``reason`` that says why there is no verdict, empty where there is one.
        shortfall: Whole units still missing (slots, streets, kindergartens ...), NaN where unknown;
            ``shortfall_unit`` is a name of ``childcare.catalog.UNITS``. For a reported value, or
            where better is lower, it is the difference in the indicator's own unit.
        missing_units: Names of the units that miss, where they can be told one by one.
        deadlines: Every date judged: one for a single value, one a milestone, one a year.
    """

    plan: Plan
    target: Target
    area_code: str
    as_of: pd.Timestamp
    judged: pd.Timestamp | None
    mode: str
    status: str
    reason: str = ""
    reading: Reading | None = None
    beside: Reading | None = None
    wanted: float = float("nan")
    upper: float = float("nan")
    due_by_now: float = float("nan")
    shortfall: float = float("nan")
    shortfall_unit: str = ""
    missing_units: tuple[str, ...] = ()
    deadlines: tuple[Deadline, ...] = ()

    @property
    def indicator(self) -> Indicator:
        """Return the indicator that the target is about."""
        return INDICATORS[self.target.indicator]

    @property
    def share(self) -> float:
        """Return the value over what is wanted; what is wanted over the value if lower is better.

        NaN where either is unknown or the divisor is zero.
        """
        if self.reading is None:
            return float("nan")
        upside_down = self.target.comparator == "<="
        over, under = (
            (self.wanted, self.reading.value) if upside_down else (self.reading.value, self.wanted)
        )
        return over / under if under else float("nan")
