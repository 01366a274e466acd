"""Completeness and freshness (完整性与时效): what is filled in, by area, and how new it is."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from childcare.analyses.areas import LEVELS
from childcare.analyses.completeness import NO_ROWS, NOT_REPORTED, completeness
from childcare.analyses.freshness import freshness as freshness_of
from childcare.catalog import COLUMNS, label, spoken
from childcare.catalog.numbers import whole
from childcare.charts import share_matrix as matrix
from childcare.charts.theme import Caption
from childcare.exports import file_name
from childcare.ui import captions, data, filters, remembered, show
from childcare.ui.figure import show_figure
from childcare.ui.management_words import table_names

_STATES = {NOT_REPORTED: matrix.UNREPORTED, NO_ROWS: matrix.NO_ROWS}

_completeness: Callable[..., pd.DataFrame] = remembered.asked(completeness)
freshness: Callable[..., pd.DataFrame] = remembered.asked(freshness_of)


def show_completeness() -> None:
    """Show how new each table is, then which share of each column is filled in each area."""
    _show_freshness()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        area = filters.breadcrumb(with_parts=True)
        month = filters.choose_month()
        frame = _completeness(month=month, level=_level_below(area), within=area)
        table = _choose_table(frame)
    if frame.empty:
        st.info(label("management.no_completeness"))
        return
    _show_matrix(frame[frame["table"] == table], table, month, area)


def _level_below(area: str) -> str:
    """Return the level of the parts that an area is looked at in."""
    levels = data.tree().levels_below(area)
    return next(level for level in LEVELS if level in levels)


def _choose_table(frame: pd.DataFrame) -> str:
    names = table_names()
    present = list(dict.fromkeys(frame["table"])) or [""]
    return filters.choose_one("filled", label("management.table"), present, names.get)


def _show_matrix(frame: pd.DataFrame, table: str, month: pd.Timestamp, area: str) -> None:
    """Draw the cells and offer them as a table."""
    when, name = month.strftime(filters.MONTH_FORMAT), table_names()[table]
    level = captions.level_name(_level_below(area))
    caption = Caption(
        label("management.completeness_title", table=name),
        label("management.completeness_subtitle", month=when, level=level),
        [label("management.completeness_foot")],
    )
    saved = file_name(when, filters.region_name(area), label("management.tab_completeness"), name)
    show_figure(
        matrix.share_matrix(_cells(frame), caption, name=f"{area}-{table}"),
        key="completeness",
        file_name=saved,
        alt=f"{caption.title} {caption.subtitle}",
    )
    show.downloads(completeness_table(frame), saved, caption.foot, key="completeness")


def _cells(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the cells under the names of the matrix: few areas across, many down."""
    areas, columns = frame["area_name"], _column_names(frame)
    is_wide = len(set(frame["area_code"])) <= matrix.MOST_LEVEL
    return pd.DataFrame(
        {
            "row": columns if is_wide else areas,
            "column": areas if is_wide else columns,
            "state": [_STATES.get(state, matrix.SHARE) for state in frame["state"]],
            "share": frame["share"],
            "hover": [_hover(one) for _, one in frame.iterrows()],
        }
    )


def _column_names(frame: pd.DataFrame) -> pd.Series:
    """Return what each column is called, in the language in use."""
    return frame["column"].map(lambda name: spoken(COLUMNS[name]))


def _hover(one: pd.Series) -> str:
    area, column = one["area_name"], spoken(COLUMNS[one["column"]])
    if one["state"] in _STATES:
        state = state_name(one["state"])
        return label("management.hover_none", area=area, column=column, state=state)
    filled, rows = whole(one["filled"]), whole(one["rows"])
    return label("management.hover_filled", area=area, column=column, filled=filled, rows=rows)


def state_name(state: str) -> str:
    """Return in words what is known of an area."""
    names = {
        NOT_REPORTED: label("management.not_reported"),
        NO_ROWS: label("management.without_rows"),
    }
    return names.get(state, label("management.reported"))


def completeness_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one row an area and column under the names people read."""
    names = table_names()
    return pd.DataFrame(
        {
            label("management.area"): frame["area_name"],
            label("management.code"): frame["area_code"],
            label("management.table"): frame["table"].map(names),
            label("management.column"): _column_names(frame),
            label("management.rows"): frame["rows"],
            label("management.filled"): frame["filled"],
            label("management.share"): frame["share"] * 100,
            label("management.state"): frame["state"].map(state_name),
        }
    )


def _show_freshness() -> None:
    """Show the newest date of each table, its age, and how many areas sent it."""
    table = freshness_table(freshness())
    show.show_table(table)
    name = file_name(filters.region_name(data.tree().root), label("management.freshness"))
    show.downloads(table, name, [], key="freshness")


def freshness_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one row a table under the names people read."""
    names = table_names()
    order = {name: place for place, name in enumerate(names)}
    frame = frame.sort_values("table", key=lambda one: one.map(order))
    newest = frame["newest"].dt.strftime(filters.MONTH_FORMAT).fillna(label("number.none"))
    areas = [
        label("management.so_many_of", number=reported, all=areas) if areas else ""
        for reported, areas in zip(frame["areas_reported"], frame["areas"], strict=True)
    ]
    return pd.DataFrame(
        {
            label("management.table"): frame["table"].map(names),
            label("management.newest"): newest,
            label("management.age"): frame["age"],
            label("management.rows"): frame["rows"],
            label("management.areas_reported"): areas,
        }
    )
