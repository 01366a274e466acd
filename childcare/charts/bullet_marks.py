"""What stands on and behind bullet rows: shares, ticks, and the words of the hover label."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from childcare.analyses.assessment import Assessment
from childcare.analyses.target_words import (
    missing_text,
    number_text,
    own_baseline,
    value_text,
    wanted_text,
)
from childcare.catalog import COLUMNS, label, spoken
from childcare.catalog.lights import STATUSES, Scheme
from childcare.catalog.numbers import whole
from childcare.charts.lettering import literal, wrapped
from childcare.charts.theme import ACCENT, GROUND, HAIRLINE, INK, LIGHTS, MUTED

# Half-width characters in a line of a hover label.
HOVER_WIDTH = 60
# Part of a row by which a mark stands above its bar.
LIFTED = 0.2


# How plotly draws the shape of a light; the glyph itself looks different in every font.
SYMBOLS = {
    "\u25cf": "circle",
    "\u25b2": "triangle-up",
    "\u25a0": "square",
    "\u25c6": "diamond",
    "\u25cb": "circle-open",
    "\u25c7": "diamond-open",
    "\u2013": "line-ew",
}


def light_markers(assessments: Sequence[Assessment], scheme: Scheme) -> dict[str, Any]:
    """Return the shapes of lights in their colours, as the marker of a trace."""
    colours = [light_colour(one, scheme) for one in assessments]
    marks_of = [STATUSES[one.status].mark for one in assessments]
    return {
        "symbol": [SYMBOLS.get(mark, "circle") for mark in marks_of],
        "size": 13,
        "color": colours,
        "line": {"color": colours, "width": 2},
    }


def light_colour(assessment: Assessment, scheme: Scheme) -> str:
    """Return the colour of one light."""
    return LIGHTS[scheme.colour(assessment.status, assessment.share)]


def shares(assessments: Sequence[Assessment]) -> np.ndarray:
    """Return each value as a share of what is wanted; turned over where lower is better."""
    return np.array([one.share for one in assessments], dtype="float64")


def share_of(assessment: Assessment, number: float | None) -> float:
    """Return where a number stands on the row of a target, as its value does; NaN where nowhere."""
    wanted = assessment.wanted
    if number is None or wanted != wanted:
        return float("nan")
    over, under = (wanted, number) if assessment.target.comparator == "<=" else (number, wanted)
    return over / under if under else float("nan")


def marks(assessments: Sequence[Assessment], reach: float) -> list[dict[str, Any]]:
    """Return the ticks of the rows: baseline, yearly milestones, what is due by now, upper end.

    A kind of tick that no row has is left out, also of the legend.
    """
    kinds: dict[str, tuple[str, list[list[float | None]]]] = {
        label("target.baseline"): ("circle", [[own_baseline(one)] for one in assessments]),
        label("target.milestones"): (
            "line-ns",
            [list(one.target.milestones.values()) for one in assessments],
        ),
        label("target.due_by_now"): ("triangle-down", [[one.due_by_now] for one in assessments]),
        label("target.upper_end"): ("line-ns", [[one.upper] for one in assessments]),
    }
    traces = [
        _ticks(name, symbol, assessments, numbers, reach)
        for name, (symbol, numbers) in kinds.items()
    ]
    return [trace for trace in traces if trace["x"]]


def _ticks(
    name: str,
    symbol: str,
    assessments: Sequence[Assessment],
    numbers: list[list[float | None]],
    reach: float,
) -> dict[str, Any]:
    places = [
        (share_of(one, number), row)
        for row, (one, some) in enumerate(zip(assessments, numbers, strict=True))
        for number in some
    ]
    drawn = [(share, row) for share, row in places if 0 <= share <= reach]
    is_line = symbol == "line-ns"
    # What is due by now often lies where the bar ends: it points at it from above.
    lifted = LIFTED if symbol == "triangle-down" else 0
    return {
        "type": "scatter",
        "name": name,
        "mode": "markers",
        "x": [share for share, _ in drawn],
        "y": [row - lifted for _, row in drawn],
        "marker": {
            "symbol": symbol,
            "size": 13 if is_line else 9,
            "color": GROUND if symbol == "circle" else INK,
            "line": {"color": INK, "width": 2 if is_line else 1.5},
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def hairline(row: int) -> dict[str, Any]:
    """Return a hairline above a row, through all columns."""
    line = {"color": HAIRLINE, "width": 1}
    place = {"x0": 0, "x1": 1, "y0": row - 0.5, "y1": row - 0.5}
    return {"type": "line", "xref": "paper", "layer": "below", "line": line} | place


def outline(assessments: Sequence[Assessment], name: str) -> list[dict[str, Any]]:
    """Return an outline around the row of the target that is opened."""
    return [
        hairline(row) | {"type": "rect", "y1": row + 0.5, "line": {"color": ACCENT, "width": 2}}
        for row, one in enumerate(assessments)
        if one.target.name == name
    ]


def hover_lines(assessment: Assessment, area_name: str = "") -> str:
    """Return what the mouse tells about a target: light, value, parts, wanted, clause."""
    status = STATUSES[assessment.status]
    head = f"<b>{spoken(assessment.indicator)}</b>"
    lines = [f"{head} · {literal(area_name)}" if area_name else head, status.spoken_light()]
    lines.append(f"{label('target.value')} <b>{value_text(assessment)}</b>{_parts(assessment)}")
    lines.append(f"{label('target.wanted')} {literal(wanted_text(assessment))}")
    if assessment.due_by_now == assessment.due_by_now:
        due = number_text(assessment, assessment.due_by_now)
        lines.append(f"{label('target.due_by_now')} {due}")
    if missing := missing_text(assessment):
        lines.append(literal(missing))
    clause = wrapped(assessment.target.clause, HOVER_WIDTH)
    lines.append(f'<span style="color:{MUTED}">{clause}</span>')
    return "<br>".join(lines)


def _parts(assessment: Assessment) -> str:
    """Return numerator and denominator under their names, where a value was computed."""
    reading, indicator = assessment.reading, assessment.indicator
    if reading is None or reading.numerator != reading.numerator or not indicator.is_ratio:
        return ""
    over = f"{spoken(COLUMNS[indicator.numerator])} {whole(reading.numerator)}"
    under = f"{spoken(COLUMNS[indicator.denominator])} {whole(reading.denominator)}"
    return f"<br>{over} ÷ {under}"
