"""Definitions page (口径说明): how is this number made?"""

import streamlit as st

from childcare.catalog import label
from childcare.ui import definitions_panel, filters

with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
    st.subheader(label("page.definitions"), anchor=False)
    filters.language_switch()

definitions_panel.show_release()
definitions_panel.show_rules()
by_group, everything = st.tabs([label("tab.by_group"), label("tab.all_indicators")])
with by_group:
    definitions_panel.show_by_group()
with everything:
    definitions_panel.show_all()
