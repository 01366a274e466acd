"""What the target page looks at: one value object, from the choices in the URL."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import streamlit as st

from childcare.analyses.assessment import Assessment
from childcare.catalog import label, spoken
from childcare.catalog.lights import SCHEMES, STATUSES, Scheme
from childcare.catalog.plans import Plan
from childcare.ui import choices, data, filters

ALL, NO_PLAN = "all", "none"
NATURE_UNSAID = "unsaid"


@dataclass(frozen=True)
class TargetView:
    """A plan held against an area in a month, with what of it is shown."""

    plan: Plan
    looked_at: str
    month: pd.Timestamp
    scheme: Scheme
    status: str
    nature: str
    opened_name: str

    @cached_property
    def area(self) -> str:
        """Return the code judged: the area looked at where the plan holds there, else its own."""
        return judged_area(self.plan, self.looked_at)

    @property
    def is_in_data(self) -> bool:
        """Say whether the release holds the area judged."""
        return self.area in data.tree()

    @cached_property
    def area_name(self) -> str:
        """Return what the area judged is called."""
        if self.is_in_data:
            return filters.region_name(self.area)
        return spoken(self.plan, "area")

    @cached_property
    def assessments(self) -> list[Assessment]:
        """Return every target of the plan, judged."""
        return data.assessments(plan=self.plan.name, area=self.area, month=self.month)

    @cached_property
    def shown(self) -> list[Assessment]:
        """Return the targets that pass the filter, in the order of the plan."""
        return [one for one in self.assessments if self.passes(one)]

    def passes(self, one: Assessment) -> bool:
        """Say whether a target passes the filter."""
        nature = one.target.nature or NATURE_UNSAID
        return self.status in (ALL, one.status) and self.nature in (ALL, nature)

    def passes_by_name(self, one: Assessment) -> bool:
        """Say whether the row of a target, judged anywhere, is among those shown."""
        return any(one.target.name == other.target.name for other in self.shown)

    @cached_property
    def opened(self) -> Assessment | None:
        """Return the target that is opened, or None."""
        found = [one for one in self.assessments if one.target.name == self.opened_name]
        return found[0] if found else None

    @property
    def level(self) -> str:
        """Return the level of the parts next below the plan's own area; empty without parts."""
        tree = data.tree()
        own = self.plan.area_code
        if own not in tree or len(tree.descendants(own)) == 1:
            return ""
        return tree.levels_below(own)[0]

    @cached_property
    def parts(self) -> dict[str, list[Assessment]]:
        """Return the targets shown, judged for each part of the plan's area."""
        if not self.level:
            return {}
        judged = data.assessments_of_parts(plan=self.plan.name, month=self.month, level=self.level)
        return {
            code: [one for one in some if self.passes_by_name(one)] for code, some in judged.items()
        }


def judged_area(plan: Plan, looked_at: str) -> str:
    """Return the area that a plan is held against.

    A plan of no place is held against whatever is looked at; one of a place against it or its
    parts, and against the place itself when something else is looked at.
    """
    tree = data.tree()
    if not plan.area_code:
        return looked_at
    if plan.area_code in tree.plan_areas(looked_at):
        return looked_at
    return plan.area_code


def plans_of(area: str) -> list[Plan]:
    """Return the plans that hold in an area: its own and those of the areas above, old to new."""
    above = data.tree().plan_areas(area)
    held = [plan for plan in data.plans().values() if plan.area_code in above]
    return sorted(held, key=lambda plan: (above.index(plan.area_code), plan.last_year))


def first_plan(area: str, month: pd.Timestamp) -> Plan | None:
    """Return the plan to open with: the latest that has ended, else the first still under way."""
    held = plans_of(area)
    ended = [plan for plan in held if pd.Timestamp(plan.last_year, 12, 1) <= month]
    if ended:
        return max(ended, key=lambda plan: plan.last_year)
    return min(held, key=lambda plan: plan.last_year, default=None)


def next_plan(plan: Plan, month: pd.Timestamp) -> Plan | None:
    """Return the plan of the same area that comes next and has not ended, or None."""
    later = [
        other
        for other in data.plans().values()
        if other.area_code == plan.area_code
        and other.last_year > plan.last_year
        and pd.Timestamp(other.last_year, 12, 1) > month
    ]
    return min(later, key=lambda other: other.last_year) if plan.area_code and later else None


def choose_plan(area: str, month: pd.Timestamp) -> Plan | None:
    """Ask for a plan; those that hold in the area come first. None where none is chosen yet."""
    plans = data.plans()
    held = [plan.name for plan in plans_of(area)]
    first = first_plan(area, month)
    listed = [*held, *(name for name in plans if name not in held)]
    if first is None:
        listed = [NO_PLAN, *listed]
    name = filters.choose_one(
        "plan",
        label("target.plan"),
        listed,
        lambda one: label("target.no_plan") if one == NO_PLAN else _plan_name(plans[one]),
        width=300,
        first=first.name if first else NO_PLAN,
    )
    return None if name == NO_PLAN else plans[name]


def _plan_name(plan: Plan) -> str:
    if plan.first_year == plan.last_year:
        return label("target.plan_of_year", area=spoken(plan, "area"), year=plan.last_year)
    return label(
        "target.plan_of", area=spoken(plan, "area"), first=plan.first_year, last=plan.last_year
    )


def choose_shown() -> tuple[Scheme, str, str]:
    """Ask for light scheme, status and nature, in a panel of its own."""
    with st.popover(label("target.shown")):
        scheme = filters.choose_one(
            "scheme",
            label("target.scheme"),
            list(SCHEMES),
            lambda name: spoken(SCHEMES[name]),
            segmented=True,
        )
        status = filters.choose_one("light", label("target.light"), [ALL, *STATUSES], _status_name)
        names = nature_names()
        nature = filters.choose_one(
            "nature", label("target.nature"), list(names), names.get, segmented=True
        )
    return SCHEMES[scheme], status, nature


def nature_names() -> dict[str, str]:
    """Return what the natures of targets are called, with the two that are no nature."""
    return {
        ALL: label("filter.all"),
        "expected": label("target.expected"),
        "binding": label("target.binding"),
        NATURE_UNSAID: label("target.nature_unsaid"),
    }


def chosen_target() -> str:
    """Return the name of the target that is opened; empty where none is."""
    return choices.get("target")


def _status_name(name: str) -> str:
    return label("filter.all") if name == ALL else STATUSES[name].spoken_light()


def open_target(point: dict[str, object]) -> None:
    """Open the target that was clicked; a click in the matrix also goes to its area."""
    clicked = point.get("customdata")
    if not isinstance(clicked, list) or not clicked:
        return
    choices.put("target", str(clicked[0]))
    if len(clicked) > 2 and str(clicked[1]) in data.tree():
        filters.go_to(str(clicked[1]))
