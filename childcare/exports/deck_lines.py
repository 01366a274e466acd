"""A native line chart (折线图): months across, lines labelled at their ends instead of a legend."""

import math
from typing import Any

import numpy as np
import pandas as pd
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from childcare.analyses.finding import Finding
from childcare.catalog import Indicator, label
from childcare.charts.theme import ACCENT, HAIRLINE, INK, MUTED
from childcare.exports.deck_measure import Box
from childcare.exports.deck_plot import see_through, set_plot
from childcare.exports.deck_shapes import describe
from childcare.exports.deck_text import colour_of

SIZE = 12
# Room at the right for the names at the ends of the lines, at the left and below for the axes.
ENDS, LEFT, BELOW = 190.0, 44.0, 26.0
# Labels of ends that lie nearer than this would cover each other, in points.
NEAREST = 17.0


def put_lines(shapes: Any, box: Box, finding: Finding) -> None:
    """Draw the whole area as the heavy line, its highest and lowest part as light ones."""
    indicator = finding.indicator
    assert indicator is not None
    wide = finding.frame.pivot_table(index="as_of", columns="area_code", values="value", sort=True)
    codes = [code for code in finding.frame["area_code"].unique() if code in wide]
    names = finding.frame.drop_duplicates("area_code").set_index("area_code")["area_name"]
    data = CategoryChartData(number_format=number_form(indicator))
    data.categories = [month.date() for month in wide.index]
    for code in codes:
        data.add_series(names[code], [_number(value) for value in wide[code]])
    if finding.reference == finding.reference:
        data.add_series(label("chart.reference"), [finding.reference] * len(wide))
    place = (Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
    chart = shapes.add_chart(XL_CHART_TYPE.LINE, *place, data).chart
    chart.has_legend = False
    chart.has_title = False
    chart.font.size = Pt(SIZE)
    plot = Box(box.left + LEFT, box.top + 8, box.width - LEFT - ENDS, box.height - BELOW - 8)
    set_plot(chart, box, plot)
    see_through(chart)
    _axes(chart)
    top = _rounded_up(finding.frame["value"].max(), finding.reference)
    chart.value_axis.maximum_scale = top
    positions = _positions(wide[codes].iloc[-1].tolist(), plot.height / top)
    for number, drawn in enumerate(chart.plots[0].series):
        is_reference = number == len(codes)
        _draw(drawn, is_whole=number == 0, is_reference=is_reference)
        point = len(wide) // 8 if is_reference else _last_known(wide[codes[number]])
        where = XL_LABEL_POSITION.ABOVE if is_reference else positions[number]
        _label(drawn, point, where, indicator, is_whole=number == 0)
    describe(shapes[-1], finding.alt, finding.title)


def number_form(indicator: Indicator) -> str:
    """Return the number format of an indicator's values, as workbooks write it."""
    digits = f".{'0' * indicator.decimals}" if indicator.decimals else ""
    percent = '"%"' if indicator.unit == "percent" else ""
    return f"#,##0{digits}{percent}"


def _number(value: float) -> float | None:
    return None if value != value else float(value)


def _last_known(values: pd.Series) -> int:
    places = np.flatnonzero(values.notna())
    return int(places[-1]) if len(places) else 0


def _rounded_up(largest: float, reference: float) -> float:
    """Return a round end of the axis, at or above all values and the reference."""
    reach = max(largest, 0.0 if reference != reference else reference)
    step = 10.0 ** math.floor(math.log10(reach)) if reach > 0 else 1.0
    return step * math.ceil(reach / step)


def _positions(ends: list[float], scale: float) -> list[Any]:
    """Return where the label of each end stands: beside it, or out of the way of one too near.

    ``scale`` is in points for one unit of the axis.
    """
    chosen = []
    for number, end in enumerate(ends):
        near = [
            other
            for place, other in enumerate(ends)
            if place != number and abs(other - end) * scale < NEAREST
        ]
        if number == 0 or not near:
            chosen.append(XL_LABEL_POSITION.RIGHT)
        elif end >= max(near):
            chosen.append(XL_LABEL_POSITION.ABOVE)
        else:
            chosen.append(XL_LABEL_POSITION.BELOW)
    return chosen


def _axes(chart: Any) -> None:
    months, values = chart.category_axis, chart.value_axis
    for axis in (months, values):
        axis.tick_labels.font.size = Pt(SIZE)
        axis.tick_labels.font.color.rgb = colour_of(MUTED)
        axis.format.line.color.rgb = colour_of(HAIRLINE)
        axis.major_tick_mark = XL_TICK_MARK.NONE
    values.minimum_scale = 0
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = colour_of(HAIRLINE)
    values.tick_labels.number_format = "General"
    values.tick_labels.number_format_is_linked = False
    months.tick_labels.number_format = "yyyy-mm"
    months.tick_labels.number_format_is_linked = False
    _year_steps(months._element)


def _year_steps(axis: Any) -> None:
    """Name one month of every year, a little below the axis."""
    for tag in ("c:majorUnit", "c:majorTimeUnit", "c:baseTimeUnit"):
        for found in axis.findall(qn(tag)):
            axis.remove(found)
    after = axis.find(qn("c:lblOffset"))
    after.set("val", "300")
    for tag, value in (
        ("c:majorTimeUnit", "months"),
        ("c:majorUnit", "12"),
        ("c:baseTimeUnit", "months"),
    ):
        after.addnext(parse_xml(f'<{tag} {nsdecls("c")} val="{value}"/>'))


def _draw(drawn: Any, *, is_whole: bool, is_reference: bool) -> None:
    drawn.smooth = False
    drawn.marker.style = None
    drawn.marker.format.fill.background()
    drawn.format.line.width = Pt(3 if is_whole else 1.25)
    colour = ACCENT if is_whole else INK if is_reference else MUTED
    drawn.format.line.color.rgb = colour_of(colour)
    if is_reference:
        drawn.format.line.dash_style = MSO_LINE_DASH_STYLE.DASH
    drawn._element.get_or_add_marker().get_or_add_symbol().set("val", "none")


def _label(drawn: Any, point: int, where: Any, indicator: Indicator, *, is_whole: bool) -> None:
    """Name a line at one of its points, with its value there, which changes with the data."""
    shown = drawn.points[point].data_label
    shown.position = where
    shown.font.size = Pt(SIZE + (2 if is_whole else 0))
    shown.font.bold = is_whole
    shown.font.color.rgb = colour_of(ACCENT if is_whole else INK)
    element = shown._dLbl
    # The other points of the line stay silent.
    for silent in element.getparent().iterchildren(qn("c:showVal")):
        silent.set("val", "0")
    for tag in ("c:showSerName", "c:showVal"):
        element.find(qn(tag)).set("val", "1")
    form = parse_xml(
        f'<c:numFmt {nsdecls("c")} formatCode="{number_form(indicator).replace(chr(34), "&quot;")}"'
        ' sourceLinked="0"/>'
    )
    element.find(qn("c:idx")).addnext(form)
    separator = parse_xml(f"<c:separator {nsdecls('c')}> </c:separator>")
    element.find(qn("c:showBubbleSize")).addnext(separator)
