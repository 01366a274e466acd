"""Whether a target can still be reached (预测): pace, projects and people to come."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from childcare.analyses.areas import area_tree
from childcare.analyses.arrivals import Arrivals, arrivals
from childcare.analyses.coverage import counts
from childcare.analyses.population import population_scenarios
from childcare.analyses.projects import projects
from childcare.analyses.targets import CountsOf
from childcare.analyses.trend import trend
from childcare.catalog import COLUMNS, Indicator
from childcare.catalog.pipeline import PIPELINE
from childcare.measures.pace import best_year, months_between, pace_of_last_year, required_pace
from childcare.measures.population import UNCHANGED, People
from childcare.measures.targets import units_wanted
from childcare.store import Connection


@dataclass(frozen=True)
class Pace:
    """How fast it has to go and how fast it went (进度), as a change a month.

    Attributes:
        unit: A name of ``UNITS``: slots for a target of slots, else the indicator's own unit.
        now: Where it stands, in that unit; NaN where unknown.
        required: With people unchanged; 0 where it is there already, NaN where time is over.
        last_12: Mean of the last twelve months.
        best: Mean of the calendar year that moved most, ``best_year``; NaN and None without one.
    """

    unit: str
    now: float
    months_left: int
    required: float
    last_12: float
    best: float
    best_year: int | None


@dataclass(frozen=True)
class Forecast:
    """What it takes to reach a target, and what may come.

    Attributes:
        needs: One row a population scenario, ``unchanged`` alone where people play no part:
            ``denominator`` at the due month, whole units ``needed``, units a month ``required``,
            the value at ``low``, ``middle`` and ``high`` slots, and the ``chance`` of having what
            is needed. NaN where unknown or where there is no pipeline.
        arrivals: Projects and slots to come; None where the target is none of slots.
    """

    indicator: Indicator
    wanted: float
    pace: Pace
    needs: pd.DataFrame
    arrivals: Arrivals | None


def has_forecast(indicator: Indicator) -> bool:
    """Say whether there is a pace: for stocks and ratios that the registers count."""
    return indicator.kind in ("count", "ratio")


def has_pipeline(indicator: Indicator) -> bool:
    """Say whether projects bring it nearer: slots, in all or for people."""
    of_people = indicator.denominator in People._fields
    return indicator.numerator == "slots" and (indicator.kind == "count" or of_people)


def forecast(
    connection: Connection,
    *,
    area: str,
    indicator: Indicator,
    wanted: float,
    due: pd.Timestamp,
    month: pd.Timestamp,
    comparator: str = ">=",
    odds: Mapping[str, float] = PIPELINE.odds,
    yearly_closing: float = PIPELINE.yearly_closing,
    counts_of: CountsOf | None = None,
) -> Forecast:
    """Return what an area needs to reach a target by the end of ``due``, seen from ``month``.

    Projects are those of the release, however early ``month`` is. ``counts_of`` answers the
    counts of a level within an area, if they are remembered somewhere.

    Raises:
        ValueError: there is no pace to speak of, see ``has_forecast``.
    """
    if not has_forecast(indicator):
        raise ValueError(f"{indicator.name} has no forecast, being of kind {indicator.kind}")
    series = _series(connection, area, indicator, counts_of)
    now = series.reindex([month]).astype({"numerator": float, "denominator": float}).iloc[0]
    left = months_between(month, due)
    under = _under(connection, area, indicator, month, due, now["denominator"])
    to_come = None
    if has_pipeline(indicator):
        found = projects(connection, within=area)
        to_come = arrivals(found, float(now["numerator"]), month, due, odds, yearly_closing)
    needs = _needs(indicator, comparator, wanted, under, to_come)
    needs.insert(2, "required", [required_pace(now["numerator"], n, left) for n in needs["needed"]])
    pace = _pace(indicator, series, month, left, wanted, needs["needed"])
    return Forecast(indicator, wanted, pace, needs, to_come)


def _series(
    connection: Connection, area: str, indicator: Indicator, counts_of: CountsOf | None
) -> pd.DataFrame:
    """Return the evaluated counts of the area by month."""
    level = area_tree(connection).level(area)
    frame = counts_of(level, area) if counts_of else counts(connection, level=level, within=area)
    return trend(frame, area, indicator).set_index("as_of")


def _under(
    connection: Connection,
    area: str,
    indicator: Indicator,
    month: pd.Timestamp,
    due: pd.Timestamp,
    now: float,
) -> dict[str, float]:
    """Return the denominator by scenario: people at the due month, anything else as ``now``."""
    if indicator.denominator not in People._fields:
        return {UNCHANGED: now}
    people = population_scenarios(connection, area=area, month=month, due=due)
    return dict(zip(people.index, people[indicator.denominator], strict=True))


def _needs(
    indicator: Indicator,
    comparator: str,
    wanted: float,
    under: Mapping[str, float],
    to_come: Arrivals | None,
) -> pd.DataFrame:
    """Return what is needed over each denominator, and what projects make of it."""
    rows = {}
    for scenario, people in under.items():
        divisor = people if indicator.is_ratio else 1.0
        needed = _needed(indicator, comparator, wanted, divisor)
        slots = (to_come.low, to_come.middle, to_come.high) if to_come else (math.nan,) * 3
        values = (indicator.scale * one / divisor if divisor else math.nan for one in slots)
        chance = to_come.chance_of(needed) if to_come else math.nan
        rows[scenario] = (people, needed, *values, chance)
    columns = ["denominator", "needed", "low", "middle", "high", "chance"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns, dtype="float64")


def _needed(indicator: Indicator, comparator: str, wanted: float, divisor: float) -> float:
    """Return the whole units needed; NaN where less is better, or nobody knows over what."""
    is_lower = indicator.better_when == "lower" or comparator == "<="
    if is_lower or math.isnan(divisor):
        return math.nan
    return float(units_wanted(comparator, divisor, indicator.scale, wanted))


def _pace(
    indicator: Indicator,
    series: pd.DataFrame,
    month: pd.Timestamp,
    left: int,
    wanted: float,
    needed: pd.Series,
) -> Pace:
    """Return the paces: of slots for a target of slots, else of the value itself."""
    is_lower = indicator.better_when == "lower"
    values, goal, unit = series["value"], wanted, indicator.unit
    if has_pipeline(indicator):
        values, goal = series["numerator"], float(needed[UNCHANGED])
        unit = COLUMNS[indicator.numerator].unit
    now = float(values.get(month, math.nan))
    year, best = best_year(values, month, lower_is_better=is_lower)
    required = required_pace(now, goal, left, lower_is_better=is_lower)
    return Pace(unit, now, left, required, pace_of_last_year(values, month), best, year)
