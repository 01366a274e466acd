"""Coverage map page (供给地图): where are the slots, and where are none?"""

import streamlit as st

from childcare.catalog import spoken
from childcare.ui import coverage_figures, coverage_tables, drawing, filters
from childcare.ui.coverage_view import CoverageView

with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
    area = filters.breadcrumb()
    level = filters.choose_level(area)
    indicator = filters.choose_indicator(level, area)
    month = filters.choose_month()
    compared = filters.choose_comparison(month)
    chosen = drawing.choose_drawing()
    filters.language_switch()

view = CoverageView(area, level, indicator, month, compared, chosen.points)
# A place of its own, filled later: what comes and goes above a figure would build it anew.
reported = st.container()
left, right = st.columns([0.66, 0.34], gap="small")
with left:
    coverage_figures.show_map(view, style=chosen.style, play=chosen.play)
with right:
    coverage_figures.show_ranking(view)
with reported:
    coverage_tables.show_reported(view)

st.caption(spoken(indicator, "definition"))
coverage_tables.show_details(view)
