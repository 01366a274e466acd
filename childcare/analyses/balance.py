"""How evenly slots lie over people (区域均衡): in a month, month by month, and as a table."""

import math
from dataclasses import dataclass

import pandas as pd

from childcare.analyses.areas import area_tree
from childcare.analyses.coverage import counts
from childcare.catalog import CATEGORIES, COLUMNS, UNITS, label, spoken
from childcare.measures.inequality import (
    SetApart,
    Theil,
    compared,
    gini,
    lorenz_curve,
    set_apart,
    slots_of_worst_off,
    theil,
    variation,
)
from childcare.store import Connection

# Over whom slots are spread: children, or people where no children are known.
BASES = ("children_under_3", "population_total")
WORST_OFF = 20
# What parts the areas: the area they lie in, the type of area, or nothing.
BY_PARENT, BY_TYPE, TOGETHER = "parent", "type", "together"


@dataclass(frozen=True)
class Balance:
    """How evenly slots lie over the areas of a level in one month.

    Attributes:
        base: column of the people that slots are held against; empty where none is known.
        lorenz: the curve, as ``lorenz_curve`` returns it.
        gini: 0 for even, NaN where there is nothing to compare.
        worst_off: percentage of the slots where the worst-off fifth of the people live.
        variation: coefficient of variation, weighted by people.
        theil: Theil's T and its split by ``grouping``.
        grouping: one of ``BY_PARENT``, ``BY_TYPE``, ``TOGETHER``.
        left_out: what no measure takes in.
        areas: codes of the areas compared; months compare only where these are the same.
    """

    base: str
    lorenz: pd.DataFrame
    gini: float
    worst_off: float
    variation: float
    theil: Theil
    grouping: str
    left_out: SetApart
    areas: tuple[str, ...]

    @property
    def is_known(self) -> bool:
        """Say whether there is anything to compare."""
        return self.gini == self.gini

    @property
    def share_within(self) -> float:
        """Return the share of the inequality that lies within groups; NaN without two groups."""
        total = self.theil.total
        return self.theil.within / total if total > 0 and self.grouping != TOGETHER else math.nan


def base_of(frame: pd.DataFrame) -> str:
    """Return over whom the counts of all months can be spread; empty where nobody is known."""
    return next((base for base in BASES if frame[base].notna().any()), "")


def groups_of(areas: pd.DataFrame) -> tuple[str, pd.Series]:
    """Return how areas fall into groups, and the group of each: parents, else types of area."""
    if len(areas["parent_code"].unique()) > 1:
        return BY_PARENT, areas["parent_code"]
    if areas["area_type"].notna().all() and len(areas["area_type"].unique()) > 1:
        return BY_TYPE, areas["area_type"]
    return TOGETHER, areas["level"]


def type_name(area_type: object) -> str:
    """Return what a type of area is called."""
    known = CATEGORIES["area_type"]
    return spoken(known[str(area_type)]) if area_type in known else label("balance.no_type")


def in_month(frame: pd.DataFrame, month: pd.Timestamp, areas: pd.DataFrame) -> pd.DataFrame:
    """Return the counts of one month, one row for each of ``areas``, unknown where none."""
    of_month = frame[frame.index.get_level_values("as_of") == month].droplevel("as_of")
    return of_month.reindex(areas.index)


def balance(now: pd.DataFrame, areas: pd.DataFrame, base: str) -> Balance:
    """Return how evenly the slots of one month lie; ``now`` has one row for each of ``areas``."""
    people = now[base] if base else pd.Series(math.nan, index=now.index)
    slots = now["slots"]
    grouping, groups = groups_of(areas)
    return Balance(
        base=base,
        lorenz=lorenz_curve(slots, people),
        gini=gini(slots, people),
        worst_off=slots_of_worst_off(slots, people, WORST_OFF),
        variation=variation(slots, people),
        theil=theil(slots, people, groups),
        grouping=grouping,
        left_out=set_apart(slots, people),
        areas=tuple(compared(slots, people).index),
    )


def balance_by_month(frame: pd.DataFrame, areas: pd.DataFrame, base: str) -> pd.DataFrame:
    """Return ``gini``, ``theil``, ``between``, ``within`` and ``areas`` of every month.

    ``areas`` are the codes compared: of two months with different areas none is the better.
    """
    _, groups = groups_of(areas)
    rows = {}
    for month in frame.index.get_level_values("as_of").unique().sort_values():
        now = in_month(frame, month, areas)
        parts = theil(now["slots"], now[base], groups)
        known = tuple(compared(now["slots"], now[base]).index)
        whole = gini(now["slots"], now[base])
        rows[month] = (whole, parts.total, parts.between, parts.within, known)
    columns = ["gini", "theil", "between", "within", "areas"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


def balance_table(
    connection: Connection, *, month: pd.Timestamp, level: str, within: str | None = None
) -> pd.DataFrame:
    """Return every measure of inequality of a month, of the whole and of each of its groups.

    Columns: ``as_of`` (YYYY-MM), ``level``, ``area_code``, ``area_name`` (the whole, or the group
    a row is of; a type of area has no code), ``measure``, ``label``, ``value`` (unrounded),
    ``unit``, ``base``, ``areas`` (how many are compared).
    """
    tree = area_tree(connection)
    within = within or tree.root
    only = month.date()
    frame = counts(connection, level=level, within=within, first_month=only, last_month=only)
    areas = tree.at_level(level, within)
    found = balance(in_month(frame, month, areas), areas, base_of(frame))
    rows = [(within, tree.name(within), *row) for row in _of_whole(found)]
    for group, parts in found.theil.groups.iterrows():
        is_area = group in tree
        names = (str(group), tree.name(str(group))) if is_area else ("", type_name(group))
        rows += [(*names, *row) for row in _of_group(parts)]
    columns = ["area_code", "area_name", "measure", "label", "value", "unit"]
    table = pd.DataFrame(rows, columns=columns)
    table.insert(0, "as_of", month.strftime("%Y-%m"))
    table.insert(1, "level", level)
    base = spoken(COLUMNS[found.base]) if found.base else ""
    return table.assign(base=base, areas=len(found.areas))


def _of_whole(found: Balance) -> list[tuple[str, str, float, str]]:
    percent = spoken(UNITS["percent"])
    return [
        ("gini", label("balance.gini"), found.gini, ""),
        ("worst_off", label("balance.worst_off", percent=WORST_OFF), found.worst_off, percent),
        ("variation", label("balance.variation"), found.variation, ""),
        ("theil", label("balance.theil"), found.theil.total, ""),
        ("theil_between", label("balance.theil_between"), found.theil.between, ""),
        ("theil_within", label("balance.theil_within"), found.theil.within, ""),
    ]


def _of_group(parts: pd.Series) -> list[tuple[str, str, float, str]]:
    percent = spoken(UNITS["percent"])
    return [
        ("slot_share", label("balance.slot_share"), 100 * parts["slot_share"], percent),
        ("people_share", label("balance.people_share"), 100 * parts["children_share"], percent),
        ("theil_between", label("balance.theil_between"), parts["between"], ""),
        ("theil_within", label("balance.theil_within"), parts["within"], ""),
    ]
