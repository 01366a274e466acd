"""When a target is due, and what is due by now (应达进度)."""

import pandas as pd

from childcare.analyses.assessment import Deadline, Reading
from childcare.catalog.plans import Plan
from childcare.catalog.target import Target
from childcare.measures.pace import due_path

MONTHS_OF_A_YEAR = 12


def dues(target: Target, plan: Plan) -> list[pd.Timestamp]:
    """Return the months at which a target is judged, in order; none where no date is given."""
    if target.form == "milestones":
        return [_december(int(year)) for year in sorted(target.milestones)]
    last = target.due_month
    if target.form == "each_year":
        until = last.year if last else plan.last_year
        return [_december(year) for year in range(plan.first_year, until + 1)]
    return [] if last is None else [pd.Timestamp(last)]


def due_by_now(
    target: Target,
    plan: Plan,
    deadlines: tuple[Deadline, ...],
    place: int,
    month: pd.Timestamp,
    start: Reading | None,
    *,
    is_own_area: bool,
) -> float | None:
    """Return what is due in a month before the deadline at ``place``, or None if nobody can say.

    Milestones are steps: until the next one is due, the one before is. A yearly number is due by
    the share of the year that is over. Anything else grows evenly from the baseline of the
    document or, without one, from ``start``, the value of the December before the plan began. The
    document's baseline is that of the plan's own area; a part starts from where it stood itself.
    No path asks for more than the target.
    """
    wanted = deadlines[place].wanted
    if target.form == "each_year":
        return wanted * month.month / MONTHS_OF_A_YEAR
    baseline = target.baseline if is_own_area else None
    since = target.baseline_period
    if target.form == "milestones":
        if place > 0:
            return deadlines[place - 1].wanted
        return baseline if baseline is not None else start.value if start else None
    if baseline is None or not since:
        if start is None:
            return None
        baseline, since = start.value, start.period.strftime("%Y-%m")
    due = due_path(baseline, pd.Timestamp(since), wanted, deadlines[place].month, month)
    return max(due, wanted) if target.comparator == "<=" else min(due, wanted)


def _december(year: int) -> pd.Timestamp:
    return pd.Timestamp(year, MONTHS_OF_A_YEAR, 1)
