"""What stands beside and across ranked bars: names, numbers, the reference value."""

from typing import Any

import numpy as np
import pandas as pd

from childcare.catalog import REFERENCES, Indicator, label
from childcare.catalog.numbers import whole
from childcare.charts.hover import value_text
from childcare.charts.lettering import literal, text_width
from childcare.charts.theme import FIGURES, GROUND, INK, SIZE_SMALL

# Names of areas beside the bars, in half-width characters.
LONGEST_NAME = 21
# A part of a bar below this share, in percent, has no room for its number.
LEAST_PART = 12


def names(frame: pd.DataFrame, left: float) -> dict[str, Any]:
    """Return the areas' names as texts beside the bars.

    As labels of the axis, each of which plotly measures, they took nine tenths of a redraw.
    """
    return {
        "type": "scatter",
        "mode": "text",
        # Not in 32 bits: a hair outside the axis a text is not drawn at all.
        "x": np.full(len(frame), left),
        "y": np.arange(len(frame), dtype="int16"),
        "text": [f"{literal(shortened(name))} " for name in frame["area_name"]],
        "textposition": "middle left",
        "textfont": {"size": SIZE_SMALL, "color": INK},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
        "name": "names",
    }


def shortened(name: str, width: int = LONGEST_NAME) -> str:
    """Return a name that leaves the bars their room; the hover label has it in full."""
    if text_width(name) <= width:
        return name
    kept = name
    while text_width(kept) >= width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def numbers(ends: np.ndarray, texts: list[str]) -> dict[str, Any]:
    """Return the numbers at the ends of the bars, above all else and set off from it."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": ends,
        "y": np.arange(len(ends), dtype="int16"),
        "text": [f" {text} " for text in texts],
        "textposition": ["middle left" if end < 0 else "middle right" for end in ends],
        "textfont": {"size": SIZE_SMALL, "color": FIGURES},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
        "name": "numbers",
    }


def part_numbers(frame: pd.DataFrame, indicator: Indicator, rest: np.ndarray) -> list[Any]:
    """Return the numbers on whole bars: the share and its count at the left, the rest at the right.

    Where nothing is known the reason stands in place of the bar.
    """
    known = frame["value"].notna()
    shares = [
        f" {indicator.format(value, with_unit=True)} ({whole(first)})"
        if value == value
        else f" {value_text(state, value, indicator)}"
        for state, value, first in zip(frame["state"], frame["value"], frame["first"], strict=True)
    ]
    others = [
        f"{whole(count)} " if share >= LEAST_PART else ""
        for count, share in zip(frame["rest"], rest, strict=True)
    ]
    left = numbers(np.zeros(len(frame)), shares)
    left["textfont"] = left["textfont"] | {"color": [GROUND if one else INK for one in known]}
    right = numbers(np.full(len(frame), 100.0), others)
    right["textfont"] = right["textfont"] | {"color": GROUND}
    return [
        left | {"name": "shares", "textposition": "middle right"},
        right | {"name": "rests", "textposition": "middle left"},
    ]


def reference_line(value: float, rows: int) -> dict[str, Any]:
    """Return the reference value as a line across all bars."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [value, value],
        "y": [-0.6, rows - 0.4],
        "line": {"color": INK, "width": 1},
        "hoverinfo": "skip",
        "showlegend": False,
        "name": "reference",
    }


def reference_note(indicator: Indicator) -> dict[str, Any]:
    """Return the number of the reference value, above its line."""
    value = REFERENCES[indicator.name].value
    return {
        "x": value,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
        "text": label("chart.reference_is", value=indicator.format(value)),
        "font": {"size": SIZE_SMALL, "color": INK},
    }
