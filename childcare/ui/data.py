"""Remembered answers (缓存). A page asks here, so it never opens a database.

Answers are kept as they are, not copied: whoever gets a frame must not write into it.
"""

from collections.abc import Callable
from typing import Any

import pandas as pd

from childcare import analyses
from childcare.analyses import AreaTree, Geometry, PointFilter, Release
from childcare.analyses.assessment import Assessment
from childcare.analyses.comparable import mapped_history
from childcare.analyses.forecast import Forecast
from childcare.analyses.forecast import forecast as forecast_of
from childcare.analyses.gap import Gap
from childcare.analyses.gap import gap as gap_by_area
from childcare.catalog import INDICATORS
from childcare.catalog.plan_files import load_plans, plan_files
from childcare.catalog.plans import Plan
from childcare.measures.classes import Classes
from childcare.store import Connection
from childcare.ui.remembered import asked as _asked

# Above this many rows, figures are counted for the view at hand instead of the whole region.
MOST_ROWS = 400_000

tree: Callable[[], AreaTree] = _asked(analyses.area_tree)
geometry: Callable[[], Geometry] = _asked(analyses.geometry)
release: Callable[[], Release] = _asked(analyses.release)
history: Callable[[], pd.DataFrame] = _asked(mapped_history)
months: Callable[[], list[pd.Timestamp]] = _asked(analyses.months)
reported_values: Callable[[], pd.DataFrame] = _asked(analyses.reported_values)
open_institutions: Callable[..., pd.DataFrame] = _asked(analyses.open_institutions)
_counts: Callable[..., pd.DataFrame] = _asked(analyses.counts)


def counts(*, level: str, within: str) -> pd.DataFrame:
    """Return the counts of every month of the areas of a level.

    Those of the whole region where that is not too much, so that drilling down counts nothing
    anew; else those within the area.
    """
    areas = tree()
    size = (areas.frame["level"] == level).sum() * len(months())
    return _counts(level=level, within=None if size <= MOST_ROWS else within)


def _coverage(
    connection: Connection, *, level: str, within: str, indicator: str, month: pd.Timestamp
) -> pd.DataFrame:
    """Answer what every area of a level has in a month."""
    areas = tree().at_level(level, within)
    frame = counts(level=level, within=within)
    return analyses.coverage(frame, areas, INDICATORS[indicator], month)


def _classes(connection: Connection, *, level: str, within: str, indicator: str) -> Classes:
    """Answer which classes an indicator has at a level."""
    return analyses.class_boundaries(counts(level=level, within=within), INDICATORS[indicator])


def _trend(connection: Connection, *, area: str, indicator: str) -> pd.DataFrame:
    """Answer how an indicator of one area moved."""
    frame = counts(level=tree().level(area), within=area)
    return analyses.trend(frame, area, INDICATORS[indicator])


def _without_any_slot(connection: Connection, *, within: str, month: pd.Timestamp) -> pd.DataFrame:
    """Answer which townships have no slot at all."""
    frame = counts(level="township", within=within)
    return analyses.without_any_slot(frame, tree(), within, month)


def _latest_reported(connection: Connection, *, area: str, month: pd.Timestamp) -> pd.DataFrame:
    """Answer what was last reported for an area up to a month, one row an indicator."""
    frame = reported_values()
    until = frame["period"] <= month + pd.offsets.MonthEnd(0)
    chosen = frame[(frame["area_code"] == area) & until]
    return chosen.sort_values("period").groupby("indicator").tail(1)


def _indicators_with_values(connection: Connection, *, level: str, within: str) -> list[str]:
    """Answer which indicators have a value anywhere, in declared order."""
    frame = counts(level=level, within=within)
    return [
        name
        for name, indicator in INDICATORS.items()
        if indicator.is_counted and analyses.latest_known_month(frame, indicator) is not None
    ]


def _assessments(
    connection: Connection, *, plan: str, area: str, month: pd.Timestamp, files: object
) -> list[Assessment]:
    """Answer where every target of a plan stands for an area, by the plan files as they are."""
    return analyses.assess_plan(
        connection, load_plans()[plan], month=month, area=area or None, counts_of=_counts_within
    )


def _assessments_of_parts(
    connection: Connection, *, plan: str, month: pd.Timestamp, level: str, files: object
) -> dict[str, list[Assessment]]:
    """Answer the same for every area of a level within the plan's own."""
    return analyses.assess_parts(
        connection, load_plans()[plan], month=month, level=level, counts_of=_counts_within
    )


def _gap(connection: Connection, *, indicator: str, **asked: Any) -> Gap:
    """Answer what an area and each of its townships lack to a target."""
    return gap_by_area(
        connection, indicator=INDICATORS[indicator], counts_of=_counts_within, **asked
    )


def _forecast(
    connection: Connection, *, indicator: str, odds: tuple[tuple[str, float], ...], **asked: Any
) -> Forecast:
    """Answer whether a target can still be reached, with the odds of each stage of a project."""
    return forecast_of(
        connection,
        indicator=INDICATORS[indicator],
        odds=dict(odds),
        counts_of=_counts_within,
        **asked,
    )


def _counts_within(level: str, within: str) -> pd.DataFrame:
    return counts(level=level, within=within)


coverage: Callable[..., pd.DataFrame] = _asked(_coverage)
classes: Callable[..., Classes] = _asked(_classes)
trend: Callable[..., pd.DataFrame] = _asked(_trend)
without_any_slot: Callable[..., pd.DataFrame] = _asked(_without_any_slot)
latest_reported: Callable[..., pd.DataFrame] = _asked(_latest_reported)
gap: Callable[..., Gap] = _asked(_gap)
forecast: Callable[..., Forecast] = _asked(_forecast)
indicators_with_values: Callable[..., list[str]] = _asked(_indicators_with_values)


def points(*, within: str, month: pd.Timestamp, chosen: PointFilter) -> pd.DataFrame:
    """Return the institutions of an area that pass the filter."""
    return chosen.apply(open_institutions(within=within, as_of=month))


_judged: Callable[..., list[Assessment]] = _asked(_assessments)
_judged_parts: Callable[..., dict[str, list[Assessment]]] = _asked(_assessments_of_parts)


def plans() -> dict[str, Plan]:
    """Return all plans: those of the project and those of this installation."""
    return load_plans()


def assessments(*, plan: str, month: pd.Timestamp, area: str = "") -> list[Assessment]:
    """Return where every target of a plan stands, for its own area or for another one."""
    return _judged(plan=plan, area=area, month=month, files=plan_files())


def assessments_of_parts(
    *, plan: str, month: pd.Timestamp, level: str = "county"
) -> dict[str, list[Assessment]]:
    """Return where every target stands in each area of a level within the plan's own."""
    return _judged_parts(plan=plan, month=month, level=level, files=plan_files())
