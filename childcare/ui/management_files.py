"""Step 1, the files (文件): handing in, what becomes of each, taking out."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from childcare.catalog import label
from childcare.catalog.import_limits import IMPORT_LIMITS
from childcare.ingest import submissions
from childcare.ingest.submission import OPEN, Submission, SubmissionError
from childcare.ingest.submission_files import (
    ADDED,
    KEPT,
    LEFT_OUT,
    REPLACED,
    ComposedFile,
)
from childcare.store.originals import Original
from childcare.ui import signed_in
from childcare.ui.management_view import FILES, go_to_step
from childcare.ui.management_words import size_text
from childcare.ui.management_work import attempt
from childcare.ui.plain_text import plain_text

# The widget that takes files is made anew after each time, so that no file is taken in twice.
_TIMES = "files_handed_in"


def show_files(submission: Submission) -> None:
    """Ask for files, and list those there are with what becomes of them."""
    if submission.state == OPEN:
        _ask_for_files(submission.number)
    try:
        listed = submissions.files(signed_in.person(), submission.number)
    except SubmissionError as error:
        st.error(plain_text(str(error)))
        return
    if not listed and submission.sources is None:
        st.caption(label("management.no_files"))
        return
    if submission.on_release:
        base = label("management.base", release=submission.on_release)
        st.caption(plain_text(base))
    with st.container(gap=None):
        for one in sorted(listed, key=lambda one: (_ORDER[one.origin], one.original.name)):
            _show_file(submission, one)
        if submission.sources is not None:
            _show_sources(submission, submission.sources)


def _ask_for_files(number: str) -> None:
    """Ask for files; each is kept as soon as it has arrived."""
    key = f"files_{number}_{st.session_state.get(_TIMES, 0)}"
    most = IMPORT_LIMITS.file_megabytes
    # Streamlit's own words are English; house.css puts this one in their place.
    st.html(f"<style>:root {{ --upload-word: '{label('management.choose_files')}' }}</style>")
    with st.container(key="uploader"):
        st.file_uploader(
            label("management.hand_in_files", most=most),
            accept_multiple_files=True,
            key=key,
            max_upload_size=most,
            on_change=_take_in,
            args=(number, key),
        )
    st.caption(label("management.files_help"))


_ORDER = {ADDED: 0, REPLACED: 1, KEPT: 2, LEFT_OUT: 3}


def _take_in(number: str, key: str) -> None:
    """Keep every file just handed in; one that is refused leaves the others."""
    person = signed_in.person()
    for file in st.session_state.get(key) or []:
        attempt(partial(submissions.add_file, person, number, file.name, file.getvalue()))
    # Else the page would go on by itself to the step after.
    go_to_step(FILES)
    st.session_state[_TIMES] = st.session_state.get(_TIMES, 0) + 1


def _show_file(submission: Submission, one: ComposedFile) -> None:
    """Show a file as a line: its name, its size, what becomes of it, and a button against that."""
    names = {
        ADDED: label("management.file_added"),
        REPLACED: label("management.file_replaced"),
        KEPT: label("management.file_kept"),
        LEFT_OUT: label("management.file_left_out"),
    }
    original = one.original
    facts = f"{names[one.origin]} · {size_text(original.size)}"
    if original.area and not submission.area:
        facts += f" · {label('management.of_area', area=original.area)}"
    name = plain_text(original.name)
    text = f"~~{name}~~ · {facts}" if one.origin == LEFT_OUT else f"{name} · {facts}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(text if one.origin in (KEPT, LEFT_OUT) else f"**{name}** · {facts}")
        if submission.state == OPEN:
            _deed(submission.number, one)


def _deed(number: str, one: ComposedFile) -> None:
    """Offer to take a file out, or a file of the base back in."""
    words = {
        ADDED: label("management.remove"),
        REPLACED: label("management.remove"),
        KEPT: label("management.leave_out"),
        LEFT_OUT: label("management.take_back"),
    }
    deeds = {
        ADDED: submissions.remove_file,
        REPLACED: submissions.remove_file,
        KEPT: submissions.leave_out,
        LEFT_OUT: submissions.take_back,
    }
    _button(words[one.origin], deeds[one.origin], number, one.original)


def _show_sources(submission: Submission, sources: Original) -> None:
    """Show the sources file that was handed in."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{plain_text(sources.name)}** · {label('management.file_sources')}")
        if submission.state == OPEN:
            text = label("management.remove")
            _button(text, submissions.remove_file, submission.number, sources)


def _button(text: str, deed: Callable[..., object], number: str, original: Original) -> None:
    """Offer to do something with a file, which its hash tells from others of its name."""

    def do() -> None:
        attempt(partial(deed, signed_in.person(), number, original.sha256))

    st.button(
        text,
        key=f"file_{original.sha256}_{original.name}",
        type="tertiary",
        on_click=do,
    )
