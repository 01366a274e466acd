"""Do bullet rows hold every target, at its own scale, with its light, its number and what lacks?"""

from dataclasses import replace
from typing import Any

import pytest

from childcare.catalog.labels import speaking
from childcare.catalog.lights import SCHEMES, STATUSES
from childcare.charts import bullets
from childcare.charts.bullet_marks import SYMBOLS
from childcare.charts.theme import ACCENT, LIGHTS, Caption
from tests.charts.judged import four, judged, target

CAPTION = Caption("发现", "量什么", ["来源"], "说明")
RED_YELLOW_GREEN = SCHEMES["red_yellow_green"]


def drawn(assessments: Any = None, **more: Any) -> Any:
    given = {"scheme": RED_YELLOW_GREEN} | more
    return bullets(assessments or four(), CAPTION, **given)


def trace(figure: Any, name: str) -> Any:
    return next(one for one in figure.data if one.name == name)


def column(figure: Any, name: str) -> list[str]:
    """Return the texts of a column below its head."""
    return list(trace(figure, name).text)[1:]


def test_a_bar_is_the_share_of_its_own_target() -> None:
    lengths = list(trace(drawn(), "bars").x)
    assert lengths[0] == pytest.approx(4.8 / 4.5)
    assert lengths[1] == pytest.approx(60 / 90)


def test_where_lower_is_better_too_much_falls_short_of_the_line() -> None:
    assert trace(drawn(), "bars").x[2] == pytest.approx(900 / 1200)


def test_a_target_in_words_has_a_row_without_bar_and_line_and_says_why() -> None:
    figure = drawn()
    assert trace(figure, "bars").x[3] == 0
    assert trace(figure, "track").x[3] == 0
    assert list(trace(figure, "目标线").y) == [0, 1, 2]
    assert column(figure, "wanted")[3] == "定性"
    assert column(figure, "missing")[3] == "定性表述,不设灯"


def test_what_is_missing_stands_in_whole_units() -> None:
    assert column(drawn(), "missing")[:3] == [
        "超过目标 0.30 个/千人",
        "还差 2 个街道",
        "超出 300 元/月",
    ]


def test_the_target_carries_its_sign_and_unit_and_the_value_stands_alone() -> None:
    figure = drawn()
    assert column(figure, "wanted")[:3] == ["≥ 4.50 个/千人", "&gt; 90%", "≤ 900 元/月"]
    assert column(figure, "values") == ["4.80", "60.0%", "1,200", "—"]


def test_every_light_has_shape_word_and_colour() -> None:
    figure = drawn()
    shapes = trace(figure, "shapes").marker
    assert list(shapes.symbol) == ["circle", "diamond", "diamond", "line-ew"]
    assert column(figure, "words") == ["达标", "未达标", "未达标", "不考核"]
    assert list(shapes.color) == [LIGHTS[c] for c in ("green", "red", "red", "grey")]
    assert list(trace(figure, "bars").marker.color) == list(shapes.color)


def test_every_declared_mark_has_a_shape_of_its_own() -> None:
    shapes = [SYMBOLS[status.mark] for status in STATUSES.values()]
    assert len(set(shapes)) == len(STATUSES)


def test_another_scheme_gives_other_colours_to_the_same_shapes() -> None:
    figure = drawn(scheme=SCHEMES["red_yellow_blue"])
    assert trace(figure, "shapes").marker.color[0] == LIGHTS["blue"]
    assert trace(figure, "shapes").marker.symbol[0] == "circle"


def test_the_baseline_stands_on_the_scale_of_its_row() -> None:
    baseline = trace(drawn(), "基期值")
    assert list(baseline.y) == [0, 2]
    assert list(baseline.x) == pytest.approx([2.0 / 4.5, 900 / 1000])


def test_milestones_and_what_is_due_by_now_are_ticks_and_only_where_there_are_any() -> None:
    assert "年度节点" not in [one.name for one in drawn().data]
    steps = {"2023": 30.0, "2024": 35.0, "2025": 40.0}
    aim = target("share", "kindergarten_toddler_class_share", form="milestones", milestones=steps)
    figure = drawn([judged(aim, "near", 36.0, 40.0, due_by_now=35.0)])
    assert list(trace(figure, "年度节点").x) == pytest.approx([0.75, 0.875, 1.0])
    assert list(trace(figure, "现在应达").x) == pytest.approx([0.875])


def test_a_value_far_beyond_its_target_is_cut_and_says_so() -> None:
    first, *others = four()
    far = replace(first, reading=replace(first.reading, value=45.0))
    figure = drawn([far, *others])
    assert trace(figure, "bars").x[0] <= 1.5
    assert column(figure, "values")[0].endswith("»")


def test_a_row_can_be_clicked_in_every_column_and_tells_its_clause() -> None:
    figure = drawn()
    rows = [one for one in figure.data if one.name == "rows"]
    assert len({(one.xaxis, one.yaxis) for one in rows}) == 6
    for one in rows:
        assert [cell[0] for cell in one.customdata] == ["slots", "streets", "fee", "words"]
    assert "原文:streets" in rows[0].customdata[1][1]


def test_the_opened_row_is_outlined() -> None:
    def outlined(figure: Any) -> list[float]:
        return [one.y0 for one in figure.layout.shapes if one.line.color == ACCENT]

    assert outlined(drawn()) == []
    assert outlined(drawn(opened="streets")) == [0.5]


def test_on_a_phone_the_rows_are_taller_and_the_columns_part() -> None:
    figure = drawn()
    narrow = figure.layout.meta["narrow"]
    assert narrow["height"] > figure.layout.height
    assert narrow["yaxis2"]["range"][0] > figure.layout.yaxis.range[0]
    assert narrow["yaxis3"]["range"][0] < figure.layout.yaxis.range[0]


def test_in_english_the_same_is_said() -> None:
    with speaking("en"):
        figure = drawn()
    assert column(figure, "missing")[1] == "2 streets missing"
    assert column(figure, "words")[0] == "Met"
