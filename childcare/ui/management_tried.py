"""What the last attempt to build found (校验结果), and trying again while one watches."""

import tempfile
from pathlib import Path

import streamlit as st

from childcare.catalog import label
from childcare.exports.annotated_workbook import annotated_workbook
from childcare.ingest import Finding, submissions
from childcare.ingest.submission import Submission
from childcare.ingest.submission_files import files_to_build, lay_out_all
from childcare.ingest.submission_trial import counted
from childcare.store.originals import Original
from childcare.ui import signed_in
from childcare.ui.management_work import attempt, progress

_WANTED = "management_try_out"


def tried(submission: Submission) -> list[Finding] | None:
    """Return what was found in just these files and answers, None before they were tried."""
    trial = submissions.last_try(signed_in.person(), submission.number)
    return None if trial is None else trial.findings


def ask_to_try(number: str) -> None:
    """Let the next run of the page try a submission out."""
    st.session_state[_WANTED] = number


def is_wanted(number: str) -> bool:
    """Say once whether a submission is to be tried out in this run."""
    return st.session_state.pop(_WANTED, "") == number


def try_out(submission: Submission) -> None:
    """Build a candidate beside the current release while a bar tells how far it is."""
    person, number = signed_in.person(), submission.number
    with progress(label("management.checking")) as tell:
        told = counted(tell, len(files_to_build(submission)))
        attempt(lambda: submissions.try_out(person, number, tell=told))


def annotated(submission: Submission, findings: list[Finding]) -> bytes:
    """Return the workbook that shows each finding where it stands in the files."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "files"
        names = lay_out_all(_own_files(submission), place)
        return annotated_workbook([place / name for name in names], findings)


def _own_files(submission: Submission) -> list[Original]:
    """Return the files whose rows this person may see: a county's are its own."""
    files = files_to_build(submission)
    return [one for one in files if submission.area in ("", one.area)]
