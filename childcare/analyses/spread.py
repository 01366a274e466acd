"""How areas spread within groups (分布): each group's own rate, and how much its areas differ."""

import pandas as pd

from childcare.catalog import Indicator
from childcare.measures.inequality import variation
from childcare.measures.ratio import evaluate


def rates_of_groups(
    now: pd.DataFrame, covered: pd.DataFrame, group: pd.Series, indicator: Indicator
) -> pd.DataFrame:
    """Return each group with its own rate, the lowest first.

    ``now`` holds the counts of a month and ``covered`` their coverage by ``indicator``, one row
    an area; ``group`` names the group of each. Columns: ``group_name``, ``value`` (counts are
    added up, then divided; areas of which a count is unknown are left out), ``areas`` (those with
    a value), ``variation`` (coefficient of variation between them).
    """
    counted = now[list(indicator.columns)].astype("float64")
    known = counted[counted.notna().all(axis=1)]
    by_group = known.groupby(group.loc[known.index])
    spreads = {
        name: variation(part[indicator.numerator], part[indicator.denominator])
        for name, part in by_group
    }
    groups = pd.DataFrame(
        {
            "value": evaluate(by_group.sum(), indicator)["value"],
            "areas": covered["value"].groupby(group).count(),
            "variation": pd.Series(spreads, dtype="float64"),
        }
    )
    groups = groups[groups["areas"] > 0].sort_values("value")
    return groups.rename_axis("group_name").reset_index()
