"""A native Lorenz curve (原生洛伦兹曲线): two months, evenness, and what the worst-off have."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.util import Pt

from childcare.analyses.balance import WORST_OFF, Balance
from childcare.analyses.balance_words import people_words
from childcare.analyses.figure_words import MONTH
from childcare.analyses.finding import Finding
from childcare.catalog import label
from childcare.charts.theme import ACCENT, FIGURES, HAIRLINE, MUTED
from childcare.exports.deck_measure import LINE, Box
from childcare.exports.deck_plot import see_through, set_plot
from childcare.exports.deck_shapes import describe
from childcare.exports.deck_text import Words, colour_of, put_text

SIZE = 12
# Room of the axes' numbers and names, above the curve and at its right.
LEFT, BELOW, ABOVE, RIGHT = 62.0, 46.0, 6.0, 18.0
# Half the height of the words below the curves, in percent of the plot.
UNDER = 3.5
# Points of the line of evenness; it is named at the middle one.
EVEN = (0, 60, 100)


def put_curve(shapes: Any, box: Box, finding: Finding) -> None:
    """Draw the curve of the month over that of a year before and over evenness."""
    found, *before = finding.balances
    marked = label("balance.have", percent=WORST_OFF, share=f"{found.worst_off:.1f}")
    place = (Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
    kind = XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS
    chart = shapes.add_chart(kind, *place, _numbers(finding, marked)).chart
    chart.has_legend = False
    chart.has_title = False
    chart.font.size = Pt(SIZE)
    size = (box.width - LEFT - RIGHT, box.height - ABOVE - BELOW)
    plot = Box(box.left + LEFT, box.top + ABOVE, *size)
    set_plot(chart, box, plot)
    see_through(chart)
    _name(chart.category_axis, label("balance.share_of", what=people_words(found.base)))
    _name(chart.value_axis, label("balance.share_of_slots"))
    _look(list(chart.plots[0].series), found, before)
    describe(shapes[-1], finding.alt, finding.title)
    _name_mark(shapes, plot, marked, min(one.worst_off for one in finding.balances))


def _numbers(finding: Finding, marked: str) -> XyChartData:
    """Return the series, in percent; LibreOffice loses a first one that is shorter than others."""
    found, *before = finding.balances
    data = XyChartData(number_format='0.0"%"')
    year_before = (finding.month - pd.DateOffset(years=1)).strftime(MONTH)
    for one in before:
        _add_curve(data, year_before, one.lorenz)
    _add_curve(data, finding.month.strftime(MONTH), found.lorenz)
    _add(data, label("balance.even").strip(), EVEN, EVEN)
    _add(data, marked, [WORST_OFF], [found.worst_off])
    return data


def _look(series: Sequence[Any], found: Balance, before: Sequence[Balance]) -> None:
    """Give each line its colour and its name, clear of the other curve."""
    *earlier, curve, even, mark = series
    sides = [XL_LABEL_POSITION.LEFT, XL_LABEL_POSITION.RIGHT]
    if before and before[0].gini < found.gini:
        sides.reverse()
    for drawn, one in zip(earlier, before, strict=True):
        _draw(drawn, MUTED, 1.25)
        _label(drawn, _middle(one.lorenz), sides[1], MUTED)
    _draw(curve, ACCENT, 3.0)
    _label(curve, _middle(found.lorenz), sides[0], ACCENT)
    _draw(even, MUTED, 1.0, MSO_LINE_DASH_STYLE.ROUND_DOT)
    _label(even, 1, XL_LABEL_POSITION.LEFT, MUTED)
    _mark(mark)


def _name_mark(shapes: Any, plot: Box, text: str, lowest: float) -> None:
    """Write what the worst-off have below both curves, where there is always room."""
    up = max(lowest - UNDER, UNDER)
    left = plot.left + plot.width * (WORST_OFF + 2) / 100
    middle = plot.bottom - plot.height * up / 100
    place = Box(left, middle - SIZE * LINE / 2, plot.right - left, SIZE * LINE)
    put_text(shapes, place, [[Words(text, SIZE, FIGURES)]], anchor="middle")


def _add(data: XyChartData, name: str, across: Iterable[float], up: Iterable[float]) -> None:
    series = data.add_series(name)
    for x, y in zip(across, up, strict=True):
        series.add_data_point(float(x), float(y))


def _add_curve(data: XyChartData, name: str, curve: pd.DataFrame) -> None:
    _add(data, name, 100 * curve["children_share"], 100 * curve["slot_share"])


def _middle(curve: pd.DataFrame) -> int:
    """Return the point of a curve nearest to two thirds of the people, clear of the mark."""
    return int((curve["children_share"] - 2 / 3).abs().argmin())


def _name(axis: Any, text: str) -> None:
    """Let an axis run from 0 to 100 percent, named below or beside its numbers."""
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, 100, 20
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = colour_of(HAIRLINE)
    axis.format.line.color.rgb = colour_of(HAIRLINE)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.tick_labels.font.size = Pt(SIZE)
    axis.tick_labels.font.color.rgb = colour_of(MUTED)
    axis.tick_labels.number_format = '0"%"'
    axis.tick_labels.number_format_is_linked = False
    axis.has_title = True
    axis.axis_title.text_frame.text = text
    run = axis.axis_title.text_frame.paragraphs[0].runs[0]
    run.font.size, run.font.bold = Pt(SIZE), False
    run.font.color.rgb = colour_of(MUTED)


def _draw(drawn: Any, colour: str, width: float, dash: Any = None) -> None:
    drawn.smooth = False
    drawn.marker.style = XL_MARKER_STYLE.NONE
    drawn.format.line.width = Pt(width)
    drawn.format.line.color.rgb = colour_of(colour)
    if dash is not None:
        drawn.format.line.dash_style = dash


def _mark(drawn: Any) -> None:
    """Draw the point of the worst-off."""
    drawn.format.line.fill.background()
    drawn.marker.style, drawn.marker.size = XL_MARKER_STYLE.CIRCLE, 9
    drawn.marker.format.fill.solid()
    drawn.marker.format.fill.fore_color.rgb = colour_of(FIGURES)


def _label(drawn: Any, point: int, where: Any, colour: str) -> None:
    """Name a line or a mark at one of its points."""
    frame = drawn.points[point].data_label.text_frame
    frame.text = drawn.name
    drawn.points[point].data_label.position = where
    run = frame.paragraphs[0].runs[0]
    run.font.size = Pt(SIZE)
    run.font.color.rgb = colour_of(colour)
