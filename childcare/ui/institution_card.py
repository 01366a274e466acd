"""One institution opened (机构卡片): facts, history, fee among others, care staff, titles."""

import pandas as pd
import streamlit as st

from childcare.analyses.institution_card import (
    FeeStanding,
    fee_standing,
    on_every_month,
    staffing,
)
from childcare.catalog import CATEGORIES, COLUMNS, INDICATORS, UNITS, label, spoken
from childcare.catalog.numbers import whole
from childcare.charts.fee_spread import fee_spread
from childcare.charts.institution_history import institution_history
from childcare.charts.theme import Caption
from childcare.ui import captions, data, filters, institution_data, show
from childcare.ui.figure import show_figure
from childcare.ui.institution_staff import staffing_lines
from childcare.ui.institution_view import InstitutionView
from childcare.ui.institution_words import download_notes


def show_card(view: InstitutionView) -> None:
    """Show the institution opened, or say how to open one."""
    if not view.opened:
        st.caption(label("institution.how_to_open"))
        return
    row: pd.Series = view.register.loc[view.opened]  # type: ignore[assignment]
    history = institution_data.history(institution_id=view.opened)
    facts, slots, fees = st.columns([0.36, 0.32, 0.32], gap="medium")
    with facts:
        _show_facts(row)
        _show_lines(*staffing_lines(staffing(row)))
        _show_designations(view)
        origin = label("institution.origin", file=row["source_name"], row=row["source_row"])
        st.caption(show.plain_text(origin))
    with slots:
        _show_history(view, row, history)
    with fees:
        _show_fee(view, row)


def _show_facts(row: pd.Series) -> None:
    st.subheader(show.plain_text(row["institution_name"]), anchor=False)
    kinds = ["provider_type", "operation_mode", "filing_status"]
    words = [spoken(CATEGORIES[kind][row[kind]]) for kind in kinds if pd.notna(row[kind])]
    inclusive = (
        [label("filter.inclusive")] if pd.notna(row["is_inclusive"]) and row["is_inclusive"] else []
    )
    place = [row["parent_name"], row["area_name"]]
    state = spoken(CATEGORIES["register_state"][row["register_state"]])
    parts = [state, *inclusive, *words, " ".join(text for text in place if pd.notna(text))]
    st.caption(show.plain_text(label("caption.dot").join(parts)))
    _show_lines("", _numbers(row))


def _numbers(row: pd.Series) -> list[str]:
    """Return what the register says in numbers; what it does not give is left out."""
    lines = []
    for name in ("slots", "inclusive_slots", "children_enrolled", "monthly_fee"):
        if pd.notna(row[name]):
            column, unit = spoken(COLUMNS[name]), spoken(UNITS[COLUMNS[name].unit])
            # "Slots 30 slots" says it twice.
            unit = "" if unit.lower() in column.lower() else f" {unit}"
            lines.append(f"{column} {whole(row[name])}{unit}")
    if pd.notna(row["utilisation_rate"]):
        indicator = INDICATORS["utilisation_rate"]
        value = indicator.format(row["utilisation_rate"], with_unit=True)
        lines.append(f"{spoken(indicator)} {value}")
    for name in ("opened_on", "closed_on"):
        if pd.notna(row[name]):
            lines.append(f"{spoken(COLUMNS[name])} {row[name]:%Y-%m-%d}")
    lines.append(f"{spoken(COLUMNS['institution_id'])} {row['institution_id']}")
    return [label("caption.dot").join(lines)]


def _show_lines(head: str, lines: list[str]) -> None:
    if head:
        st.markdown(f"**{show.plain_text(head)}**")
    st.markdown("  \n".join(show.plain_text(line) for line in lines))


def _show_designations(view: InstitutionView) -> None:
    """List the titles with date and document."""
    titles = institution_data.designations(institution_id=view.opened)
    lines = []
    for title in titles.to_dict("records"):
        parts = [
            spoken(CATEGORIES[column][title[column]])
            for column in ("designation_level", "designation")
            if pd.notna(title[column])
        ]
        granted = title["granted_on"]
        parts += [f"{granted:%Y-%m-%d}" if pd.notna(granted) else label("institution.no_date")]
        parts += [title["document"]] if pd.notna(title["document"]) else []
        lines.append(label("caption.dot").join(parts))
    _show_lines(label("institution.titles"), lines or [label("institution.no_title")])


def _show_history(view: InstitutionView, row: pd.Series, history: pd.DataFrame) -> None:
    """Draw slots and children month by month."""
    frame = on_every_month(history, data.months())
    known = frame.dropna(subset=["slots"])
    if len(known) < 2:
        st.info(_no_course(known))
        return
    title = _history_title(known)
    subtitle = label("institution.history_subtitle", name=row["institution_name"])
    past = captions.history_notes(row["area_code"], frame["as_of"].min())
    show_figure(
        institution_history(
            frame, _words(view, title, subtitle, *past), name=f"history-{view.opened}"
        ),
        key="institution_history",
        file_name=view.file_name(row["institution_name"], label("institution.history")),
        alt=f"{title} {subtitle}",
    )


def _no_course(known: pd.DataFrame) -> str:
    """Return why no course is drawn: no month, or a single one."""
    if known.empty:
        return label("institution.no_history")
    month = known["as_of"].iloc[0].strftime(filters.MONTH_FORMAT)
    return label("institution.one_month", month=month, slots=whole(known["slots"].iloc[0]))


def _history_title(known: pd.DataFrame) -> str:
    """Return from how many slots to how many; or that they never changed."""
    months, slots = known["as_of"].dt.strftime(filters.MONTH_FORMAT), known["slots"]
    first, last = months.iloc[0], months.iloc[-1]
    if slots.min() == slots.max():
        return label("institution.history_same", first=first, last=last, now=whole(slots.iloc[0]))
    return label(
        "institution.history_title",
        first=first,
        before=whole(slots.iloc[0]),
        last=last,
        now=whole(slots.iloc[-1]),
    )


def _show_fee(view: InstitutionView, row: pd.Series) -> None:
    """Draw the fee among those of its county, or say why there is nothing to stand among."""
    standing = fee_standing(view.register, view.opened)
    county = row["parent_name"] if pd.notna(row["parent_name"]) else view.area_name
    if not standing.has_spread:
        st.info(
            show.plain_text(
                label("institution.few_fees", county=county, number=whole(standing.others))
            )
        )
        return
    title = _fee_title(standing, county)
    subtitle = label(
        "institution.fee_subtitle",
        county=county,
        month=view.when,
        number=whole(len(standing.frame)),
        unit=spoken(UNITS[COLUMNS["monthly_fee"].unit]),
    )
    show_figure(
        fee_spread(
            standing.frame,
            view.opened,
            standing.median,
            _words(view, title, subtitle),
            name=f"fees-{row['parent_code']}",
        ),
        key="institution_fees",
        file_name=view.file_name(row["institution_name"], label("institution.fee")),
        alt=f"{title} {subtitle}",
    )


def _fee_title(standing: FeeStanding, county: str) -> str:
    if standing.fee != standing.fee:
        return label("institution.fee_unknown", county=county, median=whole(standing.median))
    return label(
        "institution.fee_title",
        fee=whole(standing.fee),
        cheaper=whole(standing.cheaper),
        others=whole(standing.others),
        median=whole(standing.median),
    )


def _words(view: InstitutionView, title: str, subtitle: str, *past: str) -> Caption:
    # The last note is about maps.
    notes = dict.fromkeys([*past, *download_notes(view)[1:-1]])
    return Caption(title, subtitle, list(notes))
