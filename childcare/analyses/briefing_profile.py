"""The finding about one county (县区画像): its rank, how firm it is, and what to do where in it."""

from collections.abc import Sequence

import pandas as pd

from childcare.analyses.balance import base_of
from childcare.analyses.briefing_coverage import definition_of, source_of
from childcare.analyses.figure_words import subtitle
from childcare.analyses.finding import Finding
from childcare.analyses.profile import Profile, of_month, profile
from childcare.analyses.profile_words import lose_text, standing_sentence
from childcare.analyses.situation import Situation
from childcare.analyses.stamp import region_name
from childcare.analyses.supply_and_use import (
    USE,
    SupplyAndUse,
    action_names,
    quadrant_names,
    supply_and_use,
)
from childcare.catalog import INDICATORS, Indicator, label
from childcare.catalog.briefing import View
from childcare.measures.quadrants import NO_SLOTS, QUADRANTS, UNKNOWN

COUNTY, TOWNSHIP = "county", "township"
# Townships named for each action; the others are counted.
MOST_NAMED = 8
# Among fewer a rank says nothing.
LEAST_RANKED = 2


def profile_finding(view: View, at: Situation) -> Finding | None:
    """Return a county among the counties beside it, and its townships by what is to be done."""
    found = _ranked(view, at)
    if found is None:
        return None
    indicator, use = INDICATORS[view.indicator], _use(at)
    city = region_name(at.tree, at.release, found.parent)
    above = float(found.whole["value"].astype("float64").get(view.indicator, float("nan")))
    frame = _beside_it(found, view, at)
    return Finding(
        name=view.name,
        kind=view.kind,
        title=_title(found, indicator, at.area_name, city),
        subtitle=subtitle(indicator, at.month, city, level=COUNTY),
        frame=frame,
        area=at.area,
        month=at.month,
        level=COUNTY,
        indicator=indicator,
        reference=above,
        reference_text=_mean_text(above, indicator, city),
        beside=_actions(use) if use is not None else None,
        notes=_notes(found, frame, use, at),
        definition=definition_of(indicator),
        source=source_of(indicator, at),
        rule="\n".join((label("briefing.rule_ranks"), label("briefing.rule_profile"))),
    )


def _ranked(view: View, at: Situation) -> Profile | None:
    """Return the county beside others; None for what is no county, or has no rank."""
    if at.tree.level(at.area) != COUNTY:
        return None
    found = profile(
        at.connection,
        area=at.area,
        month=at.month,
        names=(view.indicator,),
        counts_of=at.counts_of,
    )
    own = found.own.loc[view.indicator]
    return None if pd.isna(own["rank"]) or own["ranked"] < LEAST_RANKED else found


def _notes(
    found: Profile, frame: pd.DataFrame, use: SupplyAndUse | None, at: Situation
) -> list[str]:
    """Return what the townships are held against, and how many counties are left out."""
    notes = [_references(use, at)] if use is not None else []
    counties = len(at.tree.at_level(COUNTY, found.parent))
    if len(frame) < counties:
        notes.append(label("briefing.neighbours", all=counties, shown=len(frame)))
    return notes


def _title(found: Profile, indicator: Indicator, area_name: str, city: str) -> str:
    """Return where the county stands, and what would gain and what would lose a place."""
    text = standing_sentence(found, indicator.name, area_name, city)
    text = text.removesuffix(label("sentence.stop"))
    lost = lose_text(indicator, found.own.loc[indicator.name])
    return text + (label("profile.comma") + lost if lost else "")


def _mean_text(above: float, indicator: Indicator, city: str) -> str:
    if above != above:
        return ""
    return label("balance.mean_is", area=city, value=indicator.format(above, with_unit=True))


def _beside_it(found: Profile, view: View, at: Situation) -> pd.DataFrame:
    """Return the counties by rank, the best first, those around the county where all are many."""
    rows = found.cohort.xs(view.indicator, level="indicator")
    siblings = at.tree.at_level(COUNTY, found.parent or at.area)
    rows = rows.reindex(siblings.index).assign(
        area_name=siblings["area_name"], is_own=siblings.index == at.area
    )
    rows = rows.sort_values(["rank", "area_name"], kind="stable", na_position="last")
    most = view.most_rows
    if not most or len(rows) <= most:
        return rows
    own = int(rows["is_own"].argmax())
    first = min(max(own - most // 2, 0), len(rows) - most)
    return rows.iloc[first : first + most]


def _use(at: Situation) -> SupplyAndUse | None:
    """Return the townships by supply and use against the whole region; None where unknown."""
    if TOWNSHIP not in at.tree.levels_below(at.area):
        return None
    root = at.tree.root
    areas = at.tree.at_level(TOWNSHIP, at.area)
    counted = at.counts_of(TOWNSHIP, root)
    now = of_month(counted, at.month).reindex(areas.index)
    whole = of_month(at.counts_of(at.tree.level(root), root), at.month).reindex([root])
    use = supply_and_use(now, whole, areas, base_of(counted))
    return use if use.areas["action"].isin(QUADRANTS).any() else None


def _references(use: SupplyAndUse, at: Situation) -> str:
    """Return what supply and use are held against."""
    return label(
        "briefing.quadrants_by",
        whole=region_name(at.tree, at.release, at.tree.root),
        supply=use.indicator.format(use.supply_reference, with_unit=True),
        use=INDICATORS[USE].format(use.use_reference, with_unit=True),
    )


def _actions(use: SupplyAndUse) -> pd.DataFrame:
    """Return what is to be done in which townships, in words, those of most people first."""
    actions, states = action_names(), quadrant_names()
    rows = []
    for action in (*QUADRANTS, NO_SLOTS, UNKNOWN):
        names = use.areas[use.areas["action"] == action].sort_values("people", ascending=False)
        if len(names):
            state = states[action][1] if action in states else ""
            text = label("briefing.action", action=actions[action], state=state)
            rows.append((text if state else actions[action], _named(list(names["area_name"]))))
    columns = [label("profile.action"), label("profile.township")]
    return pd.DataFrame(rows, columns=columns)


def _named(names: Sequence[str]) -> str:
    """Return names one after another, and how many there are where not all are named."""
    listed = label("sentence.comma").join(names[:MOST_NAMED])
    if len(names) <= MOST_NAMED:
        return label("briefing.counted", named=listed, all=len(names))
    return label("briefing.and_more", named=listed, all=len(names))
