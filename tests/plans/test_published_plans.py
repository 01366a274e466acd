"""The published plans, judged on what their own documents say: the cases they settle themselves."""

import pandas as pd
import pytest

from childcare.analyses.targets import assess_plan
from childcare.catalog import label
from childcare.catalog.lights import LIGHT_RULES, NO_BENCHMARK, NOT_JUDGED, STATUSES, UNKNOWN
from childcare.catalog.plan_files import read_plans
from childcare.settings import PLANS_DIR

PLANS = read_plans(PLANS_DIR)


@pytest.fixture
def assessed(connection):
    """Return a function that judges a plan at a month: assessments by the name of the target."""

    def at(plan, month):
        found = assess_plan(connection, PLANS[plan], month=pd.Timestamp(month))
        return {one.target.name: one for one in found}

    return at


def figure(plan, name):
    return PLANS[plan].figures[name].value


@pytest.mark.parametrize("month", ["2022-12", "2024-06", "2025-12", "2027-03"])
@pytest.mark.parametrize("plan", PLANS)
def test_every_target_is_judged_or_says_why_not(assessed, plan, month):
    found = assessed(plan, month)
    assert set(found) == set(PLANS[plan].targets)
    for name, one in found.items():
        assert one.status in STATUSES, name
        has_verdict = one.status not in (NOT_JUDGED, UNKNOWN, NO_BENCHMARK)
        assert has_verdict != bool(one.reason), name
        if one.reason:
            assert label(f"reason.{one.reason}", months=LIGHT_RULES.reported_age), name


def test_the_numbers_of_wenshang_agree_with_each_other():
    new, task = figure("wenshang_2023", "new_slots_2022"), 784
    completion = figure("wenshang_2023", "slot_task_completion_2022")
    assert round(100 * new / task, 2) == completion == 132.65
    stock, added = figure("wenshang_2023", "slots_2022"), figure("wenshang_2023", "new_slots_2023")
    assert stock + added == figure("wenshang_2023", "slots_2023") == 3142
    per_thousand = figure("wenshang_2023", "slots_per_1000_population")
    assert round(1000 * 3142 / 690549, 2) == per_thousand == 4.55


def test_no_other_annual_task_gives_the_completion_of_wenshang():
    new = figure("wenshang_2023", "new_slots_2022")
    completion = figure("wenshang_2023", "slot_task_completion_2022")
    assert [task for task in range(1, 2000) if round(100 * new / task, 2) == completion] == [784]


def test_able_to_open_a_class_is_a_fifth_of_suqian_s_kindergartens():
    able = figure("suqian_2024", "eligible_kindergartens")
    assert round(100 * able / figure("suqian_2024", "kindergartens"), 1) == 19.7


def test_wenshang_did_its_annual_task_of_2022(assessed):
    one = assessed("wenshang_2023", "2023-08")["slot_task_completion"]
    assert (one.status, one.reading.value, one.reading.origin) == ("met", 132.65, "reported")


def test_nobody_reported_whether_wenshang_covered_its_towns(assessed):
    one = assessed("wenshang_2023", "2023-12")["township_public_coverage"]
    assert (one.status, one.reason) == (UNKNOWN, "no_value")


def test_half_of_suqian_s_slots_is_on_course_in_2024_and_no_answer_at_the_end_of_2025(assessed):
    in_flight = assessed("suqian_2024", "2024-06")["inclusive_slot_share"]
    assert (in_flight.mode, in_flight.status, in_flight.reading.value) == ("in_flight", "near", 50)
    assert assessed("suqian_2024", "2025-12")["inclusive_slot_share"].status == UNKNOWN


def test_the_nation_passed_4_5_before_the_end_of_2025(assessed):
    found = assessed("national_14th_five_year", "2025-12")
    assert found["slots_per_1000_population"].reading.value == 4.73
    assert {name: one.status for name, one in found.items()} == {
        "slots_per_1000_population": "met",
        "new_inclusive_slots": "met",
    }


def test_dazu_without_data_shows_its_baseline_and_no_verdict(assessed):
    found = assessed("dazu_2023_2025", "2022-12")
    values = {name: one.reading.value for name, one in found.items() if one.reading is not None}
    assert values == {
        "slots_per_1000_population": 2,
        "utilisation_rate": 30,
        "street_inclusive_coverage": 50,
        "kindergarten_toddler_class_share": 20,
        "care_certificate_rate": 50,
        "demonstration_units_passed_review": 1,
    }
    at_the_end = assessed("dazu_2023_2025", "2025-12")
    assert at_the_end["utilisation_rate"].status == "no_benchmark"
    others = {one.status for name, one in at_the_end.items() if name != "utilisation_rate"}
    assert others == {UNKNOWN}
