"""What is missing to a target: to the whole, and to each of its parts (达标缺口与补短板缺口)."""

from dataclasses import dataclass

import pandas as pd

from childcare.analyses.areas import area_tree
from childcare.analyses.coverage import counts
from childcare.analyses.population import population_of_parts
from childcare.analyses.targets import CountsOf
from childcare.catalog import Indicator
from childcare.measures.gap import gaps
from childcare.measures.population import UNCHANGED, People
from childcare.measures.ratio import evaluate
from childcare.store import Connection

_ORDER = ["shortfall", "area_code"]


@dataclass(frozen=True)
class Gap:
    """What an area lacks to a target, and what its parts lack: two numbers, never one.

    Attributes:
        whole: The area as a whole: ``numerator``, ``denominator``, ``value``, ``state``, and in
            whole units ``needed``, ``shortfall``, ``surplus``.
        areas: The same of each part, with the columns of the area tree; the largest shortfall
            first, unknown ones last.
    """

    indicator: Indicator
    wanted: float
    whole: pd.Series
    areas: pd.DataFrame

    @property
    def city_shortfall(self) -> int | None:
        """Return the units that the whole lacks (达标缺口), None where its counts are unknown.

        What one part has to spare makes up here for what another lacks.
        """
        shortfall = self.whole["shortfall"]
        return None if pd.isna(shortfall) else int(shortfall)

    @property
    def sum_of_shortfalls(self) -> int:
        """Return the units that the parts lack, each alone (补短板缺口), those known only.

        Where the parts add up to the whole it is never less than ``city_shortfall``.
        """
        return int(self.areas["shortfall"].sum())

    @property
    def surplus(self) -> int:
        """Return the units that parts have above what each needs, which help no other part."""
        return int(self.areas["surplus"].sum())

    @property
    def unknown(self) -> int:
        """Return how many parts have no counts to judge."""
        return int(self.areas["shortfall"].isna().sum())


def has_gap(indicator: Indicator, comparator: str = ">=") -> bool:
    """Say whether units can be lacking area by area: a ratio of which more is better."""
    is_upward = indicator.better_when == "higher" and comparator in (">=", ">")
    return indicator.kind == "ratio" and is_upward


def gap(
    connection: Connection,
    *,
    indicator: Indicator,
    wanted: float,
    within: str,
    month: pd.Timestamp,
    comparator: str = ">=",
    level: str = "township",
    due: pd.Timestamp | None = None,
    scenario: str = UNCHANGED,
    counts_of: CountsOf | None = None,
) -> Gap:
    """Return what an area and its parts of a level lack to a target in a month.

    With ``due`` people are those of then, in a scenario. ``counts_of`` answers remembered counts.

    Raises:
        ValueError: there is no such gap, see ``has_gap``.
    """
    if not has_gap(indicator, comparator):
        raise ValueError(f"{indicator.name} has no gap by area with {comparator}")
    tree = area_tree(connection)

    def lacking(of: str) -> pd.DataFrame:
        now = _counts_of_month(connection, of, within, month, counts_of)
        if due is not None and indicator.denominator in People._fields:
            people = population_of_parts(connection, level=of, within=within, month=month, due=due)
            now[indicator.denominator] = people[indicator.denominator].xs(scenario, level=1)
        valued = evaluate(now, indicator)
        return valued.join(gaps(valued, comparator, indicator.scale, wanted))

    whole = lacking(tree.level(within)).reindex([within]).iloc[0]
    areas = tree.at_level(level, within).join(lacking(level))
    return Gap(indicator, wanted, whole, areas.sort_values(_ORDER, ascending=[False, True]))


def _counts_of_month(
    connection: Connection,
    level: str,
    within: str,
    month: pd.Timestamp,
    counts_of: CountsOf | None,
) -> pd.DataFrame:
    """Return the counts of one month by area code, a copy; empty where the month has none."""
    if counts_of:
        frame = counts_of(level, within)
    else:
        only = month.date()
        frame = counts(connection, level=level, within=within, first_month=only, last_month=only)
    return frame[frame.index.get_level_values("as_of") == month].droplevel("as_of")
