"""What the mouse tells about an area: name, value, numerator, denominator, reference, rank."""

from typing import Any

import numpy as np
import pandas as pd

from childcare.catalog import COLUMNS, REFERENCES, Indicator, label, spoken
from childcare.catalog.numbers import signed, whole
from childcare.charts.lettering import literals
from childcare.charts.map_view import MapView


def value_text(row_state: str, value: float, indicator: Indicator) -> str:
    """Return a value with its unit, or the reason why there is none."""
    if value == value:
        return indicator.format(value, with_unit=True)
    reasons = {
        "zero": label("state.zero"),
        "small": label("state.small"),
        "inapplicable": label("state.inapplicable"),
    }
    return reasons.get(row_state, label("state.missing"))


def hover_columns(
    frame: pd.DataFrame, indicator: Indicator, *, with_code: bool = False
) -> np.ndarray:
    """Return the columns that the hover template of an area names, as texts."""
    values = [
        value_text(state, value, indicator)
        for state, value in zip(frame["state"], frame["value"], strict=True)
    ]
    ranks = [label("number.none") if pd.isna(rank) else str(rank) for rank in frame["rank"]]
    columns = [
        literals(frame["area_name"]),
        np.array(values, object),
        frame["numerator"].map(whole).to_numpy(object),
        frame["denominator"].map(whole).to_numpy(object),
        np.array(ranks, object),
    ]
    if "change" in frame:
        changes = [signed(change, indicator.decimals) for change in frame["change"]]
        columns.append(np.array(changes, object))
    if with_code:
        columns.insert(0, frame.index.to_numpy(object))
    return np.stack(columns, axis=1)


def hover_template(
    indicator: Indicator, *, is_change: bool = False, with_code: bool = False
) -> str:
    """Return the text of the hover label; figures show it for ``customdata``."""
    first = 1 if with_code else 0
    lines = [f"<b>%{{customdata[{first}]}}</b>"]
    lines.append(f"{spoken(indicator)} <b>%{{customdata[{first + 1}]}}</b>")
    if is_change:
        lines.append(f"{label('chart.change')} %{{customdata[{first + 5}]}}")
    if indicator.is_ratio:
        lines.append(f"{spoken(COLUMNS[indicator.numerator])} %{{customdata[{first + 2}]}}")
        lines.append(f"{spoken(COLUMNS[indicator.denominator])} %{{customdata[{first + 3}]}}")
    if indicator.name in REFERENCES:
        reference = indicator.format(REFERENCES[indicator.name].value, with_unit=True)
        lines.append(f"{label('chart.reference')} {reference}")
    if indicator.better_when != "none":
        lines.append(f"{label('chart.rank')} %{{customdata[{first + 4}]}}")
    return "<br>".join(lines) + "<extra></extra>"


def hover_of(frame: pd.DataFrame, view: MapView, *, with_code: bool = False) -> dict[str, Any]:
    """Return what the areas of a map tell: the view's own details, or their coverage."""
    if view.details is None:
        return {
            "customdata": hover_columns(frame, view.indicator, with_code=with_code),
            "hovertemplate": hover_template(
                view.indicator, is_change=view.is_change, with_code=with_code
            ),
        }
    details = view.details.loc[frame.index]
    columns = [literals(frame["area_name"]), *map(literals, details.to_numpy(object).T)]
    if with_code:
        columns.insert(0, frame.index.to_numpy(object))
    first = 1 if with_code else 0
    lines = [f"<b>%{{customdata[{first}]}}</b>"]
    lines += [
        f"{name} %{{customdata[{number}]}}" for number, name in enumerate(details, start=first + 1)
    ]
    return {
        "customdata": np.stack(columns, axis=1),
        "hovertemplate": "<br>".join(lines) + "<extra></extra>",
    }
