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
    "A5": ["rural_slots"],
    "A6": ["inclusive_slot_share"],
    "A7": ["inclusive_institution_share"],
    "A8": ["inclusive_institutions"],
    "A9": ["inclusive_community_institutions"],
    "A10": ["kindergarten_pilot_institutions"],
    "A11": ["medical_childcare_institutions"],
    "A12": ["kindergarten_slots", "kindergarten_inclusive_slots"],
    "A19": ["kindergarten_enrolled"],
    "A20": ["filed_institutions", "filing_rate"],
    "B1": ["street_inclusive_coverage"],
    "B2": ["community_service_point_coverage"],
    "B4": ["township_inclusive_coverage"],
    "B5": ["township_public_coverage"],
    "C1": ["kindergarten_toddler_class_share"],
    "C2": ["kindergarten_enrolling_share"],
    "C3": ["public_kindergarten_toddler_class_share"],
    "C4": ["private_kindergarten_toddler_class_share"],
    "C5": ["kindergartens", "eligible_kindergartens"],
    "D1": ["utilisation_rate"],
    "D2": ["rural_average_fee"],
    "E1": ["care_certificate_rate"],
    "E2": ["staff_certificate_rate"],
    "F1": ["health_record_rate"],
    "F2": ["inclusive_medical_partner_rate"],
    "beyond": ["slots_per_100_under_3", "enrolment_rate", "children_per_slot"],
}
ALL = list(INDICATORS.values())


@pytest.mark.parametrize(("number", "names"), POLICY_LIST.items())
def test_every_indicator_of_the_policy_list_is_declared(number: str, names: list[str]) -> None:
    assert [name for name in names if name not in INDICATORS] == [], number


@pytest.mark.parametrize("indicator", ALL, ids=lambda indicator: indicator.name)
def test_an_indicator_is_made_of_columns_that_the_query_counts(indicator: Indicator) -> None:
    counted = load_query("area_counts").units
    parts = {indicator.numerator, indicator.denominator} - {""}
    assert parts <= set(counted)


@pytest.mark.parametrize("indicator", ALL, ids=lambda indicator: indicator.name)
def test_a_percentage_is_a_ratio_times_100_and_cannot_exceed_100(indicator: Indicator) -> None:
    if indicator.unit == "percent":
        assert (indicator.kind, indicator.scale, indicator.limit) == ("ratio", 100, 100)


@pytest.mark.parametrize("indicator", ALL, ids=lambda indicator: indicator.name)
def test_a_count_has_the_unit_of_its_column(indicator: Indicator) -> None:
    if not indicator.is_ratio:
        assert indicator.unit == COLUMNS[indicator.numerator].unit
        assert (indicator.scale, indicator.decimals) == (1, 0)


@pytest.mark.parametrize("indicator", ALL, ids=lambda indicator: indicator.name)
def test_the_english_words_hold_no_chinese(indicator: Indicator) -> None:
    words = indicator.label_en + indicator.definition_en + indicator.source_en
    assert not re.search("[一-鿿]", words)


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
