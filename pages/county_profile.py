"""County profile page (县区画像): what does my county have, lack, and stand at beside its peers?"""

import streamlit as st

from childcare.ui import (
    filters,
    profile_age,
    profile_field,
    profile_panel,
    profile_townships,
    profile_view,
)

area = profile_view.county_looked_at()
with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="filters"):
    filters.breadcrumb()
    month = filters.choose_month()
    peers = profile_view.choose_peers(area) if area else ()
    filters.language_switch()

if not area:
    profile_panel.ask_for_county(month)
else:
    view = profile_view.ProfileView(area, month, peers)
    profile_panel.show_head(view)
    profile_panel.show_answer(view)
    left, right = st.columns(2, gap="medium")
    with left:
        profile_field.show_headlines(view)
    with right:
        profile_field.show_care(view)
    profile_panel.show_lights(view)
    profile_field.show_ranks(view)
    with st.container(key="profile_second_sheet"):
        profile_townships.show_townships(view)
    left, right = st.columns(2, gap="medium")
    with left:
        profile_townships.show_quadrant(view)
    with right:
        profile_age.show_age_fit(view)
    profile_panel.show_rules()
