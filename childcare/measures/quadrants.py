"""Supply against use (供给与使用), and where children have no slot within reach (托育荒漠)."""

import numpy as np
import pandas as pd

# What a planner does where supply and use are so (处置).
BUILD = "build"  # few slots, well used: build new ones (新建)
IMPROVE = "improve"  # few slots, and those hardly used: price and quality first (降价提质)
CONVERT = "convert"  # many slots, hardly used: convert or merge (转型)
STABLE = "stable"  # many slots, well used: keep (稳定)
NO_SLOTS = "no_slots"  # none at all, so that nothing could be used
UNKNOWN = "unknown"
QUADRANTS = (BUILD, IMPROVE, CONVERT, STABLE)
ACTIONS = (*QUADRANTS, NO_SLOTS, UNKNOWN)

# How it stands with a desert between two months.
PERSISTENT = "persistent"  # a desert in both
ENTERED = "entered"
LEFT = "left"
NEVER = "never"  # a desert in neither
CHANGES = (PERSISTENT, ENTERED, LEFT, NEVER, UNKNOWN)


def quadrants(
    supply: pd.Series, use: pd.Series, supply_reference: float, use_reference: float
) -> pd.Series:
    """Return one of ``ACTIONS`` for each area.

    ``supply`` is slots per 100 children and ``use`` the share of slots taken, each in the unit of
    its reference; what equals a reference is high (以上 includes the number). An area known to
    have no slot has no use to speak of: it is apart from those of which a number is unknown.
    """
    use = use.reindex(supply.index)
    much, used = supply >= supply_reference, use >= use_reference
    kinds = np.select(
        [supply == 0, supply.isna() | use.isna(), much & used, much, used],
        [NO_SLOTS, UNKNOWN, STABLE, CONVERT, BUILD],
        IMPROVE,
    )
    return pd.Series(kinds, index=supply.index, dtype="object")


def deserts(slots: pd.Series, children: pd.Series, most_children: float = 3) -> pd.Series:
    """Say of each area whether it is a desert (托育荒漠): children, and too few slots for them.

    More than ``most_children`` to a slot, or no slot at all. Multiplied, not divided, so that none
    is no special case. Where no child lives there is no desert. Nullable; unknown is neither.
    """
    slots, children = slots.astype("Float64"), children.astype("Float64")
    return children > most_children * slots.reindex(children.index)


def desert_changes(before: pd.Series, after: pd.Series) -> pd.Series:
    """Return one of ``CHANGES`` for each area of ``after``; both are answers of ``deserts``.

    An area unknown in either month has neither entered nor left.
    """
    then = before.reindex(after.index).astype("boolean")
    now = after.astype("boolean")
    was, is_now = then.fillna(False).astype(bool), now.fillna(False).astype(bool)
    kinds = np.select(
        [then.isna() | now.isna(), was & is_now, is_now, was],
        [UNKNOWN, PERSISTENT, ENTERED, LEFT],
        NEVER,
    )
    return pd.Series(kinds, index=after.index, dtype="object")
