"""The profile in words (画像用语): rank, its change, what turns it over, and what is missing."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from childcare.analyses.profile import Profile
from childcare.catalog import COLUMNS, INDICATORS, Indicator, label, spoken
from childcare.catalog.numbers import whole

# One row of a profile: ``value``, ``rank``, ``change``, ``units_to_gain`` and the like.
Row = Mapping[Any, Any] | pd.Series | pd.DataFrame


def rank_text(row: Row, *, brief: bool = False) -> str:
    """Return a rank among how many, with the places gained or lost: ``3/7 ▲1``; empty for none.

    In brief, nothing is said of a rank that stayed.
    """
    if pd.isna(row["rank"]):
        return ""
    text = label("profile.rank_of", rank=row["rank"], ranked=row["ranked"])
    if pd.isna(row["change"]):
        return text
    if row["change"] == 0:
        return text if brief else text + label("profile.as_before")
    if row["change"] > 0:
        return text + label("profile.rose", places=row["change"])
    return text + label("profile.fell", places=-row["change"])


def gain_text(indicator: Indicator, row: Row) -> str:
    """Return what would gain a place: ``再增 12 个托位升 1 位``; empty where nothing would."""
    if pd.isna(row["units_to_gain"]):
        return ""
    return label("profile.to_gain", amount=_amount(indicator, row["units_to_gain"]))


def lose_text(indicator: Indicator, row: Row) -> str:
    """Return what would lose a place: ``减少 3 个托位降 1 位``; empty where nothing would."""
    if pd.isna(row["units_to_lose"]):
        return ""
    return label("profile.to_lose", amount=_amount(indicator, row["units_to_lose"]))


def _amount(indicator: Indicator, number: int) -> str:
    """Return a number of what the numerator counts, by its name: ``12 个托位``."""
    nouns = {
        "streets": label("target.noun_street"),
        "townships": label("target.noun_township"),
        "communities": label("target.noun_community"),
        "slot": label("target.noun_slot"),
        "institution": label("target.noun_institution"),
        "kindergarten": label("target.noun_kindergarten"),
        "class": label("target.noun_class"),
        "child": label("target.noun_child"),
        "person": label("target.noun_person"),
    }
    unit = COLUMNS[indicator.numerator].unit
    noun = nouns[indicator.denominator if unit == "area" else unit]
    return label("target.amount", number=whole(number), noun=noun)


def standing_sentence(profile: Profile, name: str, area_name: str, parent_name: str) -> str:
    """Return where a county stands on one indicator: value, city, rank, what gains a place."""
    indicator, row = INDICATORS[name], profile.stands[name]
    if pd.isna(row["value"]):
        return label("sentence.no_value", indicator=area_name + spoken(indicator))
    value = indicator.format(row["value"], with_unit=True)
    text = label("profile.is", area=area_name, indicator=spoken(indicator), value=value)
    above = profile.whole["value"].get(name)
    if parent_name and pd.notna(above):
        city = indicator.format(above, with_unit=True)
        text += label("profile.city_is", city=parent_name, value=city)
    if pd.notna(row["rank"]) and row["ranked"] > 1:
        text += label("profile.stands", rank=row["rank"], ranked=row["ranked"])
        text += _change(row)
    gain = gain_text(indicator, row)
    return text + (label("profile.comma") + gain if gain else "") + label("sentence.stop")


def _change(row: Row) -> str:
    if pd.isna(row["previous_rank"]):
        return ""
    return label("profile.before", rank=row["previous_rank"])


def field_title(profile: Profile, names: list[str], area_name: str, parent_name: str) -> str:
    """Return what a field of indicators shows: of how many the county is better than the city."""
    judged = [name for name in names if INDICATORS[name].better_when != "none"]
    cities = profile.whole["value"].to_dict()
    pairs = [(INDICATORS[name], profile.stands[name]["value"], cities.get(name)) for name in judged]
    known = [(one, own, city) for one, own, city in pairs if pd.notna(own) and pd.notna(city)]
    if not parent_name or not known:
        return label("profile.field", area=area_name, indicators=len(names))
    better = sum(
        own < city if one.better_when == "lower" else own > city for one, own, city in known
    )
    return label(
        "profile.field_beside",
        area=area_name,
        indicators=len(known),
        better=better,
        city=parent_name,
    )


def missing_sentence(townships: pd.DataFrame, wanted: str) -> str:
    """Return how many townships lack slots and how many, and how many have none at all."""
    known = townships["shortfall"].dropna()
    if known.empty:
        return label("profile.gap_unknown")
    lacking = townships[townships["shortfall"] > 0]
    if lacking.empty:
        return label("profile.none_lacks", wanted=wanted, townships=len(known))
    empty = int((townships["slots"] == 0).sum())
    text = label(
        "profile.lack",
        wanted=wanted,
        townships=len(known),
        lacking=len(lacking),
        slots=whole(int(lacking["shortfall"].sum())),
        most=lacking["area_name"].iloc[0],
        of_most=whole(int(lacking["shortfall"].iloc[0])),
    )
    if empty:
        text += label("profile.empty", townships=empty)
    return text + label("sentence.stop")
