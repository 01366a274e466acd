"""Institutions page (机构台账): which institutions, how full, at what price, and what changed?"""

import streamlit as st

from childcare.ui import (
    filters,
    institution_panel,
    institution_places,
    institution_tables,
    institution_view,
)

with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
    area = filters.breadcrumb()
    month = filters.choose_month()
    compared = filters.choose_comparison(month)
    chosen = institution_view.choose_filter()
    filters.language_switch()

view = institution_view.InstitutionView(area, month, compared, chosen)
if view.register.empty:
    institution_panel.show_no_register(view)
else:
    institution_panel.show_answer(view)
    left, right = st.columns([0.6, 0.4], gap="small")
    with left:
        institution_panel.show_register(view)
    # The map is drawn last: it takes longest, and who clicks a row waits for what stands below.
    with st.container():
        institution_tables.show_details(view)
    with right:
        institution_places.show_map(view)
