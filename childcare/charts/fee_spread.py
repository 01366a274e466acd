"""The fee of one institution among those of its county (收费分布): a dot for each institution."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from childcare.catalog import label
from childcare.charts.lettering import literal
from childcare.charts.theme import (
    ACCENT,
    GROUND,
    INCLUSIVE,
    INK,
    MUTED,
    NOT_INCLUSIVE,
    SIZE_SMALL,
    Caption,
    axis,
    themed,
)

HEIGHT = 300
# Dots of one row are set apart over so many lanes, in the order of their fees.
LANES = 7
# Above this many dots the mouse tells the fee only, so that little travels.
MOST_WITH_NAMES = 400
# The fees stand between the axis and the foot note.
ABOVE_FEES = [0.14, 1]


def fee_spread(
    fees: pd.DataFrame, opened: str, median: float, caption: Caption, *, name: str
) -> go.Figure:
    """Return the fees of a county in two rows, inclusive and other, the opened institution marked.

    ``fees`` holds ``institution_id``, ``institution_name``, ``is_inclusive`` and ``monthly_fee``.
    """
    inclusive = fees["is_inclusive"].fillna(False).astype(bool)
    groups = [
        (fees[inclusive], INCLUSIVE, label("filter.inclusive")),
        (fees[~inclusive], NOT_INCLUSIVE, label("institution.not_inclusive")),
    ]
    shown = [group for group in groups if not group[0].empty]
    rows = [_row(group, colour, place) for place, (group, colour, _) in enumerate(shown)]
    traces = [_median(median, len(shown)), *rows, *_mark(shown, opened)]
    layout = {
        "xaxis": axis(range=[0, 1.08 * fees["monthly_fee"].max()], nticks=6, tickformat=",.0f"),
        "yaxis": axis(
            domain=ABOVE_FEES,
            range=[len(shown) - 0.45, -0.7],
            tickvals=list(range(len(shown))),
            ticktext=[words for _, _, words in shown],
            showgrid=False,
            zeroline=False,
        ),
        "meta": {"link": False},
    }
    return themed(traces, layout, caption, height=HEIGHT, view=name, wide=False, room_above=6)


def _heights(fees: pd.Series, place: int) -> pd.Series:
    """Return where dots stand: neighbours in fee are never in one lane, the same in every run."""
    lane = fees.rank(method="first").astype(int) * 3 % LANES
    return place + 0.28 * (lane / (LANES - 1) * 2 - 1)


def _row(group: pd.DataFrame, colour: str, place: int) -> dict[str, Any]:
    names = [f"<b>{literal(name)}</b><br>" for name in group["institution_name"]]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": group["monthly_fee"].to_numpy("float32"),
        "y": _heights(group["monthly_fee"], place).to_numpy("float32"),
        "marker": {"size": 8, "color": colour, "opacity": 0.65},
        "text": names if len(names) <= MOST_WITH_NAMES else "",
        "hovertemplate": "%{text}%{x:,.0f}<extra></extra>",
        "showlegend": False,
    }


def _median(median: float, rows: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+text",
        "x": [median, median],
        "y": [-0.5, rows - 0.5],
        "line": {"color": INK, "width": 1.2, "dash": "dot"},
        "text": [label("institution.median", fee=f"{median:,.0f}"), ""],
        "textposition": "top center",
        "textfont": {"size": SIZE_SMALL, "color": MUTED},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
        "name": "median",
    }


def _mark(shown: list[tuple[pd.DataFrame, str, str]], opened: str) -> list[dict[str, Any]]:
    """Return the mark of the opened institution on its own dot."""
    for place, (group, colour, _) in enumerate(shown):
        if opened in group.index:
            height = _heights(group["monthly_fee"], place).loc[opened]
            return [
                {
                    "type": "scatter",
                    "mode": "markers",
                    "x": [float(group["monthly_fee"].loc[opened])],
                    "y": [float(height)],
                    "marker": {
                        "symbol": "diamond",
                        "size": 17,
                        "color": colour,
                        "line": {"color": ring, "width": width},
                    },
                    "hoverinfo": "skip",
                    "showlegend": False,
                    "name": name,
                }
                for ring, width, name in ((GROUND, 6, "casing"), (ACCENT, 3, "opened"))
            ]
    return []
