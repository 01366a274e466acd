"""Bars of a briefing (汇报条形图): ranking, what a share is made of, what is lacking where."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from childcare.analyses.finding import Finding
from childcare.analyses.stamp import Stamp
from childcare.catalog import COLUMNS, Indicator, label, spoken
from childcare.catalog.numbers import whole
from childcare.charts.bar_marks import names, numbers, part_numbers, shortened
from childcare.charts.legend import entries
from childcare.charts.lettering import text_width
from childcare.charts.opened import opened
from childcare.charts.ranking import most_in_need_first, ranking
from childcare.charts.sheet import PLAIN, Sheet, shown_note, shown_rows
from childcare.charts.theme import (
    BELOW,
    FIGURES,
    INCLUSIVE,
    INK,
    MUTED,
    NOT_INCLUSIVE,
    SIZE_SMALL,
    Caption,
    axis,
    themed,
)

ROW, ROOM_ABOVE, LEGEND = 17, 26, 20
# Bars are never thicker than this many pixels, however few there are.
THICKEST, THICKEST_UPRIGHT = 60, 88
# Type grows with the rows, from the least to the largest size.
TYPE_SHARE, LARGEST = 0.42, 17
# The axis ends this much beyond the longest bar, where its number stands.
BEYOND = 1.34


def ranking_figure(finding: Finding, stamp: Stamp, sheet: Sheet) -> dict[str, Any]:
    """Return the areas by their value, the most in need on top."""
    indicator, classes = _measured(finding), finding.classes
    if classes is None:
        raise ValueError(f"the finding {finding.name} has no classes to colour bars by")
    listed = entries(finding.frame, indicator, classes, is_change=False)
    ordered = most_in_need_first(finding.frame, indicator, is_change=False)
    caption, shown = fitted_rows(finding, stamp, sheet, ROW)
    frame = ordered.head(shown)
    if sheet.is_narrow:
        frame = frame.drop(columns="previous_rank", errors="ignore")
    drawn = ranking(frame, indicator, listed, caption, name=finding.name)
    return set_rows(opened(drawn), sheet, frame)


def composition_figure(finding: Finding, stamp: Stamp, sheet: Sheet) -> dict[str, Any]:
    """Return each area as one whole bar: the share's numerator, and the rest."""
    indicator = _measured(finding)
    # On a narrow sheet the legend stands above the number of the reference.
    above = ROOM_ABOVE + (LEGEND if sheet.is_narrow else 0)
    caption, shown = fitted_rows(finding, stamp, sheet, ROW, above)
    frame = finding.frame.sort_values("value", kind="stable", na_position="last").head(shown)
    first = (100 * frame["first"] / frame["denominator"]).astype("float64").to_numpy()
    rest = np.nan_to_num(100 - first)
    traces = [
        _bars(spoken(COLUMNS[indicator.numerator]), np.nan_to_num(first), INCLUSIVE),
        _bars(label("picture.rest"), rest, NOT_INCLUSIVE),
        names(frame, 0.0),
        *part_numbers(frame, indicator, rest),
    ]
    for part in traces[:2]:
        part["showlegend"] = True
    layout = row_axes(len(frame), [0, 100]) | {"barmode": "stack", "bargap": 0.22}
    room = sheet.left_for_rows(caption) - above
    layout["legend"] = _legend_above(1 + (LEGEND / room if sheet.is_narrow else 0))
    _mark(traces, layout, finding)
    drawn = themed(
        traces, layout, caption, height=sheet.height, view=finding.name, room_above=above
    )
    return set_rows(opened(drawn), sheet, frame)


def gap_figure(finding: Finding, stamp: Stamp, sheet: Sheet) -> dict[str, Any]:
    """Return what areas lack in whole units, those that lack most on top."""
    indicator = _measured(finding)
    lacks = finding.frame["shortfall"].astype("float64") > 0
    if lacks.any():
        finding = replace(finding, frame=finding.frame[lacks])
    caption, shown = fitted_rows(finding, stamp, sheet, ROW)
    frame = finding.frame.head(shown)
    lacking = frame["shortfall"].astype("float64").fillna(0).to_numpy()
    texts = [
        label("picture.lacking", number=whole(shortfall), value=indicator.format(value))
        for shortfall, value in zip(
            frame["shortfall"].astype("float64"), frame["value"], strict=True
        )
    ]
    bars = _bars("shortfall", lacking, BELOW[1])
    reach = float(lacking.max()) or 1.0
    traces = [bars, names(frame, 0.0), numbers(lacking, texts)]
    layout = row_axes(len(frame), [0, reach * BEYOND]) | {"bargap": 0.22}
    drawn = themed(traces, layout, caption, height=sheet.height, view=finding.name, room_above=8)
    return set_rows(opened(drawn), sheet, frame)


def fitted_rows(
    finding: Finding, stamp: Stamp, sheet: Sheet, row: float, above: float = ROOM_ABOVE
) -> tuple[Caption, int]:
    """Return the words, which say when rows are left out, and how many rows have room."""
    caption = sheet.caption(finding, stamp)
    shown = shown_rows(finding, sheet.left_for_rows(caption) - above, row)
    if note := shown_note(finding, shown):
        caption = sheet.caption(finding, stamp, *note)
        shown = shown_rows(finding, sheet.left_for_rows(caption) - above, row)
        caption = sheet.caption(finding, stamp, *shown_note(finding, shown))
    return caption, shown


def set_rows(figure: dict[str, Any], sheet: Sheet, frame: pd.DataFrame) -> dict[str, Any]:
    """Give names the room they need on this sheet, and keep few bars from growing fat."""
    layout = figure["layout"]
    room = sheet.height - layout["margin"]["t"] - layout["margin"]["b"]
    thickest = THICKEST_UPRIGHT if sheet.is_upright else THICKEST
    row = min(thickest, room / max(len(frame), 1))
    size = min(max(SIZE_SMALL, round(row * TYPE_SHARE)), SIZE_SMALL if sheet.is_narrow else LARGEST)
    for trace in figure["data"]:
        for font in ("textfont", "insidetextfont"):
            if font in trace:
                trace[font] = trace[font] | {"size": size}
    longest = max((text_width(shortened(name)) for name in frame["area_name"]), default=0)
    beside = longest * size * PLAIN + 12
    layout["xaxis"]["domain"] = [beside / sheet.inner_width, 1]
    _make_room(figure, sheet.inner_width - beside, size)
    used = row * len(frame) / room
    layout["yaxis"]["domain"] = [1 - used, 1]
    return figure


def _make_room(figure: dict[str, Any], room: float, size: float) -> None:
    """End the axis where the longest bar still has room for the number at its end."""
    numbered = next((one for one in figure["data"] if one.get("name") == "numbers"), None)
    if numbered is None:
        return
    across = figure["layout"]["xaxis"]["range"]
    ends = [float(end) for end in numbered["x"]]
    taken = [text_width(text) * size * PLAIN for text in numbered["text"]]
    least = [end * room / max(room - one, 1) for end, one in zip(ends, taken, strict=True)]
    shapes = [one["x"] for one in figure["data"] if one.get("name") == "reference"]
    marked = max((float(line[0]) for line in shapes), default=0.0)
    figure["layout"]["xaxis"]["range"] = [across[0], max([*least, marked * 1.1, 1e-9])]


def row_axes(rows: int, reach: list[float]) -> dict[str, Any]:
    """Return axes for bars from the top down, without any scale: every bar has its number."""
    quiet = {"showticklabels": False, "showgrid": False, "zeroline": False, "automargin": False}
    return {
        "xaxis": axis(range=reach, **quiet),
        "yaxis": axis(range=[rows - 0.4, -0.6], **quiet),
    }


def _measured(finding: Finding) -> Indicator:
    if finding.indicator is None:
        raise ValueError(f"the finding {finding.name} has no indicator")
    return finding.indicator


def _bars(name: str, lengths: np.ndarray, colour: str) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": name,
        "orientation": "h",
        "x": lengths,
        "y": np.arange(len(lengths), dtype="int16"),
        "marker": {"color": colour, "line": {"width": 0}},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _mark(traces: list[dict[str, Any]], layout: dict[str, Any], finding: Finding) -> None:
    """Draw the reference value across the bars, its number above."""
    value = finding.reference
    if value != value or finding.indicator is None:
        return
    rows = len(traces[0]["y"])
    line = {"type": "line", "x0": value, "x1": value, "y0": -0.6, "y1": rows - 0.4}
    layout["shapes"] = [line | {"line": {"color": INK, "width": 2}}]
    text = label("chart.reference_is", value=finding.indicator.format(value, with_unit=True))
    note = {"x": value, "y": 1, "yref": "y domain", "yanchor": "bottom", "showarrow": False}
    layout["annotations"] = [note | {"text": text, "font": {"size": SIZE_SMALL, "color": FIGURES}}]


def _legend_above(place: float) -> dict[str, Any]:
    return {
        "orientation": "h",
        "x": 0,
        "y": place,
        "xanchor": "left",
        "yanchor": "bottom",
        "font": {"size": SIZE_SMALL, "color": MUTED},
        "itemclick": False,
        "itemdoubleclick": False,
        "traceorder": "normal",
    }
