"""One county in the field of all (位置图): a row for each indicator, better to the right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from childcare.catalog import INDICATORS, Indicator, label, spoken
from childcare.charts.hover import value_text
from childcare.charts.theme import (
    ACCENT,
    CLEAR,
    FIGURES,
    GROUND,
    HAIRLINE,
    INK,
    MUTED,
    SIZE_SMALL,
    SIZE_TEXT,
    Caption,
    axis,
    themed,
)

ROW, ROOM = 56, 120
# Above the line of a row stand its name and value, below it the two ends.
ABOVE_LINE, BELOW_LINE, ON_LINE = -0.26, 0.36, 0.08


@dataclass(frozen=True)
class Field:
    """Who stands in the rows.

    Attributes:
        cohort: values and ranks by indicator and area code (``childcare.analyses.profile``).
        whole: ``value`` of the area above by indicator; NaN where there is none.
        names: of the areas, by code.
        own: code of the county looked at.
        peers: codes of its peers.
        whole_name: what the area above is called.
    """

    cohort: pd.DataFrame
    whole: pd.DataFrame
    names: Mapping[str, str]
    own: str
    peers: Sequence[str]
    whole_name: str

    def rows(self, name: str) -> pd.DataFrame:
        """Return the areas that have a value of an indicator."""
        return self.cohort.xs(name, level="indicator").dropna(subset=["value"])


def county_strips(
    field: Field,
    names: Sequence[str],
    stands: Sequence[str],
    caption: Caption,
    *,
    name: str = "strips",
) -> go.Figure:
    """Return one row an indicator, each on a scale of its own from the worst to the best.

    Args:
        field: who stands in the rows.
        names: the indicators from the top down.
        stands: what is written at the right of each: value and rank of the county.
        caption: the words of the figure.
        name: of the view.
    """
    scales = [_scale(field, INDICATORS[one]) for one in names]
    rows = range(len(names))
    traces = [
        _lines(len(names)),
        _dots(field, names, scales, of="others"),
        _dots(field, names, scales, of="peers"),
        _whole(field, names, scales),
        _dots(field, names, scales, of="own"),
        _texts("names", 0.0, [spoken(INDICATORS[one]) for one in names], size=SIZE_TEXT),
        _texts("stands", 1.0, list(stands), colour=FIGURES, size=SIZE_TEXT),
        _texts("low", 0.0, [_end(scales[row], names[row], 0) for row in rows], at=BELOW_LINE),
        _texts("high", 1.0, [_end(scales[row], names[row], 1) for row in rows], at=BELOW_LINE),
    ]
    layout = {
        "xaxis": axis(range=[-0.02, 1.02], visible=False, automargin=False),
        "yaxis": axis(range=[len(names) - 0.5, -0.6], visible=False, automargin=False),
        "plot_bgcolor": CLEAR,
        "legend": _LEGEND,
    }
    height = ROW * len(names) + ROOM
    figure = themed(traces, layout, caption, height=height, view=name, wide=False, room_above=46)
    # Words of more lines make the figure higher and leave the rows as they are.
    margin = figure.layout.margin
    figure.layout.height = ROW * len(names) + margin.t + margin.b
    return figure


_LEGEND: dict[str, Any] = {
    "orientation": "h",
    "x": 0,
    "y": 1,
    "xanchor": "left",
    "yanchor": "bottom",
    "font": {"size": SIZE_SMALL, "color": MUTED},
    "itemclick": False,
    "itemdoubleclick": False,
}


def _scale(field: Field, indicator: Indicator) -> tuple[float, float]:
    """Return the values at the left and the right end, the worse at the left."""
    values = [*field.rows(indicator.name)["value"], field.whole["value"].get(indicator.name)]
    known = [float(value) for value in values if pd.notna(value)]
    low, high = min(known, default=0.0), max(known, default=0.0)
    return (high, low) if indicator.better_when == "lower" else (low, high)


def _place(value: float, scale: tuple[float, float]) -> float:
    """Return where a value stands between the ends, in the middle where all are alike."""
    left, right = scale
    return 0.5 if left == right else (value - left) / (right - left)


def _lines(rows: int) -> dict[str, Any]:
    """Return the line of each row."""
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "lines",
        "x": [part for _ in range(rows) for part in (0, 1, None)],
        "y": [part for row in range(rows) for part in (row + ON_LINE, row + ON_LINE, None)],
        "line": {"color": HAIRLINE, "width": 3},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _dots(
    field: Field, names: Sequence[str], scales: Sequence[tuple[float, float]], *, of: str
) -> dict[str, Any]:
    """Return the marks of the county, of its peers or of all others."""
    across, down, told = [], [], []
    for row, (name, scale) in enumerate(zip(names, scales, strict=True)):
        for code, values in field.rows(name).iterrows():
            if _kind(field, str(code)) == of:
                across.append(_place(values["value"], scale))
                down.append(row + ON_LINE)
                told.append([code, *_told(field, INDICATORS[name], str(code), values)])
    return {
        "type": "scatter",
        "mode": "markers",
        "x": across,
        "y": down,
        "marker": _marks()[of],
        "cliponaxis": False,
        "customdata": told,
        "hovertemplate": "<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>",
        "name": _kind_names(field)[of],
        "showlegend": bool(across),
    }


def _kind(field: Field, code: str) -> str:
    if code == field.own:
        return "own"
    return "peers" if code in field.peers else "others"


def _kind_names(field: Field) -> dict[str, str]:
    return {
        "own": field.names[field.own],
        "peers": label("profile.peers"),
        "others": label("profile.others"),
    }


def _marks() -> dict[str, dict[str, Any]]:
    """Return the marks, told apart by shape and size as well as by colour."""
    return {
        "own": {
            "symbol": "diamond",
            "size": 17,
            "color": ACCENT,
            "line": {"color": GROUND, "width": 1.5},
        },
        "peers": {"symbol": "circle", "size": 11, "color": GROUND, "line": _edge(INK, 2)},
        "others": {"symbol": "circle", "size": 7, "color": MUTED, "line": _edge(GROUND, 1)},
    }


def _edge(colour: str, width: float) -> dict[str, Any]:
    return {"color": colour, "width": width}


def _told(field: Field, indicator: Indicator, code: str, values: pd.Series) -> list[str]:
    """Return what the mouse tells: name, value and rank."""
    value = value_text(values["state"], values["value"], indicator)
    text = f"{spoken(indicator)} {value}"
    if pd.notna(values["rank"]):
        text += "<br>" + label("profile.rank_of", rank=values["rank"], ranked=values["ranked"])
    return [field.names[code], text]


def _whole(
    field: Field, names: Sequence[str], scales: Sequence[tuple[float, float]]
) -> dict[str, Any]:
    """Return the area above as an upright stroke in each row."""
    known = [
        (row, field.whole["value"].get(name))
        for row, name in enumerate(names)
        if pd.notna(field.whole["value"].get(name))
    ]
    texts = [INDICATORS[names[row]].format(value, with_unit=True) for row, value in known]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_place(float(value), scales[row]) for row, value in known],
        "y": [row + ON_LINE for row, _ in known],
        "marker": {"symbol": "line-ns", "size": 18, "line": _edge(INK, 2)},
        "customdata": [[field.whole_name, text] for text in texts],
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
        "cliponaxis": False,
        "name": field.whole_name,
        "showlegend": bool(known),
    }


def _end(scale: tuple[float, float], name: str, side: int) -> str:
    """Return the value at an end of a row."""
    return INDICATORS[name].format(scale[side], with_unit=True)


def _texts(
    name: str,
    across: float,
    texts: list[str],
    *,
    at: float = ABOVE_LINE,
    colour: str = "",
    size: int = SIZE_SMALL,
) -> dict[str, Any]:
    """Return one text a row, from the left end on or up to the right end."""
    return {
        "type": "scatter",
        "mode": "text",
        "name": name,
        "x": [across] * len(texts),
        "y": [row + at for row in range(len(texts))],
        "text": texts,
        "textposition": "middle left" if across else "middle right",
        "textfont": {"size": size, "color": colour or (INK if at == ABOVE_LINE else MUTED)},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }
