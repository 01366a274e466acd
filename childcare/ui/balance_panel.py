"""The page on regional balance: the answer in a sentence, and the view that was chosen."""

from collections.abc import Callable

import streamlit as st

from childcare.analyses import level_words
from childcare.analyses.balance_words import answer_sentence, left_out_note, number
from childcare.catalog import label
from childcare.ui import (
    balance_clusters,
    balance_data,
    balance_denominators,
    balance_deserts,
    balance_gap,
    balance_spread,
    balance_use,
    data,
    filters,
    show,
)
from childcare.ui.balance_choice import CLUSTERS, DENOMINATORS, DESERTS, GAP, SPREAD, USE
from childcare.ui.balance_view import BalanceView


def show_answer(view: BalanceView) -> None:
    """Say how uneven it is, whether it grows and where it lies; or why nobody knows."""
    found = view.balance
    if not found.is_known:
        st.info(show.plain_text(_why_unknown(view)))
        return
    sentence = answer_sentence(
        found, view.earlier, view.before, level=view.level, parent_level=view.parent_level
    )
    st.markdown(f"**{show.plain_text(sentence)}**{label('sentence.stop')}")
    parts = [
        label("balance.variation_is", variation=number(found.variation)),
        _other_levels(view),
        left_out_note(found, view.level),
    ]
    if view.before is not None and view.earlier is None:
        parts.append(label("balance.other_areas"))
    st.caption(show.plain_text(label("caption.dot").join(part for part in parts if part)))


def _why_unknown(view: BalanceView) -> str:
    """Return why there is nothing to compare."""
    if not view.now["slots"].notna().any():
        return label("balance.no_slots_known", area=view.region)
    if not view.base:
        return label("balance.nobody_known", area=view.region)
    return label("balance.nothing_to_compare", area=view.region)


def _other_levels(view: BalanceView) -> str:
    """Return the same coefficient by areas of the other levels: it depends on their size."""
    tree = data.tree()
    texts = []
    for level in tree.levels_below(view.area):
        if level == view.level or len(tree.at_level(level, view.area)) > filters.MOST_DRAWN:
            continue
        found = balance_data.balance_of(level=level, within=view.area, month=view.month)
        if found.is_known and found.base == view.base:
            texts.append(
                label("balance.by_level", level=level_words(level), gini=number(found.gini))
            )
    if not texts:
        return ""
    return label("balance.levels_differ", levels=label("sentence.comma").join(texts))


def show_view(view: BalanceView, shown: str) -> None:
    """Show the view that was chosen; nothing of the others is computed."""
    views: dict[str, Callable[[BalanceView], None]] = {
        GAP: balance_gap.show,
        SPREAD: balance_spread.show,
        DENOMINATORS: balance_denominators.show,
        USE: balance_use.show,
        DESERTS: balance_deserts.show,
        CLUSTERS: balance_clusters.show,
    }
    views[shown](view)
