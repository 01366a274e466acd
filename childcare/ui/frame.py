"""The frame of every page (页面框架): language, navigation, filters kept in the URL."""

import streamlit as st

from childcare.catalog import DeclarationError, label
from childcare.settings import PROJECT_DIR
from childcare.ui import choices, filters, meeting, remembered, show

ICON = "🧩"
FIRST = "overview"


def run() -> None:
    """Show the chosen page inside the frame."""
    choices.begin_run()
    filters.choose_language()
    st.set_page_config(page_title=label("app.title"), page_icon=ICON, layout="wide")
    st.html(PROJECT_DIR / "static" / "house.css")
    page = st.navigation(_pages(), position="hidden" if meeting.is_on() else "top")
    if not remembered.begin_run():
        show.no_release()
        return
    try:
        (meeting.show if meeting.is_on() else page.run)()
    except DeclarationError as error:
        # A plan file of this installation, which somebody is writing by hand just now.
        show.wrong_declaration(error)
    choices.end_run()


def _pages() -> list[st.Page]:  # type: ignore[valid-type]
    """Return the pages in the order of the navigation bar."""
    folder = PROJECT_DIR / "pages"
    titles = {
        "overview": label("page.overview"),
        "coverage_map": label("page.coverage_map"),
        "target_progress": label("page.target_progress"),
        "regional_balance": label("page.regional_balance"),
        "county_profile": label("page.county_profile"),
        "institutions": label("page.institutions"),
        "policy_tasks": label("page.policy_tasks"),
        "definitions": label("page.definitions"),
    }
    pages = [
        st.Page(
            folder / f"{name}.py",
            title=title,
            url_path="home" if name == FIRST else name,
            default=name == FIRST,
        )
        for name, title in titles.items()
    ]
    # The first page has the address "/" only; this is its name, for whoever types it.
    named = st.Page(
        folder / f"{FIRST}.py", title=titles[FIRST], url_path=FIRST, visibility="hidden"
    )
    return [*pages, named]
