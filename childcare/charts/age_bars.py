"""Slots for 2-year-olds in every township (年龄匹配条形图), mixed classes apart."""

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from childcare.catalog import label
from childcare.catalog.numbers import whole
from childcare.charts.bar_marks import names, numbers, shortened
from childcare.charts.lettering import literal, literals, text_width
from childcare.charts.ranking import CUT, longest_bar
from childcare.charts.theme import (
    ACCENT,
    INK,
    SIZE_SMALL,
    STEPS,
    Caption,
    axis,
    themed,
)

ROW, ROOM, LEAST_HEIGHT = 22, 150, 320


def age_bars(
    frame: pd.DataFrame,
    caption: Caption,
    *,
    reference: float,
    reference_name: str,
    name: str = "age",
) -> go.Figure:
    """Return bars of slots per 100 children of age 2, the least on top, unknown ones last.

    Args:
        frame: by area code with ``area_name``, ``value``, ``with_mixed``, ``state``,
            ``slots_for_age_2``, ``slots_of_mixed_classes``, ``children_age_2``.
        caption: the words of the figure.
        reference: a line through all bars; NaN draws none.
        reference_name: what stands above the line.
        name: of the view.
    """
    ordered = frame.sort_values(["value", "area_name"], na_position="last", kind="stable")
    longest = longest_bar(ordered["with_mixed"])
    ends = ordered["with_mixed"].fillna(0).clip(upper=longest).to_numpy("float64")
    reach = max([*ends, 1.0, reference if reference == reference else 0.0])
    layout = _axes(ordered, reach) | {"barmode": "overlay", "bargap": 0.24, "legend": _LEGEND}
    traces = [
        _bars(ordered, "with_mixed", longest, STEPS[1], label("profile.with_mixed")),
        _bars(ordered, "value", longest, ACCENT, label("profile.age_2_slots")),
        names(ordered, 0.0),
        numbers(ends, [_text(row, longest) for _, row in ordered.iterrows()]),
    ]
    if reference == reference:
        traces.append(_line(reference, len(ordered)))
        layout["annotations"] = [_line_name(reference, len(ordered), reference_name)]
    height = max(LEAST_HEIGHT, ROW * len(ordered) + ROOM)
    return themed(traces, layout, caption, height=height, view=name, wide=False, room_above=24)


_LEGEND: dict[str, Any] = {
    "orientation": "h",
    "x": 0,
    "y": 1,
    "xanchor": "left",
    "yanchor": "bottom",
    "font": {"size": SIZE_SMALL, "color": INK},
    "itemclick": False,
    "itemdoubleclick": False,
}


def _axes(ordered: pd.DataFrame, reach: float) -> dict[str, Any]:
    """Return axes from zero, with room for names at the left and numbers at the right."""
    widest = max((text_width(shortened(one)) for one in ordered["area_name"]), default=0)
    return {
        "xaxis": axis(
            range=[0, 1.3 * reach],
            visible=False,
            automargin=False,
            domain=[(widest * SIZE_SMALL * 0.54 + 10) / 460, 1],
        ),
        "yaxis": axis(range=[len(ordered) + 0.6, -0.6], visible=False, automargin=False),
    }


def _bars(
    ordered: pd.DataFrame, column: str, longest: float, colour: str, text: str
) -> dict[str, Any]:
    told = [
        literals(ordered["area_name"]),
        ordered["slots_for_age_2"].map(whole).to_numpy(object),
        ordered["slots_of_mixed_classes"].map(whole).to_numpy(object),
        ordered["children_age_2"].map(whole).to_numpy(object),
    ]
    return {
        "type": "bar",
        "orientation": "h",
        "x": ordered[column].fillna(0).clip(upper=longest).to_numpy("float64"),
        "y": np.arange(len(ordered), dtype="int16"),
        "marker": {"color": colour, "line": {"width": 0}},
        "customdata": np.stack(told, axis=1) if len(ordered) else [],
        "hovertemplate": "<b>%{customdata[0]}</b><br>"
        + label(
            "profile.age_hover",
            slots="%{customdata[1]}",
            mixed="%{customdata[2]}",
            children="%{customdata[3]}",
        )
        + "<extra></extra>",
        "name": text,
    }


def _text(row: pd.Series, longest: float) -> str:
    """Return the number at the end of a bar, or why there is none."""
    if row["value"] != row["value"]:
        is_small = row["state"] == "small"
        return label("state.small") if is_small else label("state.missing")
    cut = f"{CUT} " if row["with_mixed"] > longest else ""
    return f"{cut}{row['value']:.1f}"


def _line(value: float, rows: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [value, value],
        "y": [-0.6, rows - 0.4],
        "line": {"color": INK, "width": 1.2, "dash": "dash"},
        "hoverinfo": "skip",
        "showlegend": False,
        "name": "reference",
    }


def _line_name(value: float, rows: int, text: str) -> dict[str, Any]:
    """Return what the line is, in the free row below the bars."""
    return {
        "x": value,
        "y": rows,
        "yanchor": "middle",
        "showarrow": False,
        "text": literal(text),
        "font": {"size": SIZE_SMALL, "color": INK},
    }
