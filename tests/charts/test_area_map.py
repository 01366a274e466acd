"""Does a map show every area once, in the colour of its class, with names that do not collide?"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from childcare import charts
from childcare.analyses import Geometry
from childcare.analyses.target_course import Course
from childcare.catalog.lights import SCHEMES
from childcare.charts import (
    MapView,
    area_map,
    bubble_map,
    bullets,
    lights_matrix,
    ranking,
    target_trend,
    tile_map,
)
from childcare.charts.map_layers import class_numbers, colour_scale
from childcare.charts.theme import (
    ABOVE,
    ACCENT,
    BELOW,
    INCLUSIVE,
    NOT_INCLUSIVE,
    STATE_COLOURS,
)
from tests.charts.judged import MONTH, four

MakeView = Callable[..., MapView]

JIA, YI, BING = "980101001", "980101002", "980101101"
DING, WU, JI = "980102101", "980102102", "980102201"
EAST, WEST = "980101", "980102"


def named(figure: go.Figure, name: str) -> Any:
    """Return the one trace of a name."""
    (found,) = [trace for trace in figure.data if trace.name == name]
    return found


def ranked(view: MapView) -> go.Figure:
    return ranking(view.frame, view.indicator, view.entries, view.caption)


def rows(view: MapView) -> go.Figure:
    return bullets(four(), view.caption, scheme=SCHEME)


def matrix(view: MapView) -> go.Figure:
    return lights_matrix({"980100": four()}, {"980100": "城区"}, view.caption, scheme=SCHEME)


def course(view: MapView) -> go.Figure:
    months = pd.DataFrame({"as_of": [MONTH], "value": [4.8]})
    published = pd.DataFrame({"period": [MONTH], "value": [4.8], "source": [""]})
    return target_trend(Course(months, published), four()[0], view.caption, scheme=SCHEME)


SCHEME = SCHEMES["red_yellow_green"]
DRAWINGS = {
    "area_map": area_map,
    "bubble_map": bubble_map,
    "tile_map": tile_map,
    "ranking": ranked,
    "bullets": rows,
    "lights_matrix": matrix,
    "target_trend": course,
}


def test_every_chart_is_tested() -> None:
    assert set(charts.__all__) - {"MapView"} == set(DRAWINGS)


def test_the_map_has_every_area_with_a_polygon_once(view: MakeView) -> None:
    areas = named(area_map(view()), "areas")
    assert sorted(areas.locations) == [JIA, YI, BING, DING, WU, JI]
    assert len(areas.z) == 6


def test_every_area_has_the_colour_of_its_class(view: MakeView) -> None:
    drawn = view()
    colours = [entry.colour for entry in drawn.entries]
    areas = named(area_map(drawn), "areas")
    found = dict(zip(areas.locations, (colours[place] for place in areas.z), strict=True))
    # 6.0 and 5.0 meet 4.5, 3.0 is in the second class from below.
    assert found == {
        JIA: ABOVE[1],
        YI: ABOVE[0],
        BING: BELOW[1],
        DING: ABOVE[0],
        WU: STATE_COLOURS["zero"],
        JI: STATE_COLOURS["missing"],
    }


def test_the_colour_scale_has_a_flat_step_for_each_place_of_the_legend(view: MakeView) -> None:
    drawn = view()
    scale, size = colour_scale(drawn.entries), len(drawn.entries)
    for place, entry in enumerate(drawn.entries):
        middle = (place + 0.5) / size  # zmin is -0.5, zmax is size - 0.5
        below = [step for step in scale if step[0] < middle][-1]
        above = next(step for step in scale if step[0] > middle)
        assert below[1] == above[1] == entry.colour


def test_an_area_of_a_class_that_the_legend_lacks_has_no_place_in_it(view: MakeView) -> None:
    drawn = view()
    frame = drawn.frame.assign(class_key="unheard")
    assert set(class_numbers(frame, drawn.entries)) == {-1}


def test_borders_water_and_the_mark_never_answer_to_the_mouse(view: MakeView) -> None:
    figure = area_map(view(borders=[EAST, WEST], selected=JIA))
    assert list(named(figure, "borders").locations) == [EAST, WEST]
    assert list(named(figure, "selected").locations) == [JIA]
    assert named(figure, "selected").marker.line.color == ACCENT
    for name in ("borders", "selected", "water", "names", "scale"):
        assert named(figure, name).hoverinfo == "skip"


def test_the_map_is_fitted_to_all_areas_or_to_those_in_focus(view: MakeView) -> None:
    whole = area_map(view()).layout.geo.lonaxis.range
    near = area_map(view(focus=[JIA])).layout.geo.lonaxis.range
    # The townships span 118.0 to 118.2, with 3 % on each side; Jia 118.1 to 118.2.
    assert whole == pytest.approx((117.994, 118.206))
    assert near == pytest.approx((118.097, 118.203))


def test_the_scale_bar_has_a_round_length(view: MakeView) -> None:
    bar = named(area_map(view()), "scale")
    # 0.2 degrees at 34.15 north are 18.4 km wide; a quarter is 4.6, so 2 km.
    assert bar.text[1] == "2 公里"
    assert (bar.lon[1] - bar.lon[0]) / 0.2 == pytest.approx(2 / 18.42, rel=1e-2)


def without_polygons(view: MapView, *codes: str) -> MapView:
    shapes = {
        code: view.geometry.shapes[code] for code in view.geometry.shapes if code not in codes
    }
    return replace(view, geometry=Geometry(shapes, []))


def test_an_area_without_a_polygon_is_a_bubble_at_its_place(view: MakeView) -> None:
    figure = area_map(without_polygons(view(), WU))
    polygons, bubbles = [trace for trace in figure.data if trace.name == "areas"]
    assert WU not in polygons.locations
    assert bubbles.customdata[0][0] == WU
    assert bubbles.lon[0] == pytest.approx(118.05, abs=0.01)
    assert bubbles.marker.color[0] == STATE_COLOURS["zero"]


def test_an_area_without_polygon_and_place_stands_beside_the_map(view: MakeView) -> None:
    bare = without_polygons(view(), WU, JI)
    frame = bare.frame.copy()
    frame.loc[[WU, JI], ["longitude", "latitude"]] = None
    figure = area_map(replace(bare, frame=frame))
    bubbles = [trace for trace in figure.data if trace.name == "areas"][1]
    south, _ = figure.layout.geo.lataxis.range
    assert set(bubbles.customdata[:, 0]) == {WU, JI}
    assert len(set(bubbles.lon)) == 2
    # The polygons begin at 34.0 north; the bubbles lie below, still on the figure.
    assert all(south < latitude < 34.0 for latitude in bubbles.lat)


def test_bubbles_among_polygons_are_in_the_legend_named_and_weighed_against_all(
    view: MakeView,
) -> None:
    figure = area_map(without_polygons(view(), WU))
    assert [trace.name for trace in figure.data if trace.showlegend][-1] == "无边界 · 1"
    names = [trace for trace in figure.data if trace.name == "names"]
    assert [(list(one.text), one.textposition) for one in names][-1] == (["戊镇"], "top center")
    bubbles = [trace for trace in figure.data if trace.name == "areas"][1]
    alone = named(bubble_map(view()), "areas")
    sizes = dict(zip(alone.customdata[:, 0], alone.marker.size, strict=True))
    assert bubbles.marker.size[0] == pytest.approx(sizes[WU])
    assert "无边界" not in "".join(str(trace.name) for trace in area_map(view()).data)


def test_a_bubble_that_is_selected_has_a_ring(view: MakeView) -> None:
    figure = area_map(without_polygons(view(selected=WU), WU))
    ring = named(figure, "selected")
    assert (ring.type, ring.marker.line.color, ring.hoverinfo) == ("scattergeo", ACCENT, "skip")


def test_bubbles_weigh_by_children_and_the_largest_lie_below(view: MakeView) -> None:
    bubbles = named(bubble_map(view()), "areas")
    sizes = dict(zip(bubbles.customdata[:, 0], bubbles.marker.size, strict=True))
    assert len(sizes) == 6
    # Jia has 600 children, Yi 300: the area of its circle is twice as large.
    assert (sizes[JIA] / sizes[YI]) ** 2 == pytest.approx(2, rel=0.02)
    assert bubbles.customdata[0][0] == JIA
    assert dict(zip(bubbles.customdata[:, 0], bubbles.marker.color, strict=True))[BING] == BELOW[1]


def test_bubbles_need_no_polygons_at_all(view: MakeView) -> None:
    bare = replace(view(), geometry=Geometry({}, []))
    figure = bubble_map(bare)
    assert len(named(figure, "areas").lon) == 6
    assert not [trace for trace in figure.data if trace.type == "choropleth"]
    west, east = figure.layout.geo.lonaxis.range
    assert west < 118.05 < 118.15 < east


def test_institutions_are_points_in_two_colours_after_the_classes(view: MakeView) -> None:
    figure = area_map(view(with_points=True))
    inclusive, others = named(figure, "普惠机构"), named(figure, "非普惠机构")
    # All seven have a place: A2 alone is not inclusive.
    assert (len(inclusive.lon), len(others.lon)) == (6, 1)
    assert (inclusive.marker.color, others.marker.color) == (INCLUSIVE, NOT_INCLUSIVE)
    assert others.text[0] == "40"
    assert list(others.customdata[0]) == [JIA, "甲二托育", "独立机构"]


def test_points_without_a_place_are_left_out(view: MakeView) -> None:
    drawn = view(with_points=True)
    homeless = drawn.points.assign(longitude=np.nan)
    figure = area_map(replace(drawn, points=homeless))
    assert "普惠机构" not in [trace.name for trace in figure.data]


def test_what_the_mouse_tells_has_value_parts_and_rank(view: MakeView) -> None:
    areas = named(area_map(view()), "areas")
    told = dict(zip(areas.locations, map(list, areas.customdata), strict=True))
    assert told[JIA] == ["甲街道", "6.00 个/千人", "120", "20,000", "1"]
    assert told[WU] == ["戊镇", "0.00 个/千人", "0", "5,000", "5"]
    assert told[JI] == ["己乡", "无数据", "15", "—", "—"]
    assert "参照值 4.50 个/千人" in areas.hovertemplate


def test_a_comparison_tells_the_change(view: MakeView) -> None:
    areas = named(area_map(view(is_change=True)), "areas")
    told = dict(zip(areas.locations, map(list, areas.customdata), strict=True))
    assert told[DING][-1] == "-3.00"
    assert "变化 %{customdata[5]}" in areas.hovertemplate


def test_a_name_wider_than_its_area_is_left_out(view: MakeView) -> None:
    drawn = view()
    assert set(named(area_map(drawn), "names").text) == set(drawn.frame["area_name"])
    long = drawn.frame.assign(area_name="一个长得没有地方放的乡镇名称" * 4)
    roomless = replace(drawn, frame=long, geometry=Geometry(drawn.geometry.shapes, []))
    assert len(named(area_map(roomless), "names").text) == 0


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
@pytest.mark.parametrize("is_change", [False, True])
def test_every_chart_can_be_drawn_and_sent(
    view: MakeView, draw: Callable[[MapView], go.Figure], is_change: bool
) -> None:
    figure = draw(view(is_change=is_change))
    assert len(figure.to_json()) > 1_000


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_title_subtitle_and_foot_lie_inside_the_figure(
    view: MakeView, draw: Callable[[MapView], go.Figure]
) -> None:
    layout = draw(view()).layout
    assert "发现" in layout.title.text
    assert "量什么" in layout.title.text
    (foot,) = [note for note in layout.annotations if note.name == "foot"]
    assert "来源" in foot.text
    # The foot hangs below the plot by yshift and must end above the lower edge.
    line = 13 * 1.35
    assert 0 < -foot.yshift <= layout.margin.b - line
    # Two lines of 18 and 14 pixels fit above the plot.
    assert layout.margin.t >= (18 + 14) * 1.35
    assert layout.height > layout.margin.t + layout.margin.b + 100
