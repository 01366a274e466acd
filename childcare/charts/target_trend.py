"""Trend of one target (目标走势): what was, what was due by when, and what is wanted."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from childcare.analyses.assessment import Assessment, Deadline
from childcare.analyses.target_course import Course
from childcare.analyses.target_words import number_text, own_baseline, wanted_text
from childcare.catalog import label
from childcare.catalog.lights import MET, MISSED, Scheme
from childcare.charts.bullet_marks import light_colour
from childcare.charts.change_marks import change_marks
from childcare.charts.lettering import literal
from childcare.charts.theme import (
    ACCENT,
    FIGURES,
    GROUND,
    INK,
    MUTED,
    SIZE_SMALL,
    STEPS,
    Caption,
    axis,
    themed,
)

HEIGHT = 400
# Width of the bar of a year, in milliseconds: a third of it.
YEAR_BAR = 120 * 24 * 3600 * 1000


def target_trend(
    course: Course,
    assessment: Assessment,
    caption: Caption,
    *,
    scheme: Scheme,
    changed: Sequence[pd.Timestamp] = (),
    name: str = "trend",
) -> go.Figure:
    """Return the months as a line, reported values as points, and the way to the target.

    Milestones are a step line: until one is due, the one before is. A single number is reached
    along a straight line from the baseline, where the document gives one. ``changed`` are months
    in which areas changed: the line before is of former areas, carried forward (可比口径).
    """
    is_yearly = assessment.indicator.kind in ("flow", "task")
    computed = _yearly(course) if is_yearly else _computed(course)
    traces = [computed, *_reported(course), *_way(assessment), *_due(assessment, scheme)]
    layout = {
        "xaxis": axis(type="date", showgrid=False, tickformat="%Y-%m", nticks=8),
        "yaxis": axis(
            domain=[0.1, 1], range=_range(course, assessment), ticksuffix=_suffix(assessment)
        ),
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": 1,
            "xanchor": "left",
            "yanchor": "bottom",
            "font": {"size": SIZE_SMALL, "color": MUTED},
        },
        "hovermode": "closest",
        **change_marks(changed),
    }
    return themed(traces, layout, caption, height=HEIGHT, view=name, wide=False, room_above=26)


def _suffix(assessment: Assessment) -> str:
    return "%" if assessment.indicator.unit == "percent" else ""


def _computed(course: Course) -> dict[str, Any]:
    """Return the line of the months, its last value written at its end."""
    known = course.computed.dropna(subset=["value"])
    return {
        "type": "scatter",
        "name": label("target.computed"),
        "mode": "lines",
        "x": course.computed["as_of"].dt.strftime("%Y-%m-%d").tolist(),
        "y": course.computed["value"].tolist(),
        "connectgaps": False,
        "line": {"color": ACCENT, "width": 2.5},
        "hovertemplate": "%{x|%Y-%m} <b>%{y:,.2f}</b><extra></extra>",
        "showlegend": not known.empty,
    }


def _yearly(course: Course) -> dict[str, Any]:
    """Return a bar for each year: what is counted within a year begins anew with the next."""
    known = course.computed.dropna(subset=["value"])
    last = known.groupby(known["as_of"].dt.year).tail(1)
    return {
        "type": "bar",
        "name": label("target.computed"),
        "x": last["as_of"].dt.strftime("%Y-%m-%d").tolist(),
        "y": last["value"].tolist(),
        "width": YEAR_BAR,
        "marker": {"color": STEPS[2]},
        "hovertemplate": "%{x|%Y-%m} <b>%{y:,.1f}</b><extra></extra>",
        "showlegend": not known.empty,
    }


def _reported(course: Course) -> list[dict[str, Any]]:
    """Return reported values as open points: nothing is known between two of them."""
    if course.reported.empty:
        return []
    return [
        {
            "type": "scatter",
            "name": label("target.reported"),
            "mode": "markers",
            "x": course.reported["period"].dt.strftime("%Y-%m-%d").tolist(),
            "y": course.reported["value"].tolist(),
            "marker": {
                "symbol": "circle",
                "size": 10,
                "color": GROUND,
                "line": {"color": ACCENT, "width": 2},
            },
            "hovertemplate": "%{x|%Y-%m} <b>%{y:,.2f}</b><extra></extra>",
        }
    ]


def _way(assessment: Assessment) -> list[dict[str, Any]]:
    """Return the way to the target: steps for milestones and years, else a straight line."""
    dues = [one for one in assessment.deadlines if one.wanted == one.wanted]
    if not dues:
        return []
    points = _start(assessment) + [(one.month, one.wanted) for one in dues]
    if len(dues) == 1 and len(points) == 1:
        first = pd.Timestamp(assessment.plan.first_year, 1, 1)
        points = [(first, dues[0].wanted), *points]
    return [
        {
            "type": "scatter",
            "name": label("target.way"),
            "mode": "lines",
            "x": [month.strftime("%Y-%m-%d") for month, _ in points],
            "y": [number for _, number in points],
            "line": {"color": INK, "width": 1.5, "dash": "dot", "shape": _shape(assessment)},
            "hoverinfo": "skip",
        }
    ]


def _shape(assessment: Assessment) -> str:
    """Return how one goes from date to date: a step holds what was due until the next is due."""
    return "hv" if assessment.target.form in ("milestones", "each_year") else "linear"


def _start(assessment: Assessment) -> list[tuple[pd.Timestamp, float]]:
    """Return the baseline of the document as the first point of the way."""
    baseline, period = own_baseline(assessment), assessment.target.baseline_period
    return [] if baseline is None or not period else [(pd.Timestamp(period), baseline)]


def _due(assessment: Assessment, scheme: Scheme) -> list[dict[str, Any]]:
    """Return what is wanted at each date, with its number."""
    dues = [one for one in assessment.deadlines if one.wanted == one.wanted]
    if not dues:
        return []
    return [
        {
            "type": "scatter",
            "name": label("target.wanted"),
            "mode": "markers+text",
            "x": [one.month.strftime("%Y-%m-%d") for one in dues],
            "y": [one.wanted for one in dues],
            "text": [_due_text(assessment, one) for one in dues],
            "textposition": "top left",
            "textfont": {"size": SIZE_SMALL, "color": FIGURES},
            "marker": {
                "symbol": "line-ew",
                "size": 24,
                "line": {"color": [_colour(assessment, one, scheme) for one in dues], "width": 4},
            },
            "cliponaxis": False,
            "hovertemplate": "%{x|%Y-%m} <b>%{text}</b><extra></extra>",
        }
    ]


def _colour(assessment: Assessment, deadline: Deadline, scheme: Scheme) -> str:
    """Return the colour of one date: each is judged by itself; ink while it is to come."""
    if deadline.is_met is None:
        return INK
    status = MET if deadline.is_met else MISSED
    one = replace(assessment, status=status, reading=deadline.reading, wanted=deadline.wanted)
    return light_colour(one, scheme)


def _due_text(assessment: Assessment, deadline: Deadline) -> str:
    """Return the number of a date; the one judged by with its sign and unit."""
    if deadline.wanted == assessment.wanted and len(assessment.deadlines) == 1:
        return literal(wanted_text(assessment))
    return number_text(assessment, deadline.wanted)


def _range(course: Course, assessment: Assessment) -> list[float]:
    """Return an axis from zero to a little above all that is drawn."""
    numbers: Sequence[float] = [
        *course.computed["value"].dropna(),
        *course.reported["value"].dropna(),
        *(one.wanted for one in assessment.deadlines if one.wanted == one.wanted),
        own_baseline(assessment) or 0.0,
    ]
    highest = max(numbers, default=1.0)
    return [0.0, 1.15 * highest if highest > 0 else 1.0]
