"""When institutions opened, grew, closed and became inclusive (普惠), on the declared course."""

import numpy as np
import pandas as pd

from childcare.demo import months
from childcare.demo.assumptions import ASSUMPTIONS
from childcare.demo.cells import Array, Flags, Indexes
from childcare.demo.people import People, township_people
from childcare.demo.places import Places

COURSE = ASSUMPTIONS["course"]
NUMBERS = ASSUMPTIONS["institutions"]
SPAN = np.arange(months.FIRST, months.LAST + 1)


def _curve() -> Array:
    """Return for each month how much of all opening is done, 0 to 1, livelier in some months."""
    weights = np.array([COURSE["opening_by_month"][month % 12] for month in SPAN[1:]])
    weights = weights * np.linspace(0.8, 1.15, len(weights))
    return np.concatenate([[0.0], np.cumsum(weights) / weights.sum()])


def _earlier(rows: pd.DataFrame, places: Places, rng: np.random.Generator) -> Indexes:
    """Return a random order in which rich counties tend to come first."""
    poverty = 1 - places.wealth[places.county][rows["township"]]
    return np.argsort(rng.random(len(rows)) + 0.25 * poverty, kind="stable")


def _classes_open(count: int) -> Indexes:
    """Return the opening months of kindergarten classes: half at the start, then each term."""
    first, last = COURSE["kindergarten_share"]
    at_start = round(count * first / last)
    terms = SPAN[1:][np.isin(SPAN[1:] % 12, (1, 8))]
    after = terms[np.linspace(0, len(terms) - 0.001, count - at_start).astype(int)]
    return np.concatenate([np.full(at_start, months.FIRST - 1), after])


def open_institutions(
    rows: pd.DataFrame, places: Places, people: People, rng: np.random.Generator
) -> pd.DataFrame:
    """Add opening, growth and closing months, so that all slots together follow the course."""
    rows["opened"] = months.FIRST - 1
    rows["closed"] = months.NEVER
    closes = rows["closes"].to_numpy()
    rows.loc[closes, "closed"] = rng.integers(months.FIRST + 6, months.LAST - 1, closes.sum())
    order = _earlier(rows, places, rng)
    is_class = (rows["provider"] == "kindergarten_class").to_numpy() & ~closes
    classes = order[is_class[order]]
    rows.loc[classes, "opened"] = _classes_open(len(classes))
    _grow(rows, is_class, rng)
    others = order[~is_class[order] & ~closes[order]]
    have = _slots_open(rows, classes) + _slots_open(rows, np.flatnonzero(closes))
    first = (
        COURSE["slots_per_1000"][0]
        * township_people(people, None, months.last_day(months.FIRST))["population_total"].sum()
        / 1000
    )
    last = rows.loc[~closes, "slots"].sum()
    needed = np.maximum.accumulate(first + _curve() * (last - first) - have)
    reached = np.cumsum(rows["slots"].to_numpy()[others])
    step = np.searchsorted(needed, reached - 0.5)
    rows.loc[others, "opened"] = np.where(step == 0, months.FIRST - 1, months.FIRST + step).clip(
        max=months.LAST
    )
    rows["grown"] = np.where(rows["grown"] <= rows["opened"] + 5, -1, rows["grown"])
    rows["opened_on"] = _opening_days(rows["opened"].to_numpy(), rng)
    return rows


def _grow(rows: pd.DataFrame, is_class: Flags, rng: np.random.Generator) -> None:
    """Let some larger institutions begin smaller and add a class later."""
    may = ~is_class & ~rows["closes"].to_numpy() & (rows["slots"] >= 40).to_numpy()
    grows = may & (rng.random(len(rows)) < 2 * NUMBERS["expanded_share"])
    rows["grown"] = np.where(grows, rng.integers(months.FIRST + 3, months.LAST, len(rows)), -1)
    rows["slots_before"] = np.where(grows, np.floor(rows["slots"] * 0.6 / 5) * 5, rows["slots"])


def _slots_open(rows: pd.DataFrame, chosen: Indexes) -> Array:
    """Return the slots of the chosen institutions in each month."""
    part = rows.iloc[chosen]
    steps = np.zeros(len(SPAN) + 1)
    np.add.at(steps, (part["opened"].to_numpy() - months.FIRST).clip(0), part["slots"].to_numpy())
    ends = (part["closed"].to_numpy() - months.FIRST).clip(0, len(SPAN))
    np.add.at(steps, ends, -part["slots"].to_numpy())
    return np.cumsum(steps)[:-1]


def _opening_days(opened: Indexes, rng: np.random.Generator) -> list[str]:
    """Return a day for each opening; those open from the start opened in the years before."""
    years_ago = np.floor(rng.exponential(20, len(opened))).astype(int).clip(0, 95)
    month = np.where(opened < months.FIRST, opened - years_ago, opened)
    days = rng.integers(1, 26, len(opened))
    return [f"{months.text(int(one))}-{day:02d}" for one, day in zip(month, days, strict=True)]


def slots_in(rows: pd.DataFrame, month: int) -> Indexes:
    """Return the slots that each institution has in a month, open or not."""
    return np.where(month >= rows["grown"], rows["slots"], rows["slots_before"]).astype(np.int64)


def is_open(rows: pd.DataFrame, month: int) -> Flags:
    """Tell which institutions are open in a month."""
    return ((rows["opened"] <= month) & (rows["closed"] > month)).to_numpy()


def _allowed(rows: pd.DataFrame, places: Places, rng: np.random.Generator) -> tuple[Indexes, Flags]:
    """Return from when each institution may be inclusive, and who must then be.

    A street is covered from the month when its first institution becomes inclusive, so that the
    covered streets follow their course; in a few streets none ever does.
    """
    lasting = rows[~rows["closes"]].sort_values("opened", kind="stable")
    champion = rows.index.isin(lasting.drop_duplicates("township").index)
    on_street = (places.kinds[rows["township"]] == "street") & champion
    streets = np.flatnonzero(on_street)
    streets = streets[rng.permutation(len(streets))]
    streets = streets[np.argsort(rows["opened"].to_numpy()[streets] > months.FIRST, kind="stable")]
    share = np.linspace(0, 1, len(streets))
    low, high = COURSE["streets_covered"]
    when = months.FIRST + np.maximum(share - low, 0) / (high - low) * (len(SPAN) - 4)
    when = when.astype(int)
    if len(streets) > 8:
        when[-COURSE["streets_left_out"] :] = months.NEVER
    start = np.full(len(places.codes), -1)
    start[rows["township"].to_numpy()[streets]] = when
    return np.maximum(start[rows["township"]], rows["opened"]), on_street


def make_inclusive(rows: pd.DataFrame, places: Places, rng: np.random.Generator) -> pd.DataFrame:
    """Add the month from which each institution is inclusive, to follow the declared share."""
    allowed, champion = _allowed(rows, places, rng)
    keen = rng.random(len(rows)) - 0.5 * rows["is_public"].to_numpy()
    keen = keen - 0.2 * (rows["provider"] == "kindergarten_class").to_numpy()
    order = np.argsort(keen, kind="stable")
    since = np.where(champion, allowed, months.NEVER)
    for month in SPAN.tolist():
        running = is_open(rows, month)
        slots = slots_in(rows, month) * running
        lacking = (
            months.course("inclusive_share", month) * slots.sum() - slots[since <= month].sum()
        )
        options = order[(running & (allowed <= month) & (since > month))[order]]
        chosen = options[np.cumsum(slots[options]) <= lacking]
        since[chosen] = month
    rows["inclusive_since"] = since
    partly = rng.random(len(rows)) < NUMBERS["partly_inclusive_share"]
    rows["inclusive_part"] = np.where(partly & (rows["slots"] >= 40), 0.8, 1.0)
    return rows
