"""The lights of the overview (总览状态灯): where the plan's targets stand, each one click away."""

import pandas as pd
import streamlit as st

from childcare.analyses.assessment import Assessment
from childcare.analyses.target_words import counted_text
from childcare.catalog import label, spoken
from childcare.catalog.lights import SCHEMES, STATUSES, Scheme
from childcare.ui import choices, data
from childcare.ui.target_view import first_plan

PAGE = "pages/target_progress.py"
# One line of them on a meeting-room screen, in either language.
MOST_LINKS = 5


def show_lights(area: str, month: pd.Timestamp) -> None:
    """Show how the targets of the area's plan stand, and the lights of the headlines."""
    plan = first_plan(area, month)
    if plan is None:
        return
    judged = data.assessments(plan=plan.name, area=area, month=month)
    scheme = SCHEMES.get(choices.get("scheme"), next(iter(SCHEMES.values())))
    counted = label(
        "target.overview",
        first=plan.first_year,
        last=plan.last_year,
        number=len(judged),
        counted=counted_text(judged),
    )
    headlines = [one for one in judged if one.indicator.headline][:MOST_LINKS]
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="lights"):
        _link(f"**{counted}**", plan.name, "")
        for one in headlines:
            _link(
                f"{coloured_light(one, scheme)} {spoken(one.indicator)}", plan.name, one.target.name
            )


def coloured_light(one: Assessment, scheme: Scheme) -> str:
    """Return shape and word of a light in its colour, for Markdown."""
    colour = scheme.colour(one.status, one.share)
    return f":{'gray' if colour == 'grey' else colour}[{STATUSES[one.status].spoken_light()}]"


def _link(text: str, plan: str, target: str) -> None:
    """Link to the target page with the choices of this one."""
    wanted = choices.held() | {"plan": plan} | ({"target": target} if target else {})
    st.page_link(PAGE, label=text, query_params=wanted, width="content")
