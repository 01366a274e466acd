"""Step 4, the preview (预览): what would be published, against the current release."""

import streamlit as st

from childcare.catalog import label
from childcare.ingest.submission import Submission
from childcare.store.releases import UnknownReleaseError, current_release
from childcare.ui import management_compare, release_choice
from childcare.ui.plain_text import plain_text


def show_preview(submission: Submission) -> None:
    """Show headline numbers and rows of the candidate against what everybody sees now."""
    if not submission.is_tried:
        st.info(label("management.check_first"))
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(plain_text(label("management.candidate", release=submission.candidate)))
        release_choice.offer(submission.candidate, key="look_at_candidate")
    try:
        management_compare.show_changes(current_release(), submission.candidate, key="preview")
    except UnknownReleaseError as error:
        st.error(plain_text(str(error)))
