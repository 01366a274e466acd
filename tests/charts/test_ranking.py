"""Do ranked bars put the greatest need on top and say why a bar is missing?"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from childcare.analyses import with_previous
from childcare.charts import MapView, ranking
from childcare.charts.lettering import text_width
from childcare.charts.theme import INK

MakeView = Callable[..., MapView]

JIA, YI, BING = "980101001", "980101002", "980101101"
DING, WU, JI = "980102101", "980102102", "980102201"


def ranked(view: MapView, **more: Any) -> go.Figure:
    return ranking(view.frame, view.indicator, view.entries, view.caption, **more)


def order(figure: go.Figure) -> list[str]:
    """Return the codes of the bars from the top down: the axis runs downwards."""
    bars = figure.data[0]
    first, last = figure.layout.yaxis.range
    assert first > last
    return [bars.customdata[place][0] for place in np.argsort(bars.y)]


def told(figure: go.Figure) -> list[str]:
    """Return the texts at the ends of the bars, from the top down."""
    (numbers,) = [trace for trace in figure.data if trace.name == "numbers"]
    return [text.strip() for text in numbers.text]


def lines(figure: go.Figure) -> list[go.Scatter]:
    """Return the lines of a reference value."""
    return [trace for trace in figure.data if trace.name == "reference"]


def test_the_most_in_need_are_on_top_and_the_unknown_last(view: MakeView) -> None:
    # Wu 0, Bing 3, Ding and Yi 5, Jia 6, Ji unknown
    assert order(ranked(view())) == [WU, BING, DING, YI, JIA, JI]


def test_where_lower_is_better_the_highest_are_on_top_after_those_without_a_slot(
    view: MakeView,
) -> None:
    # Wu has no slot at all; Bing 10, Ding and Yi 6, Jia 5 children for a slot
    assert order(ranked(view("children_per_slot"))) == [WU, BING, DING, YI, JIA, JI]


def test_what_nobody_judges_by_is_sorted_from_the_largest(view: MakeView) -> None:
    assert order(ranked(view("population_total")))[:3] == [JIA, BING, YI]


def test_a_change_is_sorted_by_the_change(view: MakeView) -> None:
    # Ding - 3, then Yi and Wu 0, Bing + 3, Jia + 3.89
    found = order(ranked(view(is_change=True), is_change=True))
    assert (found[0], found[-2], found[-1]) == (DING, JIA, JI)


def test_a_bar_has_the_length_of_its_value_and_says_it(view: MakeView) -> None:
    figure = ranked(view())
    assert [round(float(x), 4) for x in figure.data[0].x] == [0, 3, 5, 5, 6, 0]
    assert told(figure) == ["0.00", "3.00", "5.00", "5.00", "6.00", "无数据"]


def test_no_slot_at_all_says_so_instead_of_a_number(view: MakeView) -> None:
    assert told(ranked(view("children_per_slot")))[0] == "一个也没有"


def test_a_bar_starts_at_zero_and_leaves_room_for_its_number(view: MakeView) -> None:
    first, last = ranked(view()).layout.xaxis.range
    assert first == 0
    assert last > 6 * 1.2


def test_negative_changes_have_room_on_their_side(view: MakeView) -> None:
    first, last = ranked(view(is_change=True), is_change=True).layout.xaxis.range
    assert first < -3
    assert last > 3.9


def test_the_reference_is_a_line_with_its_number(view: MakeView) -> None:
    figure = ranked(view())
    (line,) = lines(figure)
    assert list(line.x) == [4.5, 4.5]
    assert "参照值 4.50" in [note.text for note in figure.layout.annotations]


def test_the_line_is_seen_also_where_every_bar_falls_short(view: MakeView) -> None:
    drawn = view()
    low = drawn.frame.assign(value=drawn.frame["value"] / 10)
    assert ranked(replace(drawn, frame=low)).layout.xaxis.range[1] > 4.5


def test_without_a_reference_or_with_a_change_there_is_no_line(view: MakeView) -> None:
    assert not lines(ranked(view("slots")))
    assert not lines(ranked(view(is_change=True), is_change=True))


def test_bars_have_the_colours_of_the_map(view: MakeView) -> None:
    drawn = view()
    colours = {entry.key: entry.colour for entry in drawn.entries}
    figure = ranked(drawn)
    expected = [colours[drawn.frame.loc[code, "class_key"]] for code in order(figure)]
    assert list(figure.data[0].marker.color) == expected


def test_the_selected_area_is_marked(view: MakeView) -> None:
    figure = ranked(view(), selected=YI)
    marked = figure.data[0].marker.line.color
    assert [code for code, ink in zip(order(figure), marked, strict=True) if ink == INK] == [YI]


def test_the_rank_of_the_year_before_stands_behind_the_number(view: MakeView) -> None:
    drawn = view()
    then = drawn.frame.assign(rank=drawn.frame["rank"] + 1)
    frame = with_previous(drawn.frame, then)
    figure = ranking(frame, drawn.indicator, drawn.entries, drawn.caption)
    assert told(figure)[0] == "0.00  第5(上年第6)"
    # Ji has no rank, so none is told.
    assert told(figure)[-1] == "无数据"


def test_every_bar_has_its_name_and_a_long_one_is_shortened(view: MakeView) -> None:
    drawn = view()
    long = drawn.frame.assign(area_name="汶上经济技术开发区管理委员会")
    (names,) = [t for t in ranked(replace(drawn, frame=long)).data if t.name == "names"]
    assert len(names.text) == 6
    assert names.text[0].endswith("… ")
    assert text_width(names.text[0].strip()) <= 22
    (short,) = [trace for trace in ranked(drawn).data if trace.name == "names"]
    assert short.text[0] == "戊镇 "


@pytest.mark.parametrize("rows", [1, 60])
def test_the_figure_grows_with_its_bars(view: MakeView, rows: int) -> None:
    drawn = view()
    frame = drawn.frame.iloc[np.arange(rows) % 6].reset_index(drop=True)
    figure = ranking(frame, drawn.indicator, drawn.entries, drawn.caption, least_height=320)
    assert figure.layout.height == max(320, 22 * rows + 130)


def test_areas_of_which_nothing_is_known_make_an_empty_chart(view: MakeView) -> None:
    drawn = view()
    unknown = drawn.frame.assign(value=np.nan, state="missing", class_key="missing")
    figure = ranked(replace(drawn, frame=unknown))
    assert set(told(figure)) == {"无数据"}
    assert figure.layout.xaxis.range[1] > 0
