"""Why a rate changed (变化分解): the effect of slots and of people, and what they come to."""

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from childcare.catalog import Indicator, label
from childcare.catalog.numbers import signed
from childcare.charts.bar_marks import names, numbers
from childcare.charts.lettering import literal, text_width
from childcare.charts.rows import down_axis, hairline, height_of
from childcare.charts.theme import (
    CHANGE,
    GROUND,
    INK,
    MUTED,
    SIZE_SMALL,
    STEPS,
    Caption,
    axis,
    themed,
)

ROW, ROOM_ABOVE = 34, 30
SLOTS, PEOPLE = STEPS[4], CHANGE[1]


def effects_bars(
    frame: pd.DataFrame, indicator: Indicator, caption: Caption, *, name: str = "effects"
) -> go.Figure:
    """Return two bars a row, left and right of zero, and a diamond where they add up to.

    ``frame`` has ``area_name``, ``change``, ``of_numerator`` and ``of_denominator``, in the order
    of the rows, the whole first; those without a change are listed with a dash.
    """
    shown = frame.reset_index(drop=True)
    parts = shown[["of_numerator", "of_denominator"]]
    right = float(parts.clip(lower=0).sum(axis=1).max() or 0)
    left = float(parts.clip(upper=0).sum(axis=1).min() or 0)
    reach = (right - left) or 1.0
    low, high = left - 0.03 * reach, right + 0.3 * reach
    changes = [signed(change, indicator.decimals) for change in shown["change"]]
    traces = [
        _bars(shown, "of_numerator", label("balance.by_slots"), SLOTS, indicator),
        _bars(shown, "of_denominator", label("balance.by_people"), PEOPLE, indicator),
        _sums(shown, indicator),
        names(shown, low),
        numbers(np.full(len(shown), right + 0.05 * reach), changes),
    ]
    return themed(
        traces,
        _layout(shown, low, high),
        caption,
        height=height_of(len(shown), ROW, caption, ROOM_ABOVE),
        view=name,
        wide=False,
        room_above=ROOM_ABOVE,
    )


def _layout(shown: pd.DataFrame, low: float, high: float) -> dict[str, Any]:
    """Return axes and legend, a rule between the whole and its parts."""
    longest = max((text_width(one) for one in shown["area_name"]), default=0)
    return {
        "barmode": "relative",
        "bargap": 0.35,
        "xaxis": axis(
            range=[low, high],
            zeroline=True,
            automargin=False,
            nticks=6,
            domain=[min(0.4, (longest * SIZE_SMALL * 0.54 + 10) / 400), 1],
        ),
        "yaxis": down_axis(len(shown), ROW),
        "shapes": [hairline(1)],
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": 1,
            "xanchor": "left",
            "yanchor": "bottom",
            "font": {"size": SIZE_SMALL, "color": MUTED},
            "itemclick": False,
            "itemdoubleclick": False,
        },
    }


def _bars(
    frame: pd.DataFrame, column: str, shown: str, colour: str, indicator: Indicator
) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": frame[column].to_numpy("float64"),
        "y": np.arange(len(frame), dtype="int16"),
        "marker": {"color": colour},
        "customdata": [
            [literal(name), signed(value, indicator.decimals)]
            for name, value in zip(frame["area_name"], frame[column], strict=True)
        ],
        "hovertemplate": f"<b>%{{customdata[0]}}</b><br>{shown} %{{customdata[1]}}<extra></extra>",
        "name": shown,
    }


def _sums(frame: pd.DataFrame, indicator: Indicator) -> dict[str, Any]:
    """Return the change itself, which the two bars add up to."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": frame["change"].to_numpy("float64"),
        "y": np.arange(len(frame), dtype="int16"),
        "marker": {
            "symbol": "diamond",
            "size": 11,
            "color": GROUND,
            "line": {"color": INK, "width": 2},
        },
        "hovertemplate": f"{label('chart.change')} %{{x:+.{indicator.decimals}f}}<extra></extra>",
        "name": label("chart.change"),
    }
