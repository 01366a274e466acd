"""Which value is judged, from which month, and against what."""

import pandas as pd
import pytest

from childcare.analyses.assessment import (
    CLOSING,
    COMPUTED,
    IN_FLIGHT,
    REPORTED,
    Deadline,
    Reading,
)
from childcare.analyses.schedule import due_by_now

SLOTS = 'indicator = "slots_per_1000_population"\nvalue = 4.5\ndue = "2025-12"\n'
BASED = SLOTS + 'baseline = 1.5\nbaseline_period = "2022-12"\n'


def per_1000(**months):
    return {
        name[1:].replace("_", "-"): {"slots": slots, "population_total": 10_000}
        for name, slots in months.items()
    }


def test_a_target_not_yet_due_is_held_against_the_straight_line_from_its_baseline(assess):
    found = assess(BASED, "2024-06", per_1000(_2024_06=30))
    assert (found.mode, found.judged.strftime("%Y-%m")) == (IN_FLIGHT, "2024-06")
    assert found.due_by_now == 3.0
    assert found.status == "near"


@pytest.mark.parametrize(("slots", "status"), [(26, "behind"), (27, "near"), (45, "met")])
def test_nine_tenths_of_what_is_due_is_on_course(assess, slots, status):
    assert assess(BASED, "2024-06", per_1000(_2024_06=slots)).status == status


def test_without_a_baseline_the_december_before_the_plan_begins_serves(assess):
    found = assess(SLOTS, "2024-06", per_1000(_2022_12=15, _2024_06=26))
    assert (found.due_by_now, found.status) == (3.0, "behind")


def test_without_any_beginning_the_target_itself_is_due(assess):
    found = assess(SLOTS, "2024-06", per_1000(_2024_06=30))
    assert (found.due_by_now, found.status) == (4.5, "behind")


def test_after_the_due_month_the_value_of_the_due_month_decides(assess):
    found = assess(SLOTS, "2026-03", per_1000(_2025_12=44, _2026_03=46))
    assert (found.mode, found.reading.value, found.status) == (CLOSING, 4.4, "missed")


def test_a_computed_value_comes_first_and_the_reported_one_stands_beside_it(assess):
    reported = [("slots_per_1000_population", "1", "2025-12", 4.6)]
    found = assess(SLOTS, "2025-12", per_1000(_2025_12=44), reported)
    assert (found.reading.origin, found.reading.value, found.status) == (COMPUTED, 4.4, "missed")
    assert (found.beside.origin, found.beside.value) == (REPORTED, 4.6)


def test_without_a_register_the_reported_value_is_judged(assess):
    reported = [("slots_per_1000_population", "1", "2025-10", 4.73)]
    found = assess(SLOTS, "2025-12", None, reported)
    assert (found.reading.origin, found.status) == (REPORTED, "met")
    assert found.reading.period.strftime("%Y-%m") == "2025-10"


def test_a_reported_value_of_more_than_a_year_ago_no_longer_speaks(assess):
    reported = [("slots_per_1000_population", "1", "2024-12", 4.73)]
    found = assess(SLOTS, "2025-12", None, reported)
    assert (found.status, found.reason, found.reading.value) == ("unknown", "stale", 4.73)


def test_without_any_value_there_is_no_data(assess):
    found = assess(SLOTS, "2025-12")
    assert (found.status, found.reason, found.reading) == ("unknown", "no_value", None)


def test_a_figure_of_the_document_serves_as_reported_value_of_its_area(assess):
    figure = (
        '[figures.now]\nindicator = "slots_per_1000_population"\nvalue = 3.5\n'
        'period = "2025-11"\nclause = "达3.5个"\n'
    )
    found = assess(SLOTS, "2025-12", more=figure)
    assert (found.reading.value, found.status) == (3.5, "missed")
    assert found.reading.source


def test_a_share_of_a_reported_value_lacks_the_difference_and_no_units(assess):
    reported = [("parent_knowledge_rate", "1", "2025-12", 86.5)]
    target = 'indicator = "parent_knowledge_rate"\ncomparator = ">"\nvalue = 90\ndue = "2025-12"'
    found = assess(target, "2025-12", None, reported)
    assert (found.status, found.shortfall, found.shortfall_unit) == ("missed", 3.5, "percent")


def test_a_total_that_the_plan_does_not_split_is_not_judged_in_a_part(assess):
    target = 'indicator = "kindergarten_slots"\nform = "cumulative"\nvalue = 2000\ndue = "2025-12"'
    counts = {"2025-12": {"toddler_slots": 300}}
    part = assess(target, "2025-12", counts, is_part=True)
    assert (part.status, part.reason) == ("not_judged", "not_split")
    assert assess(target, "2025-12", counts).status == "missed"


def test_a_value_that_the_plan_gives_to_one_area_replaces_the_common_one(assess):
    found = assess(
        SLOTS + "by_area = { 1 = 4.0 }\n", "2025-12", per_1000(_2025_12=44), is_part=True
    )
    assert (found.wanted, found.status) == (4.0, "met")


def test_a_year_of_which_nothing_is_known_leaves_the_yearly_promise_open(assess):
    target = 'indicator = "new_slots"\nform = "each_year"\nvalue = 10\ndue = "2024-12"'
    found = assess(target, "2024-12", {"2024-12": {"slots_added": 12}})
    assert (found.status, found.reason) == ("unknown", "no_value")


def test_a_yearly_promise_is_not_judged_before_its_first_year(assess):
    target = 'indicator = "new_slots"\nform = "each_year"\nvalue = 10\ndue = "2025-12"'
    found = assess(target, "2022-12", {"2022-12": {"slots_added": 12}})
    assert (found.status, found.reason) == ("not_judged", "not_yet")


def test_nobody_is_named_as_missing_where_the_target_is_met(assess):
    target = 'indicator = "street_inclusive_coverage"\nvalue = 80\ndue = "2025-12"'
    counts = {"2025-12": {"streets_with_inclusive": 9, "streets": 10}}
    found = assess(target, "2025-12", counts, missing=("东街街道",))
    assert (found.status, found.missing_units) == ("met", ())


def test_a_figure_that_is_only_a_bound_is_not_judged(assess):
    figure = (
        '[figures.now]\nindicator = "slots_per_1000_population"\nvalue = 5\ncomparator = ">"\n'
        'period = "2025-11"\nclause = "超5个"\n'
    )
    assert assess(SLOTS, "2025-12", more=figure).reason == "no_value"


def test_the_way_to_a_ceiling_is_never_stricter_than_the_ceiling(assess):
    target = (
        'indicator = "rural_average_fee"\ncomparator = "<="\nvalue = 900\ndue = "2025-12"\n'
        'baseline = 800\nbaseline_period = "2022-12"\n'
    )
    found = assess(
        target, "2024-06", {"2024-06": {"rural_fee_total": 95, "rural_fee_children": 0.1}}
    )
    assert (found.due_by_now, found.status) == (900, "near")


def test_a_part_starts_from_where_it_stood_itself(write_plan):
    plan = write_plan('[targets.promise]\nclause = "原文"\n' + BASED)
    target = plan.targets["promise"]
    deadline = Deadline(pd.Timestamp("2025-12"), 4.5, None, None)
    start = Reading(0.5, pd.Timestamp("2022-12"), COMPUTED)
    month = pd.Timestamp("2024-06")
    due = [
        due_by_now(target, plan, (deadline,), 0, month, start, is_own_area=own)
        for own in (True, False)
    ]
    assert due == [3.0, 2.5]
