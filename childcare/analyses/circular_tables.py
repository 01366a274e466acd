"""The standard tables of a circular (通报标准表): every part with its counts, value and ranks."""

from dataclasses import dataclass

import pandas as pd

from childcare.analyses.situation import Situation, reference_of
from childcare.catalog import INDICATORS, Indicator
from childcare.catalog.circular import BY_AREA, StandardTable
from childcare.measures.ranks import standings


@dataclass(frozen=True)
class Standing:
    """One standard table.

    Attributes:
        frame: one row a part, in the order of the table: columns of the area tree, ``numerator``,
            ``denominator``, ``value``, ``state``, ``previous`` (value of the same month of the year
            before), ``rank``, ``previous_rank`` and ``change`` (places gained, negative if lost).
            Ranks are of unrounded ratios; ties share one.
        whole: numerator, denominator, value, state and previous of the area itself.
        reference: the reference value, NaN where there is none.
    """

    table: StandardTable
    indicator: Indicator
    frame: pd.DataFrame
    whole: pd.Series
    reference: float

    def shown(self, value: float) -> str:
        """Return a value with the decimals of the table.

        A value that rounding would lift to the reference value, or past it, keeps its further
        digits: who has not reached 4.5 is not printed as 4.5.
        """
        if value != value:
            return self.indicator.format(value)
        for decimals in range(self.table.decimals, 7):
            rounded = round(value, decimals)
            if (rounded < self.reference) == (value < self.reference):
                return f"{value:,.{decimals}f}"
        return f"{value:,.6f}"

    def is_met(self, value: float) -> bool:
        """Say whether a value reaches the reference; never where there is none."""
        if self.indicator.better_when == "lower":
            return value <= self.reference
        return value >= self.reference


def standing_table(table: StandardTable, at: Situation, level: str) -> Standing:
    """Return one standard table about the parts of an area."""
    indicator = INDICATORS[table.indicator]
    now = at.coverage(indicator, level, at.month)
    before = at.coverage(indicator, level, at.year_before)
    ranks = standings(
        _divisible(now),
        indicator.scale,
        lower_is_better=indicator.better_when == "lower",
        before=_divisible(before),
    )
    kept = ["area_code", "area_name", "numerator", "denominator", "value", "state"]
    frame = now[kept].assign(previous=before["value"])
    frame = frame.join(ranks[["rank", "previous_rank", "change"]])
    order = ["area_code"] if table.order == BY_AREA else ["rank", "area_code"]
    return Standing(
        table=table,
        indicator=indicator,
        frame=frame.sort_values(order, na_position="last"),
        whole=_whole(indicator, at),
        reference=reference_of(indicator),
    )


def _divisible(coverage: pd.DataFrame) -> pd.DataFrame:
    """Return the counts of those areas that have a value, unknown for the others."""
    return coverage[["numerator", "denominator"]].where(coverage["value"].notna())


def _whole(indicator: Indicator, at: Situation) -> pd.Series:
    """Return the area itself, as the parts are returned."""
    level = at.tree.level(at.area)
    now = at.coverage(indicator, level, at.month)
    before = at.coverage(indicator, level, at.year_before)
    kept = now[["numerator", "denominator", "value", "state"]]
    frame = kept.assign(area_name=at.area_name, previous=before["value"])
    return frame.loc[[at.area]].iloc[0]
