"""Step 3, the check (校验): every finding with its place, its rule and what to do."""

from collections import Counter
from functools import partial

import pandas as pd
import streamlit as st

from childcare.catalog import label, language, speaking
from childcare.exports import csv_bytes, file_name
from childcare.ingest import Finding
from childcare.ingest.submission import Submission
from childcare.ui import carry_away, filters, show
from childcare.ui.management_tried import annotated, ask_to_try, is_wanted, tried, try_out
from childcare.ui.management_words import severity_name, table_names

ALL = "all"
MOST_LISTED = 2_000
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_findings(submission: Submission) -> None:
    """Say how many findings there are, and list them; check first where that was not done."""
    if is_wanted(submission.number):
        try_out(submission)
        # What was found changes the line of steps above as well.
        st.rerun()
    found = tried(submission)
    if found is None:
        st.info(label("management.not_checked"))
        _check_button(submission, label("management.check"))
        return
    _show_verdict(submission, found)
    if found:
        shown = _choose(found)
        show.show_table(findings_table(shown[:MOST_LISTED]))
        if len(shown) > MOST_LISTED:
            st.caption(label("management.first_only", number=MOST_LISTED, all=len(shown)))
    _show_files(submission, found)


def _check_button(submission: Submission, text: str) -> None:
    st.button(text, key="check", on_click=ask_to_try, args=(submission.number,))


def _show_verdict(submission: Submission, found: list[Finding]) -> None:
    """Say in a sentence whether this can be published."""
    failures = sum(one.severity == "fail" for one in found)
    warnings = len(found) - failures
    if failures:
        st.error(label("management.verdict_fail", failures=failures, warnings=warnings))
    elif not submission.is_tried:
        st.warning(label("management.verdict_not_built"))
    elif warnings:
        st.success(label("management.verdict_warn", warnings=warnings))
    else:
        st.success(label("management.verdict_clean"))


def _choose(found: list[Finding]) -> list[Finding]:
    """Ask which severity and which table to list."""
    severities = Counter(one.severity for one in found)
    levels = {ALL: label("filter.all")}
    levels |= {
        name: f"{severity_name(name)} {severities[name]}"
        for name in ("fail", "warn")
        if severities[name]
    }
    tables = {ALL: label("filter.all")} | table_names()
    present = {one.table for one in found}
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        level = filters.choose_one(
            "severity", label("management.severity"), list(levels), levels.get, segmented=True
        )
        table = filters.choose_one(
            "of_table",
            label("management.table"),
            [name for name in tables if name == ALL or name in present],
            tables.get,
        )
    kept = [one for one in found if level in (ALL, one.severity) and table in (ALL, one.table)]
    return sorted(kept, key=lambda one: one.severity != "fail")


def findings_table(found: list[Finding]) -> pd.DataFrame:
    """Return one row a finding under the names people read."""
    names = table_names()
    return pd.DataFrame(
        {
            label("management.severity"): [severity_name(one.severity) for one in found],
            label("management.file"): [one.source_name for one in found],
            label("management.table"): [names.get(one.table, one.table) for one in found],
            label("management.row"): pd.array([one.source_row for one in found], dtype="Int64"),
            label("management.column"): [one.heading_shown for one in found],
            label("management.about"): [one.subject for one in found],
            label("management.value"): [one.value for one in found],
            label("management.rule"): [one.title for one in found],
            label("management.remedy"): [one.remedy for one in found],
        }
    ).dropna(axis="columns", how="all")


def _show_files(submission: Submission, found: list[Finding]) -> None:
    """Offer the findings as files, and the check anew."""
    name = file_name(submission.title, label("management.step_findings"))
    with st.container(horizontal=True, gap="small"):
        if found:
            carry_away.offer(
                label("management.annotated"),
                partial(_annotated, language(), submission, found),
                file_name=f"{name}.xlsx",
                mime=WORKBOOK,
                key="annotated",
            )
            carry_away.offer(
                label("download.csv"),
                partial(csv_bytes, findings_table(found)),
                file_name=f"{name}.csv",
                mime="text/csv",
                key="findings_csv",
            )
        _check_button(submission, label("management.check_again"))


def _annotated(chosen: str, submission: Submission, found: list[Finding]) -> bytes:
    with speaking(chosen):
        return annotated(submission, found)
