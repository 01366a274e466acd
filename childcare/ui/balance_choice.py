"""What is chosen on the page on regional balance: the month compared with, the view, the rate."""

import pandas as pd
import streamlit as st

from childcare.analyses.denominators import NEED, OFFICIAL
from childcare.catalog import INDICATORS, Indicator, label, spoken
from childcare.ui import choices, data, filters

GAP, SPREAD, DENOMINATORS = "gap", "spread", "denominators"
USE, DESERTS, CLUSTERS = "use", "deserts", "clusters"
VIEWS = (GAP, SPREAD, DENOMINATORS, USE, DESERTS, CLUSTERS)
# Views in which one looks at one of the two rates.
WITH_RATE = (SPREAD, DENOMINATORS)


def choose_before(month: pd.Timestamp) -> pd.Timestamp | None:
    """Ask for the month to compare with, a year before first; None where there is no other."""
    others = [one for one in data.months() if one != month]
    if not others:
        return None
    year_before = month - pd.DateOffset(years=1)
    # Without that month the nearest one to it.
    first = min(others, key=lambda one: abs(one - year_before))
    listed = [one.strftime(filters.MONTH_FORMAT) for one in others]
    chosen = filters.choose_one(
        "compare",
        label("filter.compare"),
        listed,
        str,
        width=130,
        first=first.strftime(filters.MONTH_FORMAT),
    )
    return pd.Timestamp(chosen)


def choose_view() -> tuple[str, Indicator]:
    """Ask what to look at and, where it matters, by which rate."""
    names = {
        GAP: label("balance.view_gap"),
        SPREAD: label("balance.view_spread"),
        DENOMINATORS: label("balance.view_denominators"),
        USE: label("balance.view_use"),
        DESERTS: label("balance.view_deserts"),
        CLUSTERS: label("balance.view_clusters"),
    }
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        shown = filters.choose_one(
            "view", label("balance.view"), list(VIEWS), names.get, segmented=True
        )
        if shown not in WITH_RATE:
            return shown, INDICATORS[_held_rate()]
        rate = filters.choose_one(
            "rate",
            label("balance.rate"),
            [OFFICIAL, NEED],
            lambda name: spoken(INDICATORS[name]),
            segmented=True,
        )
    return shown, INDICATORS[rate]


def _held_rate() -> str:
    """Return the rate chosen on another view, so that it is still the same when one comes back."""
    held = choices.get("rate", OFFICIAL)
    return held if held in (OFFICIAL, NEED) else OFFICIAL
