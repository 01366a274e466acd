"""Reported values (上报值): what the city and its counties sent up, and the province's figures."""

from typing import Any

import numpy as np
import pandas as pd

from childcare.catalog import INDICATORS, UNITS
from childcare.demo import months
from childcare.demo.assumptions import ASSUMPTIONS
from childcare.demo.cells import Array, Indexes
from childcare.demo.people import People, township_people
from childcare.demo.places import Places

WORDS = ASSUMPTIONS["words"]
COLUMNS = (
    "indicator", "area_code", "period", "value", "unit", "source", "sample_size", "note",
)  # fmt: skip
# The city's report of its slots is slightly off what its register says, as reports are.
_OFF = {5: 0.04, 11: -0.03}
_SLOT_RATE = "slots_per_1000_population"


def reported_values(
    places: Places, people: People, slots: dict[int, int], last: int, rng: np.random.Generator
) -> pd.DataFrame:
    """Return every reported value up to the last month; ``slots`` are the city's by month."""
    rows = _slot_rates(places, people, slots)
    for indicator, values in ASSUMPTIONS["benchmark"].items():
        code = ASSUMPTIONS["codes"]["benchmark"]
        rows += [
            _row(indicator, code, period, value, WORDS["benchmark"])
            for period, value in values.items()
        ]
    counties = _counties(places, people)
    for indicator, told in ASSUMPTIONS["reports"].items():
        below = counties if "counties" in told else counties.iloc[:0]
        for period, value in told["values"].items():
            values = {places.root_code: value} | _below(indicator, told, value, below, rng)
            rows += _report(indicator, told, period, values, below)
    made = pd.DataFrame(rows)
    made = made[made["period"].map(months.number) <= last]
    return made.reindex(columns=COLUMNS)


def _row(indicator: str, code: str, period: str, value: float, source: str) -> dict[str, object]:
    """Return one row without a sample."""
    declared = INDICATORS[indicator]
    return {
        "indicator": declared.label_zh,
        "area_code": code,
        "period": period,
        # A count is written without a decimal point.
        "value": f"{value:.{declared.decimals}f}",
        "unit": UNITS[declared.unit].label_zh,
        "source": source,
        "sample_size": None,
        "note": None,
    }


def _slot_rates(places: Places, people: People, slots: dict[int, int]) -> list[dict[str, object]]:
    """Return what the place reported about its slots, each June and December."""
    rows = []
    for month in (one for one in slots if one % 12 in _OFF):
        total = township_people(people, None, months.last_day(month))["population_total"].sum()
        value = 1000 * slots[month] / total + _OFF[month % 12]
        code, period = places.root_code, months.text(month)
        rows.append(_row(_SLOT_RATE, code, period, value, WORDS["reported"]))
    return rows


def _below(
    indicator: str,
    told: dict[str, Any],
    value: float,
    counties: pd.DataFrame,
    rng: np.random.Generator,
) -> dict[str, float]:
    """Return the values of the counties, which together give the value of the city.

    They share a number by their people, or lie around a rate by their wealth: from the poorest to
    the richest county the rate rises by ``spread``, give or take ``county_noise``.
    """
    if counties.empty:
        return {}
    people = counties["people"].to_numpy(float)
    if told["counties"] == "share":
        return dict(zip(counties.index, shared_out(people, value), strict=True))
    own = told["spread"] * counties["wealth"] + rng.normal(0, told["county_noise"], len(counties))
    own = own - np.average(own, weights=people) + value
    return own.clip(0, INDICATORS[indicator].limit).to_dict()


def _report(
    indicator: str,
    told: dict[str, Any],
    period: str,
    values: dict[str, float],
    counties: pd.DataFrame,
) -> list[dict[str, object]]:
    """Return one period's rows of an indicator, without the county that kept silent."""
    is_survey = "sample_size" in told
    source = WORDS["survey" if is_survey else "reported"]
    rows = [_row(indicator, code, period, value, source) for code, value in values.items()]
    if is_survey:
        shares = shared_out(counties["people"].to_numpy(float), told["sample_size"])
        for row, size in zip(rows, [told["sample_size"], *shares], strict=True):
            row |= {"sample_size": size, "note": WORDS["survey_method"]}
    silent = counties["wealth"].idxmin() if period == told.get("silent") and len(counties) else ""
    return [row for row in rows if row["area_code"] != silent]


def _counties(places: Places, people: People) -> pd.DataFrame:
    """Return wealth and people of a city's counties, by code; no rows unless the root is a city."""
    is_city = places.root_code == ASSUMPTIONS["codes"]["city"]
    frame = pd.DataFrame(
        {
            "area_code": places.official_county,
            "wealth": places.wealth[places.county],
            "people": people.townships,
        }
    )
    counties = frame.groupby("area_code").agg({"wealth": "first", "people": "sum"})
    return counties if is_city else counties.iloc[:0]


def shared_out(weights: Array, total: float) -> Indexes:
    """Return whole numbers in proportion to the weights that add up to a whole total."""
    if len(weights) == 0:
        return np.zeros(0, np.int64)
    exact = weights / weights.sum() * total
    shares = np.floor(exact)
    missing = round(total - shares.sum())
    shares[np.argsort(-(exact - shares), kind="stable")[:missing]] += 1
    return shares.astype(np.int64)
