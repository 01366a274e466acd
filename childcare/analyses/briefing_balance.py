"""The finding about balance (均衡): how evenly slots lie over the smallest areas."""

from dataclasses import dataclass

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


@dataclass(frozen=True)
class Compared:
    """What is compared: the areas of a level, their counts now, and the balance of two months.

    ``before`` is None where a year before other areas are known, or none; ``differs`` says which.
    """

    level: str
    areas: pd.DataFrame
    now: pd.DataFrame
    found: Balance
    before: Balance | None
    differs: bool

    @property
    def shown(self) -> tuple[Balance, ...]:
        """Return the balances to show, that of the month first."""
        return (self.found, self.before) if self.before else (self.found,)

    @property
    def is_estimated(self) -> bool:
        """Say whether the people of any area were estimated."""
        return bool(self.now["is_estimated"].astype("boolean").fillna(False).any())


def balance_finding(view: View, at: Situation) -> Finding | None:
    """Return the Lorenz curve of the areas, with that of a year before where it compares."""
    these = _compared(at, at.level(view)) if at.has_parts else None
    if these is None:
        return None
    found, curve = these.found, these.found.lorenz
    indicator = INDICATORS[OFFICIAL if found.base == "population_total" else NEED]
    meaning = label("briefing.definition_balance", people=people_words(found.base))
    return Finding(
        name=view.name,
        kind=view.kind,
        title=_title(these, at),
        subtitle=_subtitle(these, at),
        frame=curve.assign(area_name=curve["area"].map(these.areas["area_name"])),
        area=at.area,
        month=at.month,
        level=these.level,
        indicator=indicator,
        balances=these.shown,
        beside=_measures(these, at),
        notes=_notes(these),
        definition="\n".join((meaning, definition_of(indicator))),
        source=source_of(indicator, at),
        rule=label("briefing.rule_balance"),
    )


def _compared(at: Situation, level: str) -> Compared | None:
    """Return the balance of a level now and a year before; None where there is nothing to say."""
    areas = at.tree.at_level(level, at.area)
    counted = at.counts_of(level, at.area)
    counted = counted[counted.index.get_level_values("area_code").isin(areas.index)]
    base, now = base_of(counted), in_month(counted, at.month, areas)
    found = balance(now, areas, base)
    if not found.is_known or len(found.areas) < LEAST_AREAS:
        return None
    before = balance(in_month(counted, at.year_before, areas), areas, base)
    differs = before.is_known and before.areas != found.areas
    kept = before if before.is_known and not differs else None
    return Compared(level, areas, now, found, kept, differs)


def _title(these: Compared, at: Situation) -> str:
    title = uneven_sentence(these.found, these.before, at.year_before, level=these.level)
    return label("note.estimated_title", finding=title) if these.is_estimated else title


def _parent_level(areas: pd.DataFrame, at: Situation) -> str:
    """Return the level of the areas that those compared lie in; empty where unknown."""
    parents = areas["parent_code"].dropna()
    return at.tree.level(str(parents.iloc[0])) if len(parents) else ""


def _subtitle(these: Compared, at: Situation) -> str:
    parts = [
        label("balance.lorenz_of", people=people_words(these.found.base)),
        at.month.strftime(MONTH),
        at.area_name,
        label("caption.by_level", level=level_words(these.level)),
    ]
    return label("caption.dot").join(parts)


def _notes(these: Compared) -> list[str]:
    """Return what is left out, and why no earlier month stands beside this one."""
    notes = [label("note.estimated")] if these.is_estimated else []
    notes.append(left_out_note(these.found, these.level))
    if these.differs:
        notes.append(label("balance.other_areas"))
    return [note for note in notes if note]


def _measures(these: Compared, at: Situation) -> pd.DataFrame:
    """Return the measures in words: one row each, one column a month."""
    found = these.found
    names = [label("balance.worst_off", percent=WORST_OFF), label("balance.gini")]
    names.append(label("balance.theil"))
    if is_split(found):
        within, _ = group_names(found, _parent_level(these.areas, at))
        names.append(label("briefing.share_within", within=within))
    table = {label("briefing.measure"): names}
    for month, one in zip((at.month, at.year_before), these.shown, strict=False):
        table[month.strftime(MONTH)] = _values(one)[: len(names)]
    return pd.DataFrame(table)


def _values(one: Balance) -> list[str]:
    within = one.share_within
    share = label("number.none") if within != within else f"{100 * within:.0f}%"
    return [f"{one.worst_off:.1f}%", number(one.gini), number(one.theil.total), share]
