"""Are the nearest found by standardised distance, and by nothing that is not known?"""

import math

import pandas as pd
import pytest

from childcare.measures.peers import distances, telling

# Mean 30 and deviation of people: sqrt(200); of the urban share: mean 50, sqrt(1250).
AREAS = pd.DataFrame(
    {"people": [10.0, 30.0, 30.0, 50.0], "urban": [50.0, 0.0, 100.0, 50.0]}, index=list("abcd")
)


def test_the_distance_is_the_straight_line_between_standardised_rows() -> None:
    found = distances(AREAS, "a")
    people, urban = 20 / math.sqrt(200), 50 / math.sqrt(1250)
    assert found["b"] == pytest.approx(math.hypot(people, urban))
    assert found["d"] == pytest.approx(2 * people)
    assert list(found.index) == ["b", "c", "d"]


def test_equal_distances_keep_the_order_of_the_rows() -> None:
    assert list(distances(AREAS.loc[["c", "a", "b", "d"]], "a").index) == ["c", "b", "d"]


def test_units_do_not_matter() -> None:
    in_thousands = AREAS.assign(people=AREAS["people"] / 1000)
    pd.testing.assert_series_equal(distances(in_thousands, "a"), distances(AREAS, "a"))


def test_what_the_one_does_not_know_is_left_out() -> None:
    frame = AREAS.copy()
    frame.loc["a", "urban"] = float("nan")
    assert telling(frame, "a") == ["people"]
    assert distances(frame, "a")["b"] == pytest.approx(distances(frame, "a")["c"])


def test_a_row_that_does_not_know_what_is_used_is_no_peer() -> None:
    frame = AREAS.copy()
    frame.loc["b", "urban"] = float("nan")
    assert "b" not in distances(frame, "a")


def test_a_feature_in_which_nobody_differs_tells_nothing() -> None:
    assert telling(AREAS.assign(urban=40.0), "a") == ["people"]


def test_without_any_feature_nobody_is_near() -> None:
    assert distances(AREAS * float("nan"), "a").empty
    assert distances(AREAS.head(1), "a").empty
