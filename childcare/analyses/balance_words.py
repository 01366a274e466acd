"""What the balance of regions shows, in sentences whose every number is computed (结论句)."""

import pandas as pd

from childcare.analyses.balance import BY_PARENT, TOGETHER, WORST_OFF, Balance
from childcare.analyses.figure_words import MONTH
from childcare.analyses.sentences import level_words, unit_of_change
from childcare.catalog import Indicator, label, spoken
from childcare.catalog.numbers import signed, whole


def people_words(base: str) -> str:
    """Return over whom slots are spread."""
    if base == "population_total":
        return label("balance.people")
    return label("balance.children")


def number(value: float) -> str:
    """Return a coefficient of inequality as it is read; a dash where there is none."""
    return label("number.none") if value != value else f"{value:.3f}"


def worst_off_sentence(found: Balance, level: str) -> str:
    """Return what share of the slots lies where the worst-off live, in people."""
    return label(
        "balance.worst_off_have",
        percent=WORST_OFF,
        people=people_words(found.base),
        level=level_words(level),
        share=f"{found.worst_off:.1f}",
    )


def answer_sentence(
    found: Balance,
    before: Balance | None,
    before_month: pd.Timestamp | None,
    *,
    level: str,
    parent_level: str,
) -> str:
    """Return the answer of the page: how uneven, whether it grows, and where it lies.

    ``level`` is that of the areas compared, ``parent_level`` that of the areas they lie in.
    """
    text = uneven_sentence(found, before, before_month, level=level)
    return text + split_words(found, parent_level)


def uneven_sentence(
    found: Balance, before: Balance | None, before_month: pd.Timestamp | None, *, level: str
) -> str:
    """Return how uneven it is and how it was before, where the same areas are known."""
    text = worst_off_sentence(found, level)
    text += label("balance.gini_is", gini=number(found.gini))
    if before is not None and before_month is not None and before.areas == found.areas:
        text += label(
            "balance.was",
            month=before_month.strftime(MONTH),
            gini=number(before.gini),
            share=f"{before.worst_off:.1f}",
        )
    return text


def split_words(found: Balance, parent_level: str) -> str:
    """Return how much of the inequality lies within groups; empty where there are no two."""
    within = found.share_within
    if within != within:
        return ""
    if found.grouping == BY_PARENT:
        return label(
            "balance.split", within=f"{100 * within:.0f}", parents=level_words(parent_level)
        )
    return label("balance.split_by_type", within=f"{100 * within:.0f}")


def group_names(found: Balance, parent_level: str) -> tuple[str, str]:
    """Return what the parts of the inequality within and between groups are called."""
    if found.grouping == BY_PARENT:
        parents = level_words(parent_level)
        return (
            label("balance.within_parents", parents=parents),
            label("balance.between_parents", parents=parents),
        )
    return label("balance.within_types"), label("balance.between_types")


def theil_title(
    found: Balance, months: pd.DataFrame, month: pd.Timestamp, parent_level: str
) -> str:
    """Return how Theil's index moved up to ``month``, from the first month of the same areas."""
    same = months[[areas == found.areas for areas in months["areas"]]].loc[:month]
    values = {
        "first": same.index[0].strftime(MONTH),
        "before": number(same["theil"].iloc[0]),
        "last": same.index[-1].strftime(MONTH),
        "now": number(same["theil"].iloc[-1]),
    }
    if same["theil"].iloc[-1] < same["theil"].iloc[0]:
        return label("balance.theil_fell", **values) + split_words(found, parent_level)
    return label("balance.theil_rose", **values) + split_words(found, parent_level)


def spread_title(
    points: pd.DataFrame, groups: pd.DataFrame, reference: float, indicator: Indicator, level: str
) -> str:
    """Return how many areas fall short, and inside which group they differ most.

    By the variation of each group, in which a tiny area weighs little: the highest rate by the
    lowest would be that of the smallest village.
    """
    known = points.dropna(subset=["value"])
    text = label(
        "balance.spread",
        areas=len(known),
        level=level_words(level),
        short=int((known["value"] < reference).sum()),
        reference=indicator.format(reference),
    )
    several = groups[(groups["areas"] > 1) & groups["variation"].notna()]
    if len(several) < 2:
        return text
    widest = several.iloc[int(several["variation"].argmax())]
    return text + label(
        "balance.widest", group=widest["group_name"], variation=f"{widest['variation']:.2f}"
    )


def types_title(groups: pd.DataFrame, indicator: Indicator) -> str:
    """Return the rate of each type of area, the lowest first."""
    parts = [
        label("balance.type_has", type=name, value=indicator.format(value))
        for name, value in zip(groups["group_name"], groups["value"], strict=True)
    ]
    return label("sentence.comma").join(parts)


def disagreement_title(frame: pd.DataFrame, step: float, level: str) -> str:
    """Return which area the official rate flatters most, and how many ranks disagree."""
    known = frame.dropna(subset=["places"])
    if known.empty:
        return label("balance.no_ranks")
    most = known.iloc[int(known["places"].astype("int64").argmin())]
    values = {
        "areas": len(known),
        "level": level_words(level),
        "apart": int((known["places"].abs() >= step).sum()),
        "step": f"{step:.0f}",
    }
    if most["places"] >= 0:
        return label("balance.ranks_agree", **values)
    return label(
        "balance.flattered",
        area=most["area_name"],
        official=most["official_rank"],
        need=most["need_rank"],
        **values,
    )


def change_title(whole_row: pd.Series, indicator: Indicator, area: str) -> str:
    """Return why the rate of the whole changed."""
    if whole_row["change"] != whole_row["change"]:
        return label("balance.change_unknown", area=area)
    return label(
        "balance.changed",
        area=area,
        indicator=spoken(indicator),
        unit=unit_of_change(indicator),
        change=signed(whole_row["change"], indicator.decimals),
        slots=signed(whole_row["of_numerator"], indicator.decimals),
        people=signed(whole_row["of_denominator"], indicator.decimals),
    )


def left_out_note(found: Balance, level: str) -> str:
    """Return what no measure takes in; empty where all areas are compared."""
    left, parts = found.left_out, []
    if left.unknown:
        parts.append(label("balance.left_unknown", number=left.unknown, level=level_words(level)))
    if left.without_children:
        parts.append(
            label(
                "balance.left_empty",
                number=left.without_children,
                level=level_words(level),
                slots=whole(left.their_slots),
            )
        )
    return label("balance.semicolon").join(parts)


def is_split(found: Balance) -> bool:
    """Say whether there are groups to split the inequality by."""
    return found.grouping != TOGETHER
