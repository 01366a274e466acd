"""How the slots and the children of one institution moved (机构历史)."""

from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from childcare.catalog import COLUMNS, label, spoken
from childcare.catalog.numbers import whole
from childcare.charts.theme import (
    ACCENT,
    FIGURES,
    INCLUSIVE,
    MUTED,
    SIZE_SMALL,
    Caption,
    axis,
    themed,
)

HEIGHT = 340
# Room for the names at the end of the lines, as a share of the time shown.
ROOM = 0.3
# A line of fewer months is drawn with its points: alone, one would not be seen.
FEW = 3
# The dates stand between the axis and the foot note.
ABOVE_DATES = [0.12, 1]


def institution_history(history: pd.DataFrame, caption: Caption, *, name: str) -> go.Figure:
    """Return slots as a step line with inclusive slots and children enrolled, named at the end.

    ``history`` has a row for every month; a gap is a month without a report.
    """
    lines = [
        ("slots", ACCENT, "hv", 2.5),
        ("inclusive_slots", INCLUSIVE, "hv", 1.5),
        ("children_enrolled", FIGURES, "linear", 2.0),
    ]
    shown = [line for line in lines if history[line[0]].notna().any()]
    traces = [_line(history, *line) for line in shown]
    traces += [_end(history, shown)] if shown else []
    most = max((history[column].max() for column, *_ in shown), default=1.0)
    layout = {
        "xaxis": axis(
            type="date", showgrid=False, tickformat="%Y-%m", nticks=5, range=_reach(history)
        ),
        "yaxis": axis(domain=ABOVE_DATES, range=[0, 1.15 * most if most > 0 else 1.0], nticks=5),
        "meta": {"link": False},
    }
    return themed(traces, layout, caption, height=HEIGHT, view=name, wide=False, room_above=6)


def _line(
    history: pd.DataFrame, column: str, colour: str, shape: str, width: float
) -> dict[str, Any]:
    few = history[column].notna().sum() <= FEW
    words = f"{spoken(COLUMNS[column])} <b>%{{y:,.0f}}</b>"
    return {
        "type": "scatter",
        "mode": "lines+markers" if few else "lines",
        "x": history["as_of"].dt.strftime("%Y-%m-%d").tolist(),
        "y": history[column].tolist(),
        "connectgaps": False,
        "line": {"color": colour, "width": width, "shape": shape},
        "name": spoken(COLUMNS[column]),
        "hovertemplate": f"%{{x|%Y-%m}} {words}<extra></extra>",
        "showlegend": False,
    }


def _end(history: pd.DataFrame, shown: list[tuple[str, str, str, float]]) -> dict[str, Any]:
    """Return name and last value at the end of every line, set apart where lines end together."""
    names = {
        "slots": label("institution.end_slots"),
        "inclusive_slots": label("institution.end_inclusive"),
        "children_enrolled": label("institution.end_children"),
    }
    ends = []
    for column, *_ in shown:
        known = history.dropna(subset=[column]).iloc[-1]
        text = f" {names[column]} {whole(known[column])}"
        ends.append((known["as_of"].strftime("%Y-%m-%d"), float(known[column]), text))
    return {
        "type": "scatter",
        "mode": "text",
        "x": [end[0] for end in ends],
        "y": _apart([end[1] for end in ends]),
        "text": [end[2] for end in ends],
        "textposition": "middle right",
        "textfont": {"size": SIZE_SMALL, "color": MUTED},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
        "name": "ends",
    }


def _apart(values: list[float]) -> list[float]:
    """Return heights at which names do not lie on one another, the order of the values kept."""
    least = 0.1 * max([*values, 1.0])
    order = sorted(range(len(values)), key=lambda place: (values[place], -place))
    heights = list(values)
    for lower, upper in pairwise(order):
        heights[upper] = max(heights[upper], heights[lower] + least)
    return heights


def _reach(history: pd.DataFrame) -> list[str]:
    first, last = history["as_of"].min(), history["as_of"].max()
    span = max(last - first, pd.Timedelta(days=90))
    room = (first - 0.03 * span, last + ROOM * span)
    return [moment.strftime("%Y-%m-%d") for moment in room]
