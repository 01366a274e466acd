"""Remembered answers of the county profile (县区画像的缓存)."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from childcare.analyses import profile as profiles
from childcare.analyses.age_fit import age_fit as age_fit_of
from childcare.analyses.age_fit import children_of_age_2, class_slots
from childcare.analyses.profile import Profile, of_month
from childcare.analyses.supply_and_use import SupplyAndUse, supply_and_use
from childcare.analyses.township_table import township_table
from childcare.store import Connection
from childcare.ui import data
from childcare.ui.remembered import asked


def _profile(connection: Connection, **params: Any) -> Profile:
    """Answer how a county stands beside its city and its peers."""
    return profiles.profile(connection, tree=data.tree(), counts_of=_counts, **params)


def _age_fit(
    connection: Connection, *, level: str, within: str, month: pd.Timestamp
) -> pd.DataFrame:
    """Answer how many slots the 2-year-olds of the areas of a level have."""
    tree = data.tree()
    return age_fit_of(
        tree.at_level(level, within).index,
        _slots(level=level, within=tree.root, month=month),
        _children(level=level, within=tree.root),
        of_month(_counts(level, tree.root), month),
        month,
    )


def _supply_and_use(connection: Connection, *, area: str, month: pd.Timestamp) -> SupplyAndUse:
    """Answer in which quadrant each township of an area is, against the whole region."""
    tree = data.tree()
    areas = tree.at_level("township", area)
    now = of_month(_counts("township", tree.root), month).reindex(areas.index)
    whole = of_month(_counts(tree.level(tree.root), tree.root), month)
    return supply_and_use(now, whole.reindex([tree.root]), areas, "children_under_3")


def _townships(
    connection: Connection, *, area: str, month: pd.Timestamp, wanted: float, comparator: str
) -> pd.DataFrame:
    """Answer what each township of an area has and lacks."""
    tree = data.tree()
    found = data.gap(
        indicator="slots_per_1000_population",
        wanted=wanted,
        within=area,
        month=month,
        comparator=comparator,
    )
    return township_table(
        _counts("township", tree.root),
        tree,
        area,
        month,
        gap=found,
        actions=quadrants(area=area, month=month).areas["action"],
    )


def _counts(level: str, within: str) -> pd.DataFrame:
    return data.counts(level=level, within=within)


_slots: Callable[..., pd.DataFrame] = asked(class_slots)
_children: Callable[..., pd.DataFrame] = asked(children_of_age_2)
profile: Callable[..., Profile] = asked(_profile)
age_fit: Callable[..., pd.DataFrame] = asked(_age_fit)
quadrants: Callable[..., SupplyAndUse] = asked(_supply_and_use)
townships: Callable[..., pd.DataFrame] = asked(_townships)
