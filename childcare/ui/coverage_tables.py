"""The tables of the coverage map page: areas, institutions, townships without a slot."""

from typing import Any

import pandas as pd
import streamlit as st

from childcare import analyses
from childcare.catalog import CATEGORIES, COLUMNS, label, language, spoken
from childcare.charts.hover import value_text
from childcare.ui import data, show
from childcare.ui.coverage_view import CoverageView


def show_details(view: CoverageView) -> None:
    """Show what stands behind the map; only the open tab is made and sent."""
    parts = {
        label("tab.table"): show_coverage_table,
        label("tab.institutions"): show_institutions,
        label("tab.empty"): show_empty_townships,
    }
    # Who goes down to a township comes for its institutions; each way of looking has its own tabs.
    is_township = data.tree().level(view.area) == "township"
    tabs = st.tabs(
        list(parts),
        default=label("tab.institutions") if is_township else None,
        on_change="rerun",
        key=f"details_{is_township}_{language()}",
    )
    for tab, show_part in zip(tabs, parts.values(), strict=True):
        if tab.open:
            with tab:
                show_part(view)


def show_coverage_table(view: CoverageView) -> None:
    """Show the table under the map, and offer it as files."""
    table = coverage_table(view)
    show.show_table(table, decimals={label("table.value"): view.indicator.decimals})
    notes = [view.caption.title, view.caption.subtitle, *view.caption.foot]
    show.downloads(table, view.file_name(), notes, key="coverage")


def coverage_table(view: CoverageView) -> pd.DataFrame:
    """Return the coverage of the areas drawn under the names people read."""
    frame = view.frame.sort_values(["rank", "area_code"])
    columns: dict[str, Any] = {
        spoken(COLUMNS["area_code"]): frame["area_code"],
        spoken(COLUMNS["area_name"]): frame["area_name"],
        spoken(COLUMNS["parent_name"]): frame["parent_name"],
        label("table.rank"): frame["rank"],
        label("table.value"): frame["value"],
    }
    if view.is_change:
        columns[label("table.previous")] = frame["previous"]
        columns[label("table.change")] = frame["change"]
    if view.indicator.is_ratio:
        columns[spoken(COLUMNS[view.indicator.numerator])] = frame["numerator"]
        columns[spoken(COLUMNS[view.indicator.denominator])] = frame["denominator"]
    columns[label("table.state")] = [
        _remark(state, value, is_estimated, view)
        for state, value, is_estimated in zip(
            frame["state"], frame["value"], frame["is_estimated"], strict=True
        )
    ]
    return pd.DataFrame(columns)


def show_institutions(view: CoverageView) -> None:
    """Show the institutions of a township, or of a county, that pass the filter."""
    chosen = view.points or analyses.PointFilter()
    found = data.points(within=view.area, month=view.month, chosen=chosen)
    if found.empty:
        st.info(label("note.no_institution", area=show.plain_text(data.tree().name(view.area))))
        return
    table = pd.DataFrame(
        {
            spoken(COLUMNS["institution_name"]): found["institution_name"],
            spoken(COLUMNS["area_name"]): found["area_name"],
            spoken(COLUMNS["provider_type"]): _words(found["provider_type"], "provider_type"),
            spoken(COLUMNS["operation_mode"]): _words(found["operation_mode"], "operation_mode"),
            spoken(COLUMNS["is_inclusive"]): found["is_inclusive"].map(
                {True: label("table.yes"), False: label("table.no")}
            ),
            spoken(COLUMNS["slots"]): found["slots"],
            spoken(COLUMNS["children_enrolled"]): found["children_enrolled"],
            spoken(COLUMNS["monthly_fee"]): found["monthly_fee"],
        }
    )
    show.show_table(table)
    name = view.file_name(label("filter.institutions"))
    show.downloads(table, name, view.caption.foot, key="institutions")


def show_empty_townships(view: CoverageView) -> None:
    """List the townships and streets that have no slot at all, most children first."""
    empty = data.without_any_slot(within=view.area, month=view.month)
    if empty.empty:
        reported = data.coverage(
            level="township", within=view.area, indicator="slots", month=view.month
        )["value"]
        known = reported.notna().any()
        st.info(label("note.no_empty_township") if known else label("note.no_register"))
        return
    table = pd.DataFrame(
        {
            spoken(COLUMNS["area_name"]): empty["area_name"],
            spoken(COLUMNS["parent_name"]): empty["parent_name"],
            spoken(COLUMNS["population_total"]): empty["population_total"],
            spoken(COLUMNS["children_under_3"]): empty["children_under_3"],
        }
    )
    show.show_table(table)
    show.downloads(table, view.file_name(label("chart.empty")), view.caption.foot, key="empty")


def show_reported(view: CoverageView) -> None:
    """Show what documents reported for this area: beside what is computed, or in its place."""
    reported = view.reported()
    of_this = reported[reported["indicator"] == view.indicator.name]
    computed = data.trend(area=view.area, indicator="slots")["value"].notna().any()
    for _, row in (of_this if computed else reported).head(2).iterrows():
        st.caption(show.reported_line(row))


def _remark(state: str, value: float, is_estimated: bool, view: CoverageView) -> str:
    """Return why there is no value, or that it rests on an estimate."""
    if value != value:
        return value_text(state, value, view.indicator)
    return label("state.estimated") if is_estimated else ""


def _words(codes: pd.Series, category: str) -> pd.Series:
    return codes.map({key: spoken(value) for key, value in CATEGORIES[category].items()})
