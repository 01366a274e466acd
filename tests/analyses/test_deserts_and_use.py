"""Are deserts, quadrants and clusters of areas told apart, and is the unknown left unknown?"""

import duckdb
import numpy as np
import pandas as pd
import pytest
import shapely

from childcare.analyses import Geometry
from childcare.analyses.clusters_of_areas import clusters_of_areas, clusters_table, reason_text
from childcare.analyses.deserts import NEWLY_SEEN, desert_frame, desert_names
from childcare.analyses.place_words import clusters_title, desert_title, use_title
from childcare.analyses.supply_and_use import action_names, quadrant_names, supply_and_use
from childcare.measures.clusters import HIGH_HIGH, LOW_LOW
from childcare.measures.quadrants import (
    ACTIONS,
    BUILD,
    CHANGES,
    CONVERT,
    ENTERED,
    LEFT,
    NEVER,
    NO_SLOTS,
    PERSISTENT,
    QUADRANTS,
    UNKNOWN,
)

NOW = pd.Timestamp("2025-12")


def counts(rows: dict[str, tuple[float, float]]) -> pd.DataFrame:
    """Return slots and children by area."""
    return pd.DataFrame.from_dict(rows, orient="index", columns=["slots", "children_under_3"])


BEFORE = counts({"a": (10, 31), "b": (10, 30), "c": (10, 40), "d": (0, 5), "e": (np.nan, 9)})
AFTER = counts({"a": (10, 31), "b": (9, 30), "c": (20, 40), "d": (0, 0), "e": (4, 9)})


def test_deserts_persist_enter_leave_and_stay_unknown() -> None:
    kinds = desert_frame(AFTER, BEFORE)["kind"]
    # Exactly three children a slot is no desert yet; where no child is left there is none either.
    assert kinds.to_dict() == {
        "a": PERSISTENT,
        "b": ENTERED,
        "c": LEFT,
        "d": LEFT,
        "e": NEVER,
    }


def test_without_a_month_before_a_desert_is_neither_new_nor_old() -> None:
    kinds = desert_frame(BEFORE, None)["kind"]
    assert kinds["a"] == NEWLY_SEEN
    assert kinds["b"] == NEVER
    assert kinds["e"] == UNKNOWN


def test_every_kind_of_desert_has_a_name() -> None:
    assert set(desert_names()) == {*CHANGES, NEWLY_SEEN}


def test_the_title_counts_deserts_and_the_children_there() -> None:
    frame = desert_frame(AFTER, BEFORE)
    title = desert_title(frame, AFTER["children_under_3"], "township", pd.Timestamp("2024-12"))
    assert title.startswith("5 个乡镇街道中 2 个是托育荒漠(一个托位对应 3 名以上)")
    assert "61 名" in title
    assert "新增 1 个、退出 2 个" in title
    alone = desert_title(frame, AFTER["children_under_3"], "township", None)
    assert "相比" not in alone


def used(rows: dict[str, tuple[float, float, float]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return counts of (slots, children, enrolled) of areas, and the areas."""
    columns = ["slots", "children_under_3", "children_enrolled"]
    now = pd.DataFrame.from_dict(rows, orient="index", columns=columns, dtype="float64")
    now["slots_reporting_enrolment"] = now["slots"]
    now["population_total"] = 50 * now["children_under_3"]
    return now, pd.DataFrame({"area_name": now.index}, index=now.index)


AREAS = {
    "few_full": (10.0, 100.0, 9.0),
    "many_empty": (40.0, 100.0, 8.0),
    "none": (0.0, 100.0, 0.0),
    "unknown": (float("nan"), 100.0, float("nan")),
}


def test_areas_stand_in_quadrants_against_the_whole() -> None:
    now, areas = used(AREAS)
    whole, _ = used({"city": (200.0, 1000.0, 100.0)})
    found = supply_and_use(now, whole, areas, "children_under_3")
    assert (found.supply_reference, found.use_reference) == (20, 50)
    assert found.areas["action"].to_dict() == {
        "few_full": BUILD,
        "many_empty": CONVERT,
        "none": NO_SLOTS,
        "unknown": UNKNOWN,
    }


def test_where_the_whole_is_unknown_the_known_areas_are_added_up() -> None:
    now, areas = used(AREAS)
    whole, _ = used({"city": (float("nan"), 1000.0, float("nan"))})
    found = supply_and_use(now, whole, areas, "children_under_3")
    assert found.supply_reference == pytest.approx(100 * 50 / 300)
    assert found.use_reference == pytest.approx(100 * 17 / 50)


def test_without_enrolment_there_is_no_line_to_hold_areas_against() -> None:
    now, areas = used({"a": (10.0, 100.0, float("nan"))})
    now["slots_reporting_enrolment"] = float("nan")
    found = supply_and_use(now, now, areas, "children_under_3")
    assert found.use_reference != found.use_reference


def test_without_children_supply_is_by_people() -> None:
    now, areas = used(AREAS)
    found = supply_and_use(now, now.head(1), areas, "population_total")
    assert found.indicator.name == "slots_per_1000_population"


def test_every_action_has_a_name_and_every_quadrant_a_meaning() -> None:
    assert set(action_names()) == set(ACTIONS)
    assert set(quadrant_names()) == set(QUADRANTS)
    assert len(set(action_names().values())) == len(ACTIONS)


def test_the_title_counts_the_quadrants() -> None:
    now, areas = used(AREAS)
    whole, _ = used({"city": (200.0, 1000.0, 100.0)})
    title = use_title(supply_and_use(now, whole, areas, "children_under_3"), "township")
    assert "1 个乡镇街道供给少、用得满,宜新建" in title
    assert "1 个宜转型" in title


def grid(size: int) -> tuple[pd.DataFrame, pd.DataFrame, Geometry]:
    """Return squares side by side: many slots in one corner, none in the opposite one."""
    cells = [(x, y) for x in range(size) for y in range(size)]
    codes = [f"{x}-{y}" for x, y in cells]
    slots = [20.0 + 20 * (max(x, y) < 3) - 20 * (min(x, y) > size - 4) for x, y in cells]
    now = pd.DataFrame({"slots": slots, "children_under_3": 100.0}, index=codes)
    shapes = {
        code: shapely.box(118 + x / 10, 34 + y / 10, 118.1 + x / 10, 34.1 + y / 10)
        for code, (x, y) in zip(codes, cells, strict=True)
    }
    return now, pd.DataFrame({"area_name": codes}, index=codes), Geometry(shapes, [])


def test_a_rich_and_a_poor_corner_are_clusters() -> None:
    found = clusters_of_areas(*grid(10), "children_under_3")
    assert found.areas is not None
    assert found.areas.loc["1-1", "cluster"] == HIGH_HIGH
    assert found.areas.loc["8-8", "cluster"] == LOW_LOW
    assert clusters_title(found, "township").startswith("100 个乡镇街道中,高值集聚")


def test_too_few_areas_are_not_tested_and_say_so() -> None:
    found = clusters_of_areas(*grid(5), "children_under_3")
    assert found.areas is None
    assert "25 个,不足 30 个" in reason_text(found)
    assert clusters_title(found, "township") == ""


def test_areas_all_alike_have_no_cluster_to_speak_of() -> None:
    now, areas, geometry = grid(6)
    found = clusters_of_areas(now.assign(slots=10.0), areas, geometry, "children_under_3")
    assert "完全相同" in reason_text(found)


def test_with_nobody_known_there_are_too_few_areas() -> None:
    assert clusters_of_areas(*grid(6), "").areas is None


def test_the_table_has_every_area_and_the_reason(connection: duckdb.DuckDBPyConnection) -> None:
    table = clusters_table(connection, month=NOW, level="township")
    assert len(table) == 6
    assert table["cluster"].isna().all()
    assert table["reason"].str.contains("不足 30 个").all()
    assert table.set_index("area_code").loc["980101001", "people"] == 600
