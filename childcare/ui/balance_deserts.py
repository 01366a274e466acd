"""Childcare deserts (托育荒漠): where they are, where they came and where they went."""

import pandas as pd
import streamlit as st

from childcare.analyses.deserts import NEWLY_SEEN, desert_names
from childcare.analyses.place_words import desert_title
from childcare.catalog import COLUMNS, INDICATORS, label, spoken
from childcare.catalog.numbers import whole
from childcare.charts.kinds import DESERT_COLOURS, kind_entries
from childcare.measures.quadrants import ENTERED, LEFT, PERSISTENT
from childcare.measures.ratio import evaluate
from childcare.ui import balance_data, data
from childcare.ui import show as showing
from childcare.ui.balance_view import BalanceView, draw_map, open_area
from childcare.ui.figure import show_figure


def show(view: BalanceView) -> None:
    """Show the map of deserts, and the list of those that are, came and went."""
    kinds = balance_data.deserts(
        level=view.level, within=view.area, month=view.month, before=view.before
    )
    if kinds["is_desert"].isna().all():
        st.info(label("balance.no_deserts_known", area=showing.plain_text(view.region)))
        return
    frame = view.areas.assign(
        class_key=kinds["kind"],
        slots=view.now["slots"].astype("float64"),
        children_under_3=view.now["children_under_3"].astype("float64"),
    )
    left, right = st.columns([0.66, 0.34], gap="small")
    with left:
        _show_map(view, frame, kinds)
    with right:
        _show_list(view, frame)


def _show_map(view: BalanceView, frame: pd.DataFrame, kinds: pd.DataFrame) -> None:
    indicator = INDICATORS["children_per_slot"]
    words = view.caption(
        desert_title(kinds, frame["children_under_3"], view.level, view.before),
        indicator,
        label("balance.desert_note"),
        measured=label("balance.deserts_of"),
        compared=True,
    )
    names = desert_names()
    told = pd.DataFrame(
        {
            label("table.state"): frame["class_key"].map(names),
            spoken(COLUMNS["slots"]): frame["slots"].map(whole),
            spoken(COLUMNS["children_under_3"]): frame["children_under_3"].map(whole),
        }
    )
    listed = kind_entries(frame, names, DESERT_COLOURS)
    map_view = view.map_view(frame, listed, words, told, label("balance.view_deserts"))
    show_figure(
        draw_map(map_view),
        key="balance_deserts",
        file_name=view.file_name(label("balance.view_deserts")),
        alt=words.alt,
        geojson=data.geometry().geojson(list(frame.index)),
        on_click=open_area,
    )


def _show_list(view: BalanceView, frame: pd.DataFrame) -> None:
    """List the areas that are or were deserts, the most children first."""
    names = desert_names()
    order = {kind: place for place, kind in enumerate((ENTERED, NEWLY_SEEN, PERSISTENT, LEFT))}
    listed = frame[frame["class_key"].isin(order)]
    listed = listed.assign(place=listed["class_key"].map(order)).sort_values(
        ["place", "children_under_3"], ascending=[True, False]
    )
    indicator = INDICATORS["children_per_slot"]
    table = pd.DataFrame(
        {
            label("table.state"): listed["class_key"].map(names),
            spoken(COLUMNS["area_name"]): listed["area_name"],
            spoken(COLUMNS["parent_name"]): listed["parent_name"],
            spoken(COLUMNS["children_under_3"]): listed["children_under_3"],
            spoken(COLUMNS["slots"]): listed["slots"],
            # Where there is no slot at all there is nothing to divide by.
            spoken(indicator): evaluate(view.now.loc[listed.index], indicator)["value"],
        }
    )
    if table.empty:
        st.info(label("balance.no_desert"))
        return
    showing.show_table(table, decimals={spoken(indicator): indicator.decimals})
    name = view.file_name(label("balance.view_deserts"))
    showing.downloads(table, name, [label("balance.desert_note")], key="balance_deserts_table")
