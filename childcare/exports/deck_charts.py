"""Native bar charts (原生条形图), plain and stacked, their numbers in a workbook inside."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from childcare.charts.theme import GROUND, HAIRLINE, INK, MUTED
from childcare.exports.deck_measure import Box, points_wide
from childcare.exports.deck_plot import see_through, set_plot
from childcare.exports.deck_shapes import Look, describe, line
from childcare.exports.deck_text import Words, colour_of, put_text

LARGEST, SMALLEST = 14.0, 9.0
# Of a row's height: its text, and the gap between bars as a share of a bar, in percent.
TEXT_SHARE, GAP = 0.62, 45
# The axis ends this much beyond the longest bar, where its number stands.
ROOM = 1.16
REFERENCE_ROOM, LEGEND_ROOM = 20.0, 28.0
TALLEST_ROW = 44.0


@dataclass(frozen=True)
class Series:
    """One row of numbers and its colours: one for all, or one for each."""

    name: str
    values: Sequence[float | None]
    colours: Sequence[str]
    label_colour: str = INK
    with_labels: bool = True


@dataclass(frozen=True)
class Bars:
    """Horizontal bars from the top down.

    Attributes:
        form: the number format of the labels, such as ``#,##0.00``.
        reference: where a line stands across all bars, NaN for none; in the unit of the axis.
        longest: the end of the axis, 0 for just beyond the longest bar or the line.
        has_names: False for bars beside a table that names them; each then fills its row.
        is_stacked: whether the series are shares of the whole, one after another.
    """

    names: Sequence[str]
    series: Sequence[Series]
    form: str
    reference: float = float("nan")
    reference_text: str = ""
    longest: float = 0.0
    is_stacked: bool = False
    has_names: bool = True


def put_bars(shapes: Any, box: Box, bars: Bars, alt: str, name: str) -> Any:
    """Add a bar chart with its reference line; rows are never taller than they need to be."""
    top = REFERENCE_ROOM if bars.reference_text else 0.0
    foot = LEGEND_ROOM if bars.is_stacked else 0.0
    rows = max(len(bars.names), 1)
    row = min((box.height - top - foot) / rows, TALLEST_ROW)
    size = min(LARGEST, max(SMALLEST, row * TEXT_SHARE))
    names_wide = _names_wide(bars, size, box.width)
    box = Box(box.left, box.top, box.width, top + row * rows + foot)
    plot = Box(box.left + names_wide, box.top + top, box.width - names_wide, row * rows)
    # The numbers at the ends of bars stand before the line; on whole bars it stands before them.
    if not bars.is_stacked:
        _reference(shapes, plot, bars)
    chart = _chart(shapes, box, plot, bars)
    _axes(chart, size, _longest(bars))
    if not bars.has_names:
        chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    for series, drawn in zip(bars.series, chart.plots[0].series, strict=True):
        _colour(drawn, series)
        if series.with_labels:
            _number(drawn, bars, series.label_colour, size)
    if bars.is_stacked:
        _legend(chart, size)
    describe(shapes[-1], alt, name)
    if bars.is_stacked:
        _reference(shapes, plot, bars)
    return chart


def _names_wide(bars: Bars, size: float, width: float) -> float:
    """Return the room of the names beside the bars, at most half of the chart."""
    if not bars.has_names:
        return 0.0
    return min(max(points_wide(one, size) for one in bars.names) + 16, width * 0.5)


def _chart(shapes: Any, box: Box, plot: Box, bars: Bars) -> Any:
    data = CategoryChartData(number_format=bars.form)
    data.categories = list(bars.names)
    for series in bars.series:
        data.add_series(series.name, list(series.values))
    kind = XL_CHART_TYPE.BAR_STACKED_100 if bars.is_stacked else XL_CHART_TYPE.BAR_CLUSTERED
    place = (Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
    chart = shapes.add_chart(kind, *place, data).chart
    chart.has_legend = False
    chart.has_title = False
    chart.plots[0].gap_width = GAP
    chart.plots[0].overlap = 100
    chart.font.size = Pt(LARGEST)
    set_plot(chart, box, plot)
    see_through(chart)
    return chart


def _longest(bars: Bars) -> float:
    if bars.is_stacked:
        return 1.0
    if bars.longest:
        return bars.longest
    known = [value for one in bars.series for value in one.values if value is not None]
    known += [bars.reference] if bars.reference == bars.reference else []
    return ROOM * max(known, default=1.0) or 1.0


def _axes(chart: Any, size: float, longest: float) -> None:
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.format.line.color.rgb = colour_of(HAIRLINE)
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_labels.font.size = Pt(size)
    names.tick_labels.font.color.rgb = colour_of(INK)
    values.minimum_scale, values.maximum_scale = 0, longest
    values.has_major_gridlines = False
    values.visible = False


def _colour(drawn: Any, series: Series) -> None:
    drawn.invert_if_negative = False
    drawn.format.fill.solid()
    drawn.format.fill.fore_color.rgb = colour_of(series.colours[0])
    if len(set(series.colours)) > 1:
        for number, colour in enumerate(series.colours):
            fill = drawn.points[number].format.fill
            fill.solid()
            fill.fore_color.rgb = colour_of(colour)


def _number(drawn: Any, bars: Bars, colour: str, size: float) -> None:
    labels = drawn.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = bars.form, False
    labels.position = XL_LABEL_POSITION.CENTER if bars.is_stacked else XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size = Pt(size)
    labels.font.color.rgb = colour_of(colour)
    if not bars.is_stacked:
        labels._element.find(qn("c:numFmt")).addnext(_filled(GROUND))


def _filled(colour: str) -> Any:
    """Return a fill that hides what runs behind a number."""
    return parse_xml(
        f'<c:spPr {nsdecls("c", "a")}><a:solidFill><a:srgbClr val="{colour[1:].upper()}"/>'
        "</a:solidFill></c:spPr>"
    )


def _legend(chart: Any, size: float) -> None:
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(size)
    chart.legend.font.color.rgb = colour_of(MUTED)


def _reference(shapes: Any, plot: Box, bars: Bars) -> None:
    """Draw the reference value across all bars, its words above."""
    if bars.reference != bars.reference:
        return
    x = plot.left + plot.width * bars.reference / _longest(bars)
    line(shapes, (x, plot.top - 4), (x, plot.bottom), Look(outline=INK, line=1.0))
    if not bars.reference_text:
        return
    wide = points_wide(bars.reference_text, 12) + 14
    left = min(max(x - wide / 2, plot.left), plot.right - wide)
    words = [[Words(bars.reference_text, 12, INK)]]
    box = Box(left, plot.top - REFERENCE_ROOM, wide, REFERENCE_ROOM - 5)
    put_text(shapes, box, words, align="center", anchor="bottom")
