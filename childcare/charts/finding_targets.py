"""Targets of a briefing (汇报目标图): bullet rows whose columns fit the sheet."""

from typing import Any

from childcare.analyses.assessment import Assessment
from childcare.analyses.finding import Finding
from childcare.analyses.stamp import Stamp
from childcare.catalog.lights import BEHIND, MISSED, NEAR, SCHEMES
from childcare.charts.bullet_places import NARROW_ROW
from childcare.charts.bullets import bullets
from childcare.charts.finding_bars import fitted_rows
from childcare.charts.lettering import text_width
from childcare.charts.opened import opened
from childcare.charts.sheet import PLAIN, Sheet
from childcare.charts.theme import SIZE_TEXT, themed

ROW, TALLEST_ROW, ABOVE = 20, 40, 24
# Between two columns, and the least share of the width that bars are drawn in.
GUTTER, LEAST_BARS = 14, 0.16
LIGHT, NARROW_TICK = 104, 14
# The columns from left to right: axis and the trace whose words it holds.
COLUMNS = (("xaxis2", ""), ("xaxis3", "names"), ("xaxis", ""), ("xaxis4", "values"))
AFTER = (("xaxis5", "wanted"), ("xaxis6", "missing"))


def targets_figure(finding: Finding, stamp: Stamp, sheet: Sheet) -> dict[str, Any]:
    """Return a row for each target; where not all fit, those in need of attention."""
    row = NARROW_ROW if sheet.is_narrow else ROW
    # The heads of the columns take a row of their own.
    caption, shown = fitted_rows(finding, stamp, sheet, row, ABOVE + row)
    if not finding.assessments:
        return opened(themed([], {}, caption, height=sheet.height, view=finding.name))
    chosen = most_urgent(list(finding.assessments), shown)
    scheme = next(iter(SCHEMES.values()))
    figure = opened(bullets(chosen, caption, scheme=scheme, name=finding.name))
    if sheet.is_narrow:
        return _one_column(figure, sheet)
    _set_columns(figure, sheet)
    room = sheet.height - figure["layout"]["margin"]["t"] - figure["layout"]["margin"]["b"]
    used = min(1.0, TALLEST_ROW * (len(chosen) + 1) / room)
    for name in ("yaxis", "yaxis2", "yaxis3"):
        figure["layout"][name]["domain"] = [1 - used, 1]
    return figure


def most_urgent(assessments: list[Assessment], shown: int) -> list[Assessment]:
    """Return as many as are shown, in their order; what is not reached goes before the rest."""
    if shown >= len(assessments):
        return assessments
    urgent = [one for one in assessments if one.status in (MISSED, BEHIND, NEAR)]
    others = [one for one in assessments if one not in urgent]
    kept = [*urgent, *others][:shown]
    return [one for one in assessments if one in kept]


def _set_columns(figure: dict[str, Any], sheet: Sheet) -> None:
    """Give each column of words what its longest needs, and the bars what is left."""
    texts = {one["name"]: one["text"] for one in figure["data"] if one.get("mode") == "text"}
    wide = {
        axis: max((text_width(text) for text in texts.get(name, ())), default=0) * SIZE_TEXT * PLAIN
        for axis, name in (*COLUMNS, *AFTER)
    }
    wide["xaxis2"] = LIGHT
    total = sheet.inner_width
    taken = sum(wide.values()) + GUTTER * 5
    wide["xaxis"] = max(total - taken, LEAST_BARS * total)
    scale = min(1.0, total / (sum(wide.values()) + GUTTER * 5))
    left = 0.0
    for axis, _ in (*COLUMNS, *AFTER):
        right = left + wide[axis] * scale
        figure["layout"][axis]["domain"] = [left / total, min(right / total, 1.0)]
        left = right + GUTTER * scale
    figure["layout"]["legend"]["x"] = figure["layout"]["xaxis"]["domain"][0]


def _one_column(figure: dict[str, Any], sheet: Sheet) -> dict[str, Any]:
    """Set the columns over one another, as a phone shows them."""
    layout = figure["layout"]
    for name, part in layout["meta"]["narrow"].items():
        if name.startswith(("xaxis", "yaxis")):
            layout[name] |= part
    for trace in figure["data"]:
        # Ticks keep clear of the numbers above and below the bars.
        if trace.get("marker", {}).get("symbol") == "line-ns":
            trace["marker"] = trace["marker"] | {"size": NARROW_TICK}
    layout["bargap"] = layout["meta"]["narrow"]["bargap"]
    layout["legend"]["x"] = 0
    layout["height"] = sheet.height
    return figure
