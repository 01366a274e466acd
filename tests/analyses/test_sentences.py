"""Is every number of a sentence the one that was counted, in both languages?"""

from collections.abc import Callable

import pandas as pd
import pytest

from childcare.analyses import (
    AreaTree,
    change_sentence,
    class_boundaries,
    compare,
    coverage_sentence,
    latest_and_year_before,
    overview_sentences,
    trend,
    without_any_slot,
)
from childcare.catalog import INDICATORS, speaking

Covered = Callable[..., pd.DataFrame]

RATE = "slots_per_1000_population"
NOW = pd.Timestamp("2025-12")


@pytest.fixture
def said(counted: dict[str, pd.DataFrame], covered: Covered) -> Callable[..., str]:
    """Return a function that says what a map shows."""

    def say(indicator: str = RATE, level: str = "township", month: str = "2025-12") -> str:
        classes = class_boundaries(counted[level], INDICATORS[indicator])
        return coverage_sentence(covered(indicator, level, month), INDICATORS[indicator], classes)

    return say


def test_areas_below_the_reference_are_counted_and_where_most_of_them_are(
    said: Callable[..., str],
) -> None:
    # 2024-12: Jia 2.1 and Bing 0 in the east, Wu 0 in the west; Yi 5 and Ding 8 meet 4.5.
    assert said(month="2024-12") == "5 个乡镇街道中 3 个低于 4.50 个/千人,最多的是东区(2 个)"
    with speaking("en"):
        assert said(month="2024-12").startswith("3 of 5 townships and streets are below 4.50 per")


def test_a_tie_between_counties_names_neither_as_the_one_with_most(
    said: Callable[..., str],
) -> None:
    # 2025-12: Bing 3.0 in the east and Wu 0 in the west.
    assert said() == "5 个乡镇街道中 2 个低于 4.50 个/千人"


def test_counties_of_one_city_are_not_said_to_lie_in_it(said: Callable[..., str]) -> None:
    # East 5.00, west 3.33
    assert said(level="county") == "2 个县区中 1 个低于 4.50 个/千人"
    with speaking("en"):
        assert said(level="county") == (
            "1 of 2 counties and districts are below 4.50 per 1,000 people"
        )


def test_where_lower_is_better_areas_exceed_and_those_without_a_slot_do_too(
    said: Callable[..., str],
) -> None:
    # Children per slot: Jia 5, Yi 6, Bing 10, Ding 6, Wu no slot at all; Ji unknown.
    expected = "5 个乡镇街道全部超过 3.0 人/个"
    assert said("children_per_slot") == expected


def test_all_meeting_the_reference_is_said_so(said: Callable[..., str]) -> None:
    # Inclusive slots: east 140 of 200, west 40 of 40; the reference is 60 %.
    assert said("inclusive_slot_share", "county") == "2 个县区全部达到参照值 60.0%"
    with speaking("en"):
        assert said("inclusive_slot_share", "county") == (
            "All 2 counties and districts meet the reference of 60.0%"
        )


def test_without_a_reference_the_highest_and_the_lowest_are_named(
    said: Callable[..., str],
) -> None:
    assert said("slots") == "最高的是甲街道(120 个),最低的是戊镇(0 个)"


def test_a_number_of_slots_reads_as_slots_in_english(said: Callable[..., str]) -> None:
    with speaking("en"):
        assert said("slots") == "Highest: 甲街道 (120 slots); lowest: 戊镇 (0 slots)"


def test_a_single_area_is_said_with_its_value(said: Callable[..., str]) -> None:
    # 240 / 52,000 x 1,000 = 4.615
    assert said(level="city") == "测试市为 4.62 个/千人"


def test_nothing_known_is_said_so(said: Callable[..., str]) -> None:
    assert said(month="2025-11") == "每千人口托位数没有可用数据。"
    with speaking("en"):
        assert said(month="2025-11") == "No value of Slots per 1,000 people is known."


def test_a_change_says_how_many_rose_and_fell_and_which_most(covered: Covered) -> None:
    # Jia + 3.89, Bing + 3, Ding - 3; Yi and Wu stood still; Ji is unknown.
    compared = compare(covered(RATE), covered(RATE, month="2024-12"), INDICATORS[RATE])
    assert change_sentence(compared, INDICATORS[RATE]) == (
        "5 个乡镇街道中 2 个上升、1 个下降,变化最大的是甲街道(+3.89 个/千人)"
    )
    with speaking("en"):
        assert change_sentence(compared, INDICATORS[RATE]) == (
            "2 of 5 townships and streets rose and 1 fell; "
            "the largest change is 甲街道 (+3.89 per 1,000 people)"
        )


def test_without_a_common_month_no_change_is_made_up(covered: Covered) -> None:
    compared = compare(covered(RATE), covered(RATE, month="2025-11"), INDICATORS[RATE])
    assert change_sentence(compared, INDICATORS[RATE]) == "两个月之间每千人口托位数没有可比数据"


@pytest.fixture
def overview(
    counted: dict[str, pd.DataFrame], tree: AreaTree, covered: Covered
) -> Callable[[], list[str]]:
    """Return a function that says the three sentences of the overview."""

    def say() -> list[str]:
        series = trend(counted["city"], tree.root, INDICATORS[RATE])
        return overview_sentences(
            latest_and_year_before(series, NOW),
            covered(RATE, "county"),
            covered(RATE),
            without_any_slot(counted["township"], tree, tree.root, NOW),
            tree.name(tree.root),
        )

    return say


def test_the_overview_says_where_we_stand_who_lags_and_where_there_is_nothing(
    overview: Callable[[], list[str]],
) -> None:
    # 240/52 = 4.615, 0.115 above 4.5; 130/51 = 2.549 a year before, so 2.066 more.
    assert overview() == [
        "测试市每千人口托位数为 4.62,高于参照值 4.50,超出 0.12,比上年同月增加 2.07。",
        "2 个县区中 1 个低于 4.50,最低的是西县(3.33)。",
        "6 个乡镇街道中 1 个没有托位,那里有 150 名3岁以下婴幼儿,婴幼儿最多的是戊镇。",
    ]


def test_the_overview_says_the_same_in_english(overview: Callable[[], list[str]]) -> None:
    with speaking("en"):
        stands, lags, empty = overview()
    assert stands == (
        "Slots per 1,000 people in 测试市: 4.62, "
        "0.12 above the reference of 4.50, up 2.07 on the year."
    )
    assert lags == ("1 of 2 counties and districts are below 4.50; lowest: 西县 (3.33).")
    assert empty.startswith(
        "1 of 6 townships and streets have no slot at all; 150 children under 3 live there"
    )


def test_a_fall_below_the_reference_is_said_as_one(tree: AreaTree, covered: Covered) -> None:
    townships = covered(RATE)
    stands, _, empty = overview_sentences(
        (4.0, 4.25), covered(RATE, "county"), townships, townships.iloc[:0], tree.name(tree.root)
    )
    assert stands == ("测试市每千人口托位数为 4.00,低于参照值 4.50,还差 0.50,比上年同月减少 0.25。")
    assert empty == "已报送的 6 个乡镇街道都有托位。"


def test_without_a_value_of_the_year_before_no_change_is_said(
    tree: AreaTree, covered: Covered
) -> None:
    given = (covered(RATE, "county"), covered(RATE), covered(RATE).iloc[:0], tree.name(tree.root))
    assert "上年" not in overview_sentences((4.0, None), *given)[0]
    assert overview_sentences((None, None), *given)[0] == "每千人口托位数没有可用数据。"


def test_only_townships_that_reported_are_said_to_have_a_slot(
    tree: AreaTree, covered: Covered
) -> None:
    townships = covered(RATE)
    townships.loc["980102201", "numerator"] = float("nan")
    *_, empty = overview_sentences(
        (None, None), covered(RATE, "county"), townships, townships.iloc[:0], tree.name(tree.root)
    )
    assert empty == "已报送的 5 个乡镇街道都有托位。"


def test_areas_that_share_the_lowest_place_are_counted_and_not_one_of_them_blamed(
    tree: AreaTree, covered: Covered
) -> None:
    townships = covered(RATE).assign(value=[0.0, 0.001, 0.0, 0.0, 5.0, 6.0])
    _, lags, _ = overview_sentences(
        (4.0, None), townships, townships, townships.iloc[:0], tree.name(tree.root)
    )
    named = "、".join(townships.sort_values("value")["area_name"].head(3))
    assert lags == f"6 个乡镇街道中 4 个低于 4.50,最低的是{named}等 4 个(0.00)。"
