"""What the county profile looks at (画像的选择): a county, a month, its peers; all in the URL."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import streamlit as st

from childcare.analyses.assessment import Assessment
from childcare.analyses.gap import has_gap
from childcare.analyses.profile import Profile
from childcare.catalog import REFERENCES, label
from childcare.catalog.plans import Plan
from childcare.exports import file_name
from childcare.ui import choices, data, filters, profile_data, target_view
from childcare.ui.coverage_view import MAIN

LEVEL = "county"


@dataclass(frozen=True)
class ProfileView:
    """A county in a month, with the peers chosen by hand (none: the nearest are chosen)."""

    area: str
    month: pd.Timestamp
    by_hand: tuple[str, ...]

    @cached_property
    def profile(self) -> Profile:
        """Return the county beside its city and its peers."""
        return profile_data.profile(area=self.area, month=self.month, peers=self.by_hand)

    @property
    def name(self) -> str:
        """Return what the county is called."""
        return filters.region_name(self.area)

    @property
    def parent_name(self) -> str:
        """Return what the area it lies in is called; empty where it is the topmost."""
        return filters.region_name(self.profile.parent) if self.profile.parent else ""

    @property
    def peer_names(self) -> list[str]:
        """Return the names of its peers, the most alike first."""
        return [data.tree().name(code) for code in self.profile.peers.codes]

    @cached_property
    def plan(self) -> Plan | None:
        """Return the plan whose lights are shown, or None."""
        return target_view.first_plan(self.area, self.month)

    @cached_property
    def assessments(self) -> list[Assessment]:
        """Return the plan's targets, judged for the county."""
        if self.plan is None:
            return []
        return data.assessments(plan=self.plan.name, area=self.area, month=self.month)

    @cached_property
    def wanted(self) -> tuple[float, str, bool]:
        """Return the slots per 1,000 people wanted, the comparator, and whether a plan wants it."""
        for one in self.assessments:
            is_slots = one.target.indicator == MAIN and one.wanted == one.wanted
            if is_slots and has_gap(one.indicator, one.target.comparator):
                return one.wanted, one.target.comparator, True
        return REFERENCES[MAIN].value, ">=", False

    @property
    def has_townships(self) -> bool:
        """Say whether there are townships below the county."""
        return "township" in data.tree().levels_below(self.area)

    @cached_property
    def townships(self) -> pd.DataFrame:
        """Return what each township has and lacks."""
        wanted, comparator, _ = self.wanted
        return profile_data.townships(
            area=self.area, month=self.month, wanted=wanted, comparator=comparator
        )

    def file_name(self, *more: str) -> str:
        """Return the name of a picture or table, without its ending."""
        month = self.month.strftime(filters.MONTH_FORMAT)
        return file_name(month, self.name, label("page.county_profile"), *more)


def county_looked_at() -> str:
    """Return the county of the area looked at; empty where it lies above the counties."""
    tree = data.tree()
    found = [code for code in tree.path(filters.chosen_area()) if tree.level(code) == LEVEL]
    return found[0] if found else ""


def choose_peers(area: str) -> tuple[str, ...]:
    """Ask for peers by hand; none chosen leaves the choice to the rule."""
    tree = data.tree()
    others = [code for code in tree.at_level(LEVEL, tree.root).index if code != area]
    if not others:
        return ()
    key = choices.widget_key("peers")
    st.session_state[key] = [code for code in choices.get("peers").split(",") if code in others]
    return tuple(
        st.multiselect(
            label("profile.choose_peers"),
            others,
            key=key,
            format_func=tree.name,
            placeholder=label("profile.nearest"),
            on_change=choices.take_from_widget,
            args=("peers", ""),
            width=360,
        )
    )
