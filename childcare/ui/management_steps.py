"""The five steps from files to a release (五步): one is shown, the others stand in a thin line."""

from collections.abc import Callable

import streamlit as st

from childcare.catalog import label
from childcare.catalog.roles import PUBLISH as MAY_PUBLISH
from childcare.ingest.submission import HANDED_IN, OPEN, Submission
from childcare.ingest.submission_files import LEFT_OUT, composition
from childcare.ui import (
    choices,
    management_files,
    management_findings,
    management_preview,
    management_publish,
    management_recognised,
    signed_in,
)
from childcare.ui.management_tried import ask_to_try, tried
from childcare.ui.management_view import (
    FILES,
    FINDINGS,
    PREVIEW,
    PUBLISH,
    RECOGNISED,
    STEP,
    STEPS,
    close_submission,
    go_to_step,
    step_names,
)
from childcare.ui.plain_text import plain_text

_SHOW: dict[str, Callable[[Submission], None]] = {
    FILES: management_files.show_files,
    RECOGNISED: management_recognised.show_recognised,
    FINDINGS: management_findings.show_findings,
    PREVIEW: management_preview.show_preview,
    PUBLISH: management_publish.show_publish,
}


def show_steps(submission: Submission) -> None:
    """Show a submission: what it is, the line of its steps, and the current step."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"### {plain_text(submission.title)}", width="stretch")
        st.button(label("management.to_list"), on_click=close_submission, key="to_list")
    if submission.state not in (OPEN, HANDED_IN):
        management_publish.show_ended(submission)
        return
    if submission.state == HANDED_IN:
        st.info(_handed_in_sentence())
    step = current_step(submission)
    with st.container(horizontal=True, horizontal_alignment="distribute", key="steps_and_way"):
        _show_line(submission, step)
        _show_way(submission, step)
    _SHOW[step](submission)


def _handed_in_sentence() -> str:
    if signed_in.person().may(MAY_PUBLISH):
        return label("management.to_review")
    return label("management.wait_for_review")


def current_step(submission: Submission) -> str:
    """Return the step that the link names, else the first that is not done."""
    named = choices.get(STEP)
    if named in STEPS:
        return named
    if tried(submission) is not None:
        return PREVIEW if submission.is_tried else FINDINGS
    return RECOGNISED if submission.files else FILES


def _show_line(submission: Submission, step: str) -> None:
    """Show every step as a button: its number, its name, and how it stands."""
    names, states = step_names(), _states(submission)
    with st.container(horizontal=True, gap="small", width="content", key="steps"):
        for number, name in enumerate(STEPS, start=1):
            state = f" · {states[name]}" if states.get(name) else ""
            st.button(
                f"{number} {names[name]}{state}",
                key=f"step_{name}",
                type="secondary" if name == step else "tertiary",
                on_click=go_to_step,
                args=(name,),
            )


def _states(submission: Submission) -> dict[str, str]:
    """Return in a few words how each step stands, as far as that is known."""
    states = {FILES: label("management.files_short", count=_file_count(submission))}
    found = tried(submission)
    if found is not None:
        failures = sum(one.severity == "fail" for one in found)
        warnings = len(found) - failures
        states[FINDINGS] = label("management.found_short", failures=failures, warnings=warnings)
    if submission.is_tried:
        states[PREVIEW] = label("management.ready")
    return states


def _file_count(submission: Submission) -> int:
    return sum(one.origin != LEFT_OUT for one in composition(submission))


def _show_way(submission: Submission, step: str) -> None:
    """Offer the step before and the step after."""
    place, names = STEPS.index(step), step_names()
    with st.container(horizontal=True, gap="small", width="content", key="way"):
        if place > 0:
            before = STEPS[place - 1]
            _way_button(label("management.back_to", step=names[before]), before)
        if place + 1 < len(STEPS):
            after = STEPS[place + 1]
            text = label("management.on_to", step=names[after])
            _way_button(text, after, submission, is_barred=_is_barred(submission, step))


def _way_button(
    text: str, step: str, submission: Submission | None = None, *, is_barred: bool = False
) -> None:
    """Offer a way to a step; the way on to the check begins it."""

    def go() -> None:
        go_to_step(step)
        if submission is not None and step == FINDINGS and tried(submission) is None:
            ask_to_try(submission.number)

    st.button(
        text,
        key=f"way_{step}",
        type="secondary" if submission is None else "primary",
        disabled=is_barred,
        on_click=go,
    )


def _is_barred(submission: Submission, step: str) -> bool:
    """Say whether nothing can follow a step yet: no file is there, or no candidate was built."""
    if step == FILES:
        return _file_count(submission) == 0
    return step in (FINDINGS, PREVIEW) and not submission.is_tried
