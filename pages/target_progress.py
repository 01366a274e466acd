"""Target progress page (目标进度): which promise of which plan stands where, what is missing?"""

import streamlit as st

from childcare.ui import filters, target_panel, target_view

with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
    area = filters.breadcrumb()
    month = filters.choose_month()
    plan = target_view.choose_plan(area, month)
    shown = target_view.choose_shown()
    filters.language_switch()

if plan is None:
    target_panel.show_no_plan(area)
else:
    view = target_view.TargetView(plan, area, month, *shown, target_view.chosen_target())
    target_panel.show_sentence(view)
    target_panel.show_next_plan(view)
    target_panel.show_bullets(view)
    target_panel.show_details(view)
