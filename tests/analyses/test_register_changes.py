"""Are openings, closures and changes of slots told, and nothing where nobody reported?"""

import duckdb
import pandas as pd
import pytest

from childcare.analyses.register import register
from childcare.analyses.register_changes import register_changes

BEFORE, NOW = pd.Timestamp("2024-12"), pd.Timestamp("2025-12")


@pytest.fixture
def registers(connection: duckdb.DuckDBPyConnection) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return two registers of the six townships, a year apart."""
    return register(connection, as_of=BEFORE), register(connection, as_of=NOW)


def total(frame: pd.DataFrame) -> float:
    return float(frame.loc[frame["register_state"] == "open", "slots"].sum())


def kinds(frame: pd.DataFrame) -> dict[str, str]:
    return dict(zip(frame["institution_id"], frame["change_kind"], strict=True))


def test_a_year_of_the_six_townships(registers: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    found = register_changes(*registers)
    assert found.unreported == []
    assert kinds(found.frame) == {
        "A1": "more_slots",
        "A2": "opened",
        "A3": "opened",
        "C1": "opened",
        "D1": "opened",
        "E1": "opened",
        "D2": "closed",
    }


def test_the_changes_add_up_to_the_change_of_the_whole(
    registers: tuple[pd.DataFrame, pd.DataFrame],
) -> None:
    before, now = registers
    changed = register_changes(before, now)
    assert changed.frame["slots_change"].sum() == total(now) - total(before) == 110
    assert changed.sums()["slots_change"].sum() == 110


def test_backwards_openings_are_closures(registers: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    found = register_changes(*reversed(registers))
    assert kinds(found.frame)["A2"] == "closed"
    assert kinds(found.frame)["D2"] == "opened"
    assert found.frame["slots_change"].sum() == -110


def test_nothing_changes_within_a_month(registers: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    assert register_changes(registers[1], registers[1]).frame.empty


def test_a_county_that_did_not_report_has_neither_opened_nor_closed(
    registers: tuple[pd.DataFrame, pd.DataFrame],
) -> None:
    before, now = registers
    found = register_changes(before[before["parent_code"] != "980102"], now)
    assert found.unreported == ["980102"]
    assert set(kinds(found.frame)) == {"A1", "A2", "A3", "C1"}


def test_one_that_moved_to_another_county_has_not_closed(
    registers: tuple[pd.DataFrame, pd.DataFrame],
) -> None:
    before, now = registers
    moved = now.assign(parent_code=now["parent_code"].where(now.index != "B1", "980102"))
    assert "B1" not in kinds(register_changes(before, moved).frame)


def test_slots_not_given_are_neither_more_nor_fewer(
    registers: tuple[pd.DataFrame, pd.DataFrame],
) -> None:
    before, now = registers
    blank = now.assign(slots=now["slots"].where(now.index != "B1"))
    assert kinds(register_changes(before, blank).frame)["B1"] == "slots_unknown"


def test_becoming_inclusive_is_a_change_of_no_slots(
    registers: tuple[pd.DataFrame, pd.DataFrame],
) -> None:
    before, now = registers
    lost = now.assign(is_inclusive=now["is_inclusive"].where(now.index != "B1", False))
    assert kinds(register_changes(before, lost).frame)["B1"] == "no_longer_inclusive"
    found = register_changes(lost.assign(parent_code="980101"), now.assign(parent_code="980101"))
    assert kinds(found.frame) == {"B1": "became_inclusive"}
