"""Do the words of an assessment say what holds, with its unit, and why there is no verdict?"""

from dataclasses import replace

import pytest

from childcare.analyses.target_words import (
    amount_text,
    largest_gap,
    missing_text,
    next_plan_sentence,
    own_baseline,
    plan_sentence,
    wanted_text,
)
from childcare.catalog.labels import speaking
from tests.charts.judged import PLAN, four, judged, target

NAN = float("nan")


@pytest.mark.parametrize(
    ("comparator", "value", "upper", "said"),
    [
        (">=", 4.5, None, "≥ 4.50 个/千人"),
        (">", 4.0, None, "> 4 个/千人"),
        ("=", 5.0, None, "= 5 个/千人"),
        ("between", 4.0, 5.0, "4–5 个/千人"),
    ],
)
def test_what_is_wanted_carries_its_sign_and_unit(
    comparator: str, value: float, upper: float | None, said: str
) -> None:
    aim = target(
        "slots", "slots_per_1000_population", comparator=comparator, value=value, upper=upper
    )
    assert wanted_text(judged(aim, "met", 4.5, value, upper=upper or NAN)) == said


def test_a_number_left_out_of_the_document_is_never_made_up() -> None:
    aim = target("use", "utilisation_rate", is_redacted=True)
    one = judged(aim, "not_judged", None, NAN, reason="redacted")
    assert wanted_text(one) == "原文未给出"
    assert missing_text(one) == "原文未给出数字"


def test_a_target_without_a_date_still_tells_its_number() -> None:
    aim = target("streets", "street_inclusive_coverage", value=100.0, due="")
    one = judged(aim, "not_judged", 80.0, NAN, reason="no_date", deadlines=())
    assert wanted_text(one) == "≥ 100%"


@pytest.mark.parametrize(
    ("indicator", "unit", "said"),
    [
        ("street_inclusive_coverage", "area", "28 个街道"),
        ("township_inclusive_coverage", "area", "28 个乡镇街道"),
        ("community_service_point_coverage", "area", "28 个社区村"),
        ("slots_per_1000_population", "slot", "28 个托位"),
        ("kindergarten_toddler_class_share", "kindergarten", "28 所幼儿园"),
        ("care_certificate_rate", "person", "28 人"),
        ("care_certificate_rate", "percent", "28.0 个百分点"),
    ],
)
def test_what_is_missing_is_called_by_what_is_counted(indicator: str, unit: str, said: str) -> None:
    one = judged(target("any", indicator, value=90.0), "missed", 50.0, 90.0)
    assert amount_text(one, 28.0, unit) == said


def test_an_amount_too_small_for_its_decimals_is_not_said_to_be_none() -> None:
    aim = target("fee", "rural_average_fee", comparator="<=", value=1350.0)
    one = judged(aim, "missed", 1350.3, 1350.0, shortfall=0.3, shortfall_unit="yuan_per_month")
    assert missing_text(one) == "超出 0.3 元/月"


def test_the_largest_gap_is_the_one_furthest_from_its_own_target() -> None:
    # Streets are at two thirds of what is wanted, the fee at three quarters.
    worst = largest_gap(four())
    assert worst is not None
    assert worst.target.name == "streets"
    assert largest_gap(four()[:1]) is None


def test_the_first_line_counts_every_light_once() -> None:
    said = plan_sentence(PLAN, "", four())
    assert said.startswith("手工计划:4 项目标中 1 项达标,2 项未达标,1 项不考核")
    assert said.endswith("差距最大的是街道普惠性托育机构覆盖率,还差 2 个街道")
    assert plan_sentence(PLAN, "东区", []) == "手工计划在东区没有可考核的目标。"


def test_of_the_next_plan_only_what_can_be_judged_is_counted() -> None:
    assert next_plan_sentence(PLAN, four()) == (
        "手工计划:4 项目标,3 项可判断,其中 1 项已达标或进度正常"
    )


def test_the_baseline_belongs_to_the_area_of_the_plan() -> None:
    own = four()[0]
    assert own_baseline(own) == 2.0
    assert own_baseline(replace(own, area_code="980101")) is None


def test_the_same_is_said_in_english() -> None:
    with speaking("en"):
        assert missing_text(four()[1]) == "2 streets missing"
        assert plan_sentence(PLAN, "", four()).startswith(
            "Plan by hand, 4 targets: 1 met, 2 missed"
        )
