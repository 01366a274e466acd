"""Putting the tree of areas together: codes, names and the rows of the table."""

import numpy as np
import pandas as pd
import shapely

from childcare.demo import names, places
from childcare.demo.assumptions import ASSUMPTIONS
from childcare.demo.cells import Indexes
from childcare.demo.communities import community_rows
from childcare.demo.land import Land
from childcare.demo.places import Places, Texts


def make_places(land: Land, root: str, rng: np.random.Generator) -> Places:
    """Name and number every area of the land; a city also gets a development zone."""
    rank = places.county_wealth(land, rng)
    upper = places.upper_levels(land, root, rank, rng)
    is_zone = np.zeros(len(rank[land.parents[0]]), bool)
    if root == "city":
        is_zone[places.choose_zone(land, rank)] = True
    county = pd.DataFrame(upper[0]).iloc[land.parents[0]]
    official = county["area_code"].to_numpy(object)
    kinds = places.township_kinds(land, is_zone, (county["area_type"] == "district").to_numpy())
    above = np.where(is_zone, _zone_code(), official).astype(object)
    called = names.place_names(len(kinds), rng)
    townships = _township_rows(land, above, kinds, called)
    communities = community_rows(land, townships, root, called, rng)
    return Places(
        areas=_area_rows(upper, townships, communities),
        communities=communities,
        root_code=upper[-1][0]["area_code"],
        codes=townships["area_code"].to_numpy(object),
        township_names=called,
        kinds=kinds,
        county=land.parents[0],
        county_codes=above,
        official_county=official,
        is_zone=is_zone,
        wealth=1 - rank,
        above=[row for level in upper for row in level],
    )


def _township_rows(land: Land, above: Texts, kinds: Texts, called: list[str]) -> pd.DataFrame:
    """Return the rows of the townships; each is shown at a point that is surely inside it."""
    order = np.lexsort((-land.township_crowding, above))
    centre = shapely.point_on_surface(land.polygons)
    return pd.DataFrame(
        {
            "area_code": _township_codes(above, kinds, order),
            "area_name": _township_names(called, kinds),
            "level": "township",
            "parent_code": above,
            "area_type": kinds,
            "urban_rural": np.where(np.isin(kinds, ["street", "zone"]), "urban", "rural"),
            "in_assessment": kinds != "zone",
            "longitude": shapely.get_x(centre).round(6),
            "latitude": shapely.get_y(centre).round(6),
        }
    )


def _zone_code() -> str:
    """Return the code of the development zone."""
    codes = ASSUMPTIONS["codes"]
    return str(codes["city"][:4] + codes["zone"])


def _township_codes(above: Texts, kinds: Texts, order: Indexes) -> Texts:
    """Return the code of each township, numbered from the most crowded one of its county on."""
    digits = places.township_digits(above[order], kinds[order])
    codes = np.empty(len(above), object)
    codes[order] = [stem + digit for stem, digit in zip(above[order], digits, strict=True)]
    return codes


def _township_names(called: list[str], kinds: Texts) -> list[str]:
    """Return the names with the word for their kind; units of the zone are called streets."""
    words = {**names.NAMES, "zone": names.NAMES["street"]}
    return [name + words[kind] for name, kind in zip(called, kinds, strict=True)]


def _zone_rows() -> list[dict[str, object]]:
    """Return the row of the development zone (功能区), which no plan assesses."""
    zone = {
        "area_code": _zone_code(),
        "area_name": names.NAMES["zone"],
        "level": "county",
        "area_type": "zone",
        "parent_code": ASSUMPTIONS["codes"]["city"],
        "in_assessment": False,
    }
    return [zone]


def _area_rows(
    upper: list[list[dict[str, str]]], townships: pd.DataFrame, communities: pd.DataFrame
) -> pd.DataFrame:
    """Return the whole table: highest level first, each level by code."""
    above = pd.DataFrame([row for level in reversed(upper) for row in level])
    above["in_assessment"] = True
    if (townships["area_type"] == "zone").any():
        above = pd.concat([above, pd.DataFrame(_zone_rows())], ignore_index=True)
    parts = [above, townships.sort_values("area_code"), communities.drop(columns="township")]
    areas = pd.concat([part for part in parts if len(part)], ignore_index=True)
    return areas[list(townships.columns)]
