"""Are all indicators of the policy list declared, and declared alike?"""

import re

import pytest

from childcare.catalog import (
    COLUMNS,
    INDICATORS,
    REFERENCES,
    Indicator,
    language,
    set_language,
    speaking,
)
from childcare.store import load_query

# The numbers of the policy list, each with the indicators that answer it.
POLICY_LIST = {
    "A1": ["slots_per_1000_population"],
    "A2": ["slots"],
    "A3": ["new_slots", "net_new_slots", "new_inclusive_slots", "new_institutions"],
    "A4": ["slot_task_completion"],
    "A5": ["rural_slots"],
    "A6": ["inclusive_slot_share"],
    "A7": ["inclusive_institution_share"],
    "A8": ["inclusive_institutions"],
    "A9": ["inclusive_community_institutions"],
    "A10": ["kindergarten_pilot_institutions"],
    "A11": ["medical_childcare_institutions"],
    "A12": ["kindergarten_slots", "kindergarten_inclusive_slots"],
    "A13": ["new_inclusive_toddler_classes", "new_toddler_classes"],
    "A14": ["new_inclusive_community_institutions"],
    "A15": ["inclusive_community_size"],
    "A16": ["selected_public_kindergartens"],
    "A19": ["kindergarten_enrolled"],
    "A20": ["filed_institutions", "filing_rate"],
    "B1": ["street_inclusive_coverage"],
    "B2": ["community_service_point_coverage"],
    "B4": ["township_inclusive_coverage"],
    "B5": ["township_public_coverage"],
    "B6": ["township_kindergarten_coverage"],
    "B7": ["management_network_coverage"],
    "B8": ["township_officer_coverage"],
    "B9": ["inspection_coverage"],
    "B10": ["employer_institutions"],
    "C1": ["kindergarten_toddler_class_share"],
    "C2": ["kindergarten_enrolling_share"],
    "C3": ["public_kindergarten_toddler_class_share"],
    "C4": ["private_kindergarten_toddler_class_share"],
    "C5": ["kindergartens", "eligible_kindergartens"],
    "D1": ["utilisation_rate"],
    "D2": ["rural_average_fee"],
    "E1": ["care_certificate_rate"],
    "E2": ["staff_certificate_rate"],
    "E3": ["trained_people", "training_attendances"],
    "F1": ["health_record_rate"],
    "F2": ["inclusive_medical_partner_rate"],
    "F3": ["guidance_centres"],
    "F4": ["demonstration_units_passed_review"],
    "F5": ["provincial_inclusive_institutions"],
    "F6": ["demonstration_institutions", "provincial_demonstration_institutions"],
    "F7": ["provincial_livelihood_projects"],
    "F8": ["provincial_community_sites"],
    "F9": ["city_demonstration_institutions", "city_community_sites"],
    "G1": ["guided_families_rate"],
    "G2": ["parent_child_activity_rate"],
    "G3": ["parent_knowledge_rate"],
    "G4": ["families_visited_share"],
    "G5": ["units_giving_guidance_share"],
    "G7": ["public_awareness_rate"],
    "beyond": ["slots_per_100_under_3", "enrolment_rate", "children_per_slot"],
    "national": ["comprehensive_centre_coverage"],
}
ALL = list(INDICATORS.values())


@pytest.mark.parametrize(("number", "names"), POLICY_LIST.items())
def test_every_indicator_of_the_policy_list_is_declared(number: str, names: list[str]) -> None:
    assert [name for name in names if name not in INDICATORS] == [], number


@pytest.mark.parametrize("indicator", ALL, ids=lambda indicator: indicator.name)
def test_an_indicator_is_made_of_columns_that_the_query_counts(indicator: Indicator) -> None:
    query = "area_flows" if indicator.is_of_year else "area_counts"
    assert set(indicator.columns) <= set(load_query(query).units)


@pytest.mark.parametrize("indicator", ALL, ids=lambda indicator: indicator.name)
def test_a_reported_value_is_made_of_nothing_and_every_other_of_something(
    indicator: Indicator,
) -> None:
    assert bool(indicator.columns) == bool(indicator.formula()) == indicator.is_counted
    assert indicator.is_counted == (indicator.kind != "reported")


@pytest.mark.parametrize("indicator", ALL, ids=lambda indicator: indicator.name)
def test_a_percentage_is_times_100_and_only_a_task_may_exceed_100(indicator: Indicator) -> None:
    if indicator.unit == "percent":
        assert indicator.is_ratio or not indicator.is_counted
        assert indicator.scale == (100 if indicator.is_ratio else 1)
        # 1,040 new slots of a task of 784 are 132.65 %.
        assert indicator.limit == (float("inf") if indicator.kind == "task" else 100)


@pytest.mark.parametrize("indicator", ALL, ids=lambda indicator: indicator.name)
def test_a_count_has_the_unit_of_its_column(indicator: Indicator) -> None:
    if indicator.is_counted and not indicator.is_ratio:
        assert indicator.unit == COLUMNS[indicator.numerator].unit
        assert (indicator.scale, indicator.decimals) == (1, 0)


@pytest.mark.parametrize("indicator", ALL, ids=lambda indicator: indicator.name)
def test_the_english_words_hold_no_chinese(indicator: Indicator) -> None:
    words = indicator.label_en + indicator.definition_en + indicator.source_en
    assert not re.search("[一-鿿]", words)


@pytest.mark.parametrize("field", ["label_zh", "label_en"])
def test_no_two_indicators_are_called_alike(field: str) -> None:
    # A file of reported values names its indicator by its label.
    labels = [getattr(indicator, field) for indicator in ALL]
    assert sorted(set(labels)) == sorted(labels)


@pytest.mark.parametrize("indicator", ALL, ids=lambda indicator: indicator.name)
def test_what_is_counted_from_january_on_says_so(indicator: Indicator) -> None:
    assert ("1月1日" in indicator.definition_zh) == indicator.is_of_year
    assert ("1 January" in indicator.definition_en) == indicator.is_of_year


@pytest.mark.parametrize(
    "name",
    [
        "guided_families_rate",
        "parent_child_activity_rate",
        "parent_knowledge_rate",
        "families_visited_share",
        "public_awareness_rate",
    ],
)
def test_a_survey_rate_asks_for_its_sample_date_and_method(name: str) -> None:
    assert "样本量、调查日期和方法" in INDICATORS[name].definition_zh
    assert "sample size, date and method" in INDICATORS[name].definition_en


def test_the_national_standard_stands_as_published() -> None:
    # 4.5 slots for 1,000 people by 2025 (14th Five-Year Plan), a desert from 3 children a slot.
    assert REFERENCES["slots_per_1000_population"].value == 4.5
    assert REFERENCES["children_per_slot"].value == 3


def test_every_reference_belongs_to_an_indicator_with_a_direction() -> None:
    assert {INDICATORS[name].better_when for name in REFERENCES} <= {"higher", "lower"}


def test_a_formula_reads_in_both_languages() -> None:
    share = INDICATORS["inclusive_slot_share"]
    assert share.formula() == "普惠托位数 ÷ 托位数 × 100"
    assert INDICATORS["children_per_slot"].formula() == "3岁以下常住婴幼儿 ÷ 托位数"
    with speaking("en"):
        assert INDICATORS["slots"].formula() == "Slots"
        assert share.formula() == "Inclusive slots ÷ Slots × 100"


def test_a_value_is_written_with_its_decimals_and_its_unit_once() -> None:
    indicator = INDICATORS["slots_per_1000_population"]
    assert indicator.format(4.496) == "4.50"
    assert indicator.format(4.5, with_unit=True) == "4.50 个/千人"
    assert INDICATORS["inclusive_slot_share"].format(60, with_unit=True) == "60.0%"
    assert INDICATORS["slots"].format(12345.0) == "12,345"
    assert indicator.format(float("nan"), with_unit=True) == "—"


def test_the_words_of_an_indicator_follow_the_language_and_it_is_given_back() -> None:
    set_language("zh")
    with speaking("en"):
        assert language() == "en"
    assert language() == "zh"
    with speaking("fr"):
        assert language() == "zh"
