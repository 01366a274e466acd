"""How unevenly slots lie over children (不均衡): Lorenz curve, Gini and Theil, child by child.

Every area weighs as many children as it has: a town of 30,000 people is not a street of 150,000.
Areas without children are set apart, because there is nothing to divide by, and areas of which
slots or children are unknown are left out. ``set_apart`` counts both; two months may be compared
only where the same areas are known.
"""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class SetApart:
    """What no measure of inequality takes in.

    Attributes:
        unknown: Areas of which slots or children are not known.
        without_children: Areas known to have no child.
        their_slots: Slots in the areas without children.
    """

    unknown: int
    without_children: int
    their_slots: float


@dataclass(frozen=True)
class Theil:
    """Theil's T (泰尔指数) in nats, and its exact split: ``total = between + within``.

    Attributes:
        groups: One row a group with ``slot_share``, ``children_share``, ``between`` and ``within``;
            the last two add up to the totals. A group that has more than its share of the slots
            adds to ``between``, one that has less takes away from it.
    """

    total: float
    between: float
    within: float
    groups: pd.DataFrame


def compared(slots: pd.Series, children: pd.Series) -> pd.DataFrame:
    """Return ``slots`` and ``children`` of the areas that count: both known, and some children.

    Raises:
        ValueError: the two have different areas, or a number is negative.
    """
    if not slots.index.equals(children.index):
        raise ValueError("slots and children must be of the same areas, in the same order")
    both = pd.DataFrame({"slots": slots, "children": children}).astype("float64").dropna()
    if (both < 0).any(axis=None):
        raise ValueError("slots and children must not be negative")
    return both[both["children"] > 0]


def set_apart(slots: pd.Series, children: pd.Series) -> SetApart:
    """Return how many areas are left out of every measure here, and why."""
    known = slots.notna() & children.notna()
    empty = known & (children == 0)
    return SetApart(int((~known).sum()), int(empty.sum()), float(slots[empty].sum()))


def lorenz_curve(slots: pd.Series, children: pd.Series) -> pd.DataFrame:
    """Return the Lorenz curve (洛伦兹曲线): ``area``, ``children_share`` and ``slot_share``.

    Areas stand from the fewest slots a child to the most; each row is where its area ends. The
    first row, of no area, is 0, 0 and the last 1, 1. Empty where there is no child or no slot.
    """
    areas = compared(slots, children)
    if not areas["slots"].sum() > 0:
        return pd.DataFrame({"area": [], "children_share": [], "slot_share": []})
    rate = areas["slots"] / areas["children"]
    rising = areas.loc[rate.sort_values(kind="stable").index].cumsum()
    ends = rising / rising.iloc[-1]
    return pd.DataFrame(
        {
            "area": [None, *ends.index],
            "children_share": [0.0, *ends["children"]],
            "slot_share": [0.0, *ends["slots"]],
        }
    )


def gini(slots: pd.Series, children: pd.Series) -> float:
    """Return the Gini coefficient (基尼系数) weighted by children, 0 to 1; NaN without slots.

    Brown's formula on the Lorenz curve, ``1 - sum (x[k] - x[k-1]) (y[k] + y[k-1])``. The most it
    can reach is one minus the smallest area's share of the children.
    """
    curve = lorenz_curve(slots, children)
    if curve.empty:
        return math.nan
    share_of_children = curve["children_share"].to_numpy("float64")
    share_of_slots = curve["slot_share"].to_numpy("float64")
    twice_below = np.diff(share_of_children) * (share_of_slots[1:] + share_of_slots[:-1])
    return float(1 - twice_below.sum())


def slots_of_worst_off(slots: pd.Series, children: pd.Series, percent: float = 20) -> float:
    """Return what percentage of the slots lies where the worst-off children live.

    "最缺的20%儿童所在乡镇只占托位的 x %": read from the Lorenz curve, straight within an area. NaN
    without slots.

    Raises:
        ValueError: a percentage outside 0 to 100.
    """
    if not 0 <= percent <= 100:
        raise ValueError(f"a percentage lies in 0 to 100, not {percent}")
    curve = lorenz_curve(slots, children)
    if curve.empty:
        return math.nan
    return float(100 * np.interp(percent / 100, curve["children_share"], curve["slot_share"]))


def variation(slots: pd.Series, children: pd.Series) -> float:
    """Return the coefficient of variation (变异系数) of slots a child, weighted by children."""
    areas = compared(slots, children)
    if not areas["slots"].sum() > 0:
        return math.nan
    weight = areas["children"] / areas["children"].sum()
    # The mean of the weighted rates is all slots by all children.
    mean = areas["slots"].sum() / areas["children"].sum()
    spread = (weight * (areas["slots"] / areas["children"] - mean) ** 2).sum()
    return float(math.sqrt(spread) / mean)


def theil(slots: pd.Series, children: pd.Series, groups: pd.Series) -> Theil:
    """Return Theil's T and how much of it lies between groups (县区之间) and within (县区之内).

    ``groups`` names the group of each area, such as its county. With ``s`` shares of slots and
    ``p`` shares of children: ``T = sum s ln(s / p)``, between ``sum S ln(S / P)`` over groups, and
    within the sum of each group's own T, weighted by its slots. ``0 ln 0`` is 0, so an area
    without slots needs no invented number. All NaN without slots.

    Raises:
        ValueError: an area that counts has no group.
    """
    areas = compared(slots, children)
    group = groups.reindex(areas.index)
    if group.isna().any():
        raise ValueError(f"areas without a group: {[*areas.index[group.isna()]]}")
    if not areas["slots"].sum() > 0:
        columns = ["slot_share", "children_share", "between", "within"]
        nothing = pd.DataFrame(math.nan, index=sorted(group.unique()), columns=columns)
        return Theil(math.nan, math.nan, math.nan, nothing)
    shares = areas / areas.sum()
    parts = _parts(shares, group)
    total = shares["slots"] * _logarithm(shares["slots"], shares["children"])
    return Theil(
        float(total.sum()), float(parts["between"].sum()), float(parts["within"].sum()), parts
    )


def _parts(shares: pd.DataFrame, group: pd.Series) -> pd.DataFrame:
    """Return what each group adds to Theil's T, from the areas' shares."""
    whole = shares.groupby(group).sum()
    # An area's shares within its group; a group without slots has none to share, and adds 0.
    own = shares / whole.loc[group].set_axis(shares.index)
    within = shares["slots"] * _logarithm(own["slots"], own["children"])
    return pd.DataFrame(
        {
            "slot_share": whole["slots"],
            "children_share": whole["children"],
            "between": whole["slots"] * _logarithm(whole["slots"], whole["children"]),
            "within": within.groupby(group).sum(),
        }
    )


def _logarithm(slots: pd.Series, children: pd.Series) -> pd.Series:
    """Return ``ln(slots / children)``, 0 where there are no slots: it is multiplied by none."""
    return (slots / children).where(slots > 0, 1.0).map(math.log)
