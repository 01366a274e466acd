"""Ranked bars (排序条形图): one bar an area, the most in need on top."""

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from childcare.catalog import REFERENCES, Indicator, label
from childcare.catalog.numbers import signed
from childcare.charts.bar_marks import (
    names,
    numbers,
    reference_line,
    reference_note,
    shortened,
)
from childcare.charts.hover import hover_columns, hover_template, value_text
from childcare.charts.legend import Entry
from childcare.charts.lettering import text_width
from childcare.charts.theme import (
    INK,
    MUTED,
    SIZE_SMALL,
    STATE_COLOURS,
    Caption,
    axis,
    themed,
)

ROW = 22
# A bar over this many times the length that nine tenths keep to is cut off, and says so.
OUTLYING = 2.0
CUT = "»"


def ranking(
    frame: pd.DataFrame,
    indicator: Indicator,
    entries: list[Entry],
    caption: Caption,
    *,
    selected: str = "",
    is_change: bool = False,
    name: str = "ranking",
    least_height: int = 320,
) -> go.Figure:
    """Return bars in the colours of the map, the worst on top, those without a value last.

    With ``previous_rank`` in the frame, a bar also says the rank of the year before.
    """
    ordered = most_in_need_first(frame, indicator, is_change=is_change)
    values = ordered["change" if is_change else "value"]
    anchored = indicator.name in REFERENCES and not is_change
    reach = REFERENCES[indicator.name].value if anchored else 0.0
    layout = _axes(ordered, values, reach) | {"bargap": 0.22}
    height = max(least_height, ROW * len(ordered) + 130)
    colours = {entry.key: entry.colour for entry in entries}
    bars = _bars(ordered, values, indicator, is_change=is_change)
    bars["marker"] = _marks(ordered, colours, selected)
    traces = [bars, names(ordered, layout["xaxis"]["range"][0])]
    if anchored:
        layout["annotations"] = [reference_note(indicator)]
        traces.append(reference_line(reach, len(ordered)))
    traces.append(numbers(bars["x"], _bar_texts(ordered, values, indicator, is_change=is_change)))
    return themed(traces, layout, caption, height=height, view=name, wide=False, room_above=20)


def _marks(frame: pd.DataFrame, colours: dict[str, str], selected: str) -> dict[str, Any]:
    """Return the colours of the bars, the selected one outlined."""
    chosen = [code == selected for code in frame.index]
    return {
        "color": list(frame["class_key"].map(colours).fillna(STATE_COLOURS["missing"])),
        "line": {
            "color": [INK if one else MUTED for one in chosen],
            "width": [2.5 if one else 0.3 for one in chosen],
        },
    }


def _bars(
    ordered: pd.DataFrame, values: pd.Series, indicator: Indicator, *, is_change: bool
) -> dict[str, Any]:
    """Return the bars with their numbers, still without colours."""
    return {
        "type": "bar",
        "x": values.fillna(0).clip(upper=longest_bar(values)).to_numpy("float32"),
        "y": np.arange(len(ordered), dtype="int16"),
        "orientation": "h",
        "customdata": hover_columns(ordered, indicator, with_code=True),
        "hovertemplate": hover_template(indicator, is_change=is_change, with_code=True),
        "showlegend": False,
    }


def most_in_need_first(
    frame: pd.DataFrame, indicator: Indicator, *, is_change: bool
) -> pd.DataFrame:
    """Return the frame with the most in need on top; of no value last, by name."""
    lower_is_better = indicator.better_when == "lower"
    # What nobody judges by is sorted like a list: the largest on top.
    largest_first = lower_is_better or (indicator.better_when == "none" and not is_change)
    # No slot at all is the greatest need, also where it leaves nothing to divide by.
    empty_last = frame["value"].isna() & (frame["state"] != "zero")
    keyed = frame.assign(
        _group=np.where(frame["value"].isna(), np.where(empty_last, 2, 0), 1),
        _key=(-1 if largest_first else 1) * frame["change" if is_change else "value"],
    )
    return keyed.sort_values(["_group", "_key", "area_name"], kind="stable")


def longest_bar(values: pd.Series) -> float:
    """Return where bars are cut off: a lone giant would press all others to nothing."""
    usual = float(values.quantile(0.9)) if values.notna().any() else 0.0
    limit = OUTLYING * usual
    return limit if 0 < limit < float(values.max()) else float("inf")


def _bar_texts(
    frame: pd.DataFrame, values: pd.Series, indicator: Indicator, *, is_change: bool
) -> list[str]:
    """Return the number at the end of each bar, or why there is none; cut bars are marked."""
    limit = longest_bar(values)
    texts = values_as_text(frame, indicator, is_change=is_change)
    return [
        f"{CUT} {text}" if value > limit else text
        for text, value in zip(texts, values, strict=True)
    ]


def values_as_text(frame: pd.DataFrame, indicator: Indicator, *, is_change: bool) -> list[str]:
    """Return the value of each area with its ranks now and before, or why there is none."""
    if is_change:
        return [signed(change, indicator.decimals) for change in frame["change"]]
    texts = [
        indicator.format(value) if value == value else value_text(state, value, indicator)
        for state, value in zip(frame["state"], frame["value"], strict=True)
    ]
    if "previous_rank" not in frame:
        return texts
    ranks = zip(texts, frame["rank"], frame["previous_rank"], strict=True)
    return [
        text
        if pd.isna(rank) or pd.isna(previous)
        else text + label("chart.rank_of", rank=rank, previous=previous)
        for text, rank, previous in ranks
    ]


def _axes(frame: pd.DataFrame, values: pd.Series, reach: float) -> dict[str, Any]:
    """Return axes from zero to the longest bar or ``reach``, with room for the bars' numbers."""
    low, high = min(0.0, values.min(skipna=True)), max(0.0, values.max(skipna=True))
    low, high = (0.0, 1.0) if low == high or low != low else (low, high)
    high = max(min(high, longest_bar(values)), reach)
    room = 0.34 * (high - low)
    shown = [shortened(name) for name in frame["area_name"]]
    longest = max((text_width(name) for name in shown), default=0)
    across = axis(
        range=[low - (room if low < 0 else 0), high + room],
        zeroline=True,
        side="top",
        showgrid=False,
        showticklabels=False,
        # A fixed margin is drawn in one pass, an automatic one in two.
        automargin=False,
        domain=[(longest * SIZE_SMALL * 0.54 + 10) / 400, 1],
    )
    down = axis(
        range=[len(frame) - 0.4, -0.6],
        showticklabels=False,
        showgrid=False,
        zeroline=False,
        automargin=False,
    )
    return {"xaxis": across, "yaxis": down}
