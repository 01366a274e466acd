"""Overview page (总览): where do we stand, who lags, what to do next?"""

import streamlit as st

from childcare.ui import export_panel, filters, meeting, overview_lights, overview_panel

with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
    area = filters.breadcrumb(with_parts=True)
    month = filters.choose_month()
    filters.language_switch()
    meeting.enter_button()
    export_panel.show_exports(area, month)

overview_panel.show_sentences(area, month)
overview_panel.show_headlines(area, month)
overview_lights.show_lights(area, month)

left, right = st.columns([0.6, 0.4], gap="small")
with left:
    overview_panel.show_map(area, month)
with right:
    overview_panel.show_ranking(area, month)
