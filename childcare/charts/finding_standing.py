"""Where areas stand (均衡与画像图): the Lorenz curve of all, and one county among the others."""

from typing import Any

import numpy as np
import pandas as pd

from childcare.analyses.balance import WORST_OFF
from childcare.analyses.balance_words import people_words
from childcare.analyses.figure_words import MONTH
from childcare.analyses.finding import Finding
from childcare.analyses.stamp import Stamp
from childcare.catalog import Indicator, label
from childcare.charts.bar_marks import names, numbers, reference_line
from childcare.charts.finding_bars import ROOM_ABOVE, row_axes, set_rows
from childcare.charts.hover import value_text
from childcare.charts.lettering import literal
from childcare.charts.lorenz import lorenz
from childcare.charts.opened import opened
from childcare.charts.sheet import Sheet, words_height
from childcare.charts.table_beside import chart_sheet, set_beside
from childcare.charts.theme import ACCENT, FIGURES, SIZE_SMALL, STEPS, themed

# Room of the numbers and names of the axes, in pixels.
AXIS_LEFT, AXIS_BELOW = 62, 46
# A curve of shares is to be nearly as high as wide.
WIDEST = 1.25
ABOVE_CURVE = 10
BEYOND = 1.5


def balance_figure(finding: Finding, stamp: Stamp, sheet: Sheet) -> dict[str, Any]:
    """Return the Lorenz curve, that of a year before, and the measures beside it."""
    caption = sheet.caption(finding, stamp)
    found, *before = finding.balances
    taken = sum(words_height(caption)) + ABOVE_CURVE
    part = chart_sheet(sheet, finding.beside, taken)
    codes = finding.frame["area"].fillna("")
    drawn = lorenz(
        found.lorenz,
        dict(zip(codes, finding.frame["area_name"].fillna(""), strict=True)),
        caption,
        people=people_words(found.base),
        worst_off=(WORST_OFF, found.worst_off),
        before=before[0].lorenz if before else None,
        before_name=(finding.month - pd.DateOffset(years=1)).strftime(MONTH),
        name=finding.name,
    )
    figure = opened(drawn)
    figure["layout"]["height"] = sheet.height
    _set_axes(figure["layout"], sheet, part)
    if finding.beside is not None:
        set_beside(figure, finding.beside, sheet, part)
    return figure


def _set_axes(layout: dict[str, Any], sheet: Sheet, part: Sheet) -> None:
    """Leave the numbers and names of the axes their room, and the curve nearly a square."""
    room = sheet.height - layout["margin"]["t"] - layout["margin"]["b"]
    high = room - (sheet.height - part.height)
    wide = min(part.inner_width - AXIS_LEFT, WIDEST * (high - AXIS_BELOW))
    low = max(AXIS_BELOW, high - wide) if sheet.is_upright else AXIS_BELOW
    ends = [AXIS_LEFT / part.inner_width, (AXIS_LEFT + wide) / part.inner_width]
    layout["xaxis"] |= {"domain": ends, "automargin": False}
    layout["yaxis"] |= {"domain": [low / high, 1], "automargin": False}


def profile_figure(finding: Finding, stamp: Stamp, sheet: Sheet) -> dict[str, Any]:
    """Return the counties by rank, the best on top, and the townships of one by what to do."""
    indicator, frame = finding.indicator, finding.frame
    if indicator is None:
        raise ValueError(f"the finding {finding.name} has no indicator")
    caption = sheet.caption(finding, stamp)
    part = chart_sheet(sheet, finding.beside, sum(words_height(caption)) + ROOM_ABOVE)
    values = frame["value"].astype("float64").to_numpy()
    lengths = np.nan_to_num(values)
    known = [*lengths, finding.reference]
    reach = max([one for one in known if one == one], default=0.0) or 1.0
    traces = [
        _bars(frame, lengths),
        names(frame, 0.0),
        numbers(lengths, [_words(row, indicator) for _, row in frame.iterrows()]),
    ]
    layout: dict[str, Any] = row_axes(len(frame), [0, reach * BEYOND]) | {"bargap": 0.22}
    if finding.reference == finding.reference:
        traces.insert(1, reference_line(finding.reference, len(frame)))
        layout["annotations"] = [_reference_note(finding)]
    drawn = themed(
        traces, layout, caption, height=sheet.height, view=finding.name, room_above=ROOM_ABOVE
    )
    figure = set_rows(opened(drawn), part, frame)
    if finding.beside is not None:
        set_beside(figure, finding.beside, sheet, part)
    return figure


def _bars(frame: pd.DataFrame, lengths: np.ndarray) -> dict[str, Any]:
    """Return the bars, that of the county itself in the colour of what matters."""
    return {
        "type": "bar",
        "name": "counties",
        "orientation": "h",
        "x": lengths,
        "y": np.arange(len(frame), dtype="int16"),
        "marker": {
            "color": [ACCENT if one else STEPS[1] for one in frame["is_own"]],
            "line": {"width": 0},
        },
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _words(row: pd.Series, indicator: Indicator) -> str:
    """Return value and ranks of a county, or why it has no value."""
    if pd.isna(row["value"]):
        return value_text(row["state"], row["value"], indicator)
    text = indicator.format(row["value"])
    if pd.isna(row["rank"]) or pd.isna(row["previous_rank"]):
        return text
    return text + label("chart.rank_of", rank=row["rank"], previous=row["previous_rank"])


def _reference_note(finding: Finding) -> dict[str, Any]:
    return {
        "x": finding.reference,
        "y": 1,
        "yref": "y domain",
        "yanchor": "bottom",
        "showarrow": False,
        "text": literal(finding.reference_text),
        "font": {"size": SIZE_SMALL, "color": FIGURES},
    }
