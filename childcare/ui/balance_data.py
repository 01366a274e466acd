"""Remembered answers of the page on regional balance (缓存): asked once for each release."""

from collections.abc import Callable

import pandas as pd

from childcare.analyses.balance import (
    Balance,
    balance,
    balance_by_month,
    base_of,
    in_month,
)
from childcare.analyses.clusters_of_areas import clusters_of_areas
from childcare.analyses.denominators import rank_disagreement, rate_changes
from childcare.analyses.deserts import desert_frame
from childcare.analyses.spread import rates_of_groups
from childcare.analyses.supply_and_use import SupplyAndUse, supply_and_use
from childcare.catalog import INDICATORS
from childcare.measures.clusters import Clusters
from childcare.store import Connection
from childcare.ui import data
from childcare.ui.remembered import asked


def counts_in_month(level: str, within: str, month: pd.Timestamp) -> pd.DataFrame:
    """Return the counts of one month, one row for each area of a level within an area."""
    frame = data.counts(level=level, within=within)
    return in_month(frame, month, data.tree().at_level(level, within))


def _base(connection: Connection, *, level: str, within: str) -> str:
    """Answer over whom slots are spread there."""
    areas = data.tree().at_level(level, within)
    frame = data.counts(level=level, within=within)
    return base_of(frame[frame.index.get_level_values("area_code").isin(areas.index)])


def _balance_of(connection: Connection, *, level: str, within: str, month: pd.Timestamp) -> Balance:
    """Answer how evenly slots lie in a month."""
    areas = data.tree().at_level(level, within)
    found = base(level=level, within=within)
    return balance(counts_in_month(level, within, month), areas, found)


def _balance_of_months(connection: Connection, *, level: str, within: str) -> pd.DataFrame:
    """Answer how evenly slots lay in every month."""
    areas = data.tree().at_level(level, within)
    frame = data.counts(level=level, within=within)
    return balance_by_month(frame, areas, base(level=level, within=within))


def _groups(
    connection: Connection,
    *,
    level: str,
    within: str,
    month: pd.Timestamp,
    indicator: str,
    by_type: bool,
) -> pd.DataFrame:
    """Answer which rate each type of area has, or each area that those of the level lie in."""
    covered = data.coverage(level=level, within=within, indicator=indicator, month=month)
    group = covered["area_type" if by_type else "parent_code"]
    now = counts_in_month(level, within, month)
    return rates_of_groups(now, covered, group, INDICATORS[indicator])


def _disagreement(
    connection: Connection, *, level: str, within: str, month: pd.Timestamp
) -> pd.DataFrame:
    """Answer how differently people and children rank the areas."""
    areas = data.tree().at_level(level, within)
    return rank_disagreement(counts_in_month(level, within, month), areas)


def _changes(
    connection: Connection,
    *,
    level: str,
    within: str,
    month: pd.Timestamp,
    before: pd.Timestamp,
    indicator: str,
) -> pd.DataFrame:
    """Answer why a rate changed in each area of a level between two months."""
    return rate_changes(
        counts_in_month(level, within, month),
        counts_in_month(level, within, before),
        data.tree().at_level(level, within),
        INDICATORS[indicator],
    )


def _use(connection: Connection, *, level: str, within: str, month: pd.Timestamp) -> SupplyAndUse:
    """Answer in which quadrant each area stands, against the topmost area."""
    tree = data.tree()
    top = tree.level(tree.root)
    return supply_and_use(
        counts_in_month(level, within, month),
        counts_in_month(top, tree.root, month),
        tree.at_level(level, within),
        base(level=level, within=within),
    )


def _deserts(
    connection: Connection,
    *,
    level: str,
    within: str,
    month: pd.Timestamp,
    before: pd.Timestamp | None,
) -> pd.DataFrame:
    """Answer where there are deserts, and where there were in another month."""
    then = None if before is None else counts_in_month(level, within, before)
    return desert_frame(counts_in_month(level, within, month), then)


def _clusters(connection: Connection, *, level: str, within: str, month: pd.Timestamp) -> Clusters:
    """Answer where areas alike lie together."""
    return clusters_of_areas(
        counts_in_month(level, within, month),
        data.tree().at_level(level, within),
        data.geometry(),
        base(level=level, within=within),
    )


base: Callable[..., str] = asked(_base)
balance_of: Callable[..., Balance] = asked(_balance_of)
balance_of_months: Callable[..., pd.DataFrame] = asked(_balance_of_months)
groups: Callable[..., pd.DataFrame] = asked(_groups)
disagreement: Callable[..., pd.DataFrame] = asked(_disagreement)
changes: Callable[..., pd.DataFrame] = asked(_changes)
use: Callable[..., SupplyAndUse] = asked(_use)
deserts: Callable[..., pd.DataFrame] = asked(_deserts)
clusters: Callable[..., Clusters] = asked(_clusters)
