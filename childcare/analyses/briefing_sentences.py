"""The sentences of a briefing (汇报结论句) that no page says: every number in them is computed."""

import pandas as pd

from childcare.analyses.figure_words import MONTH
from childcare.analyses.gap import Gap
from childcare.analyses.sentences import level_words, unit_of_change
from childcare.catalog import Indicator, label, spoken
from childcare.catalog.numbers import whole


def spread_sentence(frame: pd.DataFrame, indicator: Indicator) -> str:
    """Return how far the areas lie apart, and who gained most ranks; empty with fewer than two.

    ``frame`` is coverage, perhaps with ``previous_rank``.
    """
    known = frame.dropna(subset=["value"])
    if len(known) < 2:
        return ""
    highest = known.iloc[int(known["value"].argmax())]
    lowest = known.iloc[int(known["value"].argmin())]
    text = label(
        "briefing.spread",
        areas=len(known),
        level=level_words(str(frame["level"].iloc[0])),
        gap=_difference(highest["value"] - lowest["value"], indicator),
        highest=highest["area_name"],
        highest_value=indicator.format(highest["value"], with_unit=indicator.unit == "percent"),
        lowest=lowest["area_name"],
        lowest_value=indicator.format(lowest["value"], with_unit=indicator.unit == "percent"),
    )
    return text + _riser(known)


def _riser(known: pd.DataFrame) -> str:
    """Return which area gained most ranks on the year; nothing where several gained as many."""
    if "previous_rank" not in known:
        return ""
    gained = (known["previous_rank"] - known["rank"]).astype("float64")
    if gained.isna().all() or gained.max() <= 0 or (gained == gained.max()).sum() > 1:
        return ""
    row = known.iloc[int(gained.fillna(0).argmax())]
    return label(
        "briefing.riser",
        area=row["area_name"],
        previous=int(row["previous_rank"]),
        rank=int(row["rank"]),
    )


def trend_sentence(
    series: pd.DataFrame, indicator: Indicator, reference: float, area_name: str
) -> str:
    """Return from what to what an indicator moved, and since when it meets its reference.

    ``series`` has ``as_of`` and ``value``, in the order of time; empty where nothing is known.
    """
    known = series.dropna(subset=["value"])
    if known.empty:
        return ""
    first, last = known.iloc[0], known.iloc[-1]
    values = {
        "area": area_name,
        "indicator": spoken(indicator),
        "first": first["as_of"].strftime(MONTH),
        "last": last["as_of"].strftime(MONTH),
        "now": indicator.format(last["value"], with_unit=True),
    }
    before = indicator.format(first["value"])
    if before == indicator.format(last["value"]):
        text = label("briefing.stayed", **values)
    elif last["value"] > first["value"]:
        text = label("briefing.rose", before=before, **values)
    else:
        text = label("briefing.fell", before=before, **values)
    return text + _since(known, indicator, reference)


def _since(known: pd.DataFrame, indicator: Indicator, reference: float) -> str:
    """Return since when the reference is met without a break, or what is missing to it."""
    if reference != reference or indicator.better_when == "none":
        return ""
    lower = indicator.better_when == "lower"
    met = known["value"] <= reference if lower else known["value"] >= reference
    shown = {"reference": indicator.format(reference)}
    if met.all():
        return label("briefing.met_always", **shown)
    if met.iloc[-1]:
        last_missed = known.loc[~met, "as_of"].iloc[-1]
        since = known.loc[known["as_of"] > last_missed, "as_of"].iloc[0]
        return label("briefing.met_since", month=since.strftime(MONTH), **shown)
    gap = _difference(abs(reference - known["value"].iloc[-1]), indicator)
    if lower:
        return label("briefing.too_high", gap=gap, **shown)
    return label("briefing.not_met", gap=gap, **shown)


def whole_sentence(value: float, indicator: Indicator, reference: float, area_name: str) -> str:
    """Return the value of a whole area and how it stands to the reference."""
    text = label(
        "briefing.whole",
        area=area_name,
        indicator=spoken(indicator),
        value=indicator.format(value, with_unit=True),
    )
    if reference != reference or value != value:
        return text
    values = {
        "reference": indicator.format(reference, with_unit=indicator.unit == "percent"),
        "gap": _difference(abs(value - reference), indicator),
    }
    if value == reference:
        return text + label("briefing.at", reference=values["reference"])
    if value > reference:
        return text + label("briefing.over", **values)
    return text + label("briefing.under", **values)


def gap_sentence(found: Gap, area_name: str) -> str:
    """Return what the whole lacks and what its areas lack, each alone: two different numbers."""
    known = found.areas.dropna(subset=["shortfall"])
    short = known[known["shortfall"] > 0]
    values = {
        "wanted": found.indicator.format(found.wanted, with_unit=True),
        "areas": len(known),
        "level": level_words(str(found.areas["level"].iloc[0])),
    }
    if short.empty:
        return label("briefing.none_lacks", **values)
    text = label(
        "briefing.gap",
        area=area_name,
        whole=_whole_gap(found.city_shortfall),
        short=len(short),
        sum=whole(short["shortfall"].sum()),
        **values,
    )
    most = short.iloc[0]
    return text + label(
        "briefing.gap_most", most=most["area_name"], number=whole(most["shortfall"])
    )


def _whole_gap(shortfall: int | None) -> str:
    if shortfall is None:
        return label("briefing.whole_unknown")
    if shortfall == 0:
        return label("briefing.enough")
    return label("briefing.lacking", number=whole(shortfall))


def _difference(amount: float, indicator: Indicator) -> str:
    """Return a difference of two values; of two percentages it is in percentage points (百分点)."""
    return indicator.format(amount) + unit_of_change(indicator)
