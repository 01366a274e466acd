"""Plain sentences in which every number is computed (结论句)."""

import pandas as pd

from childcare.catalog import INDICATORS, REFERENCES, Indicator, label, spoken
from childcare.catalog.numbers import signed
from childcare.measures.classes import Classes
from childcare.measures.ratio import KNOWN, ZERO


def coverage_sentence(frame: pd.DataFrame, indicator: Indicator, classes: Classes) -> str:
    """Return what a map of these areas shows, in one sentence."""
    measured = frame[frame["state"].isin((KNOWN, ZERO))]
    if measured.empty:
        return label("sentence.no_value", indicator=spoken(indicator))
    if classes.met_from is None or len(frame) == 1:
        return _extremes(measured, indicator)
    short = measured[measured["class_index"] < classes.met_from]
    values = {
        "areas": len(measured),
        "level": _level_name(frame),
        "short": len(short),
        "reference": indicator.format(REFERENCES[indicator.name].value, with_unit=True),
    }
    if short.empty:
        return label("sentence.all_meet", **values)
    if len(short) == len(measured):
        return _none_meets(classes, values)
    if classes.lower_is_better:
        text = label("sentence.above_reference", **values)
    else:
        text = label("sentence.below_reference", **values)
    by_parent = short["parent_name"].value_counts()
    # Where two have as many, neither has the most.
    if len(by_parent) > 1 and by_parent.iloc[0] > by_parent.iloc[1]:
        text += label("sentence.most_in", parent=by_parent.index[0], number=int(by_parent.iloc[0]))
    return text


def _none_meets(classes: Classes, values: dict[str, object]) -> str:
    if classes.lower_is_better:
        return label("sentence.all_above", **values)
    return label("sentence.all_below", **values)


def unit_of_change(indicator: Indicator) -> str:
    """Return the unit of a difference: of two percentages it is the percentage point (百分点)."""
    return label("number.points") if indicator.unit == "percent" else indicator.unit_suffix()


def part_sentence(frame: pd.DataFrame, indicator: Indicator, area_code: str) -> str:
    """Return how one area stands among its neighbours, in one sentence."""
    row = frame.loc[area_code]
    if pd.isna(row["value"]):
        return label("sentence.part_without_value", area=row["area_name"])
    values = {
        "area": row["area_name"],
        "value": indicator.format(row["value"], with_unit=True),
    }
    if indicator.better_when == "none":
        return label("sentence.only", **values)
    return label(
        "sentence.part",
        parent=row["parent_name"],
        areas=int(frame["rank"].notna().sum()),
        level=_level_name(frame),
        rank=row["rank"],
        **values,
    )


def change_sentence(frame: pd.DataFrame, indicator: Indicator) -> str:
    """Return what changed between two months, in one sentence."""
    known = frame.dropna(subset=["change"])
    if known.empty:
        return label("sentence.no_change_known", indicator=spoken(indicator))
    rose = known[known["class_key"].ne("unchanged") & (known["change"] > 0)]
    fell = known[known["class_key"].ne("unchanged") & (known["change"] < 0)]
    most = known.iloc[int(known["change"].abs().argmax())]
    return label(
        "sentence.changes",
        areas=len(known),
        level=_level_name(frame),
        rose=len(rose),
        fell=len(fell),
        most=most["area_name"],
        change=signed(most["change"], indicator.decimals) + unit_of_change(indicator),
    )


def _extremes(measured: pd.DataFrame, indicator: Indicator) -> str:
    """Return the highest and the lowest area."""
    known = measured.dropna(subset=["value"])
    if len(known) < 2:
        row = measured.iloc[0]
        value = indicator.format(row["value"], with_unit=True)
        return label("sentence.only", area=row["area_name"], value=value)
    highest = known.iloc[int(known["value"].argmax())]
    lowest = known.iloc[int(known["value"].argmin())]
    return label(
        "sentence.extremes",
        highest=highest["area_name"],
        highest_value=indicator.format(highest["value"], with_unit=True),
        lowest=lowest["area_name"],
        lowest_value=indicator.format(lowest["value"], with_unit=True),
    )


def _level_name(frame: pd.DataFrame) -> str:
    """Return what the areas of a frame are called."""
    return level_words(str(frame["level"].iloc[0]))


def level_words(level: str) -> str:
    """Return what areas of a level are called, as many as there are."""
    names = {
        "province": label("level.province"),
        "city": label("level.city"),
        "county": label("level.county"),
        "township": label("level.township"),
    }
    return names.get(level, label("level.nation"))


def overview_sentences(
    whole: tuple[float | None, float | None],
    counties: pd.DataFrame,
    townships: pd.DataFrame,
    empty: pd.DataFrame,
    area_name: str,
) -> list[str]:
    """Return three sentences: where we stand, who lags, where there is nothing.

    Args:
        whole: the area's slots per 1,000 people now and a year before, None where unknown.
        counties: coverage of the parts of the area by slots per 1,000 people.
        townships: coverage of its townships by the same indicator.
        empty: its townships without any slot, with ``children_under_3``.
        area_name: what the area spoken of is called.
    """
    indicator = INDICATORS["slots_per_1000_population"]
    reference = REFERENCES[indicator.name].value
    if townships["numerator"].isna().all() and whole[0] is None:
        return [label("sentence.no_register", area=area_name)]
    if townships["value"].isna().all() and whole[0] is None:
        # Slots are known, but not how many people live there.
        nothing = label("sentence.no_value", indicator=spoken(indicator))
        return [nothing, empty_sentence(townships, empty)]
    return [
        _where_we_stand(whole, indicator, reference, area_name),
        _who_lags(counties, indicator, reference),
        empty_sentence(townships, empty),
    ]


def _where_we_stand(
    whole: tuple[float | None, float | None], indicator: Indicator, reference: float, area: str
) -> str:
    now, before = whole
    if now is None:
        return label("sentence.no_value", indicator=spoken(indicator))
    values = {
        "area": area,
        "indicator": spoken(indicator),
        "plain": indicator.format(now),
        "reference": indicator.format(reference),
        "gap": indicator.format(abs(reference - now)),
    }
    if now >= reference:
        text = label("sentence.stands_above", **values)
    else:
        text = label("sentence.stands_below", **values)
    if before is not None:
        change = indicator.format(abs(now - before))
        if now >= before:
            text += label("sentence.rose", change=change)
        else:
            text += label("sentence.fell", change=change)
    return text + label("sentence.stop")


def _who_lags(counties: pd.DataFrame, indicator: Indicator, reference: float) -> str:
    known = counties.dropna(subset=["value"]).sort_values("value")
    if known.empty:
        return label("sentence.no_value", indicator=spoken(indicator))
    short = known[known["value"] < reference]
    lowest = indicator.format(known["value"].iloc[0])
    same = [indicator.format(value) == lowest for value in known["value"]]
    return label(
        "sentence.who_lags",
        areas=len(known),
        level=_level_name(counties),
        short=len(short),
        reference=indicator.format(reference),
        lowest=_first_of(list(known.loc[same, "area_name"])),
        value=lowest,
    )


def _first_of(names: list[str]) -> str:
    """Return a few names, and how many there are where these are not all."""
    listed = label("sentence.comma").join(names[:3])
    return listed if len(names) <= 3 else label("sentence.among", listed=listed, count=len(names))


def empty_sentence(townships: pd.DataFrame, empty: pd.DataFrame) -> str:
    """Return how many townships have no slot at all, and how many children live there."""
    reported = int((townships["numerator"].notna()).sum())
    if empty.empty:
        return label("sentence.nowhere_empty", areas=reported)
    values = {
        "areas": reported,
        "empty": len(empty),
        "first": label("sentence.comma").join(empty["area_name"].head(3)),
    }
    children = empty["children_under_3"].sum(min_count=1)
    if pd.isna(children):
        return label("sentence.empty", **values)
    return label("sentence.empty_with_children", children=f"{children:,.0f}", **values)
