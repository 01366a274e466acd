"""The marks of a county's field (位置标记): county, peers, others and the area above, in rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from childcare.catalog import INDICATORS, Indicator, label, spoken
from childcare.charts.hover import value_text
from childcare.charts.lettering import literal
from childcare.charts.theme import ACCENT, GROUND, INK, MUTED

# Where in its row the line of an indicator lies.
ON_LINE = 0.08
Scale = tuple[float, float]


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

    @cached_property
    def rows(self) -> dict[str, list[dict[Any, Any]]]:
        """Return the areas that have a value, by indicator, as plain values: they are quicker."""
        found: dict[str, list[dict[Any, Any]]] = {}
        for row in self.cohort.reset_index().to_dict("records"):
            if pd.notna(row["value"]):
                found.setdefault(row["indicator"], []).append(row)
        return found

    @cached_property
    def above(self) -> dict[str, float]:
        """Return the values of the area above that are known, by indicator."""
        return {str(name): float(value) for name, value in self.whole["value"].dropna().items()}


def scale_of(field: Field, indicator: Indicator) -> Scale:
    """Return the values at the left and the right end, the worse at the left."""
    known = [row["value"] for row in field.rows.get(indicator.name, [])]
    known += [field.above[indicator.name]] if indicator.name in field.above else []
    low, high = min(known, default=0.0), max(known, default=0.0)
    return (high, low) if indicator.better_when == "lower" else (low, high)


def _place(value: float, scale: Scale) -> float:
    """Return where a value stands between the ends, in the middle where all are alike."""
    left, right = scale
    return 0.5 if left == right else (value - left) / (right - left)


def dots(field: Field, names: Sequence[str], scales: Sequence[Scale], *, of: str) -> dict[str, Any]:
    """Return the marks of the county, of its peers or of all others."""
    across, down, told = [], [], []
    for row, (name, scale) in enumerate(zip(names, scales, strict=True)):
        for values in field.rows.get(name, []):
            code = values["area_code"]
            if _kind(field, code) == of:
                across.append(_place(values["value"], scale))
                down.append(row + ON_LINE)
                told.append([code, *_told(field, INDICATORS[name], values)])
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
        "own": literal(field.names[field.own]),
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


def _told(field: Field, indicator: Indicator, values: dict[Any, Any]) -> list[str]:
    """Return what the mouse tells: name, value and rank."""
    value = value_text(values["state"], values["value"], indicator)
    text = f"{spoken(indicator)} {value}"
    if pd.notna(values["rank"]):
        text += "<br>" + label("profile.rank_of", rank=values["rank"], ranked=values["ranked"])
    return [literal(field.names[values["area_code"]]), text]


def strokes(field: Field, names: Sequence[str], scales: Sequence[Scale]) -> dict[str, Any]:
    """Return the area above as an upright stroke in each row."""
    known = [(row, field.above[name]) for row, name in enumerate(names) if name in field.above]
    texts = [INDICATORS[names[row]].format(value, with_unit=True) for row, value in known]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_place(value, scales[row]) for row, value in known],
        "y": [row + ON_LINE for row, _ in known],
        "marker": {"symbol": "line-ns", "size": 18, "line": _edge(INK, 2)},
        "customdata": [[literal(field.whole_name), text] for text in texts],
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]}<extra></extra>",
        "cliponaxis": False,
        "name": literal(field.whole_name),
        "showlegend": bool(known),
    }
