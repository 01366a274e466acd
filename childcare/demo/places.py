"""The tree of areas (行政区划): levels, codes, kinds and names, laid over the land."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from childcare.demo import names
from childcare.demo.assumptions import ASSUMPTIONS
from childcare.demo.cells import Array, Flags, Indexes
from childcare.demo.land import Land

Texts = npt.NDArray[np.object_]
ABOVE = ("county", "city", "province", "nation")


@dataclass(frozen=True)
class Places:
    """The areas as a table, and what the figures need to know of each township."""

    areas: pd.DataFrame
    communities: pd.DataFrame
    root_code: str
    codes: Texts
    township_names: list[str]
    kinds: Texts
    county: Indexes
    county_codes: Texts
    official_county: Texts
    is_zone: Flags
    wealth: Array
    above: list[dict[str, str]]


def levels_above(townships: int) -> tuple[str, list[int]]:
    """Return the root level for a number of townships, and how many areas each level has."""
    levels = ASSUMPTIONS["levels"]
    if townships < levels["city"]:
        return "county", [1]
    counties = max(round(townships / levels["townships_per_county"]), 2)
    if townships < levels["province"]:
        return "city", [counties, 1]
    cities = max(round(counties / levels["counties_per_city"]), 2)
    if townships < levels["nation"]:
        return "province", [counties, cities, 1]
    return "nation", [counties, cities, max(round(cities / levels["cities_per_province"]), 2), 1]


def county_wealth(land: Land, rng: np.random.Generator) -> Array:
    """Rank the counties from 0 (the richest, at the core) to 1 (the poorest, the most remote)."""
    county = land.parents[0]
    count = int(county.max()) + 1
    crowded = np.bincount(county, land.township_crowding, count) / np.bincount(county)
    if count > 50:
        crowded = crowded * np.exp(0.6 * rng.standard_normal(count))
    rank = np.empty(count)
    rank[np.argsort(-crowded, kind="stable")] = np.linspace(0, 1, count) if count > 1 else 0.5
    return rank


def choose_zone(land: Land, rank: Array) -> Indexes:
    """Choose neighbouring townships at the edge of the second district for a zone (功能区)."""
    numbers = ASSUMPTIONS["places"]
    host = int(np.argsort(rank, kind="stable")[1])
    inside = np.flatnonzero(land.parents[0] == host)
    order = inside[np.argsort(-land.township_crowding[inside], kind="stable")]
    chosen = [int(order[int(len(order) * numbers["zone_crowding_rank"])])]
    while len(chosen) < numbers["zone_townships"]:
        touching = land.neighbours[np.isin(land.neighbours, chosen).any(axis=1)].ravel()
        options = np.setdiff1d(np.intersect1d(touching, inside), chosen)
        gaps = land.township_middle[options] - land.township_middle[chosen[0]]
        chosen.append(int(options[np.hypot(*gaps.T).argmin()]))
    return np.array(chosen)


def township_kinds(land: Land, is_zone: Flags, is_district: Flags) -> Texts:
    """Call the most crowded townships of a county streets (街道), the emptiest rural townships."""
    numbers = ASSUMPTIONS["places"]
    frame = pd.DataFrame({"county": land.parents[0], "crowding": land.township_crowding})
    share = frame.groupby("county")["crowding"].rank(ascending=False, method="first", pct=True)
    streets = np.where(
        is_district, numbers["street_share_district"], numbers["street_share_county"]
    )
    kinds = np.where(share > 1 - numbers["rural_share"], "township_rural", "town").astype(object)
    kinds[share.to_numpy() <= streets] = "street"
    kinds[is_zone] = "zone"
    return kinds


def township_digits(groups: Texts, kinds: Texts) -> list[str]:
    """Return the last three digits of each township's code: by kind, counted within its county."""
    first = {
        kind: ASSUMPTIONS["codes"][f"first_{word}"]
        for kind, word in (
            ("street", "street"),
            ("zone", "street"),
            ("town", "town"),
            ("township_rural", "rural"),
        )
    }
    frame = pd.DataFrame({"group": groups, "kind": kinds})
    place = frame.groupby(["group", "kind"]).cumcount()
    return [f"{first[kind] + number:03d}" for kind, number in zip(kinds, place, strict=True)]


def upper_levels(
    land: Land, root: str, rank: Array, rng: np.random.Generator
) -> list[list[dict[str, str]]]:
    """Return for each level above the township its areas with code, name, level and parent."""
    codes = ASSUMPTIONS["codes"]
    levels = ABOVE[: ABOVE.index(root) + 1]
    made: list[list[dict[str, str]]] = []
    words = names.NAMES
    root_name = words["nation"] if root == "nation" else ASSUMPTIONS["words"]["title_zh"]
    if root in ("province", "county"):
        root_name = root_name[:-1] + words[root]
    above = [{"area_code": codes[root], "area_name": root_name, "level": root, "area_type": root}]
    made.insert(0, above)
    for depth in range(len(levels) - 2, -1, -1):
        level, owner = levels[depth], land.parents[depth + 1]
        above = _children(level, owner, made[0], rank, rng)
        made.insert(0, above)
    return made


def _children(
    level: str, owner: Indexes, above: list[dict[str, str]], rank: Array, rng: np.random.Generator
) -> list[dict[str, str]]:
    """Return the areas of one level below the areas ``above``."""
    codes, numbers = ASSUMPTIONS["codes"], ASSUMPTIONS["places"]
    called = names.county_names(len(owner), rng)
    is_only_city = len(above) == 1 and above[0]["level"] == "city"
    seen: dict[tuple[int, bool], int] = {}
    rows = []
    for index, parent in enumerate(owner):
        is_district = level == "county" and rank[index] < numbers["districts_share"]
        kind = "district" if is_district else level
        stem, start = above[parent]["area_code"], 1
        if is_only_city:
            stem, start = stem[:4], codes["first_district" if is_district else "first_county"]
        key = (int(parent), is_district and is_only_city)
        number = start + seen.get(key, 0)
        seen[key] = number - start + 1
        rows.append(
            {
                "area_code": f"{stem}{number:02d}",
                "area_name": called[index] + names.NAMES[kind],
                "level": level,
                "area_type": kind,
                "parent_code": above[parent]["area_code"],
            }
        )
    return rows
