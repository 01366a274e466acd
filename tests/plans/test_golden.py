"""Cases that the documents themselves settle: each judged as a careful reader would."""

import pytest

from childcare.analyses.assessment import CLOSING, IN_FLIGHT, TIMELESS

STREETS = 'indicator = "street_inclusive_coverage"\ncomparator = ">"\nvalue = 90\ndue = "2025-12"'
CLASSES = """indicator = "kindergarten_toddler_class_share"
form = "milestones"
milestones = { 2023 = 30, 2024 = 35, 2025 = 40 }
baseline = 20
baseline_period = "2022-12"
"""
YEARLY = (
    'indicator = "new_inclusive_toddler_classes"\nform = "each_year"\nvalue = 50\ndue = "2025-12"'
)
BENCHMARK = """indicator = "utilisation_rate"
form = "benchmark"
benchmark_area = "50"
due = "2025-12"
"""


def streets(covered, of, month="2025-12"):
    return {month: {"streets_with_inclusive": covered, "streets": of}}


def classes(**shares):
    return {
        f"{month[1:]}-12": {"kindergartens_with_toddler_class": share, "kindergartens": 1000}
        for month, share in shares.items()
    }


def test_five_of_six_streets_miss_more_than_ninety_percent_by_one_street(assess):
    found = assess(STREETS, "2025-12", streets(5, 6), missing=("东街街道",))
    assert (found.status, found.mode, found.shortfall) == ("missed", CLOSING, 1)
    assert (found.shortfall_unit, found.missing_units) == ("area", ("东街街道",))


def test_six_of_six_streets_meet_it(assess):
    found = assess(STREETS, "2025-12", streets(6, 6))
    assert (found.status, found.shortfall) == ("met", 0)


def test_nine_of_ten_streets_meet_at_least_but_not_more_than_ninety_percent(assess):
    at_least = STREETS.replace('">"', '">="')
    assert assess(STREETS, "2025-12", streets(9, 10)).status == "missed"
    assert assess(at_least, "2025-12", streets(9, 10)).status == "met"


@pytest.mark.parametrize(("share", "status"), [(349, "missed"), (350, "met")])
def test_a_milestone_is_judged_at_the_end_of_its_own_year(assess, share, status):
    found = assess(CLASSES, "2024-12", classes(_2023=310, _2024=share))
    assert (found.status, found.mode, found.wanted) == (status, CLOSING, 35)
    assert [one.is_met for one in found.deadlines] == [True, share == 350, None]


def test_a_missed_milestone_stays_missed_when_the_last_one_is_met(assess):
    found = assess(CLASSES, "2025-12", classes(_2023=300, _2024=349, _2025=400))
    assert found.status == "met"
    assert [one.is_met for one in found.deadlines] == [True, False, True]


def test_between_two_milestones_the_earlier_one_is_due(assess):
    counts = {"2024-06": {"kindergartens_with_toddler_class": 320, "kindergartens": 1000}}
    found = assess(CLASSES, "2024-06", counts)
    assert (found.mode, found.wanted, found.due_by_now) == (IN_FLIGHT, 35, 30)
    assert found.status == "near"


def test_a_poor_year_is_not_made_up_for_by_rich_ones(assess):
    counts = {
        f"{year}-12": {"inclusive_toddler_classes_added": number}
        for year, number in ((2023, 60), (2024, 40), (2025, 80))
    }
    found = assess(YEARLY, "2025-12", counts)
    assert sum(one.reading.value for one in found.deadlines) > 150
    assert [one.is_met for one in found.deadlines] == [True, False, True]
    assert (found.status, found.shortfall) == ("missed", 10)


def test_a_year_under_way_is_held_against_the_share_of_it_that_is_over(assess):
    counts = {
        "2023-12": {"inclusive_toddler_classes_added": 55},
        "2024-06": {"inclusive_toddler_classes_added": 24},
    }
    found = assess(YEARLY, "2024-06", counts)
    assert (found.mode, found.due_by_now, found.status) == (IN_FLIGHT, 25, "near")
    assert (found.shortfall, found.shortfall_unit) == (26, "class")


def test_without_the_benchmark_s_value_there_is_no_verdict(assess):
    counts = {"2025-12": {"children_enrolled": 350, "slots_reporting_enrolment": 1000}}
    found = assess(BENCHMARK, "2025-12", counts)
    assert (found.status, found.reason, found.reading.value) == (
        "no_benchmark", "no_benchmark", 35,
    )  # fmt: skip


def test_an_older_benchmark_does_not_count(assess):
    counts = {"2025-12": {"children_enrolled": 350, "slots_reporting_enrolment": 1000}}
    older = [("utilisation_rate", "50", "2025-11", 20.0)]
    assert assess(BENCHMARK, "2025-12", counts, older).status == "no_benchmark"


def test_a_benchmark_of_the_same_month_decides(assess):
    counts = {"2025-12": {"children_enrolled": 350, "slots_reporting_enrolment": 1000}}
    same = [("utilisation_rate", "50", "2025-12", 34.9)]
    found = assess(BENCHMARK, "2025-12", counts, same)
    assert (found.status, found.wanted) == ("met", 34.9)


def test_a_value_that_rounds_to_the_target_has_not_reached_it(assess):
    target = 'indicator = "slots_per_1000_population"\nvalue = 4.5\ndue = "2025-12"'
    counts = {"2025-12": {"slots": 44_999, "population_total": 10_000_000}}
    found = assess(target, "2025-12", counts)
    assert found.indicator.format(found.reading.value) == "4.50"
    assert (found.status, found.shortfall, found.shortfall_unit) == ("missed", 1, "slot")


def test_the_annual_task_of_1040_slots_on_784_is_132_65_percent(assess):
    target = 'indicator = "slot_task_completion"\nvalue = 100\nform = "each_year"\ndue = "2023-12"'
    found = assess(target, "2023-12", {"2023-12": {"slots_added": 1040, "slots_task": 784}})
    assert round(found.reading.value, 2) == 132.65
    assert found.status == "met"


def test_a_document_without_a_year_is_shown_but_not_judged(assess):
    target = 'indicator = "street_inclusive_coverage"\ncomparator = "="\nvalue = 100'
    found = assess(target, "2025-12", streets(6, 6))
    assert (found.status, found.reason, found.mode) == ("not_judged", "no_date", TIMELESS)
    assert found.reading.value == 100


def test_a_number_missing_in_the_document_is_never_filled_in(assess):
    target = 'indicator = "public_kindergarten_toddler_class_share"\nis_redacted = true'
    found = assess(target, "2025-12")
    assert (found.status, found.reason) == ("not_judged", "redacted")
    assert found.wanted != found.wanted


def test_more_than_everyone_is_an_error_and_no_success(assess):
    target = 'indicator = "health_record_rate"\ncomparator = "="\nvalue = 100\ndue = "2025-12"'
    counts = {"2025-12": {"children_with_health_record": 101, "children_reporting_records": 100}}
    found = assess(target, "2025-12", counts)
    assert (found.status, found.reason) == ("unknown", "over_limit")


def test_less_is_better_where_a_fee_may_not_exceed_a_number(assess):
    target = 'indicator = "rural_average_fee"\ncomparator = "<="\nvalue = 900\ndue = "2025-12"'
    dear = {"2025-12": {"rural_fee_total": 91_000, "rural_fee_children": 100}}
    found = assess(target, "2025-12", dear)
    assert (found.status, found.shortfall, found.shortfall_unit) == (
        "missed", 10, found.indicator.unit,
    )  # fmt: skip
    cheap = {"2025-12": {"rural_fee_total": 90_000, "rural_fee_children": 100}}
    assert assess(target, "2025-12", cheap).status == "met"


@pytest.mark.parametrize(
    ("size", "status"), [(49, "missed"), (50, "met"), (80, "met"), (81, "missed")]
)
def test_a_range_includes_both_ends(assess, size, status):
    target = (
        'indicator = "inclusive_community_size"\ncomparator = "between"\n'
        'value = 50\nupper = 80\ndue = "2025-12"'
    )
    counts = {
        "2025-12": {
            "inclusive_community_slots": size * 4, "inclusive_community_institutions": 4,
        }
    }  # fmt: skip
    assert assess(target, "2025-12", counts).status == status


def test_words_alone_get_no_light(assess):
    target = 'indicator = "township_kindergarten_coverage"\nform = "qualitative"'
    found = assess(target, "2025-12")
    assert (found.status, found.reason) == ("not_judged", "qualitative")


def test_a_county_without_streets_is_not_judged_by_streets(assess):
    found = assess(STREETS, "2025-12", streets(0, 0))
    assert (found.status, found.reason) == ("not_judged", "not_here")
