"""Where the targets of a plan stand (目标进度), for its area, for another, or for all parts."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from childcare.analyses.areas import AreaTree, area_tree
from childcare.analyses.assessment import Assessment
from childcare.analyses.coverage import counts
from childcare.analyses.judge import Judge
from childcare.analyses.missing_units import MissingUnits
from childcare.analyses.readings import Readings, with_figures
from childcare.analyses.release import reported_values
from childcare.catalog.plans import Plan
from childcare.store import Connection

CountsOf = Callable[[str, str], pd.DataFrame]


def assess_plan(
    connection: Connection,
    plan: Plan,
    *,
    month: pd.Timestamp,
    area: str | None = None,
    counts_of: CountsOf | None = None,
) -> list[Assessment]:
    """Judge every target of a plan for its own area, or for another one.

    An area that the release does not hold is judged by published and reported values alone.
    ``counts_of`` answers the counts of a level within an area, if they are remembered somewhere.
    """
    tree = area_tree(connection)
    code = area or plan.area_code
    judge = _judge(connection, plan, month, tree, code if code in tree else "", counts_of)
    is_part = code in tree and plan.area_code in tree.plan_areas(code)[:-1]
    judge = replace(judge, is_part=is_part)
    return [judge.assess(target, code) for target in plan.targets.values()]


def assess_parts(
    connection: Connection,
    plan: Plan,
    *,
    month: pd.Timestamp,
    level: str = "county",
    counts_of: CountsOf | None = None,
) -> dict[str, list[Assessment]]:
    """Judge every target for each area of a level within the plan's area; empty without any.

    A part without a value of its own is held against the plan's value where that is a share;
    a total that the plan does not split is not judged there.
    """
    tree = area_tree(connection)
    if plan.area_code not in tree or level not in tree.levels_below(plan.area_code):
        return {}
    parts = list(tree.at_level(level, plan.area_code).index)
    judge = _judge(connection, plan, month, tree, parts[0], counts_of)
    judge = replace(judge, is_part=True)
    return {part: [judge.assess(one, part) for one in plan.targets.values()] for part in parts}


def _judge(
    connection: Connection,
    plan: Plan,
    month: pd.Timestamp,
    tree: AreaTree,
    area: str,
    counts_of: CountsOf | None,
) -> Judge:
    count = counts_of or (lambda level, within: counts(connection, level=level))
    frame = count(tree.level(area), tree.root) if area else None
    reported = with_figures(reported_values(connection), [plan])
    missing = MissingUnits(connection, tree, count)
    return Judge(plan, month, Readings(frame, reported), missing)
