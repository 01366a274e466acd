"""Putting the tree of areas together: townships, communities (社区村) and the rows of the table."""

import numpy as np
import pandas as pd

from childcare.demo import names, places
from childcare.demo.assumptions import ASSUMPTIONS
from childcare.demo.cells import Indexes
from childcare.demo.land import Land
from childcare.demo.places import Places, Texts


def make_places(land: Land, root: str, rng: np.random.Generator) -> Places:
    """Name and number every area of the land; a city also gets a development zone."""
    rank = places.county_wealth(land, rng)
    upper = places.upper_levels(land, root, rank, rng)
    county = land.parents[0]
    is_zone = np.zeros(len(county), bool)
    if root == "city":
        is_zone[places.choose_zone(land, rank)] = True
    official = np.array([row["area_code"] for row in upper[0]], object)[county]
    codes_above = official.copy()
    codes_above[is_zone] = _zone_code()
    is_district = np.array([row["area_type"] == "district" for row in upper[0]])[county]
    kinds = places.township_kinds(land, is_zone, is_district.astype(np.int64))
    order = np.lexsort((-land.township_crowding, codes_above))
    codes = _township_codes(codes_above, kinds, order)
    called = names.place_names(len(codes), rng)
    townships = pd.DataFrame(
        {
            "area_code": codes,
            "area_name": _township_names(called, kinds),
            "level": "township",
            "parent_code": codes_above,
            "area_type": kinds,
            "urban_rural": np.where(np.isin(kinds, ["street", "zone"]), "urban", "rural"),
            "in_assessment": ~is_zone,
        }
    )
    centres = np.array([polygon.representative_point().coords[0] for polygon in land.polygons])
    townships[["longitude", "latitude"]] = centres.round(6)
    communities = _communities(land, townships, root, called, rng)
    return Places(
        areas=_area_rows(upper, townships, communities, bool(is_zone.any())),
        communities=communities,
        root_code=upper[-1][0]["area_code"],
        root_level=root,
        codes=codes,
        township_names=called,
        kinds=kinds,
        county=county,
        county_codes=codes_above,
        official_county=official,
        is_zone=is_zone,
        wealth=1 - rank,
        above=[row for level in upper for row in level],
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


def _communities(
    land: Land, townships: pd.DataFrame, root: str, called: list[str], rng: np.random.Generator
) -> pd.DataFrame:
    """Return the communities and villages of each township, each at the site of one cell."""
    columns = [
        "area_code",
        "area_name",
        "level",
        "parent_code",
        "area_type",
        "urban_rural",
        "in_assessment",
        "longitude",
        "latitude",
        "township",
    ]
    if root not in ("county", "city"):
        return pd.DataFrame(columns=columns)
    mean = ASSUMPTIONS["places"]["communities_per_township"]
    spare = iter([name for name in names.place_names(10**4, rng) if name not in set(called)])
    rows = []
    for index, parent in enumerate(townships.itertuples()):
        cells = np.flatnonzero(land.cell_township == index)
        wanted = min(max(round(mean * np.exp(0.3 * rng.standard_normal()) * 0.96), 3), len(cells))
        urban = {"street": 0.9, "zone": 0.7, "town": 0.2}.get(str(parent.area_type), 0.05)
        for number, cell in enumerate(np.sort(rng.choice(cells, wanted, replace=False)), start=1):
            kind = "community" if rng.random() < urban else "village"
            name = next(spare) + names.NAMES[kind]
            lives = "urban" if kind == "community" else "rural"
            longitude, latitude = land.cell_points[cell]
            rows.append(
                (
                    f"{parent.area_code}{number:03d}",
                    name,
                    "community",
                    parent.area_code,
                    kind,
                    lives,
                    parent.in_assessment,
                    longitude,
                    latitude,
                    index,
                )
            )
    return pd.DataFrame(rows, columns=columns)


def _area_rows(
    upper: list[list[dict[str, str]]],
    townships: pd.DataFrame,
    communities: pd.DataFrame,
    has_zone: bool,
) -> pd.DataFrame:
    """Return the whole table: highest level first, each level by code."""
    above = pd.DataFrame([row for level in reversed(upper) for row in level])
    above["in_assessment"] = True
    if has_zone:
        zone = {
            "area_code": _zone_code(),
            "area_name": names.NAMES["zone"],
            "level": "county",
            "area_type": "zone",
            "parent_code": ASSUMPTIONS["codes"]["city"],
            "in_assessment": False,
        }
        above = pd.concat([above, pd.DataFrame([zone])], ignore_index=True)
    parts = [above, townships.sort_values("area_code"), communities.drop(columns="township")]
    areas = pd.concat([part for part in parts if len(part)], ignore_index=True)
    columns = [name for name in townships.columns if name in areas]
    return areas.reindex(columns=columns)
