"""One county against its city and its peers (县区画像): values, ranks, and how firm they are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from childcare.analyses.areas import AreaTree, area_tree
from childcare.analyses.coverage import counts
from childcare.analyses.peers import Peers, peers_of
from childcare.catalog import COLUMNS, INDICATORS, UNITS, Indicator, spoken
from childcare.measures.ranks import standings
from childcare.measures.ratio import KNOWN, MISSING, ZERO, evaluate
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

    @property
    def own(self) -> pd.DataFrame:
        """Return the rows of the county itself, by indicator."""
        return self.cohort.xs(self.area, level="area_code")

    def known(self, names: Sequence[str]) -> list[str]:
        """Return the indicators of ``names`` of which a value is known somewhere in the cohort."""
        values = self.cohort["value"].groupby(level="indicator").count()
        return [name for name in names if values.get(name, 0) > 0]


def profile(
    connection: Connection,
    *,
    area: str,
    month: pd.Timestamp,
    peers: Sequence[str] = (),
    names: Sequence[str] = HEADLINES + CARE,
    counts_of: CountsOf | None = None,
) -> Profile:
    """Return an area beside its siblings, its peers and the area it lies in.

    ``peers`` are codes chosen by hand; without any, the nearest are chosen (``peers_of``).
    ``counts_of`` answers remembered counts of all months of a level.
    """
    tree = area_tree(connection)
    count = counts_of or (lambda level, within: counts(connection, level=level))
    level, path = tree.level(area), tree.path(area)
    parent = path[-2] if len(path) > 1 else ""
    frame = count(level, tree.root)
    now = of_month(frame, month)
    townships = of_month(count("township", tree.root), month)
    found = peers_of(tree, area, now, townships, by_hand=peers)
    siblings = list(tree.at_level(level, parent or area).index)
    before = of_month(frame, month - pd.DateOffset(years=1))
    others = [code for code in found.codes if code not in siblings]
    cohort = pd.concat(
        {name: _compared(INDICATORS[name], now, before, siblings, others) for name in names},
        names=["indicator", "area_code"],
    )
    above = of_month(count(tree.level(parent), parent), month).reindex([parent]) if parent else None
    return Profile(
        area, parent, month, found, cohort, _whole(above, names), _together(now, found.codes, names)
    )


def of_month(frame: pd.DataFrame, month: pd.Timestamp) -> pd.DataFrame:
    """Return the counts of one month by area code; empty where the month has none."""
    return frame[frame.index.get_level_values("as_of") == month].droplevel("as_of")


def _compared(
    indicator: Indicator,
    now: pd.DataFrame,
    before: pd.DataFrame,
    siblings: list[str],
    others: list[str],
) -> pd.DataFrame:
    """Return the values of siblings and others, and how the siblings stand among themselves."""
    valued = evaluate(now.reindex([*siblings, *others]), indicator)
    valued["state"] = valued["state"].fillna(MISSING)
    if not indicator.is_ratio or indicator.better_when == "none":
        # Totals grow with the size of a county: a rank of them would praise the large.
        return valued.assign(**dict.fromkeys([*_STANDING, "ranked"], pd.NA))
    ranked, earlier = (_usable(counted.reindex(siblings), indicator) for counted in (now, before))
    standing = standings(
        ranked, indicator.scale, lower_is_better=indicator.better_when == "lower", before=earlier
    )
    if COLUMNS[indicator.numerator].unit not in _COUNTABLE:
        standing[["units_to_gain", "units_to_lose"]] = pd.NA
    return valued.join(standing).assign(ranked=int(standing["rank"].notna().sum()))


def _usable(counted: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Return numerator and denominator where they give a value: a tiny denominator has no rank."""
    valued = evaluate(counted, indicator)
    return valued.loc[valued["state"].isin((KNOWN, ZERO)), ["numerator", "denominator"]].reindex(
        counted.index
    )


def _whole(counted: pd.DataFrame | None, names: Sequence[str]) -> pd.DataFrame:
    columns = ["value", "state"]
    if counted is None:
        return pd.DataFrame(index=pd.Index(names, name="indicator"), columns=columns)
    rows = {name: evaluate(counted, INDICATORS[name]).iloc[0][columns] for name in names}
    return pd.DataFrame.from_dict(rows, orient="index")


def _together(now: pd.DataFrame, codes: Sequence[str], names: Sequence[str]) -> pd.DataFrame:
    """Return the values of some areas taken as one; one unknown count makes a sum unknown."""
    if not codes:
        return _whole(None, names)
    some = now.reindex(list(codes)).select_dtypes("number").astype("float64")
    return _whole(some.sum(min_count=len(codes)).to_frame().T, names)


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
