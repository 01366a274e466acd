"""The townships of a county (乡镇街道一览): what each has, how it moved, and what it lacks."""

import pandas as pd

from childcare.analyses.areas import AreaTree
from childcare.analyses.gap import Gap
from childcare.analyses.profile import of_month
from childcare.analyses.trend import values_over_time
from childcare.catalog import INDICATORS
from childcare.measures.ratio import evaluate

RATES = ("slots_per_1000_population", "slots_per_100_under_3", "utilisation_rate")
COUNTS = ("population_total", "children_under_3", "slots", "inclusive_slots")
# Three years and the month they began with.
COURSE_MONTHS = 37
# What a township may lack (缺项), the gravest first.
NOT_REPORTED, NO_SLOTS = "not_reported", "no_slots"
NO_INCLUSIVE, NO_KINDERGARTEN_CLASS = "no_inclusive", "no_kindergarten_class"
_DECIDING = [
    "slots",
    "inclusive_institutions",
    "kindergartens",
    "kindergartens_with_toddler_class",
]


def township_table(
    counted: pd.DataFrame,
    tree: AreaTree,
    area: str,
    month: pd.Timestamp,
    *,
    gap: Gap | None,
    actions: pd.Series,
) -> pd.DataFrame:
    """Return one row for each township of an area, the largest shortfall first.

    ``counted`` are the counts of all months of townships. Columns: those of the area tree, the
    counts of ``COUNTS``, the values of ``RATES``, ``course`` (a list, month by month, of slots per
    1,000 people), ``shortfall`` (slots), ``lacks`` (a tuple of what it has none of) and ``action``
    (``childcare.measures.quadrants.ACTIONS``, given by area code).
    """
    areas = tree.at_level("township", area)
    now = of_month(counted, month).reindex(areas.index)
    table = areas.join(now[list(COUNTS)].astype("float64"))
    for name in RATES:
        table[name] = evaluate(now, INDICATORS[name])["value"]
    table["course"] = _courses(counted, list(areas.index), month)
    table["shortfall"] = _shortfalls(gap, areas.index)
    counts = now[_DECIDING].astype("float64")
    table["lacks"] = [_lacks(row) for _, row in counts.iterrows()]
    table["action"] = actions.reindex(areas.index)
    return table.sort_values(["shortfall", "area_code"], ascending=[False, True])


def _courses(counted: pd.DataFrame, codes: list[str], month: pd.Timestamp) -> list[list[float]]:
    """Return the way of each township to the month; unknown months are left out of the line."""
    values = values_over_time(counted, codes, INDICATORS[RATES[0]])["value"].dropna()
    until = values.index.get_level_values("as_of")
    first = month - pd.DateOffset(months=COURSE_MONTHS - 1)
    shown = values[(first <= until) & (until <= month)].groupby("area_code").agg(list)
    return [shown.get(code, []) for code in codes]


def _shortfalls(gap: Gap | None, codes: pd.Index) -> pd.Series:
    if gap is None:
        return pd.Series(pd.NA, index=codes, dtype="Int64")
    return gap.areas["shortfall"].reindex(codes)


def _lacks(row: pd.Series) -> tuple[str, ...]:
    """Return what a township is known to have none of; an unknown count lacks nothing."""
    if pd.isna(row["slots"]):
        return (NOT_REPORTED,)
    lacks = []
    if row["slots"] == 0:
        lacks.append(NO_SLOTS)
    elif row["inclusive_institutions"] == 0:
        lacks.append(NO_INCLUSIVE)
    if row["kindergartens"] > 0 and row["kindergartens_with_toddler_class"] == 0:
        lacks.append(NO_KINDERGARTEN_CLASS)
    return tuple(lacks)
