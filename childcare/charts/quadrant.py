"""Supply against use (供给与使用): areas as points in four quadrants, with what to do in each."""

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from childcare.catalog import INDICATORS, Indicator, label, spoken
from childcare.catalog.numbers import whole
from childcare.charts.lettering import literals
from childcare.charts.strip import edge_of
from childcare.charts.theme import (
    ABOVE,
    BELOW,
    FIGURES,
    INK,
    MUTED,
    SIZE_SMALL,
    SIZE_TEXT,
    Caption,
    axis,
    themed,
)
from childcare.measures.quadrants import BUILD, CONVERT, IMPROVE, QUADRANTS, STABLE

HEIGHT = 640
AXIS_ROOM = 0.11
LARGEST, SMALLEST = 34, 7
# So many areas are named, those with the most people in each quadrant.
NAMED = 3
# Room of a name, as a share of the field: across and upright.
NAME = (0.13, 0.045)
ACTION_COLOURS = {BUILD: BELOW[1], IMPROVE: BELOW[2], CONVERT: ABOVE[0], STABLE: ABOVE[1]}
# Which corner a quadrant has: left or right, below or above.
_CORNERS = {BUILD: (0, 1), IMPROVE: (0, 0), CONVERT: (1, 0), STABLE: (1, 1)}


def quadrant_plot(
    areas: pd.DataFrame,
    indicator: Indicator,
    references: tuple[float, float],
    actions: dict[str, tuple[str, str]],
    caption: Caption,
    *,
    name: str = "quadrants",
) -> go.Figure:
    """Return areas by supply (across) and use (up), parted at the two references.

    Args:
        areas: by code with ``area_name``, ``supply``, ``use``, ``people``, ``slots``, ``action``;
            those in no quadrant are not drawn.
        indicator: what supply is measured by.
        references: of supply and of use.
        actions: what each quadrant is called, and what it means.
        caption: the words of the figure.
        name: of the view.
    """
    drawn = areas[areas["action"].isin(QUADRANTS)].sort_values("people", ascending=False)
    limit = edge_of(drawn["supply"])
    highest = min(limit, max([*drawn["supply"], references[0]]))
    least = max(min([*drawn["use"], references[1]]) - 4, -3)
    most = min(100.0, max([*drawn["use"], references[1]])) + 4
    layout = _axes(indicator, 1.06 * highest, [least, most]) | {
        "shapes": [_rule(references[0], "x"), _rule(references[1], "y")],
        "meta": {"narrow_hidden": ["names"]},
        "annotations": [_corner(action, text, drawn) for action, text in actions.items()],
    }
    traces = [_dots(drawn, indicator, limit), _names(drawn, highest, most - least, limit)]
    return themed(traces, layout, caption, height=HEIGHT, view=name, room_above=10)


def _axes(indicator: Indicator, highest: float, upright: list[float]) -> dict[str, Any]:
    return {
        "xaxis": axis(range=[0, highest], title=_axis_title(indicator), zeroline=False),
        "yaxis": axis(
            range=upright,
            title=_axis_title(INDICATORS["utilisation_rate"]),
            ticksuffix="%",
            zeroline=False,
            domain=[AXIS_ROOM, 1],
        ),
    }


def _dots(drawn: pd.DataFrame, indicator: Indicator, limit: float) -> dict[str, Any]:
    weight = np.sqrt(drawn["people"] / drawn["people"].max())
    use = INDICATORS["utilisation_rate"]
    told = [
        drawn.index.to_numpy(object),
        literals(drawn["area_name"]),
        np.array([indicator.format(value, with_unit=True) for value in drawn["supply"]], object),
        np.array([use.format(value, with_unit=True) for value in drawn["use"]], object),
        drawn["slots"].map(whole).to_numpy(object),
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        # One far beyond the others stands at the edge; its hover label has its value.
        "x": drawn["supply"].clip(upper=limit).to_numpy("float64"),
        "y": drawn["use"].to_numpy("float64"),
        "marker": {
            "size": (SMALLEST + (LARGEST - SMALLEST) * weight).round(1).tolist(),
            "color": [ACTION_COLOURS[action] for action in drawn["action"]],
            "line": {"color": MUTED, "width": 0.8},
            "opacity": 0.85,
        },
        "cliponaxis": False,
        "customdata": np.stack(told, axis=1) if len(drawn) else [],
        "hovertemplate": "<b>%{customdata[1]}</b><br>"
        f"{spoken(indicator)} %{{customdata[2]}}<br>{spoken(use)} %{{customdata[3]}}<br>"
        + label("chart.slots_of_institution", slots="%{customdata[4]}")
        + "<extra></extra>",
        "showlegend": False,
        "name": "areas",
    }


def _names(drawn: pd.DataFrame, across: float, upright: float, limit: float) -> dict[str, Any]:
    """Return the names of the largest areas of each quadrant, none over another."""
    places = zip(drawn["supply"].clip(upper=limit), drawn["use"], strict=True)
    kept: list[tuple[int, float, float]] = []
    held = dict.fromkeys(QUADRANTS, 0)
    for row, (x, y) in enumerate(places):
        action = drawn["action"].iloc[row]
        free = all(
            abs(x - a) > NAME[0] * across or abs(y - b) > NAME[1] * upright for _, a, b in kept
        )
        if free and held[action] < NAMED:
            kept.append((row, x, y))
            held[action] += 1
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x for _, x, _ in kept],
        "y": [y for _, _, y in kept],
        "text": list(literals(drawn["area_name"].iloc[row] for row, _, _ in kept)),
        "textposition": "top center",
        "textfont": {"size": SIZE_SMALL, "color": FIGURES},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
        "name": "names",
    }


def _corner(action: str, text: tuple[str, str], drawn: pd.DataFrame) -> dict[str, Any]:
    """Return what a quadrant is called and how many areas are in it, in its outer corner."""
    right, upper = _CORNERS[action]
    held = int((drawn["action"] == action).sum())
    return {
        "x": right,
        "y": upper,
        "xref": "x domain",
        "yref": "y domain",
        "xanchor": "right" if right else "left",
        "yanchor": "top" if upper else "bottom",
        "xshift": -6 if right else 6,
        "yshift": -4 if upper else 4,
        "align": "right" if right else "left",
        "showarrow": False,
        "text": label("balance.corner", action=text[0], means=text[1], areas=held),
        "font": {"size": SIZE_TEXT, "color": INK},
    }


def _rule(value: float, across: str) -> dict[str, Any]:
    """Return a reference as a line through the whole field."""
    other = "y" if across == "x" else "x"
    return {
        "type": "line",
        f"{across}0": value,
        f"{across}1": value,
        f"{other}ref": f"{other} domain",
        f"{other}0": 0,
        f"{other}1": 1,
        "line": {"color": INK, "width": 1.2, "dash": "dash"},
        "layer": "below",
    }


def _axis_title(indicator: Indicator) -> dict[str, Any]:
    return {"text": spoken(indicator), "font": {"size": SIZE_SMALL, "color": MUTED}}
