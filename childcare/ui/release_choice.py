"""Which release is looked at (看哪个版本): the current one or, read-only, one named in the link."""

from contextlib import suppress
from pathlib import Path

import streamlit as st

from childcare.catalog import label
from childcare.catalog.roles import DRAFT, READ
from childcare.ingest import submissions
from childcare.settings import current_database
from childcare.store.gate import DeniedError, demand
from childcare.store.person import Person
from childcare.store.releases import KeptRelease, UnknownReleaseError, database_of, kept_release
from childcare.ui import choices, meeting, signed_in
from childcare.ui.plain_text import plain_text

RELEASE = "release"


def database() -> Path | None:
    """Return the database of the release named in the link, None to read the current one."""
    name = choices.get(RELEASE)
    if not name:
        return None
    path = _path_of(name)
    # The current release needs no name: a newer one shall be seen as soon as it is there.
    if path is None or path == current_database():
        return None
    return path


def _path_of(name: str) -> Path | None:
    """Return where a release lies, None where there is none of this name for this person."""
    try:
        kept = kept_release(name)
    except UnknownReleaseError:
        return None
    return database_of(name) if may_see(signed_in.person(), kept) else None


def may_see(person: Person, kept: KeptRelease) -> bool:
    """Say whether a person may look at a release; at a candidate only who works on it may.

    Of whatever release, a person bound to a county sees the rows of her county alone.
    """
    if not kept.is_candidate:
        return person.may(READ)
    if not person.may(DRAFT):
        return False
    own = submissions.mine(person) if person.area else []
    return not person.area or kept.name in {one.candidate for one in own}


def has_release() -> bool:
    """Say whether there is any release to look at in this run."""
    return current_database() is not None or database() is not None


def show_banner() -> None:
    """Say above every page that another release than the current one is looked at."""
    name = choices.get(RELEASE)
    if not name or meeting.is_on():
        return
    if database() is None:
        choices.put(RELEASE, "")
        if _path_of(name) is None:
            _write_down_refusal(name)
            st.warning(plain_text(label("management.no_such_release", release=name)))
        return
    kept = kept_release(name)
    with st.container(horizontal=True, vertical_alignment="center", key="old_release"):
        st.warning(_sentence(kept), icon=":material/history:", width="stretch")
        if current_database() is not None:
            st.button(label("management.back_to_current"), on_click=leave, key="leave_release")


def _write_down_refusal(name: str) -> None:
    """Write down once that somebody asked for a candidate she may not see."""
    with suppress(UnknownReleaseError, DeniedError):
        if kept_release(name).is_candidate:
            demand(signed_in.person(), DRAFT, subject=name)


def _sentence(kept: KeptRelease) -> str:
    if kept.is_candidate:
        return plain_text(label("management.looking_at_candidate", release=kept.name))
    return plain_text(label("management.looking_at_old", release=kept.name))


def offer(name: str, *, key: str) -> None:
    """Offer to look at a release, on every page, until the current one is asked for again."""
    if st.button(label("management.look_at"), key=key):
        choices.put(RELEASE, name)
        st.switch_page("pages/coverage_map.py")


def leave() -> None:
    """Look at the current release again."""
    choices.put(RELEASE, "")
