"""The frame of every page (页面框架): language, navigation, filters kept in the URL."""

import streamlit as st

from childcare.catalog import DeclarationError, label
from childcare.settings import PROJECT_DIR
from childcare.store import OutsideError
from childcare.ui import (
    choices,
    filters,
    meeting,
    release_choice,
    remembered,
    show,
    signed_in,
)

ICON = "🧩"
FIRST = "overview"
# The page that needs no release: it is where the first one is made.
DATA = "data_management"


def run() -> None:
    """Show the chosen page inside the frame."""
    choices.begin_run()
    filters.choose_language()
    st.set_page_config(page_title=label("app.title"), page_icon=ICON, layout="wide")
    st.html(PROJECT_DIR / "static" / "house.css")
    if not signed_in.begin_run():
        return
    page = st.navigation(_pages(), position="hidden" if meeting.is_on() else "top")
    has_release = _begin_release()
    release_choice.show_banner()
    if not has_release and page.url_path != DATA:
        show.no_release()
        return
    try:
        (meeting.show if meeting.is_on() else page.run)()
    except DeclarationError as error:
        # A plan file of this installation, which somebody is writing by hand just now.
        show.wrong_declaration(error)
    signed_in.show_who()
    choices.end_run()


def _begin_release() -> bool:
    """Choose the release of this run; one that does not hold the person's county is left again."""
    try:
        return remembered.begin_run(release_choice.database())
    except OutsideError:
        release_choice.leave()
        st.warning(label("management.no_such_county"))
        return remembered.begin_run()


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
        "data_management": label("page.data_management"),
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
