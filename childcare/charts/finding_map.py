"""Maps of a briefing (汇报地图): areas by class, and areas without any slot."""

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from childcare.analyses.finding import Finding
from childcare.analyses.geometry import Extent, Geometry
from childcare.analyses.sentences import level_words
from childcare.analyses.stamp import Stamp
from childcare.catalog import Indicator, label
from childcare.catalog.numbers import signed
from childcare.charts.area_map import MAP_SHARE, area_map, bubble_map
from childcare.charts.legend import Entry, entries
from childcare.charts.map_labels import WORDS
from childcare.charts.map_view import MapView
from childcare.charts.opened import opened
from childcare.charts.sheet import Sheet
from childcare.charts.theme import BELOW, STATE_COLOURS, STEPS, Caption
from childcare.charts.tile_map import tile_map

# A legend needs this many pixels beside a map; below it, this many a line.
LEGEND, LEGEND_ROW = 230, 21
# Around a map, as a share of its size.
MARGIN = 0.03


def map_figure(
    finding: Finding, stamp: Stamp, sheet: Sheet, geometry: Geometry, *, with_values: bool = False
) -> dict[str, Any]:
    """Return the areas in the colours of their classes; ``with_values`` writes values to names."""
    indicator, classes = finding.indicator, finding.classes
    if indicator is None or classes is None:
        raise ValueError(f"the finding {finding.name} has no classes to draw a map by")
    listed = entries(finding.frame, indicator, classes, is_change=finding.is_change)
    frame = _valued(finding, indicator) if with_values else finding.frame
    return _drawn(_view(replace(finding, frame=frame), listed, stamp, sheet, geometry), sheet)


def empty_figure(
    finding: Finding, stamp: Stamp, sheet: Sheet, geometry: Geometry
) -> dict[str, Any]:
    """Return the areas without any slot set off from those with slots, and every institution."""
    frame = finding.frame
    is_known = frame["is_empty"] | (frame["state"] != "missing")
    keys = frame["is_empty"].map({True: "empty", False: "served"}).where(is_known, "missing")
    names = {
        "empty": (label("picture.empty"), BELOW[2]),
        "served": (label("picture.served"), STEPS[0]),
        "missing": (label("state.missing"), STATE_COLOURS["missing"]),
    }
    listed = [
        Entry(key, name, colour, int((keys == key).sum()), _children(frame, keys == key))
        for key, (name, colour) in names.items()
        if (keys == key).any()
    ]
    # Only the areas spoken of are named.
    names_shown = frame["area_name"].where(frame["is_empty"], "")
    marked = replace(finding, frame=frame.assign(class_key=keys, area_name=names_shown))
    view = _view(marked, listed, stamp, sheet, geometry)
    return _drawn(replace(view, legend_title=level_words(finding.level)), sheet)


def _view(
    finding: Finding, listed: list[Entry], stamp: Stamp, sheet: Sheet, geometry: Geometry
) -> MapView:
    if finding.indicator is None:
        raise ValueError(f"the finding {finding.name} has no indicator")
    parents = sorted(finding.frame["parent_code"].dropna().unique())
    caption = sheet.caption(finding, stamp)
    rows = _legend_rows(listed, finding, geometry)
    place = _place(sheet, caption, rows)
    extent = geometry.extent(list(finding.frame.index))
    height = sheet.height if extent is None else round(_map_height(extent, *place.size) + WORDS)
    return MapView(
        frame=finding.frame,
        indicator=finding.indicator,
        entries=listed,
        geometry=geometry,
        caption=caption,
        name=f"{finding.name}-{finding.area}",
        borders=parents if len(parents) > 1 else [],
        points=finding.points,
        is_change=finding.is_change,
        height=height,
    )


def _legend_rows(listed: list[Entry], drawn: Finding | MapView, geometry: Geometry) -> int:
    """Return how many rows the legend has: its title, classes, kinds of points, and bubbles."""
    known, loose = geometry.split(list(drawn.frame.index))
    points = 2 if drawn.points is not None else 0
    return len(listed) + 1 + points + bool(known and loose)


@dataclass(frozen=True)
class Place:
    """Where a map stands, as shares of the room between its words, and how many pixels that is."""

    across: tuple[float, float]
    down: tuple[float, float]
    size: tuple[float, float]

    @property
    def below(self) -> float:
        """Return where the legend begins that stands below the map."""
        return self.down[0]


def _place(sheet: Sheet, caption: Caption, rows: int) -> Place:
    """Return the place of a map beside its legend, or above it on an upright sheet."""
    room = sheet.left_for_rows(caption)
    if sheet.is_upright:
        low = min(rows * LEGEND_ROW / room, 0.5)
        return Place((0, 1), (low, 1), (sheet.inner_width, room * (1 - low)))
    right = max(MAP_SHARE, 1 - LEGEND / sheet.inner_width)
    return Place((0, right), (0, 1), (sheet.inner_width * right, room))


def _map_height(extent: Extent, width: float, height: float) -> float:
    """Return how high a map of an extent is that fills a width or a height."""
    shown = extent.padded(MARGIN)
    wide = (shown.east - shown.west) * shown.shrink
    return min(height, width * (shown.north - shown.south) / wide)


def _drawn(view: MapView, sheet: Sheet) -> dict[str, Any]:
    """Draw what is known of places; the legend stands below where the sheet is upright."""
    frame = view.frame
    placed = frame["longitude"].notna() & frame["latitude"].notna()
    if view.geometry.known(list(frame.index)):
        draw = area_map
    else:
        draw = bubble_map if placed.any() else tile_map
    figure = opened(draw(view))
    layout = figure["layout"]
    layout["height"] = sheet.height
    rows = _legend_rows(view.entries, view, view.geometry)
    place = _place(sheet, view.caption, rows)
    if sheet.is_upright:
        layout["legend"] |= {"x": 0, "xanchor": "left", "y": place.below, "yanchor": "top"}
    domain = {"x": list(place.across), "y": list(place.down)}
    if "geo" in layout:
        layout["geo"]["domain"] = domain
    else:
        layout["xaxis"]["domain"], layout["yaxis"]["domain"] = domain["x"], domain["y"]
    return figure


def _valued(finding: Finding, indicator: Indicator) -> pd.DataFrame:
    """Return the frame with each known value below the name, for a picture without colours."""
    frame = finding.frame
    column = frame["change"] if finding.is_change else frame["value"]
    names = [
        f"{name}\n{_shown(value, indicator, is_change=finding.is_change)}"
        if value == value
        else name
        for name, value in zip(frame["area_name"], column, strict=True)
    ]
    return frame.assign(area_name=names)


def _shown(value: float, indicator: Indicator, *, is_change: bool) -> str:
    return signed(value, indicator.decimals) if is_change else indicator.format(value)


def _children(frame: pd.DataFrame, chosen: pd.Series) -> float:
    return float(frame.loc[chosen, "children_under_3"].sum(min_count=1))
