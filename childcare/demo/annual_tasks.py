"""Annual tasks (年度任务): how many new slots each county was asked for, and mostly built."""

import numpy as np
import pandas as pd

from childcare.catalog import INDICATORS
from childcare.demo.assumptions import ASSUMPTIONS
from childcare.demo.places import Places

NUMBERS = ASSUMPTIONS["annual_tasks"]


def annual_tasks(
    rows: pd.DataFrame, places: Places, first: int, last: int, rng: np.random.Generator
) -> pd.DataFrame:
    """Return the tasks of new slots (新增托位), year by year from the first month to the last.

    The whole place was asked for what its counties were asked for together. The poorest county
    missed its task in one year; the task of the second poorest was not handed in for another.
    """
    poorest, second = _two_poorest(places)
    least, most = NUMBERS["share_of_added"]
    made: list[tuple[str, int, int]] = []
    for year in range(max(first // 12, NUMBERS["first_year"]), last // 12 + 1):
        added = added_slots(rows, places, year)
        asked = added * rng.uniform(least, most, len(added))
        if year == NUMBERS["missed_year"]:
            asked[poorest] = added[poorest] * NUMBERS["missed_by"]
        asked = (asked / 10).round().clip(lower=1) * 10
        total = {} if places.root_code in asked else {places.root_code: asked.sum()}
        if year == NUMBERS["absent_year"] and second != poorest:
            asked = asked.drop(second)
        made += [(str(code), year, int(value)) for code, value in [*total.items(), *asked.items()]]
    columns = ["area_code", "year", "task_value"]
    table = pd.DataFrame(made, columns=columns)
    table.insert(0, "indicator", INDICATORS["new_slots"].label_zh)
    table["document"] = [NUMBERS["document"].format(year=year) for year in table["year"]]
    return table


def added_slots(rows: pd.DataFrame, places: Places, year: int) -> pd.Series:
    """Return the slots added in a year by openings and growth (毛增), by county code.

    The development zone is no county and has no task. What is open in the first month of the
    course is not new.
    """
    months = np.arange(year * 12, year * 12 + 12)
    counted = rows[rows["is_counted"] & ~places.is_zone[rows["township"]]]
    opened = counted[counted["opened"].isin(months)]
    at_opening = np.where(
        opened["opened"] >= opened["grown"], opened["slots"], opened["slots_before"]
    )
    grown = counted[counted["grown"].isin(months) & (counted["grown"] > counted["opened"])]
    grown = grown[grown["grown"] < grown["closed"]]
    by_county = pd.Series(0.0, index=sorted(set(places.official_county)))
    for part, slots in ((opened, at_opening), (grown, grown["slots"] - grown["slots_before"])):
        code = places.official_county[part["township"]]
        total = pd.Series(np.asarray(slots, float)).groupby(code).sum()
        by_county = by_county.add(total, fill_value=0.0)
    return by_county


def _two_poorest(places: Places) -> tuple[str, str]:
    """Return the codes of the poorest county and of the next; twice the same where there is one."""
    wealth = pd.Series(places.wealth[places.county], index=places.official_county)
    order = list(wealth.groupby(level=0).first().sort_values(kind="stable").index)
    return order[0], order[min(1, len(order) - 1)]
