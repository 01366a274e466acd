"""Has every area its value, state, class and rank, and what became of it since another month?"""

from collections.abc import Callable

import duckdb
import pandas as pd
import pytest

from childcare.analyses import (
    AreaTree,
    change_classes,
    class_boundaries,
    compare,
    counts,
    latest_known_month,
    with_previous,
    without_any_slot,
)
from childcare.catalog import INDICATORS

Covered = Callable[..., pd.DataFrame]

RATE = "slots_per_1000_population"
JIA, YI, BING = "980101001", "980101002", "980101101"
DING, WU, JI = "980102101", "980102102", "980102201"
NOW, BEFORE = pd.Timestamp("2025-12"), pd.Timestamp("2024-12")


def test_townships_have_the_values_worked_out_by_hand(covered: Covered) -> None:
    found = covered(RATE)
    # 120 / 20, 50 / 10, 30 / 10, 25 / 5, 0 / 5; the people of Ji are unknown.
    assert found["value"].to_dict() == pytest.approx(
        {JIA: 6.0, YI: 5.0, BING: 3.0, DING: 5.0, WU: 0.0, JI: float("nan")}, nan_ok=True
    )


def test_zero_and_missing_are_states_of_their_own(covered: Covered) -> None:
    found = covered(RATE)
    assert found["state"].to_dict() == {
        JIA: "known",
        YI: "known",
        BING: "known",
        DING: "known",
        WU: "zero",
        JI: "missing",
    }


def test_classes_part_at_the_reference(covered: Covered) -> None:
    # Edges 2.25, 3.375, 4.05, 4.5, 5.4: 6 is the best, 5 is met, 3 is the second from below.
    assert covered(RATE)["class_key"].to_dict() == {
        JIA: "class_5",
        YI: "class_4",
        BING: "class_1",
        DING: "class_4",
        WU: "zero",
        JI: "missing",
    }


def test_ties_share_a_rank_and_an_unknown_area_has_none(covered: Covered) -> None:
    ranks = covered(RATE)["rank"]
    assert ranks.drop(JI).to_dict() == {JIA: 1, YI: 2, DING: 2, BING: 4, WU: 5}
    assert pd.isna(ranks[JI])


def test_a_county_is_the_ratio_of_its_sums(covered: Covered) -> None:
    counties = covered(RATE, level="county")
    # 200 / 40,000 and 40 / 12,000 for 1,000; the means of the townships would be 4.67 and 2.5.
    assert counties["value"].tolist() == pytest.approx([5.0, 10 / 3])


def test_the_city_has_its_own_figure(covered: Covered) -> None:
    assert covered(RATE, level="city")["value"].item() == pytest.approx(240 / 52)


def test_an_area_of_which_nothing_was_counted_is_missing_and_not_dropped(
    covered: Covered,
) -> None:
    found = covered(RATE, month="2025-11")
    assert len(found) == 6
    assert set(found["state"]) == {"missing"}
    assert set(found["class_key"]) == {"missing"}


def test_children_and_people_of_an_area_travel_with_its_value(covered: Covered) -> None:
    found = covered(RATE)
    assert found.loc[JIA, "children_under_3"] == 600
    assert pd.isna(found.loc[JI, "population_total"])


def test_a_change_is_the_difference_and_ranks_of_then_are_kept(covered: Covered) -> None:
    found = with_previous(covered(RATE), covered(RATE, month="2024-12"))
    # Jia 120/20 - 40/19, Yi 5 - 5, Bing 3 - 0, Ding 5 - 40/5, Wu 0 - 0
    assert found["change"].to_dict() == pytest.approx(
        {JIA: 6 - 40 / 19, YI: 0, BING: 3, DING: -3, WU: 0, JI: float("nan")}, nan_ok=True
    )
    # Then: Ding 8, Yi 5, Jia 2.1, Bing and Wu 0
    assert found["previous_rank"].drop(JI).to_dict() == {DING: 1, YI: 2, JIA: 3, BING: 4, WU: 4}


def test_a_comparison_colours_by_the_change_and_knows_what_stood_still(covered: Covered) -> None:
    indicator = INDICATORS[RATE]
    found = compare(covered(RATE), covered(RATE, month="2024-12"), indicator)
    # Round steps around no change; 9 in 10 changes are at most 3.6, so a step is 2 (of 1.2).
    assert change_classes(found, indicator).edges == (-4, -2, 0, 2, 4)
    assert found["class_key"].to_dict() == {
        JIA: "class_4",  # + 3.89
        YI: "unchanged",
        BING: "class_4",  # + 3
        DING: "class_1",  # - 3
        WU: "unchanged",
        JI: "missing",
    }


@pytest.mark.parametrize(("change", "stands_still"), [(0.004, True), (0.006, False)])
def test_a_change_smaller_than_the_last_shown_digit_is_none(
    covered: Covered, change: float, stands_still: bool
) -> None:
    now = covered(RATE)
    then = now.assign(value=now["value"] - change)  # two decimals are shown
    found = compare(now, then, INDICATORS[RATE]).loc[JIA, "class_key"]
    assert (found == "unchanged") == stands_still


def test_townships_without_any_slot_are_those_that_reported_none(
    connection: duckdb.DuckDBPyConnection, tree: AreaTree
) -> None:
    frame = counts(connection, level="township")
    assert list(without_any_slot(frame, tree, tree.root, NOW).index) == [WU]
    # A year before Bing, Wu and Ji had none; most children first, the unknown ones last.
    assert list(without_any_slot(frame, tree, tree.root, BEFORE).index) == [BING, WU, JI]
    assert without_any_slot(frame, tree, "980101", NOW).empty


def test_counts_can_be_asked_for_some_months_and_areas(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    everything = counts(connection, level="township")
    assert len(everything) == 12  # six townships, two months
    some = counts(connection, level="township", within="980102", first_month=NOW.date())
    assert list(some.index) == [(NOW, DING), (NOW, WU), (NOW, JI)]


def test_the_classes_of_a_level_are_the_same_in_every_month(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    frame = counts(connection, level="township")
    slots = INDICATORS["rural_slots"]
    # Six townships, two months: 0 0 0 40 0 0, 0 0 30 25 0 15; 95 % are at most 34.5, a fifth is 7.
    assert class_boundaries(frame, slots).edges == (10, 20, 30)


def test_the_latest_month_of_an_indicator_is_one_in_which_it_is_known(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    frame = counts(connection, level="township").astype("float64")
    assert latest_known_month(frame, INDICATORS["slots"]) == NOW
    frame.loc[NOW, "slots"] = float("nan")
    assert latest_known_month(frame, INDICATORS["slots"]) == BEFORE
    frame["slots"] = float("nan")
    assert latest_known_month(frame, INDICATORS["slots"]) is None
