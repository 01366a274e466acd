"""The pieces of the definitions page: every indicator, and the query that counts it."""

import re

import pandas as pd
import streamlit as st

from childcare.analyses.definitions import (
    column_text,
    definitions_table,
    formula_text,
    reference_text,
)
from childcare.catalog import INDICATORS, UNITS, Indicator, label, spoken
from childcare.exports import file_name
from childcare.store import load_query
from childcare.ui import data, show
from childcare.ui.captions import map_permission

STOCKS, FLOWS = "area_counts", "area_flows"


def show_all() -> None:
    """Show all indicators in one table, and offer it as files."""
    table = definitions_table()
    show.show_table(table)
    name = file_name(label("page.definitions"))
    show.downloads(table, name, [map_permission()], key="definitions")


def show_by_group() -> None:
    """Show each indicator by itself, under the group it belongs to."""
    groups = {
        "supply": label("group.supply"),
        "coverage": label("group.coverage"),
        "kindergarten": label("group.kindergarten"),
        "use": label("group.use"),
        "staff": label("group.staff"),
        "quality": label("group.quality"),
        "family": label("group.family"),
        "base": label("group.base"),
    }
    for group, title in groups.items():
        st.subheader(title, anchor=False)
        for indicator in INDICATORS.values():
            if indicator.group == group:
                with st.expander(spoken(indicator)):
                    _show_one(indicator)


def show_rules() -> None:
    """Say what holds for all numbers: sums first, unknown is not none, ranks, map classes."""
    st.markdown(label("definitions.rules"))


def show_release() -> None:
    """Say which data this is and what the checks found in it."""
    release = data.release()
    built = release.built_at.strftime("%Y-%m-%d %H:%M")
    st.markdown(
        label(
            "definitions.release",
            release=release.release_id,
            built=built,
            source=show.plain_text(release.source),
        )
    )


def _show_one(indicator: Indicator) -> None:
    st.markdown(spoken(indicator, "definition"))
    facts = {
        label("table.formula"): formula_text(indicator),
        label("table.numerator"): column_text(indicator.numerator),
        label("table.denominator"): column_text(indicator.denominator),
        label("table.unit"): spoken(UNITS[indicator.unit]) or label("number.none"),
        label("table.reference"): reference_text(indicator) or label("number.none"),
        label("table.source"): spoken(indicator, "source"),
    }
    st.table(pd.Series(facts, name=label("table.content")))
    if indicator.is_counted and st.button(
        label("definitions.show_query"), key=f"query_{indicator.name}"
    ):
        _show_query(indicator)


def _show_query(indicator: Indicator) -> None:
    """Open the query in a window: the lines that count this indicator, then all of it."""
    query = _query(indicator)

    @st.dialog(label("definitions.query_title", query=query), width="large")
    def window() -> None:
        st.caption(label("definitions.query_lines"))
        st.code(query_excerpt(indicator), language="sql")
        st.caption(label("definitions.query_whole"))
        st.code(load_query(query).sql, language="sql", line_numbers=True, height=420)

    window()


def query_excerpt(indicator: Indicator) -> str:
    """Return the lines of the query that name what is counted, with their numbers."""
    pattern = re.compile(rf"\b({'|'.join(indicator.columns)})\b")
    numbered = enumerate(load_query(_query(indicator)).sql.splitlines(), start=1)
    found = [f"{number:>4}  {line}" for number, line in numbered if pattern.search(line)]
    return "\n".join(line for line in found if "-- @column" not in line)


def _query(indicator: Indicator) -> str:
    """Return the query that counts an indicator."""
    return FLOWS if indicator.is_of_year else STOCKS
