"""The finding about balance (均衡): how evenly slots lie over the smallest areas."""

import pandas as pd

from childcare.analyses.balance import WORST_OFF, Balance, balance, base_of, in_month
from childcare.analyses.balance_words import (
    group_names,
    is_split,
    left_out_note,
    number,
    people_words,
    uneven_sentence,
)
from childcare.analyses.briefing_coverage import definition_of, source_of
from childcare.analyses.denominators import NEED, OFFICIAL
from childcare.analyses.figure_words import MONTH
from childcare.analyses.finding import Finding
from childcare.analyses.sentences import level_words
from childcare.analyses.situation import Situation
from childcare.catalog import INDICATORS, label
from childcare.catalog.briefing import View

# One area alone is always even.
LEAST_AREAS = 2


def balance_finding(view: View, at: Situation) -> Finding | None:
    """Return the Lorenz curve of the areas, with that of a year before where it compares."""
    if not at.has_parts:
        return None
    level = at.level(view)
    areas = at.tree.at_level(level, at.area)
    counted = at.counts_of(level, at.area)
    counted = counted[counted.index.get_level_values("area_code").isin(areas.index)]
    base, now = base_of(counted), in_month(counted, at.month, areas)
    found = balance(now, areas, base)
    if not found.is_known or len(found.areas) < LEAST_AREAS:
        return None
    before = balance(in_month(counted, at.year_before, areas), areas, base)
    is_same = before.is_known and before.areas == found.areas
    shown = (found, before) if is_same else (found,)
    indicator = INDICATORS[OFFICIAL if base == "population_total" else NEED]
    parents = _parent_level(areas, at)
    return Finding(
        name=view.name,
        kind=view.kind,
        title=_title(found, before if is_same else None, at, level, now),
        subtitle=_subtitle(found, at, level),
        frame=found.lorenz.assign(area_name=found.lorenz["area"].map(areas["area_name"])),
        area=at.area,
        month=at.month,
        level=level,
        indicator=indicator,
        balances=shown,
        beside=_measures(shown, parents, at),
        notes=_notes(found, before, at, level, now),
        definition="\n".join(
            (
                label("briefing.definition_balance", people=people_words(base)),
                definition_of(indicator),
            )
        ),
        source=source_of(indicator, at),
        rule=label("briefing.rule_balance"),
    )


def _title(
    found: Balance, before: Balance | None, at: Situation, level: str, now: pd.DataFrame
) -> str:
    title = uneven_sentence(found, before, at.year_before, level=level)
    return label("note.estimated_title", finding=title) if _is_estimated(now) else title


def _parent_level(areas: pd.DataFrame, at: Situation) -> str:
    """Return the level of the areas that those compared lie in; empty where unknown."""
    parents = areas["parent_code"].dropna()
    return at.tree.level(str(parents.iloc[0])) if len(parents) else ""


def _is_estimated(now: pd.DataFrame) -> bool:
    return bool(now["is_estimated"].astype("boolean").fillna(False).any())


def _subtitle(found: Balance, at: Situation, level: str) -> str:
    parts = [
        label("balance.lorenz_of", people=people_words(found.base)),
        at.month.strftime(MONTH),
        at.area_name,
        label("caption.by_level", level=level_words(level)),
    ]
    return label("caption.dot").join(parts)


def _notes(
    found: Balance, before: Balance, at: Situation, level: str, now: pd.DataFrame
) -> list[str]:
    """Return what is left out, and why no earlier month stands beside this one."""
    notes = [label("note.estimated")] if _is_estimated(now) else []
    notes.append(left_out_note(found, level))
    if before.is_known and before.areas != found.areas:
        notes.append(label("balance.other_areas"))
    return [note for note in notes if note]


def _measures(shown: tuple[Balance, ...], parent_level: str, at: Situation) -> pd.DataFrame:
    """Return the measures in words: one row each, one column a month."""
    found = shown[0]
    names = [label("balance.worst_off", percent=WORST_OFF), label("balance.gini")]
    names.append(label("balance.theil"))
    if is_split(found):
        within, _ = group_names(found, parent_level)
        names.append(label("briefing.share_within", within=within))
    table = {label("briefing.measure"): names}
    for month, one in zip((at.month, at.year_before), shown, strict=False):
        table[month.strftime(MONTH)] = _values(one)[: len(names)]
    return pd.DataFrame(table)


def _values(one: Balance) -> list[str]:
    within = one.share_within
    share = label("number.none") if within != within else f"{100 * within:.0f}%"
    return [f"{one.worst_off:.1f}%", number(one.gini), number(one.theil.total), share]
