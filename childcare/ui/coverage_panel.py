"""The pieces of the coverage map page: map, ranked bars, table, list of empty townships."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from childcare import analyses
from childcare.catalog import CATEGORIES, COLUMNS, label, spoken
from childcare.charts import area_map, bubble_map, ranking, tile_map
from childcare.charts.area_map import class_numbers
from childcare.charts.hover import value_text
from childcare.charts.theme import title_text
from childcare.measures.classes import class_key
from childcare.ui import captions, data, filters, show
from childcare.ui.coverage_view import CoverageView
from childcare.ui.figure import Frames, show_figure

MAP_HEIGHT = 640


def show_map(view: CoverageView, *, style: str, play: bool, height: int = MAP_HEIGHT) -> None:
    """Draw the map in the style asked for, or in the one that what is known allows."""
    map_view = view.map_view(height=height)
    draw = _drawing(view, style)
    figure = draw(map_view)
    codes = list(view.frame.index)
    show_figure(
        figure,
        key="coverage_map",
        file_name=view.file_name(),
        alt=view.caption.alt,
        geojson=data.geometry().geojson(codes),
        frames=_frames(view, codes) if play and draw is area_map and not view.is_change else None,
        on_click=_drill,
    )


def show_ranking(view: CoverageView) -> None:
    """Draw the ranked bars of the same areas in the same colours."""
    level = captions.level_name(view.level)
    words = captions.caption(
        _ranking_title(view, level),
        view.indicator,
        view.month,
        view.shown_within,
        compared=view.compared,
        notes=view.notes,
    )
    figure = ranking(
        view.frame,
        view.indicator,
        view.legend,
        words,
        selected=view.area,
        is_change=view.is_change,
        name=f"ranking-{view.area}-{view.level}",
    )
    with st.container(height=MAP_HEIGHT + 24, border=False):
        show_figure(
            figure,
            key="coverage_ranking",
            file_name=view.file_name(label("chart.ranking")),
            alt=words.alt,
            on_click=_drill,
        )


def show_details(view: CoverageView) -> None:
    """Show what stands behind the map; only the open tab is made and sent."""
    parts = {
        label("tab.table"): show_coverage_table,
        label("tab.institutions"): show_institutions,
        label("tab.empty"): show_empty_townships,
    }
    for tab, show_part in zip(st.tabs(list(parts), on_change="rerun"), parts.values(), strict=True):
        if tab.open:
            with tab:
                show_part(view)


def show_coverage_table(view: CoverageView) -> None:
    """Show the table under the map, and offer it as files."""
    table = coverage_table(view)
    show.show_table(table, decimals={label("table.value"): view.indicator.decimals})
    notes = [view.caption.title, view.caption.subtitle, *view.caption.foot]
    show.downloads(table, view.file_name(), notes, key="coverage")


def coverage_table(view: CoverageView) -> pd.DataFrame:
    """Return the coverage of the areas drawn under the names people read."""
    frame = view.frame.sort_values(["rank", "area_code"])
    columns: dict[str, Any] = {
        spoken(COLUMNS["area_code"]): frame["area_code"],
        spoken(COLUMNS["area_name"]): frame["area_name"],
        spoken(COLUMNS["parent_name"]): frame["parent_name"],
        label("table.rank"): frame["rank"],
        label("table.value"): frame["value"],
    }
    if view.is_change:
        columns[label("table.previous")] = frame["previous"]
        columns[label("table.change")] = frame["change"]
    if view.indicator.is_ratio:
        columns[spoken(COLUMNS[view.indicator.numerator])] = frame["numerator"]
        columns[spoken(COLUMNS[view.indicator.denominator])] = frame["denominator"]
    columns[label("table.state")] = [_remark(row, view) for _, row in frame.iterrows()]
    return pd.DataFrame(columns)


def show_institutions(view: CoverageView) -> None:
    """Show the institutions of a township, or of a county, that pass the filter."""
    chosen = view.points or analyses.PointFilter()
    found = data.points(within=view.area, month=view.month, chosen=chosen)
    if found.empty:
        st.info(label("note.no_institution", area=data.tree().name(view.area)))
        return
    table = pd.DataFrame(
        {
            spoken(COLUMNS["institution_name"]): found["institution_name"],
            spoken(COLUMNS["area_name"]): found["area_name"],
            spoken(COLUMNS["provider_type"]): _words(found["provider_type"], "provider_type"),
            spoken(COLUMNS["operation_mode"]): _words(found["operation_mode"], "operation_mode"),
            spoken(COLUMNS["is_inclusive"]): found["is_inclusive"].map(
                {True: label("table.yes"), False: label("table.no")}
            ),
            spoken(COLUMNS["slots"]): found["slots"],
            spoken(COLUMNS["children_enrolled"]): found["children_enrolled"],
            spoken(COLUMNS["monthly_fee"]): found["monthly_fee"],
        }
    )
    show.show_table(table)
    name = view.file_name(label("filter.institutions"))
    show.downloads(table, name, view.caption.foot, key="institutions")


def show_empty_townships(view: CoverageView) -> None:
    """List the townships and streets that have no slot at all, most children first."""
    empty = data.without_any_slot(within=view.area, month=view.month)
    if empty.empty:
        reported = data.coverage(
            level="township", within=view.area, indicator="slots", month=view.month
        )["value"]
        known = reported.notna().any()
        st.info(label("note.no_empty_township") if known else label("note.no_register"))
        return
    table = pd.DataFrame(
        {
            spoken(COLUMNS["area_name"]): empty["area_name"],
            spoken(COLUMNS["parent_name"]): empty["parent_name"],
            spoken(COLUMNS["population_total"]): empty["population_total"],
            spoken(COLUMNS["children_under_3"]): empty["children_under_3"],
        }
    )
    show.show_table(table)
    show.downloads(table, view.file_name(label("chart.empty")), view.caption.foot, key="empty")


def show_reported(view: CoverageView) -> None:
    """Show what documents reported for this area: beside what is computed, or in its place."""
    reported = view.reported()
    of_this = reported[reported["indicator"] == view.indicator.name]
    computed = data.trend(area=view.area, indicator="slots")["value"].notna().any()
    for _, row in (of_this if computed else reported).head(2).iterrows():
        st.caption(show.reported_line(row))


def _remark(row: pd.Series, view: CoverageView) -> str:
    """Return why there is no value, or that it rests on an estimate."""
    if row["value"] != row["value"]:
        return value_text(row["state"], row["value"], view.indicator)
    return label("state.estimated") if row["is_estimated"] else ""


def _ranking_title(view: CoverageView, level: str) -> str:
    if view.indicator.better_when == "none" and not view.is_change:
        return label("chart.largest_first", level=level)
    return label("chart.ranking_of", level=level)


def _drawing(view: CoverageView, style: str) -> Callable[..., Any]:
    """Return how the areas can be drawn with what is known of their places."""
    placed = view.frame["longitude"].notna() & view.frame["latitude"].notna()
    with_polygon = bool(data.geometry().known(list(view.frame.index)))
    if style == "tiles" or not placed.any():
        return tile_map
    return area_map if style == "areas" and with_polygon else bubble_map


def _drill(point: dict[str, Any]) -> None:
    """Go from the area looked at one step towards the area that was clicked."""
    code = point.get("location") or (point.get("customdata") or [""])[0]
    tree = data.tree()
    if code not in tree:
        return
    path, here = tree.path(code), filters.chosen_area()
    below = path[path.index(here) + 1 :] if here in path else path[1:]
    filters.go_to(below[0] if below else code)


def _frames(view: CoverageView, codes: list[str]) -> Frames:
    """Return every month as a frame, for the browser to play by itself."""
    frame = data.counts(level=view.level, within=view.shown_within)
    values = analyses.values_over_time(frame, codes, view.indicator)
    months = sorted(data.months())
    values["class_key"] = [
        class_key(index, state if isinstance(state, str) else "missing")
        for index, state in zip(view.classes.index(values["value"]), values["state"], strict=True)
    ]
    shape = (len(months), len(codes))
    texts = [view.indicator.format(value) for value in values["value"]]
    rows = [texts[start : start + len(codes)] for start in range(0, len(texts), len(codes))]
    return Frames(
        labels=[month.strftime(filters.MONTH_FORMAT) for month in months],
        titles=[_frame_title(view, month) for month in months],
        z=class_numbers(values, view.legend).reshape(shape),
        text=rows,
        start=months.index(view.month),
    )


def _frame_title(view: CoverageView, month: pd.Timestamp) -> str:
    """Return the title of one frame: that of the map as it would be drawn in that month."""
    return title_text(replace(view, month=month).caption)


def _words(codes: pd.Series, category: str) -> pd.Series:
    return codes.map({key: spoken(value) for key, value in CATEGORIES[category].items()})
