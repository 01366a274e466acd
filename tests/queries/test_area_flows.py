"""Is what was added in a year counted as one counts it by hand, and nothing that is not new?

Between 2024-12 and 2025-12: A1 grew from 40 to 60 slots, A2 (40) and A3 (20) opened in Jia street,
C1 (30) in Bing town, D1 (25) in Ding town, E1 (15) in Ji township; D2 (40, Ding town) closed.
"""

import datetime
from collections.abc import Callable

import duckdb
import pandas as pd
import pytest

from childcare.store import run

Altered = Callable[[str], duckdb.DuckDBPyConnection]

JIA, YI, BING = "980101001", "980101002", "980101101"
DING, WU, JI = "980102101", "980102102", "980102201"
EAST, WEST, CITY = "980101", "980102", "980100"
TOWNSHIPS = (JIA, YI, BING, DING, WU, JI)
LEVELS = {4: "city", 6: "county", 9: "township"}
NOW, BEFORE = datetime.date(2025, 12, 1), datetime.date(2024, 12, 1)


def flows(
    connection: duckdb.DuckDBPyConnection, area: str, month: datetime.date = NOW
) -> dict[str, float | None]:
    """Return what one area added in the year up to a month; None where it is unknown."""
    level = "city" if area == CITY else LEVELS[len(area)]
    rows = run(
        connection, "area_flows", first_month=month, last_month=month, level=level, within=area
    )
    row = rows.set_index("area_code").loc[area]
    return {str(name): None if pd.isna(value) else value for name, value in row.items()}


def added(connection: duckdb.DuckDBPyConnection, area: str, month: str) -> tuple[object, ...]:
    """Return gross slots, net slots and openings of an area up to a month such as 2025-03."""
    found = flows(connection, area, datetime.datetime.strptime(month, "%Y-%m").date())
    return found["slots_added"], found["slots_net_added"], found["institutions_opened"]


def register(text: str, changes: str = "") -> str:
    """Return SQL that puts another register in the place of the one there is.

    Each line has an institution, a month, a township and its slots; a dash is an empty cell.
    """
    rows = [line.split() for line in text.splitlines() if line.strip()]
    values = ", ".join(
        f"('{name}', date '{month}-01', '{area}', {'null' if slots == '-' else slots})"
        for name, month, area, slots in rows
    )
    return (
        "delete from institution; insert into institution by name select * from "
        f"(values {values}) as given (institution_id, as_of, area_code, slots); {changes}"
    )


BY_TOWNSHIP = {
    "slots_added": [80, 0, 30, 25, 0, 15],  # Jia: 20 + 40 + 20; the closing of D2 is not taken off
    "slots_net_added": [80, 0, 30, -15, 0, 15],  # Ding: 25 - 40
    "inclusive_slots_added": [40, 0, 10, 25, 0, 15],  # Jia: 20 of A1, 20 of A3
    "institutions_opened": [2, 0, 1, 1, 0, 1],
    "inclusive_community_institutions_opened": [0, 0, 0, 0, 0, 0],
    "toddler_classes_added": [1, 0, 0, 0, 0, 0],
    "inclusive_toddler_classes_added": [1, 0, 0, 0, 0, 0],
}


@pytest.mark.parametrize("column", BY_TOWNSHIP)
def test_the_six_townships_added_what_one_counts_by_hand(
    connection: duckdb.DuckDBPyConnection, column: str
) -> None:
    found = [flows(connection, area)[column] for area in TOWNSHIPS]
    assert found == BY_TOWNSHIP[column]


@pytest.mark.parametrize("column", BY_TOWNSHIP)
def test_counties_and_the_city_added_the_sum_of_their_townships(
    connection: duckdb.DuckDBPyConnection, column: str
) -> None:
    of_township = BY_TOWNSHIP[column]
    assert flows(connection, EAST)[column] == sum(of_township[:3])
    assert flows(connection, WEST)[column] == sum(of_township[3:])
    assert flows(connection, CITY)[column] == sum(of_township)


def test_the_net_growth_of_the_city_is_its_stock_less_that_of_the_year_before(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    stock = run(
        connection, "area_counts", first_month=BEFORE, last_month=NOW, level="city", within=CITY
    )["slots"]
    assert flows(connection, CITY)["slots_net_added"] == 110 == stock.iloc[-1] - stock.iloc[0]


@pytest.mark.parametrize("area", [JIA, WU, EAST, CITY])
def test_what_the_first_register_of_a_county_holds_is_unknown_and_never_new(
    connection: duckdb.DuckDBPyConnection, area: str
) -> None:
    found = flows(connection, area, BEFORE)
    assert {name for name in BY_TOWNSHIP if found[name] is not None} == set()


def test_a_county_without_a_register_of_the_year_before_leaves_the_city_unknown(
    altered: Altered,
) -> None:
    changed = altered(
        "delete from institution where as_of = '2024-12-01' and area_code like '980102%'"
    )
    assert flows(changed, WEST)["slots_added"] is None
    assert flows(changed, WU)["institutions_opened"] is None
    assert flows(changed, CITY)["slots_added"] is None
    assert flows(changed, EAST)["slots_added"] == 110


def test_a_register_two_years_old_is_no_start_of_a_year(altered: Altered) -> None:
    changed = altered("update institution set as_of = '2023-12-01' where as_of = '2024-12-01'")
    assert flows(changed, EAST)["slots_added"] is None


def test_a_month_that_a_county_skips_is_unknown_and_neither_closes_nor_opens_anything(
    altered: Altered,
) -> None:
    # East hands in nothing in 2025-02, a month in which West does.
    changed = altered(
        register(
            f"""
            A1 2024-12 {JIA} 40
            A1 2025-01 {JIA} 40
            A1 2025-03 {JIA} 40
            A2 2025-03 {JIA} 20
            W1 2024-12 {DING} 10
            W1 2025-01 {DING} 10
            W1 2025-02 {DING} 10
            W1 2025-03 {DING} 10
            """
        )
    )
    assert added(changed, EAST, "2025-01") == (0, 0, 0)
    assert added(changed, EAST, "2025-02") == (None, None, None)
    assert added(changed, EAST, "2025-03") == (20, 20, 1)
    assert added(changed, CITY, "2025-02") == (None, None, None)
    assert added(changed, CITY, "2025-03") == (20, 20, 1)


def test_an_institution_that_moves_is_not_new_but_moves_the_net_figure(altered: Altered) -> None:
    changed = altered(register(f"A1 2024-12 {JIA} 40\nA1 2025-12 {YI} 45"))
    assert added(changed, YI, "2025-12") == (5, 45, 0)
    assert added(changed, JIA, "2025-12") == (0, -40, 0)
    assert added(changed, EAST, "2025-12") == (5, 5, 0)


def test_an_institution_that_moves_to_another_county_is_not_new_either(altered: Altered) -> None:
    changed = altered(
        register(
            f"""
            A0 2024-12 {JIA} 5
            A0 2025-12 {JIA} 5
            A1 2024-12 {JIA} 40
            A1 2025-12 {DING} 40
            W1 2024-12 {DING} 10
            W1 2025-12 {DING} 10
            """
        )
    )
    assert added(changed, WEST, "2025-12") == (0, 40, 0)
    assert added(changed, EAST, "2025-12") == (0, -40, 0)
    assert added(changed, CITY, "2025-12") == (0, 0, 0)


def test_expansions_add_up_over_the_year_and_reductions_are_not_taken_off(
    altered: Altered,
) -> None:
    changed = altered(
        register(
            f"A1 2024-12 {JIA} 40\nA1 2025-03 {JIA} 60\nA1 2025-06 {JIA} 30\nA1 2025-09 {JIA} 50"
        )
    )
    assert added(changed, JIA, "2025-03") == (20, 20, 0)
    assert added(changed, JIA, "2025-06") == (20, -10, 0)
    assert added(changed, JIA, "2025-09") == (40, 10, 0)


@pytest.mark.parametrize("way", ["left out", "closed", "uncounted"])
def test_an_institution_that_closed_and_opens_again_counts_as_opened_again(
    altered: Altered, way: str
) -> None:
    rows = f"A0 2024-12 {JIA} 5\nA0 2025-03 {JIA} 5\nA0 2025-06 {JIA} 5\n"
    rows += f"A1 2024-12 {JIA} 40\nA1 2025-06 {JIA} 40"
    away = "institution_id = 'A1' and as_of = '2025-03-01'"
    changes = {
        "left out": "",
        "closed": f"update institution set closed_on = '2025-02-10' where {away}",
        "uncounted": f"update institution set is_counted = false where {away}",
    }
    if way != "left out":
        rows += f"\nA1 2025-03 {JIA} 40"
    changed = altered(register(rows, changes[way]))
    assert added(changed, JIA, "2025-03") == (0, -40, 0)
    assert added(changed, JIA, "2025-06") == (40, 0, 1)


def test_an_uncounted_institution_adds_nothing(altered: Altered) -> None:
    changed = altered("update institution set is_counted = false where institution_id = 'A2'")
    found = flows(changed, JIA)
    assert (found["slots_added"], found["institutions_opened"]) == (40, 1)


def test_the_count_begins_anew_on_the_first_of_january(altered: Altered) -> None:
    changed = altered(
        register(
            f"A1 2023-12 {JIA} 40\nA1 2024-12 {JIA} 60\nA1 2025-01 {JIA} 60\nA1 2025-02 {JIA} 70"
        )
    )
    assert added(changed, JIA, "2024-12") == (20, 20, 0)
    assert added(changed, JIA, "2025-01") == (0, 0, 0)
    assert added(changed, JIA, "2025-02") == (10, 10, 0)


def test_a_month_is_the_same_whichever_months_were_asked_for(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    whole = run(
        connection,
        "area_flows",
        first_month=datetime.date(1900, 1, 1),
        last_month=datetime.date(9000, 1, 1),
        level="county",
        within=None,
    )
    now = run(
        connection, "area_flows", first_month=NOW, last_month=NOW, level="county", within=None
    )
    kept = whole[whole["as_of"] == pd.Timestamp(NOW)].reset_index(drop=True)
    pd.testing.assert_frame_equal(kept, now, check_dtype=False)


def test_slots_left_empty_for_one_month_leave_that_month_unknown_and_hide_no_expansion(
    altered: Altered,
) -> None:
    changed = altered(register(f"A1 2024-12 {JIA} 40\nA1 2025-02 {JIA} -\nA1 2025-03 {JIA} 50"))
    assert added(changed, JIA, "2025-02") == (None, None, 0)
    assert added(changed, JIA, "2025-03") == (10, 10, 0)


def test_slots_given_for_the_first_time_are_not_new_slots(altered: Altered) -> None:
    changed = altered(register(f"A1 2024-12 {JIA} -\nA1 2025-03 {JIA} 50"))
    assert added(changed, JIA, "2025-03") == (None, None, 0)


def test_an_institution_certified_in_the_year_it_opened_is_a_new_inclusive_one(
    altered: Altered,
) -> None:
    rows = f"A0 2024-12 {JIA} 5\nA1 2025-03 {JIA} 40\nA1 2025-06 {JIA} 40\nA1 2026-01 {JIA} 40"
    changed = altered(
        register(
            rows,
            "update institution set provider_type = 'community_embedded',"
            " is_inclusive = as_of > '2025-03-01'",
        )
    )
    column = "inclusive_community_institutions_opened"
    assert flows(changed, JIA, datetime.date(2025, 3, 1))[column] == 0
    assert flows(changed, JIA, datetime.date(2025, 6, 1))[column] == 1
    assert flows(changed, JIA, datetime.date(2026, 1, 1))[column] == 0


@pytest.mark.parametrize("empty", ["provider_type", "is_inclusive"])
def test_without_kind_or_inclusion_nothing_is_known_of_new_inclusive_community_ones(
    altered: Altered, empty: str
) -> None:
    changed = altered(
        "update institution set provider_type = 'community_embedded';"
        f"update institution set {empty} = null"
    )
    assert flows(changed, JIA)["inclusive_community_institutions_opened"] is None
    assert flows(changed, JIA)["institutions_opened"] == 2


def test_classes_of_a_kindergarten_count_as_they_grow_and_once_it_is_new(altered: Altered) -> None:
    # K1 from 1 to 3 classes, K4 is new with 2; K2 loses its one class.
    changed = altered(
        "update kindergarten set has_toddler_class = true, toddler_classes = 1"
        " where as_of = '2024-12-01' and kindergarten_id in ('K1', 'K2');"
        "update kindergarten set toddler_classes = 3, inclusive_toddler_classes = 0"
        " where as_of = '2025-12-01' and kindergarten_id = 'K1';"
        "insert into kindergarten by name select 'K4' as kindergarten_id, '980101002' as area_code,"
        " date '2025-12-01' as as_of, true as has_toddler_class, 2 as toddler_classes"
    )
    assert flows(changed, JIA)["toddler_classes_added"] == 2
    assert flows(changed, YI)["toddler_classes_added"] == 2
    assert flows(changed, EAST)["toddler_classes_added"] == 4


def test_kindergartens_handed_in_the_year_before_say_nothing_of_this_year(
    altered: Altered,
) -> None:
    changed = altered("delete from kindergarten where as_of = '2025-12-01'")
    assert flows(changed, JIA)["toddler_classes_added"] is None
    assert flows(changed, CITY)["toddler_classes_added"] is None


def test_kindergartens_handed_in_earlier_in_the_year_stand_until_the_next(
    altered: Altered,
) -> None:
    changed = altered("update kindergarten set as_of = '2025-06-01' where as_of = '2025-12-01'")
    assert flows(changed, JIA)["toddler_classes_added"] == 1


def test_the_task_is_that_of_the_area_itself_in_that_year(altered: Altered) -> None:
    changed = altered(
        "delete from annual_task; insert into annual_task values "
        f"('new_slots', '{EAST}', 2025, 100, '', '', 1),"
        f"('new_slots', '{EAST}', 2024, 90, '', '', 2),"
        f"('new_institutions', '{WEST}', 2025, 7, '', '', 3)"
    )
    assert flows(changed, EAST)["slots_task"] == 100
    assert flows(changed, WEST)["slots_task"] is None
    assert flows(changed, CITY)["slots_task"] is None  # tasks of parts are not added up
