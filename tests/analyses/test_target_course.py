"""Is the course of a target told apart by source, and are implied people those of the report?"""

from dataclasses import replace

import pandas as pd

from childcare.analyses.assessment import REPORTED
from childcare.analyses.target_course import implied_by, implied_people, target_course
from childcare.catalog import INDICATORS
from tests.charts.judged import MONTH, judged, reading, target

REPORTED_VALUES = pd.DataFrame(
    [
        ("slots_per_1000_population", "321300", pd.Timestamp("2024-06-01"), 3.5, "答复"),
        ("slots", "321300", pd.Timestamp("2024-06-01"), 17947.0, "答复"),
        ("slots", "321300", pd.Timestamp("2023-06-01"), 10000.0, "答复"),
        ("slots", "370830", pd.Timestamp("2024-06-01"), 3142.0, "报道"),
    ],
    columns=["indicator", "area_code", "period", "value", "source"],
)
SLOTS = INDICATORS["slots_per_1000_population"]


def test_the_published_points_are_those_of_the_area_and_indicator_in_order() -> None:
    course = target_course(None, REPORTED_VALUES, "slots", "321300", MONTH)
    assert list(course.reported["value"]) == [10000.0, 17947.0]
    assert course.computed.empty
    assert not course.is_empty
    assert target_course(None, REPORTED_VALUES, "slots", "110000", MONTH).is_empty


def test_nothing_later_than_the_month_looked_from_is_shown() -> None:
    months = pd.DataFrame({"as_of": pd.to_datetime(["2023-12-01", "2024-12-01"]), "value": [1, 2]})
    until = pd.Timestamp("2023-12-01")
    course = target_course(months, REPORTED_VALUES, "slots", "321300", until)
    assert list(course.computed["value"]) == [1]
    assert list(course.reported["value"]) == [10000.0]


def test_a_report_implies_people_by_its_own_count_of_the_same_month() -> None:
    found = implied_by(SLOTS, 3.5, "321300", pd.Timestamp("2024-06-01"), REPORTED_VALUES)
    assert found is not None
    assert (found.numerator, round(found.least), round(found.largest)) == (
        17947,
        5055493,
        5202029,
    )


def test_without_a_count_in_the_report_the_registers_count() -> None:
    month = pd.Timestamp("2022-06-01")
    assert implied_by(SLOTS, 3.5, "321300", month, REPORTED_VALUES) is None
    found = implied_by(SLOTS, 3.5, "321300", month, REPORTED_VALUES, counted=7000)
    assert found is not None
    assert found.numerator == 7000


def test_a_ratio_of_anything_but_people_implies_none() -> None:
    share = INDICATORS["inclusive_slot_share"]
    period = pd.Timestamp("2024-06-01")
    assert implied_by(share, 50, "321300", period, REPORTED_VALUES) is None


def test_only_a_reported_value_implies_anything() -> None:
    one = judged(target("slots", SLOTS.name, value=4.5), "met", 4.6, 4.5)
    assert implied_people(one, REPORTED_VALUES) is None
    computed = reading(4.6, numerator=240.0, denominator=52000.0)
    published = replace(reading(4.8), origin=REPORTED, period=MONTH)
    found = implied_people(replace(one, reading=computed, beside=published), REPORTED_VALUES)
    assert found is not None
    assert found.numerator == 240
    assert found.least < 50000 < found.largest
