"""Lorenz curve (洛伦兹曲线): how much of the slots the worst-off share of the people has."""

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from childcare.catalog import label
from childcare.charts.lettering import literals
from childcare.charts.theme import (
    ACCENT,
    FIGURES,
    GROUND,
    MUTED,
    SIZE_SMALL,
    SIZE_TEXT,
    Caption,
    axis,
    themed,
)

HEIGHT = 600
AXIS_ROOM = 0.14
# Where the numbers of the worst-off stand, in per cent of both axes.
CORNER = (76, 9)
# From this share of the people on an earlier curve is named, clear of the mark of the worst-off.
NAMED_FROM = 55


def lorenz(
    curve: pd.DataFrame,
    names: dict[str, str],
    caption: Caption,
    *,
    people: str,
    worst_off: tuple[float, float],
    before: pd.DataFrame | None = None,
    before_name: str = "",
    name: str = "lorenz",
) -> go.Figure:
    """Return the curve with the line of evenness, and an earlier curve where one is given.

    Args:
        curve: ``area``, ``children_share`` and ``slot_share``, as ``lorenz_curve`` returns it.
        names: of the areas, by code.
        caption: the words of the figure.
        people: what the people along the lower axis are called.
        worst_off: percentages of the people and of the slots, marked on the curve.
        before: the curve of an earlier month.
        before_name: that month.
        name: of the view.
    """
    traces = [_even()]
    if before is not None and not before.empty:
        traces.append(_earlier(before, before_name))
    traces += [_curve(curve, names), _marked(worst_off)]
    layout = _axes(people) | {"annotations": [_have(worst_off)]}
    return themed(traces, layout, caption, height=HEIGHT, view=name, wide=False, room_above=6)


def _axes(people: str) -> dict[str, Any]:
    """Return both axes from 0 to 100 %, a little wider so that the curve's ends stay whole."""
    across = label("balance.share_of", what=people)
    share = {"range": [-1, 101], "ticksuffix": "%", "dtick": 20, "zeroline": False}
    font = {"size": SIZE_SMALL, "color": MUTED}
    return {
        "xaxis": axis(**share, title={"text": across, "font": font}),
        # The numbers and the name of the lower axis stand between it and the foot note.
        "yaxis": axis(
            **share,
            title={"text": label("balance.share_of_slots"), "font": font},
            domain=[AXIS_ROOM, 1],
        ),
    }


def _even() -> dict[str, Any]:
    """Return the line on which everybody has the same, its name beside its middle."""
    return {
        "type": "scatter",
        "mode": "lines+text",
        "x": [0, 60, 100],
        "y": [0, 60, 100],
        "text": ["", label("balance.even"), ""],
        "textposition": "middle left",
        "textfont": {"size": SIZE_SMALL, "color": MUTED},
        "line": {"color": MUTED, "width": 1, "dash": "dot"},
        "hoverinfo": "skip",
        "showlegend": False,
        "name": "even",
    }


def _earlier(before: pd.DataFrame, month: str) -> dict[str, Any]:
    """Return the curve of an earlier month, named to the right of its middle."""
    across, up = 100 * before["children_share"], 100 * before["slot_share"]
    middle = min(int((across < NAMED_FROM).sum()), len(before) - 1)
    texts = [""] * len(before)
    texts[middle] = month
    return {
        "type": "scatter",
        "mode": "lines+text",
        "x": across.to_numpy("float32"),
        "y": up.to_numpy("float32"),
        "text": texts,
        "textposition": "bottom right",
        "textfont": {"size": SIZE_SMALL, "color": MUTED},
        "line": {"color": MUTED, "width": 1.4},
        "hoverinfo": "skip",
        "showlegend": False,
        "name": "before",
    }


def _curve(curve: pd.DataFrame, names: dict[str, str]) -> dict[str, Any]:
    codes = curve["area"].fillna("")
    told = [codes.to_numpy(object), literals(codes.map(names).fillna(""))]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": (100 * curve["children_share"]).to_numpy("float32"),
        "y": (100 * curve["slot_share"]).to_numpy("float32"),
        "line": {"color": ACCENT, "width": 2.6},
        "marker": {"color": ACCENT, "size": 3},
        "customdata": np.stack(told, axis=1),
        "hovertemplate": "<b>%{customdata[1]}</b><br>%{x:.1f}% → %{y:.1f}%<extra></extra>",
        "showlegend": False,
        "name": "curve",
    }


def _marked(worst_off: tuple[float, float]) -> dict[str, Any]:
    """Return the mark of the worst-off share, with lines to both axes."""
    across, up = worst_off
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [across, across, 0],
        "y": [0, up, up],
        "line": {"color": FIGURES, "width": 1, "dash": "dash"},
        "marker": {"color": FIGURES, "size": [0, 8, 0]},
        "hoverinfo": "skip",
        "showlegend": False,
        "name": "worst off",
    }


def _have(worst_off: tuple[float, float]) -> dict[str, Any]:
    """Return the numbers of the mark, in the free corner below the curve, with a line to it."""
    across, up = worst_off
    return {
        "text": label("balance.have", percent=f"{across:.0f}", share=f"{up:.1f}"),
        "x": across,
        "y": up,
        "ax": CORNER[0],
        "ay": CORNER[1],
        "axref": "x",
        "ayref": "y",
        "showarrow": True,
        "arrowhead": 0,
        "arrowwidth": 1,
        "arrowcolor": FIGURES,
        "standoff": 6,
        "font": {"size": SIZE_TEXT, "color": FIGURES},
        "bgcolor": GROUND,
    }
