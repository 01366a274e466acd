"""What lies ahead of a target: the pace it takes, the projects to come, the gap by township."""

import pandas as pd
import streamlit as st

from childcare.analyses.assessment import IN_FLIGHT, Assessment
from childcare.analyses.forecast import has_forecast
from childcare.analyses.gap import Gap, has_gap
from childcare.analyses.target_words import amount_text
from childcare.catalog import COLUMNS, label, spoken
from childcare.ui import data, show, target_forecast, target_tables
from childcare.ui.target_view import TargetView


def show_ahead(one: Assessment, view: TargetView) -> None:
    """Show pace and projects while a target is not due, and what each township lacks."""
    if not view.is_in_data or one.wanted != one.wanted:
        return
    if one.mode == IN_FLIGHT and has_forecast(one.indicator):
        target_forecast.show_forecast(one, view)
    if has_gap(one.indicator, one.target.comparator):
        _show_gap(one, view)


def _show_gap(one: Assessment, view: TargetView) -> None:
    """Show what the whole lacks and what its townships lack: two numbers with two names."""
    if data.tree().level(view.area) == "township" or one.reading is None:
        return
    found = data.gap(
        indicator=one.indicator.name,
        wanted=one.wanted,
        comparator=one.target.comparator,
        within=view.area,
        month=one.reading.period,
    )
    st.markdown(f"**{label('target.gap_title')}**")
    st.markdown(show.plain_text(_gap_text(one, found, view)))
    table = _gap_table(found)
    show.show_table(table, decimals={label("table.value"): one.indicator.decimals})
    name = target_tables.file_name_of(view, spoken(one.indicator), label("target.gap_title"))
    show.downloads(table, name, target_tables.notes_of(view), key="gap")


def _gap_text(one: Assessment, found: Gap, view: TargetView) -> str:
    """Return both shortfalls by name, and how many townships could not be judged."""
    city = found.city_shortfall
    amount = label("number.none") if city is None else _amount(one, city)
    text = label(
        "target.gap_text",
        area=view.area_name,
        city=amount,
        parts=_amount(one, found.sum_of_shortfalls),
        surplus=_amount(one, found.surplus),
    )
    if found.unknown:
        text += label("target.gap_unknown", number=found.unknown)
    return text


def _amount(one: Assessment, number: float) -> str:
    return amount_text(one, number, COLUMNS[one.indicator.numerator].unit)


def _gap_table(found: Gap) -> pd.DataFrame:
    """Return each township with what it has, needs and lacks, the largest shortfall first."""
    indicator, frame = found.indicator, found.areas
    return pd.DataFrame(
        {
            spoken(COLUMNS["area_name"]): frame["area_name"],
            spoken(COLUMNS["parent_name"]): frame["parent_name"],
            label("table.value"): frame["value"],
            spoken(COLUMNS[indicator.numerator]): frame["numerator"],
            spoken(COLUMNS[indicator.denominator]): frame["denominator"],
            label("target.needed"): frame["needed"].astype("Float64"),
            label("target.shortfall"): frame["shortfall"].astype("Float64"),
            label("target.surplus_units"): frame["surplus"].astype("Float64"),
        }
    )
