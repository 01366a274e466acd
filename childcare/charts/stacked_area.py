"""Two parts of a whole, month by month (堆叠面积图), each named at its end."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from childcare.charts.lettering import wrapped
from childcare.charts.theme import CASING, FIGURES, SIZE_SMALL, STEPS, Caption, axis, themed

HEIGHT = 600
AXIS_ROOM = 0.08
# Names at the end stand at least this share of the axis apart.
APART = 0.13
# Half-width characters in a line of such a name.
NAME = 24


def stacked_area(
    parts: pd.DataFrame,
    caption: Caption,
    *,
    chosen: pd.Timestamp,
    digits: int = 3,
    name: str = "stacked",
) -> go.Figure:
    """Return the columns of ``parts`` one upon another, the first below; gaps stay gaps.

    ``parts`` is indexed by month, its columns named as people read them, none below 0. The month
    ``chosen`` is marked by a line, unless it is the last.
    """
    below, above = parts.columns
    traces = []
    for run in _runs(parts):
        traces += _filled(run, below, above, digits)
    last = parts.dropna().iloc[-1]
    highest = 1.08 * float(parts.sum(axis=1).max()) or 1.0
    traces.append(_names(parts.dropna().index[-1], last, highest, digits))
    first, end = parts.index[0], parts.index[-1]
    layout = {
        "xaxis": axis(
            type="date",
            showgrid=False,
            tickformat="%Y-%m",
            nticks=6,
            # Room on the right for the names of the parts.
            range=[f"{first:%Y-%m-%d}", f"{end + 0.42 * (end - first):%Y-%m-%d}"],
        ),
        "yaxis": axis(range=[0, highest], tickformat=f".{digits - 1}f", domain=[AXIS_ROOM, 1]),
        "shapes": [_mark(chosen)] if chosen < end else [],
        "hovermode": "x",
    }
    return themed(traces, layout, caption, height=HEIGHT, view=name, wide=False, room_above=10)


def _runs(parts: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the stretches of months without a gap; a gap must not be filled across."""
    known = parts.notna().all(axis=1)
    number = (known != known.shift()).cumsum()
    return [run for _, run in parts[known].groupby(number[known])]


def _filled(run: pd.DataFrame, below: str, above: str, digits: int) -> list[dict[str, Any]]:
    """Return the two parts of one stretch; a stretch of one month is a pair of points."""
    months = [f"{month:%Y-%m-%d}" for month in run.index]
    mode = "lines" if len(run) > 1 else "lines+markers"
    plain = {"type": "scatter", "mode": mode, "x": months, "showlegend": False}
    told = f"%{{customdata:.{digits}f}}<extra></extra>"
    return [
        plain
        | {
            "y": run[below].tolist(),
            "customdata": run[below].tolist(),
            "fill": "tozeroy",
            "fillcolor": STEPS[4],
            "line": {"color": STEPS[4], "width": 1},
            "hovertemplate": f"{below} {told}",
            "name": "below",
        },
        plain
        | {
            "y": (run[below] + run[above]).tolist(),
            "customdata": run[above].tolist(),
            "fill": "tonexty",
            "fillcolor": STEPS[2],
            "line": {"color": STEPS[2], "width": 1},
            "hovertemplate": f"{above} {told}",
            "name": "above",
        },
    ]


def _names(month: pd.Timestamp, last: pd.Series, highest: float, digits: int) -> dict[str, Any]:
    """Return what the parts are called and how large they are, beside the last month."""
    lower = float(last.iloc[0]) / 2
    upper = max(float(last.iloc[0] + last.iloc[1] / 2), lower + APART * highest)
    return {
        "type": "scatter",
        "mode": "text",
        "x": [f"{month:%Y-%m-%d}"] * 2,
        "y": [lower, upper],
        "text": [
            wrapped(f"{part} {value:.{digits}f}", NAME)
            for part, value in zip(last.index, last, strict=True)
        ],
        "textposition": "middle right",
        "textfont": {"size": SIZE_SMALL, "color": FIGURES},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
        "name": "names",
    }


def _mark(month: pd.Timestamp) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": f"{month:%Y-%m-%d}",
        "x1": f"{month:%Y-%m-%d}",
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": CASING, "width": 1.5, "dash": "dot"},
    }
