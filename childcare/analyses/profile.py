"""One county against its city and its peers (县区画像): values, ranks, and how firm they are."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from childcare.analyses.areas import AreaTree, area_tree
from childcare.analyses.coverage import counts
from childcare.analyses.peers import Peers, peers_of
from childcare.catalog import COLUMNS, INDICATORS, UNITS, Indicator, spoken
from childcare.measures.ranks import standings
from childcare.measures.ratio import KNOWN, ZERO, evaluate
from childcare.store import Connection

CountsOf = Callable[[str, str], pd.DataFrame]
# Staff, price and quality (队伍、价格、质量), as the page shows them below the headlines.
CARE = (
    "utilisation_rate",
    "average_fee",
    "rural_average_fee",
    "children_per_care_staff",
    "care_certificate_rate",
    "staff_certificate_rate",
    "health_record_rate",
    "inclusive_medical_partner_rate",
)
HEADLINES = tuple(
    name
    for name, one in INDICATORS.items()
    if one.headline and one.is_counted and one.name not in CARE
)
# What can be added one by one; a sum of fees cannot.
_COUNTABLE = ("slot", "child", "person", "area", "institution", "kindergarten", "class")
# What is evaluated together: the areas now and a year before, the area above, the peers as one.
_NOW, _BEFORE, _ABOVE, _TOGETHER = "now", "before", "above", "together"
_STANDING = ["rank", "previous_rank", "change", "units_to_gain", "units_to_lose"]


@dataclass(frozen=True)
class Profile:
    """A county beside others.

    Attributes:
        area: Its code; ``parent`` that of the area it lies in, empty where it is the topmost.
        month: The month looked at.
        peers: Who it is held against.
        cohort: One row for each indicator and each area of its level under the same parent, and
            each peer: ``value``, ``state``, ``numerator``, ``denominator``, and among the areas
            of the parent ``rank``, ``ranked`` (how many have one), ``previous_rank``, ``change``,
            ``units_to_gain``, ``units_to_lose``. Indexed by indicator and area code.
        whole: ``value`` and ``state`` of the parent, by indicator; empty without one.
        together: The same of all peers taken as one area (sums first, divided last).
    """

    area: str
    parent: str
    month: pd.Timestamp
    peers: Peers
    cohort: pd.DataFrame
    whole: pd.DataFrame
    together: pd.DataFrame

    @cached_property
    def own(self) -> pd.DataFrame:
        """Return the rows of the county itself, by indicator."""
        return self.cohort[self.cohort.index.get_level_values("area_code") == self.area].droplevel(
            "area_code"
        )

    @cached_property
    def stands(self) -> dict[str, dict[Hashable, Any]]:
        """Return the same as plain values, which are read one by one."""
        return {str(name): row for name, row in self.own.to_dict("index").items()}

    @cached_property
    def _counted(self) -> dict[str, int]:
        return dict(self.cohort["value"].groupby(level="indicator").count())

    def known(self, names: Sequence[str]) -> list[str]:
        """Return the indicators of ``names`` of which a value is known somewhere in the cohort."""
        return [name for name in names if self._counted.get(name, 0) > 0]


def profile(
    connection: Connection,
    *,
    area: str,
    month: pd.Timestamp,
    peers: Sequence[str] = (),
    names: Sequence[str] = HEADLINES + CARE,
    tree: AreaTree | None = None,
    counts_of: CountsOf | None = None,
) -> Profile:
    """Return an area beside its siblings, its peers and the area it lies in.

    ``peers`` are codes chosen by hand; without any, the nearest are chosen (``peers_of``).
    ``tree`` and ``counts_of`` (counts of all months of a level) are remembered answers.
    """
    tree = tree or area_tree(connection)
    count = counts_of or (lambda level, within: counts(connection, level=level))
    level, parent = tree.level(area), _parent(tree, area)
    frame = count(level, tree.root)
    now, before = of_month(frame, month), of_month(frame, month - pd.DateOffset(years=1))
    townships = of_month(count("township", tree.root), month)
    found = peers_of(tree, area, now, townships, by_hand=peers)
    siblings = list(tree.at_level(level, parent or area).index)
    parts = {
        _NOW: now.reindex(list(dict.fromkeys([*siblings, *found.codes]))),
        _BEFORE: before.reindex(siblings),
        _TOGETHER: _added_up(now.reindex(list(found.codes))),
    }
    if parent:
        parts[_ABOVE] = of_month(count(tree.level(parent), parent), month).reindex([parent])
    valued = _valued(parts, names)
    cohort = {name: _compared(INDICATORS[name], one, siblings) for name, one in valued.items()}
    table = pd.concat(cohort, names=["indicator", "area_code"])
    alone = (_alone(valued, part) for part in (_ABOVE, _TOGETHER))
    return Profile(area, parent, month, found, table, *alone)


def _parent(tree: AreaTree, area: str) -> str:
    """Return the code of the area above, empty for the topmost."""
    path = tree.path(area)
    return path[-2] if len(path) > 1 else ""


def _valued(parts: dict[str, pd.DataFrame], names: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Return the values of all parts together: forty rows are evaluated as quickly as four."""
    columns = sorted({column for name in names for column in INDICATORS[name].columns})
    wanted = {part: one.reindex(columns=columns) for part, one in parts.items() if len(one)}
    counted = pd.concat({part: one.astype("float64") for part, one in wanted.items()})
    return {name: evaluate(counted, INDICATORS[name]) for name in names}


def of_month(frame: pd.DataFrame, month: pd.Timestamp) -> pd.DataFrame:
    """Return the counts of one month by area code; empty where the month has none."""
    return frame[frame.index.get_level_values("as_of") == month].droplevel("as_of")


def _compared(indicator: Indicator, valued: pd.DataFrame, siblings: list[str]) -> pd.DataFrame:
    """Return the values of all areas, and how the siblings stand among themselves."""
    now, before = (valued.loc[[part]].droplevel(0) for part in (_NOW, _BEFORE))
    if not indicator.is_ratio or indicator.better_when == "none":
        # Totals grow with the size of a county: a rank of them would praise the large.
        unranked = pd.DataFrame(float("nan"), index=now.index, columns=[*_STANDING, "ranked"])
        return now.join(unranked.astype("Int64"))
    standing = standings(
        _usable(now.reindex(siblings)),
        indicator.scale,
        lower_is_better=indicator.better_when == "lower",
        before=_usable(before),
    )
    if COLUMNS[indicator.numerator].unit not in _COUNTABLE:
        standing[["units_to_gain", "units_to_lose"]] = pd.NA
    return now.join(standing).assign(ranked=int(standing["rank"].notna().sum()))


def _usable(valued: pd.DataFrame) -> pd.DataFrame:
    """Return numerator and denominator where they give a value: a tiny denominator has no rank."""
    counted = valued[["numerator", "denominator"]]
    return counted.where(valued["state"].isin((KNOWN, ZERO)))


def _alone(valued: dict[str, pd.DataFrame], part: str) -> pd.DataFrame:
    """Return value and state of the one area of a part, by indicator; unknown where it is none."""
    rows = {
        name: one.loc[part, ["value", "state"]].iloc[0].to_dict()
        for name, one in valued.items()
        if part in one.index
    }
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=["value", "state"])
    return frame.reindex(list(valued)).astype({"value": "float64"})


def _added_up(counted: pd.DataFrame) -> pd.DataFrame:
    """Return the sum of some areas as one row; one unknown count makes a sum unknown."""
    if counted.empty:
        return counted
    numbers = counted.select_dtypes("number").astype("float64")
    return numbers.sum(min_count=len(numbers)).to_frame(_TOGETHER).T


def profile_table(connection: Connection, *, area: str, month: pd.Timestamp) -> pd.DataFrame:
    """Return one row for each indicator of an area's profile, as the command line writes it.

    Columns: ``as_of`` (YYYY-MM), ``area_code``, ``area_name``, ``indicator``, ``label``,
    ``numerator``, ``denominator``, ``value``, ``unit``, ``state``, ``parent_value``,
    ``peers_value``, ``peers`` (names), ``rank``, ``ranked``, ``previous_rank``, ``change`` (places
    gained), ``units_to_gain``, ``units_to_lose``.
    """
    tree = area_tree(connection)
    found = profile(connection, area=area, month=month)
    table = found.own.reset_index()
    declared = [INDICATORS[name] for name in table["indicator"]]
    table["as_of"] = month.strftime("%Y-%m")
    table["area_code"], table["area_name"] = area, tree.name(area)
    table["label"] = [spoken(one) for one in declared]
    table["unit"] = [spoken(UNITS[one.unit]) for one in declared]
    table["parent_value"] = found.whole["value"].reindex(table["indicator"]).to_numpy()
    table["peers_value"] = found.together["value"].reindex(table["indicator"]).to_numpy()
    table["peers"] = _names(tree, found.peers.codes)
    order = ["as_of", "area_code", "area_name", "indicator", "label", "numerator", "denominator"]
    order += ["value", "unit", "state", "parent_value", "peers_value", "peers", "rank", "ranked"]
    return table[[*order, *_STANDING[1:]]]


def _names(tree: AreaTree, codes: Sequence[str]) -> str:
    return ",".join(tree.name(code) for code in codes)
