"""Does a county stand where its value is, the better to the right, and can all be told apart?"""

from typing import Any

import duckdb
import pandas as pd
import pytest

from childcare.analyses.profile import Profile, profile
from childcare.charts.age_bars import age_bars
from childcare.charts.county_strips import Field, county_strips
from childcare.charts.theme import Caption

CAPTION = Caption("发现", "量什么", ["来源"], "说明")
NAMES = ["slots_per_1000_population", "average_fee"]
EAST, WEST = "980101", "980102"


@pytest.fixture(scope="module")
def found(connection: duckdb.DuckDBPyConnection) -> Profile:
    return profile(connection, area=EAST, month=pd.Timestamp("2025-12-01"))


def drawn(found: Profile, names: list[str], *, peers: tuple[str, ...] = ()) -> dict[str, Any]:
    field = Field(found.cohort, found.whole, {EAST: "东区", WEST: "西县"}, EAST, peers, "测试市")
    return dict(county_strips(field, names, ["值"] * len(names), CAPTION).to_dict())


def trace(figure: dict[str, Any], name: str) -> dict[str, Any]:
    (one,) = [trace for trace in figure["data"] if trace["name"] == name]
    return dict(one)


def test_the_best_stands_at_the_right_also_where_lower_is_better(found: Profile) -> None:
    # East has the most slots and the higher fees.
    assert list(trace(drawn(found, NAMES), "东区")["x"]) == [1, 0]
    assert list(trace(drawn(found, NAMES), "其他县区")["x"]) == [0, 1]


def test_a_peer_is_told_from_the_others_by_more_than_its_colour(found: Profile) -> None:
    figure = drawn(found, NAMES, peers=(WEST,))
    peers, others = trace(figure, "同类县区"), trace(figure, "其他县区")
    assert len(peers["x"]) == 2
    assert len(others["x"]) == 0
    assert peers["marker"]["size"] != others["marker"]["size"]
    assert trace(figure, "东区")["marker"]["symbol"] == "diamond"


def test_the_city_is_a_stroke_between_its_counties(found: Profile) -> None:
    stroke = trace(drawn(found, NAMES[:1]), "测试市")
    assert 0 < stroke["x"][0] < 1
    assert stroke["customdata"][0][1] == "4.62 个/千人"


def test_the_mouse_tells_value_and_rank(found: Profile) -> None:
    told = trace(drawn(found, NAMES[:1]), "东区")["customdata"][0]
    assert told[:2] == [EAST, "东区"]
    assert "5.00 个/千人" in told[2]
    assert "第 1/2" in told[2]


def test_where_all_are_alike_nobody_is_at_an_end(found: Profile) -> None:
    cohort = found.cohort.assign(value=3.0)
    field = Field(cohort, found.whole.assign(value=3.0), {EAST: "a", WEST: "b"}, EAST, (), "c")
    figure = county_strips(field, NAMES[:1], ["3"], CAPTION).to_dict()
    assert [
        *trace(figure, "a")["x"],
        *trace(figure, "其他县区")["x"],
        *trace(figure, "c")["x"],
    ] == [0.5] * 3


def test_more_lines_of_words_make_the_figure_higher_and_not_the_rows(found: Profile) -> None:
    field = Field(found.cohort, found.whole, {EAST: "a", WEST: "b"}, EAST, (), "c")
    long = Caption("发现" * 40, "量什么" * 30, ["来源"], "说明")
    short, tall = (county_strips(field, NAMES, ["", ""], one) for one in (CAPTION, long))
    rows = [one.layout.height - one.layout.margin.t - one.layout.margin.b for one in (short, tall)]
    assert rows[0] == rows[1]


AGES = pd.DataFrame(
    {
        "area_name": ["甲", "乙", "丙"],
        "value": [40.0, 10.0, float("nan")],
        "with_mixed": [40.0, 25.0, float("nan")],
        "state": ["known", "known", "small"],
        "slots_for_age_2": [40.0, 10.0, 5.0],
        "slots_of_mixed_classes": [0.0, 15.0, 0.0],
        "children_age_2": [100.0, 100.0, 20.0],
    },
    index=["1", "2", "3"],
)


def test_the_least_supply_stands_on_top_and_the_unknown_last() -> None:
    drawn_bars = age_bars(AGES, CAPTION, reference=30.0, reference_name="全市")
    figure = drawn_bars.to_dict()
    assert [text.strip() for text in trace(figure, "names")["text"]] == ["乙", "甲", "丙"]
    texts = [text.strip() for text in trace(figure, "numbers")["text"]]
    assert texts[:2] == ["10.0", "40.0"]
    assert texts[2] == "分母过小"
    assert list(drawn_bars.data[0].x) == [25, 40, 0]


def test_without_a_reference_no_line_is_drawn() -> None:
    figure = age_bars(AGES, CAPTION, reference=float("nan"), reference_name="").to_dict()
    assert "reference" not in [one["name"] for one in figure["data"]]
