"""Institutions on a map (机构点): inclusive ones in their own colour, the size by slots."""

from typing import Any

import numpy as np
import pandas as pd

from childcare.catalog import CATEGORIES, label, spoken
from childcare.catalog.numbers import whole
from childcare.charts.lettering import literal
from childcare.charts.theme import CASING, INCLUSIVE, NOT_INCLUSIVE

# Above this many points the names are left to the list beside the map, so that little travels.
MOST_WITH_NAMES = 250
# After the classes of the map, whose entries have plotly's own rank of 1000.
RANK = 1100


def point_traces(institutions: pd.DataFrame | None) -> list[dict[str, Any]]:
    """Return the institutions that have a place, inclusive and other."""
    if institutions is None:
        return []
    placed = institutions.dropna(subset=["longitude", "latitude"])
    if placed.empty:
        return []
    inclusive = placed["is_inclusive"].astype("boolean").fillna(False).astype(bool)
    groups = (
        (placed[~inclusive], NOT_INCLUSIVE, label("chart.other_institutions")),
        (placed[inclusive], INCLUSIVE, label("chart.inclusive_institutions")),
    )
    with_names = len(placed) <= MOST_WITH_NAMES
    return [
        _points(group, colour, name, with_names=with_names)
        for group, colour, name in groups
        if not group.empty
    ]


def _points(
    institutions: pd.DataFrame, colour: str, name: str, *, with_names: bool
) -> dict[str, Any]:
    size = 7 + 8 * np.sqrt(institutions["slots"].clip(0, 200) / 200)
    template = label("chart.slots_of_institution", slots="%{text}") + "<extra></extra>"
    if with_names:
        template = "<b>%{customdata[1]}</b><br>%{customdata[2]}<br>" + template
    return {
        "type": "scattergeo",
        "lon": institutions["longitude"].round(4).astype("float32").to_numpy(),
        "lat": institutions["latitude"].round(4).astype("float32").to_numpy(),
        "mode": "markers",
        "marker": {
            "size": size.round().astype("int8").to_numpy(),
            "color": colour,
            "opacity": 1,
            "line": {"color": CASING, "width": 1.2},
        },
        "text": [whole(slots) for slots in institutions["slots"]],
        "customdata": _details(institutions) if with_names else None,
        "hovertemplate": template,
        "name": name,
        "legendrank": RANK,
        "showlegend": True,
    }


def _details(institutions: pd.DataFrame) -> np.ndarray:
    """Return area code, name and provider type of each institution."""
    words = {key: spoken(value) for key, value in CATEGORIES["provider_type"].items()}
    columns = [
        institutions["area_code"],
        institutions["institution_name"].map(literal),
        institutions["provider_type"].map(words).fillna(""),
    ]
    return np.stack([column.to_numpy(object) for column in columns], axis=1)
