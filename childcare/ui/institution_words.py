"""Rows of a register as people read them (台账用语): words for codes, and what a download says."""

from typing import Any

import pandas as pd
import streamlit as st

from childcare.analyses import stamp
from childcare.analyses.figure_words import measured
from childcare.catalog import CATEGORIES, COLUMNS, INDICATORS, UNITS, label, spoken
from childcare.catalog.numbers import signed, whole
from childcare.charts.institution_points import change_words
from childcare.ui import captions, data, filters
from childcare.ui.institution_view import InstitutionView

DECIMALS = {"utilisation_rate": 1, "longitude": 5, "latitude": 5}


def in_words(frame: pd.DataFrame) -> pd.DataFrame:
    """Return rows of a register under the names people read, its codes in words."""
    yes_no = {True: label("table.yes"), False: label("table.no")}
    columns: dict[str, Any] = {}
    for name in frame.columns:
        values = frame[name]
        if name in CATEGORIES:
            words = {key: spoken(value) for key, value in CATEGORIES[name].items()}
            values = values.map(words)
        elif name in COLUMNS and COLUMNS[name].type == "yes_no":
            values = values.astype(object).map(yes_no)
        elif name in COLUMNS and COLUMNS[name].type == "date":
            values = values.dt.strftime("%Y-%m-%d")
        columns[heading(str(name))] = values
    return pd.DataFrame(columns)


def heading(name: str) -> str:
    """Return what a column of a register is called; money and shares with their unit."""
    if name not in COLUMNS:
        return measured(INDICATORS[name])
    if COLUMNS[name].unit != "yuan_per_month":
        return spoken(COLUMNS[name])
    unit = spoken(UNITS[COLUMNS[name].unit])
    return label("caption.measured", indicator=spoken(COLUMNS[name]), unit=unit)


def number_formats(names: list[str]) -> dict[str, Any]:
    """Return how the numbers of a table are written, by the names people read."""
    return {
        heading(name): st.column_config.NumberColumn(format=f"%,.{DECIMALS.get(name, 0)}f")
        for name in names
        if name not in COLUMNS or COLUMNS[name].type in ("count", "number")
    }


def download_notes(view: InstitutionView) -> list[str]:
    """Return what a downloaded table says of itself: area, month, filter, source, permitted use."""
    release = data.release()
    return [
        label("institution.table_of", area=view.area_name, month=view.when),
        *([label("caption.demonstration")] if release.is_demonstration else []),
        *([label("institution.is_filtered")] if view.is_filtered else []),
        *captions.history_notes(view.area, view.month, view.compared),
        *([label("caption.source", source=release.source)] if release.source else []),
        label("stamp.release", release=release.release_id),
        stamp.map_permission(release),
    ]


def period_text(view: InstitutionView) -> str:
    """Return the two months compared, the earlier first."""
    before, after = (month.strftime(filters.MONTH_FORMAT) for month in view.months)
    return label("institution.between", before=before, after=after)


def changes_sentence(view: InstitutionView, *, with_slots: bool = True) -> str:
    """Return how many institutions opened, closed, grew or shrank, and by how many slots."""
    sums = view.changed.groupby("change_kind")["slots_change"].agg(["size", "sum"])
    parts = [
        _kind_text(words, sums["size"][kind], sums["sum"][kind] if with_slots else 0)
        for kind, words in change_words().items()
        if kind in sums.index
    ]
    if not parts:
        return period_text(view) + label("institution.nothing_changed")
    net = label("institution.net", change=signed(view.changed["slots_change"].sum(), 0))
    return period_text(view) + label("sentence.comma").join(parts) + net


def _kind_text(words: str, number: float, change: float) -> str:
    """Return how many changed in one way, and by how many slots if by any."""
    if change == 0:
        return label("institution.change_count", kind=words, number=whole(number))
    return label(
        "institution.change_sum", kind=words, number=whole(number), change=signed(change, 0)
    )
