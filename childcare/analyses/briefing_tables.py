"""The tables behind a briefing (汇报附表): counts and values of an area and of all its parts."""

from dataclasses import dataclass

import pandas as pd

from childcare.analyses.assessment import Assessment
from childcare.analyses.briefing_targets import leading_plan
from childcare.analyses.institutions import open_institutions
from childcare.analyses.policy_tasks import LedgerTask, task_ledger
from childcare.analyses.profile import of_month
from childcare.analyses.situation import CountsOf, Situation, situation
from childcare.analyses.targets import assess_plan
from childcare.catalog import INDICATORS, Indicator
from childcare.catalog.plans import Plan
from childcare.measures.ratio import evaluate
from childcare.store import Connection
from childcare.store.task_notes import read_notes

COUNTED: dict[str, Indicator] = {
    name: indicator for name, indicator in INDICATORS.items() if indicator.is_counted
}


@dataclass(frozen=True)
class LevelTable:
    """The areas of one level in a month.

    Attributes:
        areas: rows of the area tree, by code.
        counts: every column that an indicator needs, by area, NaN where unknown.
        evaluated: ``measures.ratio.evaluate`` of each counted indicator, by its name.
    """

    level: str
    areas: pd.DataFrame
    counts: pd.DataFrame
    evaluated: dict[str, pd.DataFrame]


@dataclass(frozen=True)
class BriefingTables:
    """What a workbook about an area in a month holds.

    ``whole`` is the area itself and ``before`` the same a year earlier; ``levels`` are its parts,
    the largest first. ``institutions`` are those open in the month.
    """

    area_name: str
    month: pd.Timestamp
    whole: LevelTable
    before: LevelTable
    levels: tuple[LevelTable, ...]
    plan: Plan | None
    assessments: tuple[Assessment, ...]
    tasks: tuple[LedgerTask, ...]
    institutions: pd.DataFrame


def briefing_tables(
    connection: Connection,
    *,
    area: str,
    month: pd.Timestamp,
    counts_of: CountsOf | None = None,
) -> BriefingTables:
    """Return the tables about an area in a month.

    ``counts_of`` answers the counts of a level within an area, if they are remembered somewhere.
    """
    at = situation(connection, area=area, month=month, counts_of=counts_of)
    own = at.tree.level(area)
    plan = leading_plan(at)
    judged = (
        assess_plan(connection, plan, month=month, area=area, counts_of=at.counts_of)
        if plan
        else []
    )
    below = at.tree.levels_below(area) if at.has_parts else []
    return BriefingTables(
        area_name=at.area_name,
        month=month,
        whole=_level(at, own, month, [area]),
        before=_level(at, own, at.year_before, [area]),
        levels=tuple(_level(at, level, month) for level in below),
        plan=plan,
        assessments=tuple(judged),
        tasks=tuple(task_ledger(plan, read_notes(), month)) if plan else (),
        institutions=open_institutions(connection, as_of=month, within=area),
    )


def count_columns() -> list[str]:
    """Return the columns that counted indicators are made of, in the order they are declared."""
    return list(dict.fromkeys(name for one in COUNTED.values() for name in one.columns))


def _level(
    at: Situation, level: str, month: pd.Timestamp, only: list[str] | None = None
) -> LevelTable:
    areas = at.tree.at_level(level, at.area)
    if only:
        areas = areas.loc[only]
    counted = at.counts_of(level, at.area)
    counts = of_month(counted, month)[count_columns()].reindex(areas.index).astype("float64")
    values = {name: evaluate(counts, indicator) for name, indicator in COUNTED.items()}
    return LevelTable(level, areas, counts, values)
