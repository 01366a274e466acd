"""What the page of institutions looks at (机构台账): one value object, from the URL."""

from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd
import streamlit as st

from childcare.analyses.register import USES, RegisterFilter, within_areas
from childcare.analyses.register_changes import RegisterChanges
from childcare.catalog import CATEGORIES, label, spoken
from childcare.exports import file_name
from childcare.ui import choices, data, filters, institution_data, remembered

HEIGHT = 520  # of table and map, in pixels
ANY = "all"
OPEN = "open"
# What stands below the register.
PARTS = CARD, CHANGES, DUPLICATES = "card", "changes", "duplicates"


@dataclass(frozen=True)
class InstitutionView:
    """The institutions of an area in a month that pass a filter, perhaps against another month."""

    area: str
    month: pd.Timestamp
    compared: pd.Timestamp | None
    chosen: RegisterFilter
    # What is remembered of a view is of one release, and of the county a person is bound to.
    seen: tuple[str, str] = field(default_factory=remembered.seen)

    @cached_property
    def register(self) -> pd.DataFrame:
        """Return the whole register of the month."""
        return institution_data.register(as_of=self.month)

    @cached_property
    def codes(self) -> list[str]:
        """Return the codes of the area and of all areas in it."""
        return data.tree().descendants(self.area)

    @property
    def shown(self) -> pd.DataFrame:
        """Return the rows of the register that lie in the area and pass the filter."""
        return self._listed(self.chosen)

    @property
    def every_open(self) -> pd.DataFrame:
        """Return all that are open in the area, whatever the filter."""
        return self._listed(RegisterFilter(states=(OPEN,)))

    def _listed(self, chosen: RegisterFilter) -> pd.DataFrame:
        return institution_data.listed(self.seen, self.month, self.area, chosen)

    @cached_property
    def opened(self) -> str:
        """Return the id of the institution opened: the one in the link, or the first shown."""
        named = choices.get("institution")
        if named in self.register.index:
            return named
        return str(self.shown.index[0]) if len(self.shown) else ""

    @property
    def part(self) -> str:
        """Return what stands below the register; changes first where a month is compared with."""
        chosen = choices.get("part")
        return chosen if chosen in PARTS else self.first_part

    @property
    def first_part(self) -> str:
        """Return what stands below the register unless something else is chosen."""
        return CARD if self.compared is None else CHANGES

    @property
    def months(self) -> tuple[pd.Timestamp, pd.Timestamp]:
        """Return the two months compared, the earlier first; the same one twice without another."""
        before, after = sorted((self.compared or self.month, self.month))
        return before, after

    @cached_property
    def changes(self) -> RegisterChanges:
        """Return what changed anywhere between the two months."""
        before, after = self.months
        return institution_data.changes(before=before, after=after)

    @cached_property
    def changed(self) -> pd.DataFrame:
        """Return what changed in the area and passes the filter, whatever its state now."""
        rows = within_areas(self.changes.frame, self.codes)
        return self.chosen.of_any_state().apply(rows)

    @property
    def is_filtered(self) -> bool:
        """Say whether the filter is another one than open institutions only."""
        return self.chosen != RegisterFilter(states=(OPEN,))

    @property
    def when(self) -> str:
        """Return the month as text."""
        return self.month.strftime(filters.MONTH_FORMAT)

    @property
    def area_name(self) -> str:
        """Return the name of the area."""
        return filters.region_name(self.area)

    def file_name(self, *more: str) -> str:
        """Return the name of a downloaded table or picture, without its ending."""
        return file_name(self.when, self.area_name, label("page.institutions"), *more)


def choose_filter() -> RegisterFilter:
    """Ask what to search for and, in a panel, which institutions to show."""
    key = choices.widget_key("search")
    st.session_state[key] = choices.get("search")
    search = st.text_input(
        label("institution.search"),
        key=key,
        placeholder=label("institution.search_hint"),
        on_change=choices.take_from_widget,
        args=("search", ""),
        width=220,
    )
    with st.popover(label("institution.filter")):
        return RegisterFilter(
            search=search,
            states=_choose_states(),
            inclusive=_choose_inclusive(),
            use=_choose_use(),
            provider_types=filters.choose_many(
                "provider", label("filter.provider_type"), "provider_type"
            ),
            operation_modes=filters.choose_many(
                "operation", label("filter.operation_mode"), "operation_mode"
            ),
            filing=filters.choose_many("filing", label("institution.filing"), "filing_status"),
        )


def _choose_states() -> tuple[str, ...]:
    names = {OPEN: "", ANY: label("filter.all")}
    names |= {key: spoken(value) for key, value in CATEGORIES["register_state"].items()}
    state = filters.choose_one("standing", label("institution.standing"), list(names), names.get)
    return () if state == ANY else (state,)


def _choose_inclusive() -> str:
    kinds = {
        ANY: label("filter.all"),
        "yes": label("filter.inclusive_only"),
        "no": label("filter.not_inclusive"),
    }
    chosen = filters.choose_one(
        "inclusive", label("filter.inclusive"), list(kinds), kinds.get, segmented=True
    )
    return "" if chosen == ANY else chosen


def _choose_use() -> str:
    words = (
        label("institution.use_low"),
        label("institution.use_middle"),
        label("institution.use_high"),
        label("institution.use_unknown"),
    )
    names = {ANY: label("filter.all")} | dict(zip(USES, words, strict=True))
    chosen = filters.choose_one("use", label("institution.use"), list(names), names.get)
    return "" if chosen == ANY else chosen


def open_institution(institution_id: str) -> None:
    """Open an institution in the card."""
    choices.put("institution", institution_id)
    choices.put("part", CARD)


def choose_part(view: InstitutionView) -> str:
    """Ask what to show below the register."""
    names = {
        CARD: label("institution.tab_card"),
        CHANGES: label("institution.tab_changes"),
        DUPLICATES: label("institution.tab_duplicates"),
    }
    return filters.choose_one(
        "part",
        label("institution.part"),
        list(names),
        names.get,
        segmented=True,
        first=view.first_part,
    )
