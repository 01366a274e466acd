"""Does the matrix show each light in its cell, with its value, and say where it leads?"""

from dataclasses import replace
from typing import Any

from childcare.analyses.assessment import Assessment
from childcare.catalog.lights import SCHEMES
from childcare.charts import lights_matrix
from childcare.charts.lights_matrix import legend_line
from childcare.charts.theme import ACCENT, Caption
from tests.charts.judged import four

CAPTION = Caption("发现", "量什么", ["来源"], "说明")
NAMES = {"980101": "东区", "980102": "西县"}


def assessed(*codes: str) -> dict[str, list[Assessment]]:
    return {code: [replace(one, area_code=code) for one in four()] for code in codes}


def drawn(*codes: str, **more: Any) -> Any:
    names = {code: NAMES.get(code, code) for code in codes}
    given = {"scheme": SCHEMES["red_yellow_green"]} | more
    return lights_matrix(assessed(*codes), names, CAPTION, **given)


def trace(figure: Any, name: str) -> Any:
    return next(one for one in figure.data if one.name == name)


def test_every_target_has_a_light_in_every_area() -> None:
    figure = drawn("980101", "980102")
    lights = trace(figure, "lights")
    assert len(lights.x) == 8
    assert list(lights.marker.symbol) == ["circle", "diamond", "diamond", "line-ew"] * 2
    assert list(figure.layout.xaxis.ticktext) == ["东区", "西县"]
    assert len(trace(figure, "names").text) == 4


def test_a_value_stands_beside_its_light_and_none_where_there_is_none() -> None:
    assert list(trace(drawn("980101"), "numbers").text) == ["4.80", "60", "1,200"]


def test_among_many_areas_there_is_room_for_lights_only() -> None:
    figure = drawn(*(f"98{number:04}" for number in range(20)))
    assert "numbers" not in [one.name for one in figure.data]
    assert len(trace(figure, "lights").x) == 80


def test_a_cell_leads_to_its_target_in_its_area() -> None:
    cells = trace(drawn("980101", "980102"), "cells")
    assert [list(cell[:2]) for cell in cells.customdata][4] == ["slots", "980102"]
    assert "西县" in cells.customdata[4][2]


def test_the_area_looked_at_is_outlined() -> None:
    def outlined(figure: Any) -> list[float]:
        return [one.x0 for one in figure.layout.shapes if one.line.color == ACCENT]

    assert outlined(drawn("980101", "980102")) == []
    assert outlined(drawn("980101", "980102", selected="980102")) == [0.52]


def test_the_words_of_the_lights_are_listed_with_their_shapes() -> None:
    assert "● 达标" in legend_line()
    assert "◇ 缺对照值" in legend_line()
