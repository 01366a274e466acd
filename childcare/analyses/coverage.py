"""Coverage (覆盖): the value of an indicator in every area, and how it compares."""

import datetime

import numpy as np
import pandas as pd

from childcare.analyses.areas import AreaTree
from childcare.catalog import INDICATORS, REFERENCES, Indicator
from childcare.measures.classes import Classes, anchored, changes, class_key, plain
from childcare.measures.ratio import KNOWN, MISSING, ZERO, evaluate, rank
from childcare.store import Connection, run

# What a comparison of two months may find besides a class of change.
UNCHANGED = "unchanged"


def counts(
    connection: Connection,
    *,
    level: str,
    within: str | None = None,
    first_month: datetime.date = datetime.date.min,
    last_month: datetime.date = datetime.date.max,
) -> pd.DataFrame:
    """Return the additive counts of every area of a level, indexed by month and area code.

    Counts of the month (``area_counts.sql``), and what was added from 1 January to it
    (``area_flows.sql``): both add up over areas, but flows never over months.
    """
    asked = {
        "first_month": max(first_month, datetime.date(1900, 1, 1)),
        "last_month": min(last_month, datetime.date(9000, 1, 1)),
        "level": level,
        "within": within,
    }
    stocks, flows = (
        run(connection, query, **asked).set_index(["as_of", "area_code"])
        for query in ("area_counts", "area_flows")
    )
    frame = stocks.join(flows).reset_index()
    frame["as_of"] = pd.to_datetime(frame["as_of"])
    return frame.set_index(["as_of", "area_code"]).sort_index()


def latest_known_month(frame: pd.DataFrame, indicator: Indicator) -> pd.Timestamp | None:
    """Return the latest month in which any area of the counts has a value, or None."""
    values = evaluate(frame, indicator)["value"].dropna()
    return None if values.empty else values.index.get_level_values("as_of").max()


def class_boundaries(frame: pd.DataFrame, indicator: Indicator) -> Classes:
    """Return the classes of an indicator: anchored to its reference, or round steps.

    ``frame`` holds the counts of every month at one level, so the classes of a level are the
    same in every month.
    """
    if indicator.name in REFERENCES and indicator.better_when != "none":
        return anchored(indicator, REFERENCES[indicator.name].value)
    return plain(evaluate(frame, indicator)["value"], indicator.decimals)


def coverage(
    frame: pd.DataFrame, areas: pd.DataFrame, indicator: Indicator, month: pd.Timestamp
) -> pd.DataFrame:
    """Return one row for each of ``areas`` in a month: counts, value, state, class and rank.

    Columns are those of the area tree, and ``numerator``, ``denominator``, ``value``, ``state``,
    ``class_index``, ``class_key``, ``rank``, ``population_total``, ``children_under_3``.
    """
    in_month = _month(frame, month).reindex(areas.index)
    result = areas.join(evaluate(in_month, indicator))
    result["state"] = result["state"].fillna(MISSING)
    for column in ("population_total", "children_under_3"):
        result[column] = in_month[column].astype("float64")
    result["is_estimated"] = in_month["is_estimated"].astype("boolean").fillna(False).astype(bool)
    classes = class_boundaries(frame, indicator)
    result["class_index"] = classes.index(result["value"])
    result["class_key"] = [
        class_key(index, state)
        for index, state in zip(result["class_index"], result["state"], strict=True)
    ]
    result["rank"] = rank(result["value"], indicator)
    return result


def with_previous(now: pd.DataFrame, then: pd.DataFrame) -> pd.DataFrame:
    """Return coverage ``now`` with ``previous``, its rank, and ``change`` since ``then``."""
    return now.assign(
        previous=then["value"],
        previous_rank=then["rank"],
        change=now["value"] - then["value"],
    )


def compare(now: pd.DataFrame, then: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Return coverage ``now`` classed by its change since ``then``.

    An area without a value in either month has no change.
    """
    result = with_previous(now, then)
    classes = change_classes(result, indicator)
    result["class_index"] = classes.index(result["change"])
    # Less than the last shown digit is no change that anybody could read.
    still = result["change"].abs() < 0.5 * 10.0**-indicator.decimals
    state = np.select([result["change"].isna(), still], [MISSING, UNCHANGED], KNOWN)
    result["class_key"] = [
        class_key(index, key) for index, key in zip(result["class_index"], state, strict=True)
    ]
    return result


def change_classes(compared: pd.DataFrame, indicator: Indicator) -> Classes:
    """Return the classes of a change: the same round steps up and down."""
    return changes(
        compared["change"],
        lower_is_better=indicator.better_when == "lower",
        decimals=indicator.decimals,
    )


def without_any_slot(
    frame: pd.DataFrame, tree: AreaTree, within: str, month: pd.Timestamp
) -> pd.DataFrame:
    """Return the townships and streets that reported and have no slot at all (空白乡镇)."""
    areas = tree.at_level("township", within)
    slots = coverage(frame, areas, INDICATORS["slots"], month)
    return slots[slots["state"] == ZERO].sort_values("children_under_3", ascending=False)


def _month(frame: pd.DataFrame, month: pd.Timestamp) -> pd.DataFrame:
    """Return the rows of one month by area code; none where the month has no rows."""
    if month not in frame.index.get_level_values("as_of"):
        return frame.iloc[:0].droplevel("as_of")
    return frame.loc[pd.IndexSlice[month, :], :].droplevel("as_of")
