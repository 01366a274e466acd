"""Slots against children of the age they take (年龄匹配): supply for 2 to 3 against age 2."""

from collections.abc import Callable

import pandas as pd

from childcare.analyses.areas import area_tree
from childcare.measures.ratio import KNOWN, MISSING, SMALL, ZERO
from childcare.store import Connection, run

# Fewer children than these give no rate, as with slots per 100 children under 3.
FEWEST_CHILDREN = 30
SUPPLY = ["slots_for_age_2", "slots_of_mixed_classes", "slots_without_class"]


def age_fit(
    connection: Connection,
    *,
    level: str,
    within: str,
    month: pd.Timestamp,
    counts_of: Callable[[str, str], pd.DataFrame],
) -> pd.DataFrame:
    """Return how many slots the 2-year-olds of every area of a level have.

    Indexed by area code, with ``slots_for_age_2`` (older classes, and all slots of kindergarten
    classes), ``slots_of_mixed_classes`` and ``slots_without_class`` apart, ``children_age_2`` (the
    latest figure up to the month), ``value`` and ``with_mixed`` (slots per 100 children of age 2,
    without and with the mixed classes) and ``state``. Unknown where an area did not report.
    """
    codes = area_tree(connection).at_level(level, within).index
    slots = run(connection, "class_slots", as_of=month.date(), level=level, within=within)
    slots = slots.set_index("area_code")[SUPPLY].reindex(codes).astype("float64")
    counted = counts_of(level, within)
    counted = counted[counted.index.get_level_values("as_of") == month].droplevel("as_of")
    reported = counted["slots"].reindex(codes).notna()
    # An area that reported and has no row has no institution: none, which is known.
    frame = slots.where(slots.notna() | ~reported, 0.0).where(reported)
    frame["children_age_2"] = _children_of_age_2(connection, level, within, month).reindex(codes)
    enough = frame["children_age_2"] >= FEWEST_CHILDREN
    children = frame["children_age_2"].where(enough)
    frame["value"] = 100 * frame["slots_for_age_2"] / children
    frame["with_mixed"] = (
        100 * (frame["slots_for_age_2"] + frame["slots_of_mixed_classes"]) / children
    )
    frame["state"] = KNOWN
    frame.loc[frame["value"] == 0, "state"] = ZERO
    frame.loc[~enough, "state"] = SMALL
    frame.loc[frame["children_age_2"].isna() | ~reported, "state"] = MISSING
    return frame


def _children_of_age_2(
    connection: Connection, level: str, within: str, month: pd.Timestamp
) -> pd.Series:
    """Return the children of age 2 in each area, by the latest statistic up to the month's end."""
    frame = run(connection, "children_by_age", level=level, within=within)
    until = pd.to_datetime(frame["stat_date"]) <= month + pd.offsets.MonthEnd(0)
    # Every statistic already carries on what was known before it.
    latest = frame[until].sort_values("stat_date").groupby("area_code").tail(1)
    return latest.set_index("area_code")["children_age_2"].astype("float64")
