"""Supply and use (供与用): four quadrants, what to do in each, and the areas that stand there."""

import pandas as pd
import streamlit as st

from childcare.analyses.place_words import use_title
from childcare.analyses.supply_and_use import USE as UTILISATION
from childcare.analyses.supply_and_use import SupplyAndUse, action_names, quadrant_names
from childcare.catalog import COLUMNS, INDICATORS, label, spoken
from childcare.charts.quadrant import quadrant_plot
from childcare.measures.quadrants import ACTIONS, NO_SLOTS, QUADRANTS, UNKNOWN
from childcare.ui import balance_data, data, filters
from childcare.ui import show as showing
from childcare.ui.balance_view import BalanceView, open_area
from childcare.ui.figure import show_figure

ALL = "all"


def show(view: BalanceView) -> None:
    """Show the quadrants, and the areas of one of them or of all."""
    found = balance_data.use(level=view.level, within=view.area, month=view.month)
    if found.supply_reference != found.supply_reference:
        st.info(label("balance.no_supply", area=showing.plain_text(view.region)))
    elif found.use_reference != found.use_reference:
        st.info(label("balance.no_use", area=showing.plain_text(view.region)))
    elif not found.areas["action"].isin(QUADRANTS).any():
        st.info(label("balance.no_use_here", area=showing.plain_text(view.region)))
    else:
        left, right = st.columns([0.66, 0.34], gap="small")
        with left:
            _show_quadrants(view, found)
        with right:
            _show_areas(view, found)


def _show_quadrants(view: BalanceView, found: SupplyAndUse) -> None:
    use = INDICATORS[UTILISATION]
    apart = found.areas["action"].value_counts()
    notes = [
        label(
            "balance.use_references",
            area=filters.region_name(data.tree().root),
            supply=found.indicator.format(found.supply_reference, with_unit=True),
            use=use.format(found.use_reference, with_unit=True),
        )
    ]
    if apart.get(NO_SLOTS, 0) + apart.get(UNKNOWN, 0):
        notes.append(
            label("balance.not_drawn", none=apart.get(NO_SLOTS, 0), unknown=apart.get(UNKNOWN, 0))
        )
    words = view.caption(
        use_title(found, view.level),
        found.indicator,
        *notes,
        measured=label("balance.supply_and_use", supply=spoken(found.indicator), use=spoken(use)),
    )
    show_figure(
        quadrant_plot(
            found.areas,
            found.indicator,
            (found.supply_reference, found.use_reference),
            quadrant_names(),
            words,
            name=f"use-{view.area}-{view.level}",
        ),
        key="balance_use",
        file_name=view.file_name(label("balance.view_use")),
        alt=words.alt,
        on_click=open_area,
    )


def _show_areas(view: BalanceView, found: SupplyAndUse) -> None:
    """List the areas by what is to be done there, the most people first."""
    held = found.areas["action"].value_counts()
    names = action_names()
    listed = [ALL, *(action for action in ACTIONS if held.get(action, 0))]
    chosen = filters.choose_one(
        "action",
        label("balance.action"),
        listed,
        lambda one: label("filter.all") if one == ALL else names[one],
        width=300,
    )
    areas = found.areas if chosen == ALL else found.areas[found.areas["action"] == chosen]
    order = {action: place for place, action in enumerate(ACTIONS)}
    ordered = areas.assign(_place=areas["action"].map(order)).sort_values(
        ["_place", "people"], ascending=[True, False]
    )
    use = INDICATORS[UTILISATION]
    table = pd.DataFrame(
        {
            label("balance.action"): ordered["action"].map(names),
            spoken(COLUMNS["area_name"]): ordered["area_name"],
            spoken(COLUMNS["parent_name"]): ordered["parent_name"],
            spoken(found.indicator): ordered["supply"],
            spoken(use): ordered["use"],
            spoken(COLUMNS["slots"]): ordered["slots"],
            spoken(COLUMNS[found.indicator.denominator]): ordered["people"],
        }
    )
    digits = {spoken(found.indicator): found.indicator.decimals, spoken(use): use.decimals}
    showing.show_table(table, decimals=digits)
    name = view.file_name(label("balance.view_use"))
    showing.downloads(table, name, [label("balance.action_note")], key="balance_use_table")
    st.caption(label("balance.action_note"))
