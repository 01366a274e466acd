"""How large the gap is (差距): Lorenz curve, Theil's index by month, and what each group has."""

import numpy as np
import pandas as pd
import streamlit as st

from childcare.analyses.balance import BY_PARENT, WORST_OFF, type_name
from childcare.analyses.balance_words import (
    group_names,
    is_split,
    number,
    theil_title,
    worst_off_sentence,
)
from childcare.catalog import CATEGORIES, label, spoken
from childcare.charts.lorenz import lorenz
from childcare.charts.stacked_area import stacked_area
from childcare.ui import balance_data, data, filters
from childcare.ui import show as showing
from childcare.ui.balance_view import BalanceView
from childcare.ui.figure import show_figure


def show(view: BalanceView) -> None:
    """Show both figures and the table of groups."""
    if not view.balance.is_known:
        return
    left, right = st.columns([0.5, 0.5], gap="small")
    with left:
        show_lorenz(view)
    with right:
        show_theil(view)
    if is_split(view.balance):
        show_groups(view)


def show_lorenz(view: BalanceView) -> None:
    """Draw the Lorenz curve, with that of the earlier month."""
    found = view.balance
    words = view.caption(
        worst_off_sentence(found, view.level) + label("balance.gini_is", gini=number(found.gini)),
        view.supply,
        label("balance.gini_alone"),
        measured=label("balance.lorenz_of", people=view.people),
    )
    before = view.earlier
    figure = lorenz(
        found.lorenz,
        dict(zip(view.areas.index, view.areas["area_name"], strict=True)),
        words,
        people=view.people,
        worst_off=(WORST_OFF, found.worst_off),
        before=before.lorenz if before else None,
        before_name=view.before.strftime(filters.MONTH_FORMAT) if view.before else "",
        name=f"lorenz-{view.area}-{view.level}",
    )
    show_figure(
        figure,
        key="balance_lorenz",
        file_name=view.file_name(label("balance.lorenz")),
        alt=words.alt,
    )


def show_theil(view: BalanceView) -> None:
    """Draw Theil's index by month, split within and between groups."""
    months = balance_data.balance_of_months(level=view.level, within=view.area)
    same = np.array([areas == view.balance.areas for areas in months["areas"]])
    if same.sum() < 2:
        st.info(label("balance.one_month"))
        return
    within, between = group_names(view.balance, view.parent_level)
    parts = pd.DataFrame({within: months["within"], between: months["between"]})
    if not is_split(view.balance):
        parts = pd.DataFrame({label("balance.theil"): months["theil"], "": 0.0})
    # A month in which other areas are known is no more or less even: it is not comparable.
    parts = parts[same].reindex(parts.index)
    skipped = int((~same).sum())
    notes = [label("balance.months_left_open", months=skipped)] if skipped else []
    words = view.caption(
        theil_title(view.balance, months, view.month, view.parent_level),
        view.supply,
        label("balance.theil_note"),
        *notes,
        measured=label("balance.theil_of", people=view.people),
    )
    show_figure(
        stacked_area(parts, words, chosen=view.month, name=f"theil-{view.area}-{view.level}"),
        key="balance_theil",
        file_name=view.file_name(label("balance.theil")),
        alt=words.alt,
    )


def show_groups(view: BalanceView) -> None:
    """Show what each group has of people and slots, and what it adds to Theil's index."""
    groups = view.balance.theil.groups
    is_parent = view.balance.grouping == BY_PARENT
    names = [data.tree().name(str(one)) if is_parent else type_name(one) for one in groups.index]
    table = pd.DataFrame(
        {
            label("balance.group"): names,
            label("balance.share_here", what=view.people): 100 * groups["children_share"],
            label("balance.slots_here"): 100 * groups["slot_share"],
            label("balance.theil_between"): groups["between"],
            label("balance.theil_within"): groups["within"],
        }
    )
    digits = {
        label("balance.share_here", what=view.people): 1,
        label("balance.slots_here"): 1,
        label("balance.theil_between"): 4,
        label("balance.theil_within"): 4,
    }
    showing.show_table(table, decimals=digits)
    notes = [label("balance.theil_note"), spoken(CATEGORIES["level"][view.level])]
    showing.downloads(table, view.file_name(label("balance.theil")), notes, key="balance_groups")
