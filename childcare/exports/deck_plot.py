"""Where the axes of a native chart stand (绘图区), fixed so that lines over it stay right."""

from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from childcare.exports.deck_measure import Box


def set_plot(chart: Any, box: Box, plot: Box) -> None:
    """Fix where the axes of a chart stand, so that lines drawn over it stay right."""
    area = chart._chartSpace.chart.plotArea
    for found in area.findall(qn("c:layout")):
        area.remove(found)
    edges = {
        "x": (plot.left - box.left) / box.width,
        "y": (plot.top - box.top) / box.height,
        "w": plot.width / box.width,
        "h": plot.height / box.height,
    }
    values = "".join(f'<c:{key} val="{value:.5f}"/>' for key, value in edges.items())
    area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/>'
            f'<c:xMode val="edge"/><c:yMode val="edge"/>{values}</c:manualLayout></c:layout>'
        ),
    )


def see_through(chart: Any) -> None:
    """Leave a chart without a ground of its own, so that what runs behind it is seen."""
    nothing = f"<c:spPr {nsdecls('c', 'a')}><a:noFill/></c:spPr>"
    space = chart._chartSpace
    space.chart.addnext(parse_xml(nothing))
    space.chart.plotArea.append(parse_xml(nothing))
