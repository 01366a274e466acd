"""Strip plot (散点带): every area a point in the row of its group, the own rate marked."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from childcare.catalog import Indicator, label
from childcare.catalog.numbers import whole
from childcare.charts.bar_marks import names, numbers
from childcare.charts.hover import value_text
from childcare.charts.lettering import literal, text_width
from childcare.charts.ranking import CUT
from childcare.charts.ranking import longest_bar as outlying_from
from childcare.charts.rows import down_axis, hairline, height_of
from childcare.charts.theme import (
    INK,
    MUTED,
    SIZE_SMALL,
    STATE_COLOURS,
    Caption,
    axis,
    themed,
)

ROW, ROOM_ABOVE = 46, 24
LARGEST, SMALLEST = 22, 6
# Neighbours in value lie apart across their row: steps of the golden section never repeat.
_GOLDEN = 0.6180339887


@dataclass(frozen=True)
class StripView:
    """What a strip plot is drawn from.

    Attributes:
        points: areas by code with ``area_name``, ``group_name``, ``value``, ``state``,
            ``class_key``, ``denominator``; those without a value are not drawn.
        groups: by row ``group_name``, ``value`` (its own rate) and ``areas``, the first on top.
        indicator: what is measured.
        caption: the words of the figure.
        reference: the value of the line across; NaN draws none.
        reference_name: what stands above the line.
        colours: of the classes.
        name: of the view.
    """

    points: pd.DataFrame
    groups: pd.DataFrame
    indicator: Indicator
    caption: Caption
    reference: float
    reference_name: str
    colours: dict[str, str]
    name: str = "strip"


def strip(view: StripView) -> go.Figure:
    """Return one row a group, every area a point in it, the reference as a line across."""
    groups, reference = view.groups, view.reference
    drawn = view.points.dropna(subset=["value"]).sort_values(["group_name", "value"])
    limit = edge_of(drawn["value"])
    highest = min(limit, max(drawn["value"].max(), reference if reference == reference else 0))
    across = _across(groups, highest)
    ends = np.full(len(groups), 1.06 * highest)
    traces = [
        _dots(drawn, view, limit),
        _group_marks(groups, highest),
        names(_named(groups), across["range"][0]),
        numbers(ends, _group_texts(groups, view.indicator)),
    ]
    layout: dict[str, Any] = {
        "xaxis": across,
        "yaxis": down_axis(len(groups), ROW),
        "shapes": [hairline(row) for row in range(1, len(groups))],
    }
    if reference == reference:
        traces.insert(0, _line(reference, len(groups)))
        layout["annotations"] = [_line_name(reference, view.reference_name)]
    return themed(
        traces,
        layout,
        view.caption,
        height=height_of(len(groups), ROW, view.caption, ROOM_ABOVE),
        view=view.name,
        wide=False,
        room_above=ROOM_ABOVE,
    )


def edge_of(values: pd.Series) -> float:
    """Return where points are cut off: a little beyond the last that is not far from the others."""
    limit = outlying_from(values)
    if limit == float("inf"):
        return limit
    return 1.12 * float(values[values <= limit].max())


def _dots(drawn: pd.DataFrame, view: StripView, limit: float) -> dict[str, Any]:
    """Return the points; one far beyond the others stands at the edge and says how far it is."""
    rows = {group: row for row, group in enumerate(view.groups["group_name"])}
    spread = (np.arange(len(drawn)) * _GOLDEN) % 1 - 0.5
    weight = np.sqrt(drawn["denominator"] / drawn["denominator"].max())
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": drawn["value"].clip(upper=limit).to_numpy("float64"),
        "y": drawn["group_name"].map(rows).to_numpy("float64") + 0.56 * spread,
        "text": [
            f"{view.indicator.format(value)} {CUT}" if value > limit else ""
            for value in drawn["value"]
        ],
        "textposition": "middle left",
        "textfont": {"size": SIZE_SMALL, "color": MUTED},
        "marker": {
            "size": (SMALLEST + (LARGEST - SMALLEST) * weight).round(1).tolist(),
            "color": list(drawn["class_key"].map(view.colours).fillna(STATE_COLOURS["zero"])),
            "line": {"color": MUTED, "width": 0.8},
            "opacity": 0.9,
        },
        "cliponaxis": False,
        "customdata": _told(drawn, view.indicator),
        "hovertemplate": "<b>%{customdata[1]}</b><br>%{customdata[2]}<br>"
        + label("balance.hover_people", people="%{customdata[3]}")
        + "<extra></extra>",
        "showlegend": False,
        "name": "areas",
    }


def _told(drawn: pd.DataFrame, indicator: Indicator) -> list[list[str]]:
    """Return code, name, value and people of each point, as the mouse tells them."""
    columns = (drawn.index, drawn["area_name"], drawn["state"], drawn["value"])
    return [
        [code, literal(name), value_text(state, value, indicator), whole(people)]
        for code, name, state, value, people in zip(*columns, drawn["denominator"], strict=True)
    ]


def _group_marks(groups: pd.DataFrame, highest: float) -> dict[str, Any]:
    """Return the rate of each group as an upright stroke across its row."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": groups["value"].clip(upper=highest).to_numpy("float64"),
        "y": np.arange(len(groups), dtype="int16"),
        "marker": {"symbol": "line-ns", "size": 30, "line": {"color": INK, "width": 3}},
        "hoverinfo": "skip",
        "showlegend": False,
        "name": "groups",
    }


def _group_texts(groups: pd.DataFrame, indicator: Indicator) -> list[str]:
    """Return the rate of each group with the number of its areas."""
    return [
        label("balance.group_value", value=indicator.format(value), areas=areas)
        for value, areas in zip(groups["value"], groups["areas"], strict=True)
    ]


def _named(groups: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({"area_name": groups["group_name"].to_numpy()})


def _across(groups: pd.DataFrame, highest: float) -> dict[str, Any]:
    """Return the axis of values, with room for names on the left and numbers on the right."""
    highest = highest if highest > 0 else 1.0
    longest = max((text_width(name) for name in groups["group_name"]), default=0)
    return axis(
        range=[-0.02 * highest, 1.38 * highest],
        rangemode="tozero",
        zeroline=False,
        automargin=False,
        domain=[min(0.34, (longest * SIZE_SMALL * 0.54 + 12) / 460), 1],
        side="bottom",
        nticks=6,
    )


def _line(reference: float, rows: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [reference, reference],
        "y": [-0.6, rows - 0.4],
        "line": {"color": INK, "width": 1.2, "dash": "dash"},
        "hoverinfo": "skip",
        "showlegend": False,
        "name": "reference",
    }


def _line_name(reference: float, text: str) -> dict[str, Any]:
    return {
        "x": reference,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
        "text": literal(text),
        "font": {"size": SIZE_SMALL, "color": INK},
    }
