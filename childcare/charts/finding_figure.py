"""A finding as a figure that stands alone (结论图): for pictures, and for a screen in a meeting."""

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go

from childcare.analyses.finding import Finding
from childcare.analyses.geometry import Geometry
from childcare.analyses.stamp import Stamp
from childcare.catalog import briefing as declared
from childcare.charts.enlarged import enlarged
from childcare.charts.finding_bars import composition_figure, gap_figure, ranking_figure
from childcare.charts.finding_lines import trend_figure
from childcare.charts.finding_map import empty_figure, map_figure
from childcare.charts.finding_standing import balance_figure, profile_figure
from childcare.charts.finding_targets import targets_figure
from childcare.charts.finding_words import headlines_figure, tasks_figure, title_figure
from childcare.charts.greyscale import in_greys
from childcare.charts.sheet import EDGE, Sheet
from childcare.charts.theme import LINE, SIZE_SMALL, SIZE_TEXT, SIZE_TITLE

# What the words of a figure take where there are none: see ``theme.themed``.
NO_TITLE = 14 + round(SIZE_TITLE * LINE) + round(SIZE_TEXT * LINE)
NO_FOOT = 14 + round(SIZE_SMALL * LINE)
NO_PLACES = Geometry({}, [])
OF_A_PAGE = {"narrow", "narrow_foot", "narrow_hidden", "fit_window"}


def finding_figure(
    finding: Finding,
    stamp: Stamp,
    *,
    width: int,
    height: int,
    scale: float = 1.0,
    greyscale: bool = False,
    geometry: Geometry | None = None,
    with_words: bool = True,
) -> go.Figure:
    """Return a finding drawn to fill a size, its sentence as the title, its stamp below.

    Args:
        finding: what is said; its kind says how it is drawn.
        stamp: of what, when, where from, for whom.
        width: in pixels.
        height: in pixels.
        scale: how many times its usual size everything is: 2.2 makes the smallest type 28 px.
        greyscale: in greys, with hatches below the reference and values beside names, for copies.
        geometry: the polygons of maps; without them areas are bubbles or tiles. The figure
            itself carries no polygons: hand ``geometry.geojson`` to whoever draws it.
        with_words: False leaves sentence, subtitle and stamp out, where others show them.
    """
    sheet = Sheet(round(width / scale), round(height / scale))
    if not with_words:
        sheet = Sheet(sheet.width, sheet.height + NO_TITLE + NO_FOOT - 2 * EDGE, is_silent=True)
    figure = _drawn(finding, stamp, sheet, geometry or NO_PLACES, with_values=greyscale)
    if not with_words:
        _take_out_words(figure["layout"])
    if greyscale:
        figure = in_greys(figure, finding)
    return go.Figure(_framed(enlarged(figure, scale), width, height, scale), _validate=False)


def _framed(figure: dict[str, Any], width: int, height: int, scale: float) -> dict[str, Any]:
    """Give a figure its size; what a page does with it to fit its window has no place here."""
    layout = figure["layout"]
    kept = {name: part for name, part in layout["meta"].items() if name not in OF_A_PAGE}
    picture = {"width": width, "height": height}
    layout |= picture | {"meta": kept | {"picture": picture, "magnified": scale}}
    return figure


def _drawn(
    finding: Finding, stamp: Stamp, sheet: Sheet, geometry: Geometry, *, with_values: bool
) -> dict[str, Any]:
    if finding.kind == declared.MAP:
        return map_figure(finding, stamp, sheet, geometry, with_values=with_values)
    if finding.kind == declared.EMPTY:
        return empty_figure(finding, stamp, sheet, geometry)
    return DRAWN_BY[finding.kind](finding, stamp, sheet)


def _take_out_words(layout: dict[str, Any]) -> None:
    """Take the room of sentence and foot note away from above and below."""
    layout["title"] = {"text": ""}
    layout["margin"]["t"] += EDGE - NO_TITLE
    layout["margin"]["b"] += EDGE - NO_FOOT
    layout["annotations"] = [one for one in layout["annotations"] if one.get("name") != "foot"]


DRAWN_BY: dict[str, Callable[[Finding, Stamp, Sheet], dict[str, Any]]] = {
    declared.TITLE: title_figure,
    declared.HEADLINES: headlines_figure,
    declared.RANKING: ranking_figure,
    declared.TREND: trend_figure,
    declared.COMPOSITION: composition_figure,
    declared.BALANCE: balance_figure,
    declared.PROFILE: profile_figure,
    declared.TARGETS: targets_figure,
    declared.GAP: gap_figure,
    declared.TASKS: tasks_figure,
}
