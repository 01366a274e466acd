"""Bullet rows (子弹图): one row a target, every bar as a share of what is wanted."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from childcare.analyses.assessment import Assessment
from childcare.analyses.target_words import missing_text, wanted_text
from childcare.catalog import label, spoken
from childcare.catalog.lights import STATUSES, Scheme
from childcare.charts.bar_marks import shortened
from childcare.charts.bullet_marks import (
    hairline,
    hover_lines,
    light_colour,
    light_markers,
    marks,
    outline,
    shares,
)
from childcare.charts.bullet_places import GAP, PAIRS, ROOM, ROW, axes_of, legend, narrow
from childcare.charts.lettering import literal
from childcare.charts.theme import (
    CLEAR,
    FIGURES,
    INK,
    MUTED,
    SIZE_SMALL,
    SIZE_TEXT,
    TRACK,
    Caption,
    themed,
)

# Bars over this many times what is wanted are cut off, and say so.
LONGEST, SHORTEST = 1.5, 1.2
CUT = " »"
# Half-width characters that a name, what is wanted and what is missing have room for.
LONGEST_NAME, LONGEST_WANTED, LONGEST_MISSING = 32, 24, 34
# Share of its column that the shape of a light takes, beside its word.
LIGHT_ROOM = 0.2


def bullets(
    assessments: Sequence[Assessment],
    caption: Caption,
    *,
    scheme: Scheme,
    opened: str = "",
    name: str = "bullets",
) -> go.Figure:
    """Return one row a target: light, name, bar up to the common line, value, wanted, missing.

    Args:
        assessments: the rows from the top down.
        caption: the words of the figure.
        scheme: the colours of the lights.
        opened: name of the target whose row is marked.
        name: names the view; see ``themed``.
    """
    held = shares(assessments)
    reach = float(min(LONGEST, max([SHORTEST, *(held[held == held] + 0.05)])))
    traces = [
        _track(held),
        _bars(assessments, held, reach, scheme),
        _targets(held),
        *marks(assessments, reach),
        *_columns(assessments, held, reach, scheme),
        *(_rows(assessments, pair, reach) for pair in PAIRS),
    ]
    layout = _layout(assessments, reach, opened)
    height = ROW * (len(held) + 1) + ROOM
    return themed(traces, layout, caption, height=height, view=name, room_above=24)


def _layout(assessments: Sequence[Assessment], reach: float, opened: str) -> dict[str, Any]:
    rows = len(assessments)
    return axes_of(rows, reach) | {
        "barmode": "overlay",
        "bargap": GAP,
        # Columns lie over one another on a phone, and none may hide another.
        "plot_bgcolor": CLEAR,
        "legend": legend(),
        "shapes": [*(hairline(row) for row in range(rows + 1)), *outline(assessments, opened)],
        "meta": {"narrow": narrow(rows)},
    }


def _rows(assessments: Sequence[Assessment], pair: tuple[str, str], reach: float) -> dict[str, Any]:
    """Return what is pointed at and clicked: a whole row of one column."""
    return {
        "type": "bar",
        "name": "rows",
        "orientation": "h",
        "xaxis": pair[0],
        "yaxis": pair[1],
        "x": [reach if pair[0] == "x" else 1.0] * len(assessments),
        "y": list(range(len(assessments))),
        "width": 0.96,
        "marker": {"color": CLEAR, "line": {"width": 0}},
        "customdata": [[one.target.name, hover_lines(one)] for one in assessments],
        "hovertemplate": "%{customdata[1]}<extra></extra>",
        "showlegend": False,
    }


def _track(held: np.ndarray) -> dict[str, Any]:
    """Return the way from nothing to what is wanted, where there is a number to go to."""
    return _bar("track", np.where(np.isnan(held), 0.0, 1.0), TRACK)


def _bars(
    assessments: Sequence[Assessment], held: np.ndarray, reach: float, scheme: Scheme
) -> dict[str, Any]:
    """Return the bars, from nothing to the value, in the colours of the lights."""
    colours = [light_colour(one, scheme) for one in assessments]
    return _bar("bars", np.nan_to_num(held).clip(0, reach), colours)


def _bar(name: str, lengths: np.ndarray, colour: Any) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": name,
        "orientation": "h",
        "x": lengths,
        "y": list(range(len(lengths))),
        "marker": {"color": colour, "line": {"width": 0}},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _targets(held: np.ndarray) -> dict[str, Any]:
    """Return what is wanted as one line through all rows: every bar is a share of its own."""
    rows = [row for row, share in enumerate(held) if share == share]
    return {
        "type": "scatter",
        "name": label("target.line"),
        "mode": "markers",
        "x": [1.0] * len(rows),
        "y": rows,
        "marker": {"symbol": "line-ns", "size": 22, "line": {"color": INK, "width": 3}},
        "hoverinfo": "skip",
    }


def _columns(
    assessments: Sequence[Assessment], held: np.ndarray, reach: float, scheme: Scheme
) -> list[dict[str, Any]]:
    """Return the texts beside the bars, each column under its head."""
    lights = [STATUSES[one.status] for one in assessments]
    names = [shortened(spoken(one.indicator), LONGEST_NAME) for one in assessments]
    values = [
        _value(one) + (CUT if share > reach else "")
        for one, share in zip(assessments, held, strict=True)
    ]
    words = [spoken(light) for light in lights]
    wanted = [literal(shortened(wanted_text(one), LONGEST_WANTED)) for one in assessments]
    missing = [literal(shortened(missing_text(one), LONGEST_MISSING)) for one in assessments]
    return [
        _shapes(assessments, scheme),
        _texts("words", 0, ["", *words]),
        _texts("names", 1, ["", *names], size=SIZE_TEXT),
        _texts("values", 2, [label("target.value"), *values], [MUTED, *[FIGURES] * len(values)]),
        _texts("wanted", 3, [label("target.wanted"), *wanted], MUTED),
        _texts("missing", 4, [label("target.missing_or_over"), *missing]),
    ]


def _value(assessment: Assessment) -> str:
    """Return the value; its unit stands beside it, with what is wanted."""
    is_share = assessment.indicator.unit == "percent"
    reading = assessment.reading
    value = float("nan") if reading is None else reading.value
    return assessment.indicator.format(value, with_unit=is_share and value == value)


def _shapes(assessments: Sequence[Assessment], scheme: Scheme) -> dict[str, Any]:
    """Return the shape of each light, at the left of its word."""
    return {
        "type": "scatter",
        "name": "shapes",
        "mode": "markers",
        "xaxis": "x2",
        "yaxis": "y2",
        "x": [0.08] * len(assessments),
        "y": list(range(len(assessments))),
        "marker": light_markers(assessments, scheme),
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _texts(
    name: str, column: int, texts: list[str], colour: Any = INK, *, size: int = SIZE_SMALL
) -> dict[str, Any]:
    """Return one column of texts, its head first; numbers end at the right, words begin left."""
    at_right = name in ("values", "wanted")
    across, down = PAIRS[column + 1]
    return {
        "type": "scatter",
        "name": name,
        "mode": "text",
        "xaxis": across,
        "yaxis": down,
        "x": [1 if at_right else LIGHT_ROOM if name == "words" else 0] * len(texts),
        "y": list(range(-1, len(texts) - 1)),
        "text": texts,
        "textposition": "middle left" if at_right else "middle right",
        "textfont": {"size": size, "color": colour},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }
