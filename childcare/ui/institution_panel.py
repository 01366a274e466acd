"""The register on the page (台账列表): the answer in a sentence, and the table."""

from functools import lru_cache
from hashlib import sha1

import pandas as pd
import streamlit as st

from childcare.catalog import label, language
from childcare.catalog.numbers import whole
from childcare.ui import choices, data, show
from childcare.ui.institution_view import HEIGHT, InstitutionView, open_institution
from childcare.ui.institution_words import download_notes, in_words, number_formats

# What the table shows; a download has every column of the register.
SHOWN = (
    "institution_name",
    "area_name",
    "parent_name",
    "slots",
    "children_enrolled",
    "utilisation_rate",
    "monthly_fee",
    "is_inclusive",
    "provider_type",
    "operation_mode",
    "filing_status",
    "register_state",
)
NOT_CARRIED = ("searched",)
# A browser takes a table of more rows too slowly; a download has them all.
MOST_LISTED = 15_000


def show_no_register(view: InstitutionView) -> None:
    """Say that nothing is known of institutions in this area and month."""
    st.info(show.plain_text(label("institution.no_register", area=view.area_name, month=view.when)))


def show_answer(view: InstitutionView) -> None:
    """Say how many institutions are open here, and how many of them are shown."""
    every = view.every_open
    text = label(
        "institution.stands",
        area=view.area_name,
        month=view.when,
        institutions=whole(len(every)),
        slots=_sum(every["slots"]),
    )
    enrolled = every["children_enrolled"]
    if enrolled.notna().any():
        text += label("institution.and_children", children=whole(enrolled.sum()))
    if view.is_filtered:
        slots = _sum(view.shown["slots"])
        text += label("institution.of_these", number=whole(len(view.shown)), slots=slots)
    st.markdown(f"**{show.plain_text(text)}**")
    notes = [label("caption.demonstration")] if data.release().is_demonstration else []
    if enrolled.isna().all():
        notes.append(label("institution.no_enrolment"))
    elif enrolled.isna().any():
        notes.append(label("institution.enrolment_of", number=whole(enrolled.count())))
    missing = _unreported(view)
    if missing:
        names = label("sentence.comma").join(missing)
        notes.append(label("institution.unreported", names=names, month=view.when))
    if notes:
        st.caption(show.plain_text(label("caption.dot").join(notes)))


def _sum(values: pd.Series) -> str:
    return whole(values.sum() if values.notna().any() else float("nan"))


def _unreported(view: InstitutionView) -> list[str]:
    """Return the names of the counties in the area that handed in no register this month."""
    tree, reported = data.tree(), set(view.register["parent_code"])
    townships = tree.at_level("township", view.area)
    return [tree.name(code) for code in sorted(set(townships["parent_code"].dropna()) - reported)]


def show_register(view: InstitutionView) -> None:
    """Show the register as a table of which a row opens an institution, and offer it as files."""
    if view.shown.empty:
        st.info(show.plain_text(label("institution.none_pass", area=view.area_name)))
        return
    _show_rows(view)
    if len(view.shown) > MOST_LISTED:
        st.caption(label("institution.largest_only", number=whole(MOST_LISTED)))
    table = _whole_table(view, language())
    show.downloads(table, view.file_name(), download_notes(view), key="register")


def _show_rows(view: InstitutionView) -> None:
    codes = tuple(view.shown.index[:MOST_LISTED])
    # Other rows are another table: what was marked in the one before means nothing in it.
    digest = sha1("\n".join(codes).encode(), usedforsecurity=False).hexdigest()[:12]
    key = f"register_{view.month:%Y%m}_{language()}_{digest}"
    _mark_row(key, codes)
    st.dataframe(
        _short_table(view, language()),
        hide_index=True,
        placeholder=label("number.none"),
        width="stretch",
        height=HEIGHT - 48,
        column_config=number_formats(list(SHOWN)),
        key=key,
        on_select=lambda: open_row(key, codes),
        selection_mode=("single-row", "single-cell"),
        alt=label("page.institutions"),
    )


@lru_cache(maxsize=8)
def _short_table(view: InstitutionView, speech: str) -> pd.DataFrame:
    """Return what the table shows; the language is part of what is remembered."""
    rows = view.shown.head(MOST_LISTED)
    return in_words(rows[_columns(rows)])


@lru_cache(maxsize=8)
def _whole_table(view: InstitutionView, speech: str) -> pd.DataFrame:
    """Return every column of the rows shown, for a download."""
    return in_words(view.shown.drop(columns=list(NOT_CARRIED)))


def _mark_row(key: str, codes: tuple[str, ...]) -> None:
    """Mark the row of the institution that was opened elsewhere: by a link or on the map.

    A mark set from here sends the whole table anew, so a row marked by a click is left alone.
    """
    chosen = choices.get("institution")
    wanted = {codes.index(chosen)} if chosen in codes else set()
    if set(_marked_rows(key)) != wanted:
        st.session_state[key] = {"selection": {"rows": list(wanted), "columns": [], "cells": []}}


def _marked_rows(key: str) -> list[int]:
    """Return the rows that are marked themselves or by one of their cells, a cell first."""
    selection = st.session_state.get(key, {}).get("selection", {})
    return [row for row, _ in selection.get("cells", [])] + list(selection.get("rows", []))


def open_row(key: str, codes: tuple[str, ...]) -> None:
    """Open the institution whose row, or any cell of it, was clicked."""
    chosen = choices.get("institution")
    clicked = [codes[row] for row in _marked_rows(key) if row < len(codes)]
    # Row and cell are marked apart: what is opened already was clicked before.
    newly = [code for code in clicked if code != chosen] or clicked
    if newly:
        open_institution(newly[0])


def _columns(rows: pd.DataFrame) -> list[str]:
    """Return the columns that say something here: a county names no county."""
    return [
        name
        for name in SHOWN
        if rows[name].notna().any()
        and (name not in ("parent_name", "register_state") or len(set(rows[name])) > 1)
    ]
