"""Judging the targets of one plan (目标判定): each by its own rule, from one month."""

from dataclasses import dataclass, replace

import pandas as pd

from childcare.analyses.assessment import CLOSING, IN_FLIGHT, TIMELESS, Assessment, Deadline
from childcare.analyses.missing_units import MissingUnits
from childcare.analyses.readings import Reading, Readings
from childcare.analyses.schedule import due_by_now, dues
from childcare.analyses.verdict import holds, shortfall, unusable
from childcare.catalog.lights import MET, MISSED, NO_BENCHMARK, NOT_JUDGED, UNKNOWN
from childcare.catalog.plans import Plan
from childcare.catalog.target import Target
from childcare.measures.targets import status_in_flight, status_when_due


@dataclass(frozen=True)
class Judge:
    """What judging one plan for the areas of one level needs.

    ``is_part`` says that the areas are parts of the plan's own area.
    """

    plan: Plan
    month: pd.Timestamp
    readings: Readings
    missing_units: MissingUnits
    is_part: bool = False

    def assess(self, target: Target, area: str) -> Assessment:
        """Judge one target for one area."""
        reading, beside = self._values(target, area, self.month)
        blank = Assessment(
            self.plan, target, area, self.month, None, TIMELESS, NOT_JUDGED, "", reading, beside
        )
        if reason := self._why_not(target, area):
            return replace(blank, reason=reason)
        if target.form == "each_year":
            return self._each_year(target, area, blank)
        return self._one_date(target, area, blank)

    def _why_not(self, target: Target, area: str) -> str:
        """Return why a target is not judged at all, or nothing."""
        if target.form == "qualitative":
            return "qualitative"
        if target.is_redacted:
            return "redacted"
        is_total = not target.is_share
        if self.is_part and is_total and area not in target.by_area:
            return "not_split"
        return "" if dues(target, self.plan) else "no_date"

    def _one_date(self, target: Target, area: str, blank: Assessment) -> Assessment:
        """Judge by the milestone or due month that is next, or the last one when all are over."""
        dates = dues(target, self.plan)
        deadlines = tuple(self._deadline(target, area, date) for date in dates)
        place = next((i for i, date in enumerate(dates) if date >= self.month), len(dates) - 1)
        decisive = deadlines[place]
        judged = min(self.month, decisive.month)
        mode = CLOSING if decisive.month <= self.month else IN_FLIGHT
        reading, beside = self._values(target, area, judged)
        result = replace(
            blank, judged=judged, mode=mode, reading=reading, beside=beside, deadlines=deadlines
        )
        wanted = self._wanted(target, area, judged, decisive.month)
        if wanted is None:
            return replace(result, status=NO_BENCHMARK, reason="no_benchmark")
        result = replace(result, wanted=wanted, upper=_number(target.upper))
        if reason := unusable(reading, result):
            return self._without_verdict(result, reason)
        return self._with_verdict(result, place)

    def _without_verdict(self, result: Assessment, reason: str) -> Assessment:
        """Say why there is no verdict; what was published too long ago is shown all the same."""
        if reason == "not_here":
            return replace(result, status=NOT_JUDGED, reason=reason)
        older = None
        if reason == "no_value" and result.judged is not None:
            older = self.readings.published_before(
                result.indicator, result.area_code, result.judged
            )
        if older is not None:
            return replace(result, status=UNKNOWN, reason="stale", reading=older)
        return replace(result, status=UNKNOWN, reason=reason)

    def _with_verdict(self, result: Assessment, place: int) -> Assessment:
        """Add light, what is due by now, and what is missing."""
        reading, target = result.reading, result.target
        assert reading is not None
        is_met = holds(target, reading, result.wanted, result.indicator.scale)
        if result.mode == CLOSING:
            result = replace(result, status=status_when_due(is_met))
        else:
            due = due_by_now(
                target,
                self.plan,
                result.deadlines,
                place,
                self.month,
                self._start(result),
                is_own_area=result.area_code == self.plan.area_code,
            )
            due = result.wanted if due is None else due
            status = status_in_flight(target.comparator, reading.value, due, is_met=is_met)
            result = replace(result, due_by_now=due, status=status)
        short, unit = shortfall(target, reading, result.wanted)
        names: tuple[str, ...] = ()
        if short > 0:
            names = self.missing_units(result.indicator, result.area_code, reading.period)
        return replace(result, shortfall=short, shortfall_unit=unit, missing_units=names)

    def _each_year(self, target: Target, area: str, blank: Assessment) -> Assessment:
        """Judge every year by itself: a rich year does not make up for a poor one."""
        deadlines = tuple(self._deadline(target, area, date) for date in dues(target, self.plan))
        if self.month.year < deadlines[0].month.year:
            return replace(
                blank,
                mode=IN_FLIGHT,
                wanted=deadlines[0].wanted,
                deadlines=deadlines,
                reason="not_yet",
            )
        now = next((one for one in deadlines if one.month >= self.month), deadlines[-1])
        judged = min(self.month, now.month)
        reading, beside = self._values(target, area, judged)
        result = replace(
            blank,
            judged=judged,
            mode=CLOSING if now.month <= self.month else IN_FLIGHT,
            reading=reading,
            beside=beside,
            wanted=now.wanted,
            deadlines=deadlines,
        )
        return self._over_all_years(result, deadlines.index(now))

    def _over_all_years(self, result: Assessment, place: int) -> Assessment:
        """Add the light of a yearly promise: one year that fails breaks it."""
        over = [one for one in result.deadlines if one.month <= self.month]
        if any(one.is_met is False for one in over):
            result = replace(result, status=MISSED)
        elif reason := unusable(result.reading, result):
            return replace(result, status=UNKNOWN, reason=reason)
        elif any(one.is_met is None for one in over):
            return replace(result, status=UNKNOWN, reason="no_value")
        elif result.mode == CLOSING:
            result = replace(result, status=MET)
        else:
            return self._with_verdict(result, place)
        lacking = [one.shortfall for one in over if one.shortfall > 0]
        unit = result.indicator.unit
        return replace(result, shortfall=float(sum(lacking)), shortfall_unit=unit)

    def _deadline(self, target: Target, area: str, date: pd.Timestamp) -> Deadline:
        """Judge one date, if it has come."""
        wanted = self._wanted(target, area, date, date)
        number = float("nan") if wanted is None else wanted
        if date > self.month:
            return Deadline(date, number, None, None)
        reading, _ = self._values(target, area, date)
        if reading is None or reading.value != reading.value or wanted is None:
            return Deadline(date, number, reading, None)
        is_met = holds(target, reading, wanted, target.measured.scale)
        return Deadline(date, number, reading, is_met, shortfall(target, reading, wanted)[0])

    def _values(
        self, target: Target, area: str, month: pd.Timestamp
    ) -> tuple[Reading | None, Reading | None]:
        """Return the value to judge, computed before reported, and the other one beside it."""
        indicator = target.measured
        computed = self.readings.computed(indicator, area, month)
        reported = self.readings.reported(indicator, area, month)
        if computed is not None and computed.value == computed.value:
            return computed, reported
        return (computed, None) if reported is None else (reported, None)

    def _wanted(
        self, target: Target, area: str, judged: pd.Timestamp, date: pd.Timestamp
    ) -> float | None:
        """Return what is wanted at a date; None where the benchmark has no value of that month."""
        if target.form == "milestones":
            return target.milestones[str(date.year)]
        if target.form != "benchmark":
            return target.value_for(area)
        beside = self.readings.benchmark(target.measured, target.benchmark_area, judged)
        return None if beside is None else beside.value

    def _start(self, result: Assessment) -> Reading | None:
        """Return where the area stood in the December before the plan began, if that is known."""
        before = pd.Timestamp(self.plan.first_year - 1, 12, 1)
        reading, _ = self._values(result.target, result.area_code, before)
        return reading if reading is not None and reading.value == reading.value else None


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(value)
