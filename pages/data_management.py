"""Data management page (数据管理): which data are these, are they whole, what is to be done?"""

import streamlit as st

from childcare.ui import (
    filters,
    management_completeness,
    management_import,
    management_log,
    management_releases,
    management_status,
    management_view,
    management_work,
    release_choice,
)

has_release = release_choice.has_release()
with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
    section = management_view.choose_section(has_release=has_release)
    filters.language_switch()

management_status.show_situation(has_release=has_release)
management_work.show_said()

if section == management_view.IMPORT:
    management_import.show_import()
elif section == management_view.COMPLETENESS:
    management_completeness.show_completeness()
elif section == management_view.RELEASES:
    management_releases.show_releases()
else:
    management_log.show_log()
