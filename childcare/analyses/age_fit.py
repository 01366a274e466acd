"""Slots against children of the age they take (年龄匹配): supply for 2 to 3 against age 2."""

import numpy as np
import pandas as pd

from childcare.measures.ratio import KNOWN, MISSING, SMALL, ZERO
from childcare.store import Connection, run

# Fewer children than these give no rate, as with slots per 100 children under 3.
FEWEST_CHILDREN = 30
SUPPLY = ["slots_for_age_2", "slots_of_mixed_classes", "slots_without_class"]


def class_slots(
    connection: Connection, *, level: str, within: str, month: pd.Timestamp
) -> pd.DataFrame:
    """Return the slots by the age their classes take, by area code; no row without institutions."""
    frame = run(connection, "class_slots", as_of=month.date(), level=level, within=within)
    return frame.set_index("area_code")[SUPPLY].astype("float64")


def children_of_age_2(connection: Connection, *, level: str, within: str) -> pd.DataFrame:
    """Return ``stat_date``, ``area_code`` and ``children_age_2`` at every date of statistics."""
    frame = run(connection, "children_by_age", level=level, within=within)
    frame["stat_date"] = pd.to_datetime(frame["stat_date"])
    return frame[["stat_date", "area_code", "children_age_2"]].sort_values("stat_date")


def age_fit(
    codes: pd.Index,
    slots: pd.DataFrame,
    children: pd.DataFrame,
    counted: pd.DataFrame,
    month: pd.Timestamp,
) -> pd.DataFrame:
    """Return how many slots the 2-year-olds of some areas have in a month.

    Args:
        codes: of the areas.
        slots: as ``class_slots`` gives them.
        children: as ``children_of_age_2`` gives them; the latest up to the month's end counts.
        counted: counts of the month by area code; their ``slots`` say whether an area reported.
        month: looked at.

    Returns:
        By area code ``slots_for_age_2`` (older classes, and all slots of kindergarten classes),
        ``slots_of_mixed_classes`` and ``slots_without_class`` apart, ``children_age_2``, ``value``
        and ``with_mixed`` (slots per 100 children of age 2, without and with the mixed classes) and
        ``state``. Unknown where an area did not report.
    """
    reported = counted["slots"].reindex(codes).notna()
    frame = slots.reindex(codes)
    # An area that reported and has no row has no institution: none, which is known.
    frame = frame.where(frame.notna() | ~reported, 0.0).where(reported)
    until = children["stat_date"] <= month + pd.offsets.MonthEnd(0)
    # Every statistic already carries on what was known before it.
    latest = children[until].drop_duplicates("area_code", keep="last").set_index("area_code")
    frame["children_age_2"] = latest["children_age_2"].reindex(codes).astype("float64")
    under = frame["children_age_2"].where(frame["children_age_2"] >= FEWEST_CHILDREN)
    frame["value"] = 100 * frame["slots_for_age_2"] / under
    frame["with_mixed"] = 100 * frame[SUPPLY[:2]].sum(axis=1, skipna=False) / under
    return frame.assign(state=_states(frame))


def _states(frame: pd.DataFrame) -> np.ndarray:
    """Return whether each value is known, zero, of too few children, or missing."""
    unknown = frame["children_age_2"].isna() | frame["slots_for_age_2"].isna()
    few = frame["children_age_2"] < FEWEST_CHILDREN
    return np.select([unknown, few, frame["value"] == 0], [MISSING, SMALL, ZERO], KNOWN)
