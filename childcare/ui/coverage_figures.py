"""The figures of the coverage map page: the map, its months in motion, the ranked bars."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from childcare import analyses
from childcare.catalog import label
from childcare.charts import area_map, bubble_map, ranking, tile_map
from childcare.charts.map_layers import class_numbers
from childcare.charts.theme import title_text
from childcare.measures.classes import class_key
from childcare.ui import captions, data, filters
from childcare.ui.coverage_view import CoverageView
from childcare.ui.figure import Frames, show_figure

MAP_HEIGHT = 640


def show_map(view: CoverageView, *, style: str, play: bool, height: int = MAP_HEIGHT) -> None:
    """Draw the map in the style asked for, or in the one that what is known allows."""
    if play and not view.is_change:
        view = replace(view, since=min(data.months()))
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
        frames=_frames(view, figure) if play and draw is area_map and not view.is_change else None,
        on_click=_drill,
    )


def show_ranking(view: CoverageView) -> None:
    """Draw the ranked bars of the same areas in the same colours."""
    level = analyses.level_words(view.level)
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


def _frames(view: CoverageView, figure: Any) -> Frames:
    """Return every month as a frame, for the browser to play by itself."""
    # The areas as the map has them: shaded ones first, then those that are circles.
    drawn, loose = data.geometry().split(list(view.frame.index))
    codes = drawn + loose
    circles = [place for place, one in enumerate(figure.data) if one.name == "areas"][1:]
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
        bubbles=circles[0] if circles else -1,
        circles=len(loose),
        palette=[entry.colour for entry in view.legend],
        start=months.index(view.month),
    )


def _frame_title(view: CoverageView, month: pd.Timestamp) -> str:
    """Return the title of one frame: that of the map as it would be drawn in that month."""
    return title_text(replace(view, month=month).caption)
