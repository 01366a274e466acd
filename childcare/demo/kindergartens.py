"""Kindergartens (幼儿园) and their toddler classes, which are institutions of their own."""

import numpy as np
import pandas as pd

from childcare.demo import names
from childcare.demo.assumptions import ASSUMPTIONS
from childcare.demo.people import People
from childcare.demo.places import Places

COLUMNS = (
    "kindergarten_id", "as_of", "kindergarten_name", "area_code", "is_public", "is_inclusive",
    "has_toddler_class", "toddler_classes", "inclusive_toddler_classes", "toddler_slots",
    "inclusive_toddler_slots", "toddler_enrolled", "could_open_toddler_class",
)  # fmt: skip


def make_kindergartens(
    rows: pd.DataFrame, places: Places, people: People, rng: np.random.Generator
) -> pd.DataFrame:
    """Return all kindergartens: one for each toddler class ever opened, and the others."""
    final = int((~rows["closes"]).sum())
    total = round(final * ASSUMPTIONS["institutions"]["kindergartens_per_institution"])
    classes = np.flatnonzero(rows["provider"] == "kindergarten_class")
    others = max(total - len(classes), 0)
    share = people.townships / people.townships.sum()
    township = np.concatenate(
        [rows["township"].to_numpy()[classes], np.sort(rng.choice(len(share), others, p=share))]
    )
    public = np.concatenate([rows["is_public"].to_numpy()[classes], rng.random(others) < 0.48])
    made = pd.DataFrame({"township": township, "is_public": public})
    made["institution"] = np.concatenate([classes, np.full(others, -1)])
    made["is_inclusive"] = made["is_public"] | (rng.random(len(made)) < 0.62)
    made["could_open"] = (made["institution"] >= 0) | (rng.random(len(made)) < 0.42)
    made = made.sort_values("township", kind="stable", ignore_index=True)
    stem = places.official_county[made["township"]]
    number = made.groupby(stem).cumcount() + 1
    made["kindergarten_id"] = [f"{code}9{one:04d}" for code, one in zip(stem, number, strict=True)]
    return _named(made, places)


def _named(made: pd.DataFrame, places: Places) -> pd.DataFrame:
    """Add a name to each: the township's centre kindergarten first, then by brand."""
    words = names.NAMES
    place = made.groupby("township").cumcount()
    made["kindergarten_name"] = [
        places.township_names[township]
        + (
            words["centre"]
            if number == 0
            else words["brands"][(number * 7 + township) % len(words["brands"])]
        )
        + words["kindergarten"]
        for township, number in zip(made["township"], place, strict=True)
    ]
    return made


def snapshot(made: pd.DataFrame, register: pd.DataFrame, places: Places) -> pd.DataFrame:
    """Return the table in one month; a class is there when the register has it."""
    classes = register.dropna(subset=["kindergarten_id"]).set_index("kindergarten_id")
    now = made.copy()
    has = now["kindergarten_id"].isin(classes.index).to_numpy()
    mine = classes.reindex(now["kindergarten_id"]).reset_index(drop=True)
    now["as_of"] = register["as_of"].iloc[0]
    now["area_code"] = places.codes[now["township"]]
    now["has_toddler_class"] = has
    now["toddler_slots"] = mine["slots"].where(has, 0)
    now["inclusive_toddler_slots"] = mine["inclusive_slots"].where(has, 0)
    now["toddler_enrolled"] = mine["children_enrolled"].where(has, 0)
    now["toddler_classes"] = np.ceil(now["toddler_slots"] / 20)
    now["inclusive_toddler_classes"] = np.ceil(now["inclusive_toddler_slots"] / 20)
    now["could_open_toddler_class"] = now["could_open"]
    return now.sort_values("kindergarten_id")[list(COLUMNS)]
