"""Does the trend show what was, the way that was due, and each date by its own verdict?"""

from typing import Any

import pandas as pd
import pytest

from childcare.analyses.assessment import Deadline
from childcare.analyses.target_course import Course
from childcare.catalog.lights import SCHEMES
from childcare.charts import target_trend
from childcare.charts.theme import INK, LIGHTS, Caption
from tests.charts.judged import judged, reading, target

CAPTION = Caption("发现", "量什么", ["来源"], "说明")
MONTHS = pd.to_datetime(["2023-06-01", "2023-12-01", "2024-12-01"])
NOTHING = pd.DataFrame({"period": pd.to_datetime([]), "value": [], "source": []})


def course(values: list[float], reported: pd.DataFrame = NOTHING) -> Course:
    return Course(pd.DataFrame({"as_of": MONTHS, "value": values}), reported)


def drawn(of: Course, assessment: Any) -> Any:
    return target_trend(of, assessment, CAPTION, scheme=SCHEMES["red_yellow_green"])


def trace(figure: Any, name: str) -> Any:
    return next(one for one in figure.data if one.name == name)


def stepped() -> Any:
    """Return a target of three milestones: the first met, the second missed, the third to come."""
    steps = {"2023": 30.0, "2024": 35.0, "2025": 40.0}
    aim = target("share", "kindergarten_toddler_class_share", form="milestones", milestones=steps)
    dues = (
        Deadline(pd.Timestamp("2023-12-01"), 30.0, reading(30.0), True),
        Deadline(pd.Timestamp("2024-12-01"), 35.0, reading(34.9), False),
        Deadline(pd.Timestamp("2025-12-01"), 40.0, None, None),
    )
    return judged(aim, "near", 34.9, 40.0, deadlines=dues)


def straight(**more: Any) -> Any:
    aim = target("slots", "slots_per_1000_population", value=4.5, **more)
    return judged(aim, "met", 4.8, 4.5)


def test_milestones_are_steps_and_a_single_number_is_reached_along_a_line() -> None:
    assert trace(drawn(course([28, 30, 34.9]), stepped()), "应达进度").line.shape == "hv"
    aim = straight(baseline=2.0, baseline_period="2022-12")
    way = trace(drawn(course([3, 4, 4.8]), aim), "应达进度")
    assert way.line.shape == "linear"
    assert list(zip(way.x, way.y, strict=True)) == [("2022-12-01", 2.0), ("2025-12-01", 4.5)]


def test_each_milestone_has_its_number_and_its_own_verdict() -> None:
    dues = trace(drawn(course([28, 30, 34.9]), stepped()), "目标")
    assert list(dues.text) == ["30", "35", "40"]
    assert list(dues.marker.line.color) == [LIGHTS["green"], LIGHTS["red"], INK]


def test_a_single_target_says_its_sign_and_unit() -> None:
    assert list(trace(drawn(course([3, 4, 4.8]), straight()), "目标").text) == ["≥ 4.50 个/千人"]


def test_unknown_months_leave_a_gap_and_reported_values_are_points() -> None:
    reported = pd.DataFrame(
        {"period": [pd.Timestamp("2024-06-01")], "value": [3.5], "source": ["报告"]}
    )
    figure = drawn(course([3, float("nan"), 4.8], reported), straight())
    line = trace(figure, "台账计算")
    assert line.connectgaps is False
    assert line.y[1] != line.y[1]
    points = trace(figure, "上报值")
    assert (points.mode, list(points.y)) == ("markers", [3.5])


def test_what_is_counted_within_a_year_is_a_bar_for_each_year() -> None:
    aim = target("classes", "new_inclusive_toddler_classes", form="each_year", value=50.0)
    bars = trace(drawn(course([20, 60, 40]), judged(aim, "missed", 40, 50)), "台账计算")
    assert (bars.type, list(bars.y)) == ("bar", [60, 40])


def test_the_axis_begins_at_zero_and_holds_the_target() -> None:
    low, high = drawn(course([3, 4, 4.2]), straight()).layout.yaxis.range
    assert low == 0
    assert high > 4.5


def test_without_any_value_the_target_alone_is_drawn() -> None:
    empty = Course(pd.DataFrame({"as_of": MONTHS[:0], "value": []}), NOTHING)
    assert empty.is_empty
    assert list(trace(drawn(empty, straight()), "目标").y) == pytest.approx([4.5])
