"""Putting tables, figures and downloads on the screen, always the same way."""

from functools import partial

import pandas as pd
import streamlit as st

from childcare.catalog import INDICATORS, label, spoken
from childcare.exports import csv_bytes, workbook_bytes
from childcare.ui import carry_away
from childcare.ui.filters import MONTH_FORMAT
from childcare.ui.plain_text import plain_text


def show_table(frame: pd.DataFrame, decimals: dict[str, int] | None = None) -> None:
    """Show a table; numbers with thousands apart, and the decimals given for some columns."""
    formats = {}
    for column in frame.columns:
        if not pd.api.types.is_numeric_dtype(frame[column]):
            continue
        digits = (decimals or {}).get(column, 0 if _is_whole(frame[column]) else 2)
        formats[column] = st.column_config.NumberColumn(format=f"%,.{digits}f")
    height = min(460, 38 + 35 * max(len(frame), 1))
    st.dataframe(
        frame,
        hide_index=True,
        width="stretch",
        height=height,
        column_config=formats,
        placeholder=label("number.none"),
    )


def downloads(frame: pd.DataFrame, name: str, notes: list[str], *, key: str) -> None:
    """Offer a table as CSV and as workbook; a file is made when it is asked for."""
    with st.container(horizontal=True, gap="small"):
        carry_away.offer(
            label("download.csv"),
            partial(csv_bytes, frame),
            file_name=f"{name}.csv",
            mime="text/csv",
            key=f"{key}_csv",
        )
        carry_away.offer(
            label("download.xlsx"),
            partial(workbook_bytes, frame, sheet=label("table.sheet"), notes=notes),
            file_name=f"{name}.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key=f"{key}_xlsx",
        )


def reported_line(row: pd.Series) -> str:
    """Return a reported value as a line: what, how much, when, from where."""
    indicator = INDICATORS[row["indicator"]]
    return label(
        "note.reported",
        indicator=spoken(indicator),
        value=indicator.format(row["value"], with_unit=True),
        period=row["period"].strftime(MONTH_FORMAT),
        source=plain_text(row["source"]),
    )


def no_release() -> None:
    """Say that nothing was built yet, and what to do."""
    st.title(label("app.title"))
    st.info(label("note.no_release"))
    st.code("python -m childcare build", language="bash")
    st.page_link("pages/data_management.py", label=label("page.data_management"))


def wrong_declaration(error: Exception) -> None:
    """Say which plan file cannot be read, and where: nothing is judged by half of the plans."""
    st.error(f"{label('note.wrong_plan')}  \n{plain_text(str(error))}")


def _is_whole(values: pd.Series) -> bool:
    known = values.dropna()
    return bool((known % 1 == 0).all())
