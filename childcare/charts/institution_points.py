"""Institutions as points (机构点): by kind, by what changed, or one circle for each township."""

from typing import Any

import numpy as np
import pandas as pd

from childcare.analyses.register_changes import (
    CLOSED,
    FEWER,
    MORE,
    NOT_INCLUSIVE_NOW,
    NOW_INCLUSIVE,
    OPENED,
    UNKNOWN,
)
from childcare.catalog import CATEGORIES, label, spoken
from childcare.catalog.numbers import whole
from childcare.charts.lettering import literal
from childcare.charts.map_layers import Trace
from childcare.charts.theme import ABOVE, ACCENT, BELOW, CASING, INCLUSIVE, MUTED, NOT_INCLUSIVE

# Above this many, points would hide one another and take a second to draw: one a township then.
MOST_POINTS = 2_500
LARGEST, CROWD = 34, 300
# What a click tells: an institution to open, or a township to look at.
OF_INSTITUTION, OF_AREA = "institution", "area"
# More slots are blue and fewer orange, as everywhere; shapes tell them apart in a photocopy.
_CHANGES = {
    OPENED: (ABOVE[1], "triangle-up"),
    CLOSED: (BELOW[1], "x"),
    MORE: (ABOVE[0], "circle"),
    FEWER: (BELOW[2], "diamond"),
    NOW_INCLUSIVE: (INCLUSIVE, "circle"),
    NOT_INCLUSIVE_NOW: (NOT_INCLUSIVE, "square"),
    UNKNOWN: (MUTED, "circle"),
}


def institution_points(places: pd.DataFrame) -> list[Trace]:
    """Return the traces of some institutions; with ``change_kind``, by what changed."""
    if len(places) > MOST_POINTS:
        return _area_circles(places)
    size = 6 + 8 * np.sqrt(places["slots"].fillna(0).clip(0, 200) / 200)
    return [
        _marks(
            group,
            size.loc[group.index],
            colour,
            label("institution.legend", name=name, number=whole(len(group))),
            _details(group),
            symbol=symbol,
        )
        for group, (colour, symbol), name in _groups(places)
        if not group.empty
    ]


def change_words() -> dict[str, str]:
    """Return what each kind of change is called, in their order."""
    return {
        OPENED: label("institution.opened"),
        CLOSED: label("institution.closed"),
        MORE: label("institution.more"),
        FEWER: label("institution.fewer"),
        NOW_INCLUSIVE: label("institution.became_inclusive"),
        NOT_INCLUSIVE_NOW: label("institution.no_longer_inclusive"),
        UNKNOWN: label("institution.slots_unknown"),
    }


def _groups(places: pd.DataFrame) -> list[tuple[pd.DataFrame, tuple[str, str], str]]:
    """Return the institutions that look alike, how they look, and what they are called."""
    if "change_kind" in places:
        kinds = places["change_kind"]
        return [(places[kinds == kind], _CHANGES[kind], n) for kind, n in change_words().items()]
    # What is not known to be inclusive is drawn as not inclusive.
    inclusive = places["is_inclusive"].fillna(False).astype(bool)
    other, own = label("chart.other_institutions"), label("chart.inclusive_institutions")
    return [
        (places[~inclusive], (NOT_INCLUSIVE, "square"), other),
        (places[inclusive], (INCLUSIVE, "circle"), own),
    ]


def _details(group: pd.DataFrame) -> np.ndarray:
    """Return what a click and the mouse tell of each institution."""
    kinds = {key: spoken(value) for key, value in CATEGORIES["provider_type"].items()}
    second = group["area_name"] + " " + group["provider_type"].map(kinds).fillna("")
    third = [label("chart.slots_of_institution", slots=whole(n)) for n in group["slots"]]
    return _told(OF_INSTITUTION, group.index, group["institution_name"], second, third)


def _area_circles(places: pd.DataFrame) -> list[Trace]:
    """Return a circle for each township, its size by the institutions shown there.

    Where even these are too many, one for each county.
    """
    level = "area" if places["area_code"].nunique() <= MOST_POINTS else "parent"
    groups = places.groupby(f"{level}_code", sort=False)
    sums = groups.agg(
        area_name=(f"{level}_name", "first"),
        longitude=("longitude", "mean"),
        latitude=("latitude", "mean"),
        institutions=("slots", "size"),
        slots=("slots", "sum"),
    ).sort_values("institutions", ascending=False)
    second = [label("institution.of_area", number=whole(n)) for n in sums["institutions"]]
    third = [label("chart.slots_of_institution", slots=whole(n)) for n in sums["slots"]]
    # A thousand circles of full size would hide one another too.
    largest = LARGEST * min(1.0, (CROWD / len(sums)) ** 0.5)
    size = largest * np.sqrt(sums["institutions"] / sums["institutions"].max())
    details = _told(OF_AREA, sums.index, sums["area_name"], second, third)
    return [_marks(sums, size, ACCENT, label("institution.by_area"), details, opacity=0.72)]


def _told(kind: str, codes: Any, names: Any, second: Any, third: Any) -> np.ndarray:
    columns = [np.array(list(column), object) for column in (codes, names, second, third)]
    columns[1:3] = [np.array([literal(text) for text in column], object) for column in columns[1:3]]
    return np.stack([columns[0], np.full(len(columns[0]), kind, object), *columns[1:]], axis=1)


def _marks(
    rows: pd.DataFrame,
    size: Any,
    colour: str,
    name: str,
    details: np.ndarray,
    *,
    opacity: float = 1,
    symbol: str = "circle",
) -> Trace:
    return {
        "type": "scattergeo",
        "lon": rows["longitude"].round(5).astype("float32").to_numpy(),
        "lat": rows["latitude"].round(5).astype("float32").to_numpy(),
        "mode": "markers",
        "marker": {
            "size": np.asarray(size).round(1).astype("float32"),
            "color": colour,
            "symbol": symbol,
            "opacity": opacity,
            "line": {"color": CASING, "width": 1},
        },
        "customdata": details,
        "hovertemplate": "<b>%{customdata[2]}</b><br>%{customdata[3]}<br>%{customdata[4]}"
        "<extra></extra>",
        "name": name,
        "showlegend": True,
    }
