"""Do two denominators rank as they should, and do effects add up?"""

import pandas as pd
import pytest

from childcare.analyses import AreaTree
from childcare.analyses.balance import in_month
from childcare.analyses.balance_words import change_title, disagreement_title
from childcare.analyses.denominators import NEED, OFFICIAL, rank_disagreement, rate_changes
from childcare.catalog import INDICATORS

NOW, BEFORE = pd.Timestamp("2025-12"), pd.Timestamp("2024-12")
Counted = dict[str, pd.DataFrame]


def invented(rows: dict[str, tuple[float, float, float]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return counts of (slots, people, children) and the areas they are of."""
    columns = ["slots", "population_total", "children_under_3"]
    now = pd.DataFrame.from_dict(rows, orient="index", columns=columns, dtype="float64")
    areas = pd.DataFrame({"area_name": now.index, "parent_name": "县"}, index=now.index)
    return now, areas


# By people: young 5, old 4, middle 3. By children: old 40, middle 15, young 12.5.
TOWNS = {
    "young": (50, 10_000, 400),
    "old": (40, 10_000, 100),
    "middle": (30, 10_000, 200),
    "unknown": (30, float("nan"), 200),
}


def test_a_young_district_is_flattered_by_the_official_rate() -> None:
    frame = rank_disagreement(*invented(TOWNS))
    assert frame.loc["young", ["official_rank", "need_rank", "places"]].tolist() == [1, 3, -2]
    assert frame.loc["old", "places"] == 1
    assert frame.loc["middle", "places"] == 1


def test_an_area_without_either_rate_has_no_rank_and_takes_none_away() -> None:
    frame = rank_disagreement(*invented(TOWNS))
    assert pd.isna(frame.loc["unknown", "places"])
    assert frame["need_rank"].max() == 3


def test_places_gained_and_lost_add_up_to_none_where_nobody_ties() -> None:
    assert rank_disagreement(*invented(TOWNS))["places"].sum() == 0


def test_the_title_names_the_area_flattered_most() -> None:
    title = disagreement_title(rank_disagreement(*invented(TOWNS)), 2, "township")
    assert "young按总人口排第 1,按婴幼儿只排第 3" in title
    assert "3 个乡镇街道中 1 个相差 2 位及以上" in title


def test_ranks_that_agree_are_called_so() -> None:
    alike = {"a": (50.0, 10_000.0, 300.0), "b": (40.0, 10_000.0, 300.0)}
    assert "没有按总人口高估的" in disagreement_title(
        rank_disagreement(*invented(alike)), 1, "township"
    )


@pytest.mark.parametrize("name", [OFFICIAL, NEED])
@pytest.mark.parametrize("level", ["city", "county", "township"])
def test_the_two_effects_are_the_whole_change(
    counted: Counted, tree: AreaTree, name: str, level: str
) -> None:
    areas = tree.at_level(level, tree.root)
    now, before = (in_month(counted[level], month, areas) for month in (NOW, BEFORE))
    found = rate_changes(now, before, areas, INDICATORS[name]).dropna(subset=["change"])
    assert len(found)
    parts = found["of_numerator"] + found["of_denominator"]
    assert parts.to_numpy() == pytest.approx(found["change"].to_numpy())


def test_the_city_gained_by_slots_and_lost_a_little_by_people(
    counted: Counted, tree: AreaTree
) -> None:
    # 130 slots for 51,000 people, then 240 for 52,000.
    areas = tree.at_level("city", tree.root)
    now, before = (in_month(counted["city"], month, areas) for month in (NOW, BEFORE))
    indicator = INDICATORS[OFFICIAL]
    row = rate_changes(now, before, areas, indicator).iloc[0]
    assert row["of_numerator"] == pytest.approx(1000 * 110 / 51_500)
    assert row["change"] == pytest.approx(240 / 52 - 130 / 51)
    said = change_title(row, indicator, "测试市")
    assert "+2.07" in said
    assert "托位作用 +2.14" in said
    assert "人口作用 -0.07" in said
