"""The legend (图例) of a map: its classes, and how many areas and children are in each."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from childcare.catalog import Indicator, label
from childcare.catalog.numbers import compact
from childcare.charts.theme import (
    ABOVE,
    BELOW,
    CHANGE,
    GROUND,
    MUTED,
    SIZE_SMALL,
    STATE_COLOURS,
    STEPS,
)
from childcare.measures.classes import Classes

# What is no class comes after them: plotly gives their entries the rank 1000.
RANK_AFTER_CLASSES = 1050


@dataclass(frozen=True)
class Entry:
    """One class or state: its key, what it is called, its colour, and what it holds."""

    key: str
    name: str
    colour: str
    areas: int
    children: float


def entries(
    frame: pd.DataFrame, indicator: Indicator, classes: Classes, *, is_change: bool
) -> list[Entry]:
    """Return every class, best first, and the states that occur in the frame."""
    colours = class_colours(classes.number, classes.met_from, is_change=is_change)
    keys = frame["class_key"].to_numpy(object)
    children = frame["children_under_3"].to_numpy("float64")
    found = []
    for index in reversed(range(classes.number)):
        name = _range_name(classes, index, indicator, is_change=is_change)
        found.append(_entry(keys, children, f"class_{index}", name, colours[index]))
    names = {
        "unchanged": label("state.unchanged"),
        "zero": label("state.zero"),
        "small": label("state.small"),
        "inapplicable": label("state.inapplicable"),
        "missing": label("state.missing"),
    }
    present = set(keys)
    found += [
        _entry(keys, children, key, name, STATE_COLOURS[key])
        for key, name in names.items()
        if key in present
    ]
    return found


def _entry(keys: np.ndarray, children: np.ndarray, key: str, name: str, colour: str) -> Entry:
    inside = keys == key
    known = children[inside & ~np.isnan(children)]
    return Entry(key, name, colour, int(inside.sum()), known.sum() if len(known) else np.nan)


def _range_name(classes: Classes, index: int, indicator: Indicator, *, is_change: bool) -> str:
    """Return the values of a class in words, with the sign where it is a change."""
    lower, upper = classes.bounds(index)

    def shown(value: float) -> str:
        # An edge is written out, so that a value beside it is seen to be in the right class.
        digits = indicator.decimals + (abs(round(value, indicator.decimals) - value) > 1e-9)
        text = f"{value:,.{digits}f}" if value % 1 else f"{value:,.0f}"
        return f"+{text}" if is_change and value > 0 else text

    if lower is not None and upper is not None:
        return label("legend.between", lower=shown(lower), upper=shown(upper))
    # Where lower is better a class ends with its upper edge, otherwise it begins with its lower.
    if lower is None:
        value = shown(upper or 0.0)
        if classes.lower_is_better:
            return label("legend.up_to", value=value)
        return label("legend.below", value=value)
    if classes.lower_is_better:
        return label("legend.above", value=shown(lower))
    return label("legend.from", value=shown(lower))


def class_colours(number: int, met_from: int | None, *, is_change: bool) -> list[str]:
    """Return the colour of each class, the worst first."""
    if is_change:
        return list(CHANGE)
    if met_from is None:
        return list(STEPS[-number:]) if number < len(STEPS) else list(STEPS[:number])
    return list(BELOW + ABOVE)[:number]


def legend_traces(listed: list[Entry], *, on_map: bool) -> list[dict[str, Any]]:
    """Return the legend as empty traces, so that it stays whatever the areas show."""
    where = {"lon": [None], "lat": [None]} if on_map else {"x": [None], "y": [None]}
    return [
        {
            "type": "scattergeo" if on_map else "scatter",
            **where,
            "mode": "markers",
            "marker": {
                "symbol": "square",
                "size": 14,
                "color": entry.colour,
                "line": {"width": 0.6, "color": MUTED},
            },
            "name": entry_text(entry),
            "hoverinfo": "skip",
            "showlegend": True,
        }
        for entry in listed
    ]


def legend_layout(unit: str) -> dict[str, Any]:
    """Return where the legend stands: at the upper right, under what its classes are in."""
    return {
        "title": {
            "text": label("legend.title", unit=unit),
            "font": {"size": SIZE_SMALL, "color": MUTED},
        },
        "font": {"size": SIZE_SMALL},
        "itemclick": False,
        "itemdoubleclick": False,
        "itemsizing": "trace",
        "bgcolor": GROUND,
        "traceorder": "normal",
        "x": 1,
        "xanchor": "right",
        "y": 1,
        "yanchor": "top",
    }


# On a phone the legend stands below the map.
NARROW_LEGEND = {"x": 0, "xanchor": "left", "y": 0.42, "yanchor": "top"}


def entry_text(entry: Entry) -> str:
    """Return a legend line: the class, its number of areas and of children."""
    if entry.children != entry.children:
        return label("legend.areas", name=entry.name, areas=entry.areas)
    return label(
        "legend.areas_and_children",
        name=entry.name,
        areas=entry.areas,
        children=compact(entry.children),
    )
