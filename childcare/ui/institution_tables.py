"""What changed between two months (增减变化), and what is likely entered twice (疑似重复)."""

import pandas as pd
import streamlit as st

from childcare.analyses.likely_duplicates import KINDERGARTEN, NEAR_NAME, SAME_NAME, SAME_POINT
from childcare.analyses.register import within_areas
from childcare.catalog import COLUMNS, label, language, spoken
from childcare.catalog.numbers import whole
from childcare.charts.institution_points import change_words
from childcare.ui import data, institution_data, show
from childcare.ui.institution_card import show_card
from childcare.ui.institution_panel import open_row
from childcare.ui.institution_view import (
    CARD,
    CHANGES,
    DUPLICATES,
    InstitutionView,
    choose_part,
)
from childcare.ui.institution_words import (
    changes_sentence,
    download_notes,
    in_words,
    period_text,
)


def show_details(view: InstitutionView) -> None:
    """Show card, changes or likely duplicates, whichever is asked for."""
    parts = {CARD: show_card, CHANGES: show_changes, DUPLICATES: show_duplicates}
    parts[choose_part(view)](view)


def show_changes(view: InstitutionView) -> None:
    """List openings, closures and changes of slots since the month compared with."""
    if view.compared is None:
        st.info(label("institution.choose_month"))
        return
    before, after = view.months
    rows = view.changed
    st.markdown(f"**{show.plain_text(changes_sentence(view))}**")
    unreported = [data.tree().name(code) for code in view.changes.unreported if code in view.codes]
    if unreported:
        names = label("sentence.comma").join(unreported)
        st.caption(show.plain_text(label("institution.not_comparable", names=names)))
    if rows.empty:
        return
    table = change_table(rows)
    _show_clickable(table, tuple(rows["institution_id"]), f"changes_{before:%Y%m}_{after:%Y%m}")
    name = view.file_name(label("institution.tab_changes"))
    show.downloads(table, name, [period_text(view), *download_notes(view)], key="changes")


def change_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Return changes under the names people read."""
    named = in_words(rows[["institution_name", "area_name", "parent_name", "provider_type"]])
    table = named.assign(
        **{
            label("institution.slots_before"): rows["slots_before"],
            label("institution.slots_after"): rows["slots_after"],
            label("table.change"): rows["slots_change"],
            spoken(COLUMNS["opened_on"]): _days(rows["opened_on"]),
            spoken(COLUMNS["closed_on"]): _days(rows["closed_on"]),
            spoken(COLUMNS["institution_id"]): rows["institution_id"],
        }
    )
    table.insert(0, label("institution.kind"), rows["change_kind"].map(change_words()))
    return table


def _days(dates: pd.Series) -> pd.Series:
    return dates.dt.strftime("%Y-%m-%d").fillna("")


def show_duplicates(view: InstitutionView) -> None:
    """List pairs that are likely one institution, and why; nobody is left out of a count by it."""
    pairs = within_areas(institution_data.duplicates(as_of=view.month), view.codes)
    st.caption(label("institution.duplicates_note"))
    if pairs.empty:
        st.info(
            show.plain_text(
                label("institution.no_duplicates", area=view.area_name, month=view.when)
            )
        )
        return
    table = duplicate_table(pairs)
    text = label("institution.duplicates", area=view.area_name, number=whole(len(pairs)))
    st.markdown(f"**{show.plain_text(text)}**")
    _show_clickable(table, tuple(pairs["institution_id"]), f"duplicates_{view.month:%Y%m}")
    name = view.file_name(label("institution.tab_duplicates"))
    show.downloads(table, name, download_notes(view), key="duplicates")


def duplicate_table(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return likely duplicates under the names people read, with the reasons in words."""
    words = {
        SAME_NAME: label("institution.same_name"),
        NEAR_NAME: label("institution.near_name"),
        SAME_POINT: label("institution.same_point"),
        KINDERGARTEN: label("institution.kindergarten_unlinked"),
    }
    reasons = [
        label("institution.semicolon").join(words[one] for one in found.split(","))
        for found in pairs["reasons"]
    ]
    return pd.DataFrame(
        {
            label("institution.why"): reasons,
            label("institution.first"): pairs["institution_name"],
            label("institution.second"): pairs["other_name"],
            spoken(COLUMNS["area_name"]): pairs["area_name"],
            spoken(COLUMNS["parent_name"]): pairs["parent_name"],
            label("institution.metres"): pairs["metres"].round(),
            label("institution.slots_first"): pairs["slots"],
            label("institution.slots_second"): pairs["other_slots"],
            label("institution.id_first"): pairs["institution_id"],
            label("institution.id_second"): pairs["other_id"],
        }
    )


def _show_clickable(table: pd.DataFrame, codes: tuple[str, ...], kind: str) -> None:
    """Show a table of which a click on a row opens the institution of that row."""
    key = f"{kind}_{language()}_{len(codes)}_{hash(codes)}"
    columns = list(table.columns)
    numbers = [str(name) for name in columns if pd.api.types.is_numeric_dtype(table[name])]
    st.dataframe(
        table,
        hide_index=True,
        placeholder=label("number.none"),
        width="stretch",
        height=min(460, 38 + 35 * len(table)),
        column_config={column: st.column_config.NumberColumn(format="%,.0f") for column in numbers},
        key=key,
        on_select=lambda: open_row(key, codes),
        selection_mode=("single-row", "single-cell"),
    )
