"""Regional balance page (区域均衡): how unequal, between or within, growing or shrinking?"""

import streamlit as st

from childcare.ui import balance_choice, balance_panel, balance_view, filters

with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
    area = filters.breadcrumb(with_parts=True)
    level = filters.choose_level(area)
    month = filters.choose_month()
    before = balance_choice.choose_before(month)
    filters.language_switch()

answer = st.container()
shown, rate = balance_choice.choose_view()
view = balance_view.BalanceView(area, level, month, before, rate)
with answer:
    balance_panel.show_answer(view)
balance_panel.show_view(view, shown)
