"""Projects (在建项目): institutions that do not exist yet, more of them where slots lack."""

import numpy as np
import pandas as pd

from childcare.demo import months
from childcare.demo.assumptions import ASSUMPTIONS
from childcare.demo.cells import Indexes
from childcare.demo.names import NAMES
from childcare.demo.people import People
from childcare.demo.places import Places

NUMBERS = ASSUMPTIONS["projects"]


def projects(
    rows: pd.DataFrame, places: Places, people: People, last: int, rng: np.random.Generator
) -> pd.DataFrame:
    """Return the projects as they stand in the last month, and one that has opened since."""
    made = _with_ids(pd.concat([_planned(places, people, last, rng), _opened(rows, places, last)]))
    return made.sort_values("project_id", ignore_index=True)


def _planned(places: Places, people: People, last: int, rng: np.random.Generator) -> pd.DataFrame:
    """Return what is to come, at most one project in a township."""
    township = _where(places, people, rng)
    count = len(township)
    stages = _stages(count, rng)
    kinds, shares = list(NUMBERS["providers"]), list(NUMBERS["providers"].values())
    provider = rng.choice(np.array(kinds, object), count, p=shares)
    typical = np.array([NUMBERS["slots"][kind] for kind in provider])
    slots = (typical * np.exp(NUMBERS["spread"] * rng.standard_normal(count)) / 10).round() * 10
    slots = slots.clip(max=NUMBERS["largest"])
    inclusive = rng.choice(NUMBERS["inclusive_shares"], count)
    return pd.DataFrame(
        {
            "county": places.official_county[township],
            "area_code": places.codes[township],
            "project_name": [
                places.township_names[place] + NAMES[kind] + ASSUMPTIONS["words"]["project"]
                for place, kind in zip(township, provider, strict=True)
            ],
            "provider_type": provider,
            "slots_planned": slots,
            "inclusive_slots_planned": (slots * inclusive / 10).round() * 10,
            "stage": stages,
            "expected_open_on": _expected(stages, last, rng),
        }
    )


def _opened(rows: pd.DataFrame, places: Places, last: int) -> pd.DataFrame:
    """Return the project that became the largest institution of the last months, if any did.

    It is in the register now, so it adds nothing to what is to come.
    """
    new = rows[rows["opened"].between(last - NUMBERS["months_open"], last) & ~rows["closes"]]
    largest = new.sort_values("slots", ascending=False, kind="stable").head(1)
    return pd.DataFrame(
        {
            "county": places.official_county[largest["township"]],
            "area_code": places.codes[largest["township"]],
            "project_name": largest["institution_name"] + ASSUMPTIONS["words"]["project"],
            "provider_type": largest["provider"],
            "slots_planned": largest["slots"],
            "inclusive_slots_planned": largest["slots"].where(largest["is_public"], 0),
            "stage": "open",
            "expected_open_on": largest["opened_on"],
        }
    )


def _with_ids(made: pd.DataFrame) -> pd.DataFrame:
    """Return the projects with their ids, counted within each county, instead of its code."""
    number = (made.groupby("county").cumcount() + 1).map("{:02d}".format)
    made.insert(0, "project_id", "X" + made["county"] + number)
    return made.drop(columns="county")


def _where(places: Places, people: People, rng: np.random.Generator) -> Indexes:
    """Choose townships by their people, those of poor counties rather than those of rich ones."""
    usable = np.flatnonzero(~places.is_zone)
    count = min(max(round(NUMBERS["per_township"] * len(places.codes)), 3), len(usable))
    need = (people.townships * (1.4 - places.wealth[places.county]))[usable]
    return np.sort(rng.choice(usable, count, replace=False, p=need / need.sum()))


def _stages(count: int, rng: np.random.Generator) -> list[str]:
    """Return the stage (项目阶段) of each project; among many, one was dropped."""
    shares = np.array(list(NUMBERS["stages"].values()))
    places = np.searchsorted(np.cumsum(shares / shares.sum()), (np.arange(count) + 0.5) / count)
    stages = [list(NUMBERS["stages"])[place] for place in places]
    if count > 2 * len(NUMBERS["stages"]):
        stages[-1] = "dropped"
    return [stages[place] for place in rng.permutation(count)]


def _expected(stages: list[str], last: int, rng: np.random.Generator) -> list[str | None]:
    """Return when each is to open; of the first that is only intended nobody knows it."""
    days: list[str | None] = []
    for stage in stages:
        soonest, latest = NUMBERS["months_ahead"][stage]
        ahead = int(rng.integers(soonest, latest, endpoint=True))
        days.append(months.last_day(last + ahead))
    if "intended" in stages:
        days[stages.index("intended")] = None
    return days
