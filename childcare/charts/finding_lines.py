"""The trend of a briefing (汇报走势图): the whole as the heavy line, labelled at the line's end."""

from typing import Any

import pandas as pd

from childcare.analyses.finding import Finding
from childcare.analyses.stamp import Stamp
from childcare.catalog import Indicator, label
from childcare.charts.bar_marks import shortened
from childcare.charts.lettering import literal, text_width
from childcare.charts.opened import opened
from childcare.charts.sheet import PLAIN, Sheet
from childcare.charts.theme import (
    ACCENT,
    FIGURES,
    INK,
    MUTED,
    SIZE_SMALL,
    SIZE_TEXT,
    axis,
    themed,
)

DAY = "%Y-%m-%d"
# Axes begin at zero and end this much above all that is drawn.
ABOVE = 1.12
AXIS_BELOW, AXIS_LEFT = 26, 46
# Labels at the ends of lines stand at least this many pixels apart.
APART = 19


def trend_figure(finding: Finding, stamp: Stamp, sheet: Sheet) -> dict[str, Any]:
    """Return the months of the whole area and of its highest and lowest part, as lines."""
    indicator = finding.indicator
    if indicator is None:
        raise ValueError(f"the finding {finding.name} has no indicator")
    caption = sheet.caption(finding, stamp)
    months = finding.frame["as_of"]
    lines = {str(code): part for code, part in finding.frame.groupby("area_code", sort=False)}
    top = _top(finding)
    ends = {code: _end(part, indicator) for code, part in lines.items()}
    room = sheet.left_for_rows(caption) - AXIS_BELOW
    longest = max(text_width(text) for _, _, text in ends.values())
    right = 1 - min(longest * SIZE_TEXT * PLAIN + 14, 0.45 * sheet.inner_width) / sheet.inner_width
    layout = {
        "xaxis": axis(
            type="date",
            range=[one.strftime(DAY) for one in (months.min(), months.max())],
            domain=[AXIS_LEFT / sheet.inner_width, right],
            showgrid=False,
            tickformat="%Y-%m",
            nticks=4 if sheet.is_narrow else 7,
            automargin=False,
        ),
        "yaxis": axis(
            domain=[AXIS_BELOW / (room + AXIS_BELOW), 1],
            range=[0, top],
            ticksuffix="%" if indicator.unit == "percent" else "",
            automargin=False,
        ),
        "annotations": [*_labels(ends, finding.area, room / top), *_reference(finding, indicator)],
        "shapes": _reference_line(finding),
    }
    # The whole is drawn last, above its parts.
    traces = [_line(part, is_whole=code == finding.area) for code, part in lines.items()][::-1]
    return opened(themed(traces, layout, caption, height=sheet.height, view=finding.name))


def _top(finding: Finding) -> float:
    known = [finding.frame["value"].max(), finding.reference]
    return ABOVE * max([one for one in known if one == one], default=1.0)


def _line(part: pd.DataFrame, *, is_whole: bool) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": literal(str(part["area_name"].iloc[0])),
        "x": part["as_of"].dt.strftime(DAY).tolist(),
        "y": part["value"].astype("float64").to_numpy(),
        "connectgaps": False,
        "line": {"color": ACCENT if is_whole else MUTED, "width": 3.5 if is_whole else 1.6},
        "showlegend": False,
    }


def _end(part: pd.DataFrame, indicator: Indicator) -> tuple[str, float, str]:
    """Return month, value and words of the last known point of a line."""
    known = part.dropna(subset=["value"])
    name = shortened(str(part["area_name"].iloc[0]))
    if known.empty:
        return "", float("nan"), literal(name)
    last = known.iloc[-1]
    value = indicator.format(last["value"], with_unit=indicator.unit == "percent")
    return last["as_of"].strftime(DAY), float(last["value"]), f"{literal(name)} {value}"


def _labels(
    ends: dict[str, tuple[str, float, str]], area: str, pixels: float
) -> list[dict[str, Any]]:
    """Return the words at the ends, moved apart where two lines end near one another.

    ``pixels`` is the height of one unit of the value.
    """
    known = sorted(
        ((code, *end) for code, end in ends.items() if end[1] == end[1]), key=lambda one: one[2]
    )
    labels, floor = [], float("-inf")
    for code, month, value, text in known:
        place = max(value * pixels, floor)
        floor = place + APART
        is_whole = code == area
        labels.append(
            {
                "x": month,
                "y": value,
                "yshift": round(place - value * pixels),
                "xanchor": "left",
                "xshift": 6,
                "showarrow": False,
                "text": f"<b>{text}</b>" if is_whole else text,
                "font": {"size": SIZE_TEXT, "color": ACCENT if is_whole else INK},
            }
        )
    return labels


def _reference_line(finding: Finding) -> list[dict[str, Any]]:
    value = finding.reference
    if value != value:
        return []
    place = {"type": "line", "xref": "x domain", "x0": 0, "x1": 1, "y0": value, "y1": value}
    return [place | {"line": {"color": INK, "width": 1.2, "dash": "dot"}}]


def _reference(finding: Finding, indicator: Indicator) -> list[dict[str, Any]]:
    """Return the number of the reference value, above its line at the left."""
    if finding.reference != finding.reference:
        return []
    return [
        {
            "xref": "x domain",
            "x": 0.01,
            "xanchor": "left",
            "y": finding.reference,
            "yanchor": "bottom",
            "showarrow": False,
            "text": label("chart.reference_is", value=indicator.format(finding.reference)),
            "font": {"size": SIZE_SMALL, "color": FIGURES},
        }
    ]
