"""Population (常住人口) of townships, counties and the whole place, at census and year ends."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from childcare.demo import months
from childcare.demo.assumptions import ASSUMPTIONS
from childcare.demo.cells import Array
from childcare.demo.land import Land
from childcare.demo.places import Places

CENSUS = "2020-11-01"


@dataclass(frozen=True)
class Move:
    """A moved boundary (界线变更): a strip of one township went to its neighbour in some month."""

    giver: int
    taker: int
    month: int


@dataclass(frozen=True)
class People:
    """How many live in each township at the end of the course, and which one is tiny."""

    townships: Array
    children_share: Array
    tiny: int
    growth: Array


def settle(land: Land, places: Places, is_large: bool, rng: np.random.Generator) -> People:
    """Say how many people live in each township: streets are full, rural townships are not."""
    numbers = ASSUMPTIONS["people"]
    weights = {
        "zone": 1.0,
        **{kind: numbers[f"{kind}_weight"] for kind in ("street", "town", "township_rural")},
    }
    weight = np.array([weights[kind] for kind in places.kinds])
    weight *= np.exp(numbers["spread"] * rng.standard_normal(len(weight)))
    weight *= (land.township_area / np.median(land.township_area)) ** 0.15
    total = len(weight) * numbers["per_township_large" if is_large else "per_township"]
    people = np.floor(weight / weight.sum() * total)
    remote = np.where(places.kinds == "township_rural", land.township_crowding, np.inf)
    remote = remote + np.where(places.wealth[places.county] <= 0.25, 0.0, 100.0)
    tiny = int(np.argmin(remote))
    people[people.argmax()] += people[tiny] - numbers["tiny"]
    people[tiny] = numbers["tiny"]
    share = np.exp(numbers["under_3_spread"] * rng.standard_normal(len(weight)))
    urban = np.isin(places.kinds, ["street", "zone"])
    growth = np.where(urban, numbers["growth_urban"], numbers["growth_rural"])
    growth = growth + 0.003 * rng.standard_normal(len(weight))
    return People(people, share * np.where(urban, 1.05, 0.97), tiny, growth)


def choose_move(land: Land, places: Places, people: People) -> Move:
    """Choose two neighbouring townships of one county between which a strip changed hands."""
    first, second = land.neighbours.T
    same = places.county_codes[first] == places.county_codes[second]
    plain = ~places.is_zone[first] & (first != people.tiny) & (second != people.tiny)
    size = np.minimum(people.townships[first], people.townships[second])
    pair = land.neighbours[np.where(same & plain, size, -1).argmax()]
    giver, taker = sorted(pair, key=lambda index: -people.townships[index])
    return Move(int(giver), int(taker), months.number(ASSUMPTIONS["institutions"]["move_month"]))


def dates(first: int, last: int) -> list[str]:
    """Return the dates of statistics that months from ``first`` to ``last`` need."""
    ends = [month for month in range(first - 12, last + 1) if month % 12 == 11]
    known = [months.last_day(month) for month in ends if month >= months.FIRST]
    return ([CENSUS] if first <= months.FIRST else []) + known


def township_people(people: People, move: Move | None, date: str) -> pd.DataFrame:
    """Return people and children by age of each township at a date."""
    numbers = ASSUMPTIONS["people"]
    month = months.number(date[:7])
    years = (months.LAST - month) / 12
    total = np.round(people.townships / (1 + people.growth) ** years)
    total[people.tiny] = np.round(people.townships[people.tiny] * (1 + 0.008 * years))
    if move and month < move.month:
        strip = round(numbers["moved_share"] * total[move.giver])
        total[move.giver] += strip
        total[move.taker] -= strip
    share = numbers["under_3_first"] + months.progress(month) * (
        numbers["under_3_last"] - numbers["under_3_first"]
    )
    children = total * share * people.children_share
    ages = {
        f"children_age_{age}": np.round(children * part + 0.0)
        for age, part in enumerate(numbers["age_split"])
    }
    return pd.DataFrame({"population_total": total, **ages}).astype(np.int64)


def _with_totals(figures: pd.DataFrame, places: Places) -> pd.DataFrame:
    """Return the figures of all levels; the zone's people appear only in the totals above it."""
    low = figures.assign(area_code=places.codes)[~places.is_zone]
    parts: list[pd.DataFrame] = []
    code = places.official_county
    parents = {row["area_code"]: row.get("parent_code") for row in places.above}
    while code[0] is not None:
        parts.insert(0, figures.groupby(code).sum().rename_axis("area_code").reset_index())
        code = np.array([parents[one] for one in code], object)
    return pd.concat([*parts, low.sort_values("area_code")], ignore_index=True)


def population_rows(places: Places, people: People, move: Move | None, date: str) -> pd.DataFrame:
    """Return one date's rows: a census, or the county bulletins and the townships' registers."""
    words = ASSUMPTIONS["words"]
    rows = _with_totals(township_people(people, move, date), places)
    official = rows["area_code"].isin([row["area_code"] for row in places.above])
    rows.insert(1, "stat_date", date)
    rows["population_basis"] = "resident"
    rows["population_method"] = np.where(official, "bulletin", "register")
    if date == CENSUS:
        rows["population_method"] = "census"
    rows["source"] = rows["population_method"].map(words)
    return rows
