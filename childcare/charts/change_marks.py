"""Where areas changed (区划变更) in a figure over time: what stands before is of former ones."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from childcare.catalog import label
from childcare.charts.theme import MUTED, SIZE_SMALL


def change_marks(months: Sequence[pd.Timestamp]) -> dict[str, Any]:
    """Return the part of a layout that marks the months in which areas changed.

    A thin upright line stands at each of them, what it is at the foot of the last one.
    """
    days = [month.strftime("%Y-%m-%d") for month in months]
    line = {"color": MUTED, "width": 1, "dash": "dash"}
    upright = {"type": "line", "yref": "y domain", "y0": 0, "y1": 1, "layer": "below", "line": line}
    place = {"yref": "y domain", "y": 0, "xanchor": "left", "yanchor": "bottom"}
    look = {"showarrow": False, "font": {"size": SIZE_SMALL, "color": MUTED}}
    words = {"text": label("comparable.change"), "name": "area_change"}
    return {
        "shapes": [upright | {"x0": day, "x1": day} for day in days],
        "annotations": [place | look | words | {"x": day} for day in days[-1:]],
    }
