"""The words of the county profile (画像概要): which county, the answer, lights, rules."""

import pandas as pd
import streamlit as st

from childcare.analyses.assessment import Assessment
from childcare.analyses.profile_words import missing_sentence, standing_sentence
from childcare.analyses.stamp import Stamp
from childcare.analyses.target_words import counted_text, missing_text, value_text, wanted_text
from childcare.catalog import CATEGORIES, INDICATORS, label, spoken
from childcare.catalog.lights import SCHEMES, STATUSES
from childcare.ui import choices, data, filters, show
from childcare.ui.coverage_view import MAIN
from childcare.ui.overview_lights import coloured_light
from childcare.ui.profile_view import LEVEL, ProfileView

PAGE = "pages/county_profile.py"
TARGETS_PAGE = "pages/target_progress.py"
# Names of missing units told in a line; the target page tells all.
MOST_NAMED = 4


def ask_for_county(month: pd.Timestamp) -> None:
    """Offer the counties below the area looked at, or say why there are none."""
    tree, area = data.tree(), filters.chosen_area()
    counties = tree.at_level(LEVEL, area)
    if counties.empty:
        parts = spoken(CATEGORIES["level"][tree.levels_below(area)[0]])
        st.info(label("profile.no_counties", area=_name(area), parts=parts))
        return
    st.markdown(label("profile.which", area=_name(area), counties=len(counties)))
    values = data.coverage(level=LEVEL, within=area, indicator=MAIN, month=month)
    indicator = INDICATORS[MAIN]
    with st.container(horizontal=True, gap="medium", key="profile_counties"):
        for code, row in values.sort_values(["rank", "area_name"]).iterrows():
            value = indicator.format(row["value"], with_unit=pd.notna(row["value"]))
            text = label("profile.county_link", county=row["area_name"], value=value)
            st.page_link(
                PAGE,
                label=show.plain_text(text),
                query_params=choices.held() | {"area": str(code)},
                width="content",
            )


def show_head(view: ProfileView) -> None:
    """Show what the sheets are of, on paper only: there the filter bar is left out."""
    stamp = Stamp(view.name, view.month, data.release())
    with st.container(key="profile_head"):
        title = show.plain_text(f"{view.name} {label('page.county_profile')}")
        st.markdown(f"**{title}** {show.plain_text(stamp.text)}")


def show_answer(view: ProfileView) -> None:
    """Say where the county stands, what its townships lack, and against whom it is held."""
    wanted, _, by_plan = view.wanted
    lines = [standing_sentence(view.profile, MAIN, view.name, view.parent_name)]
    if view.has_townships:
        number = INDICATORS[MAIN].format(wanted, with_unit=True)
        by = (
            label("profile.by_plan", value=number)
            if by_plan
            else label("profile.by_reference", value=number)
        )
        lines.append(missing_sentence(view.townships, by))
    lines.append(_peers_line(view))
    st.markdown("  \n".join(show.plain_text(line) for line in lines))


def _peers_line(view: ProfileView) -> str:
    """Return who the peers are and how they were found, or why there are none."""
    peers = view.profile.peers
    names = label("sentence.comma").join(view.peer_names)
    if peers.is_by_hand:
        return label("profile.peers_by_hand", peers=names)
    if not peers.codes:
        is_alone = len(peers.features) == 1
        return label("profile.alone") if is_alone else label("profile.nobody_alike")
    features = {
        "population_total": label("profile.by_population"),
        "urban_share": label("profile.by_urban_share"),
    }
    used = label("sentence.comma").join(features[name] for name in peers.used)
    return label("profile.peers_nearest", peers=names, features=used)


def show_lights(view: ProfileView) -> None:
    """Show the light of every target of the plan, and what is missing to it."""
    if view.plan is None:
        st.caption(label("profile.no_plan", area=show.plain_text(view.name)))
        return
    title = label("profile.lights", counted=counted_text(view.assessments))
    st.page_link(
        TARGETS_PAGE,
        label=f"**{show.plain_text(title)}**",
        query_params=choices.held() | {"area": view.area, "plan": view.plan.name},
    )
    scheme = SCHEMES.get(choices.get("scheme"), next(iter(SCHEMES.values())))
    lines = [
        f"{coloured_light(one, scheme)} {show.plain_text(_light_text(one))}"
        for one in view.assessments
    ]
    with st.container(key="profile_lights"):
        st.markdown("\n\n".join(lines))
    rules = [
        label("target.rule", light=STATUSES[name].spoken_light(), rule=STATUSES[name].rule())
        for name in dict.fromkeys(one.status for one in view.assessments)
    ]
    st.caption(label("target.rules", rules=label("target.semicolon").join(rules)))


def _light_text(one: Assessment) -> str:
    """Return a target in one line: value, what is wanted, what is missing, and which units."""
    parts = [f"{spoken(one.indicator)} {value_text(one)}", wanted_text(one), missing_text(one)]
    text = label("profile.dot").join(part for part in parts if part)
    if not one.missing_units:
        return text
    named = label("sentence.comma").join(one.missing_units[:MOST_NAMED])
    if len(one.missing_units) > MOST_NAMED:
        return text + label("profile.units_and_more", named=named, all=len(one.missing_units))
    return text + label("profile.units", named=named)


def show_rules() -> None:
    """Say by which rules the profile is made."""
    rules = [
        label("profile.rule_ranks"),
        label("profile.rule_fragility"),
        label("profile.rule_together"),
        label("profile.rule_peers"),
        label("profile.rule_gap"),
        label("profile.rule_quadrant"),
        label("profile.rule_age"),
    ]
    with st.expander(label("profile.rules")):
        st.markdown("\n".join(f"- {show.plain_text(rule)}" for rule in rules))


def _name(area: str) -> str:
    return show.plain_text(filters.region_name(area))
