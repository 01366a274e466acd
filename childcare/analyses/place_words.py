"""Where areas stand (落在何处), in sentences: quadrants of use, deserts, clusters."""

import pandas as pd

from childcare.analyses.deserts import most_children
from childcare.analyses.figure_words import MONTH
from childcare.analyses.sentences import level_words
from childcare.analyses.supply_and_use import SupplyAndUse
from childcare.catalog import label
from childcare.catalog.numbers import whole
from childcare.measures.clusters import HIGH_HIGH, HIGH_LOW, LOW_HIGH, LOW_LOW, Clusters
from childcare.measures.quadrants import BUILD, CONVERT, ENTERED, IMPROVE, LEFT, STABLE


def use_title(found: SupplyAndUse, level: str) -> str:
    """Return how many areas stand in each quadrant."""
    held = found.areas["action"].value_counts()
    return label(
        "balance.quadrants",
        level=level_words(level),
        build=held.get(BUILD, 0),
        improve=held.get(IMPROVE, 0),
        convert=held.get(CONVERT, 0),
        stable=held.get(STABLE, 0),
    )


def desert_title(
    frame: pd.DataFrame, children: pd.Series, level: str, before: pd.Timestamp | None
) -> str:
    """Return how many areas are deserts, how many children live there, and what changed."""
    now = frame["is_desert"].fillna(False).astype(bool)
    text = label(
        "balance.deserts",
        areas=int(frame["is_desert"].notna().sum()),
        level=level_words(level),
        deserts=int(now.sum()),
        most=f"{most_children():g}",
        children=whole(children[now].sum()),
    )
    if before is None:
        return text
    kinds = frame["kind"].value_counts()
    return text + label(
        "balance.deserts_since",
        month=before.strftime(MONTH),
        entered=kinds.get(ENTERED, 0),
        left=kinds.get(LEFT, 0),
    )


def clusters_title(found: Clusters, level: str) -> str:
    """Return how many areas belong to clusters, or that none survives."""
    if found.areas is None:
        return ""
    kinds = found.areas["cluster"].value_counts()
    high, low = kinds.get(HIGH_HIGH, 0), kinds.get(LOW_LOW, 0)
    odd = kinds.get(HIGH_LOW, 0) + kinds.get(LOW_HIGH, 0)
    if high + low + odd == 0:
        return label("balance.no_cluster", areas=found.known, level=level_words(level))
    return label(
        "balance.clusters",
        areas=found.known,
        level=level_words(level),
        high=high,
        low=low,
        odd=odd,
    )
