"""Institutions (托育服务机构): where they stand, of what kind, how large, at what fee."""

import numpy as np
import pandas as pd

from childcare.demo import months
from childcare.demo.assumptions import ASSUMPTIONS
from childcare.demo.cells import Array, Indexes
from childcare.demo.names import NAMES
from childcare.demo.people import People
from childcare.demo.places import Places

NUMBERS = ASSUMPTIONS["institutions"]
COUNTIES = ASSUMPTIONS["county_slots"]


def _without(places: Places, people: People, rng: np.random.Generator) -> Indexes:
    """Choose the townships that have no slot at the end: small, rural, in poor counties."""
    count = len(places.codes)
    wanted = min(
        max(round(COUNTIES["without_share"] * count), COUNTIES["without_least"]), count // 3
    )
    score = people.townships / people.townships.mean() + 0.8 * places.wealth[places.county]
    score = score + 0.35 * rng.random(count) + np.where(places.kinds == "street", 9.0, 0.0)
    score[people.tiny] = 99.0
    return np.argsort(score, kind="stable")[:wanted]


def demand(places: Places, people: People, rng: np.random.Generator) -> Array:
    """Return how many slots each township is to have in the end, in proportion."""
    rates = np.array(COUNTIES["rates"])
    wealth = places.wealth[places.county]
    rate = np.interp(1 - wealth, np.linspace(0, 1, len(rates)), rates)
    # Scaled county by county, so that a county stays where it was put above or below the target.
    raw = np.exp(COUNTIES["township_spread"] * rng.standard_normal(len(rate))) * people.townships
    raw[_without(places, people, rng)] = 0.0
    count = int(places.county.max()) + 1
    total = np.bincount(places.county, people.townships, count)
    given = np.maximum(np.bincount(places.county, raw, count), 1.0)
    return np.asarray(raw * (total / given)[places.county] * rate)


def _counts(weights: Array, total: int) -> Indexes:
    """Share institutions out: one to each township that has any, the rest by weight."""
    served = np.flatnonzero(weights > 0)
    served = served[np.argsort(-weights[served], kind="stable")][:total]
    counts = np.zeros(len(weights), np.int64)
    counts[served] = 1
    rest = weights[served] / weights[served].sum() * (total - len(served))
    counts[served] += np.floor(rest).astype(np.int64)
    missing = total - counts.sum()
    counts[served[np.argsort(-(rest % 1), kind="stable")[:missing]]] += 1
    return counts


def _providers(count: int, share: float, rng: np.random.Generator) -> Indexes:
    """Return the provider type (载体类型) of each institution; kindergarten classes exactly."""
    kinds = list(NUMBERS["providers"])
    weights = np.array(list(NUMBERS["providers"].values()))
    drawn = np.array(kinds, object)[rng.choice(len(kinds), count, p=weights / weights.sum())]
    drawn[rng.permutation(count)[: round(share * count)]] = "kindergarten_class"
    return drawn


def _sizes(wanted: Array, provider: Indexes, total: float) -> Indexes:
    """Return the slots of each institution, in fives, that together come near to ``total``."""
    most = np.where(
        provider == "kindergarten_class", NUMBERS["class_size_most"], NUMBERS["size_most"]
    )
    low, high = 0.0, 50.0
    sizes = np.zeros(len(wanted))
    for _ in range(24):
        scale = (low + high) / 2
        sizes = np.clip(np.round(wanted * scale / 5) * 5, NUMBERS["size_least"], most)
        sizes[provider == "family"] = NUMBERS["family_slots"]
        low, high = (scale, high) if sizes.sum() < total else (low, scale)
    return sizes.astype(np.int64)


def _mode_of(provider: str, is_public: bool, chance: float) -> str:
    """Return how an institution is run (办托方式)."""
    if provider in ("employer", "comprehensive", "kindergarten_class", "medical"):
        public = {"employer": "employer", "comprehensive": "public_private"}.get(
            provider, "public_public"
        )
        return public if is_public else ("employer" if provider == "employer" else "private")
    if is_public:
        return "public_private" if chance < 0.7 else "public_public"
    steps = ((0.25, "private_subsidised"), (0.32, "purchased"), (0.38, "non_profit"))
    return next((mode for limit, mode in steps if chance < limit), "private")


def place_institutions(
    places: Places, people: People, wanted: int, rng: np.random.Generator
) -> pd.DataFrame:
    """Return one row for each institution there ever is, without its course in time."""
    weights = demand(places, people, rng)
    counts = _counts(weights, wanted)
    kindergartens = round(wanted * NUMBERS["kindergartens_per_institution"])
    share = kindergartens * months.course("kindergarten_share", months.LAST) / wanted
    township = np.repeat(np.arange(len(counts)), counts)
    provider = _providers(wanted, share, rng)
    spread = np.exp(NUMBERS["size_spread"] * rng.standard_normal(wanted))
    spread[provider == "comprehensive"] *= 2.5
    total = months.course("slots_per_1000", months.LAST) * people.townships.sum() / 1000
    slots = _sizes((weights / np.maximum(counts, 1))[township] * spread, provider, total)
    final = pd.DataFrame({"township": township, "provider": provider, "slots": slots})
    extra = final[final["provider"].isin(["independent", "community_embedded"])]
    closing = extra.iloc[
        np.sort(
            rng.choice(
                len(extra), min(round(NUMBERS["closed_share"] * wanted), len(extra)), replace=False
            )
        )
    ].copy()
    # One township without any institution now did have one: it closed.
    if len(closing) and (weights == 0).any():
        closing.iloc[0, 0] = int(np.flatnonzero(weights == 0)[0])
    both = pd.concat([final.assign(closes=False), closing.assign(closes=True)], ignore_index=True)
    return _traits(both, places, rng)


def _traits(rows: pd.DataFrame, places: Places, rng: np.random.Generator) -> pd.DataFrame:
    """Add what stays the same: owner, way of running, fee, number and name, fixed chances."""
    count = len(rows)
    public = rows["provider"].map(NUMBERS["public_share"]).to_numpy(float)
    rows["is_public"] = rng.random(count) < public
    chances = rng.random(count)
    rows["mode"] = [
        _mode_of(*row) for row in zip(rows["provider"], rows["is_public"], chances, strict=True)
    ]
    wealth = places.wealth[places.county][rows["township"]]
    level = (0.78 + 0.5 * wealth) * np.exp(0.13 * rng.standard_normal(count))
    rows["fee_level"] = np.where(rows["is_public"], 0.9, 1.0) * level
    for name in (
        "filing",
        "partner",
        "certified",
        "any_certificate",
        "record",
        "staffing",
        "phase",
    ):
        rows[name] = rng.random(count)
    rows["popularity"] = np.exp(0.28 * rng.standard_normal(count)) * (0.9 + 0.2 * wealth)
    stem = places.official_county[rows["township"]]
    number = rows.groupby(stem).cumcount() + 1
    rows["institution_id"] = [
        f"{code}{index:04d}" for code, index in zip(stem, number, strict=True)
    ]
    return rows


def complete(
    rows: pd.DataFrame, places: Places, schools: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    """Add names, the kindergarten of each toddler class, and who keeps silent or is not counted."""
    hosts = schools[schools["institution"] >= 0].set_index("institution")
    rows["kindergarten_id"] = hosts["kindergarten_id"].reindex(rows.index)
    words = NAMES
    place = rows.groupby("township").cumcount() * 5 + rows["township"]
    brands = [words["brands"][index % len(words["brands"])] for index in place]
    own = [
        places.township_names[township] + brand + words[provider]
        for township, brand, provider in zip(
            rows["township"], brands, rows["provider"], strict=True
        )
    ]
    school = hosts["kindergarten_name"].reindex(rows.index)
    rows["institution_name"] = (school + words["kindergarten_class"]).where(school.notna(), own)
    rows["is_silent"] = rng.random(len(rows)) < NUMBERS["without_enrolment_share"]
    rows["is_counted"] = True
    spare = rows.index[(rows["provider"] == "employer") & (rows["opened"] <= months.LAST - 6)]
    rows.loc[spare[:1], "is_counted"] = False
    return rows
