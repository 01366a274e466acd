"""Are slots held against the children of the age that their classes take?"""

import duckdb
import pandas as pd
import pytest

from childcare.analyses import area_tree, counts
from childcare.analyses.age_fit import age_fit, children_of_age_2, class_slots
from childcare.analyses.profile import of_month
from childcare.store import run

NOW = pd.Timestamp("2025-12-01")


def fit(
    connection: duckdb.DuckDBPyConnection, level: str, month: pd.Timestamp = NOW
) -> pd.DataFrame:
    return age_fit(
        area_tree(connection).at_level(level, "980100").index,
        class_slots(connection, level=level, within="980100", month=month),
        children_of_age_2(connection, level=level, within="980100"),
        of_month(counts(connection, level=level), month),
        month,
    )


def test_older_classes_and_whole_kindergarten_classes_serve_age_2(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    # East: A1 30 + A2 20 + B1 20 + C1 20 of older classes, and all 20 of the kindergarten class.
    east = fit(connection, "county").loc["980101"]
    assert (east["slots_for_age_2"], east["children_age_2"]) == (110, 400)
    assert east["value"] == 27.5


def test_mixed_classes_stand_apart(connection: duckdb.DuckDBPyConnection) -> None:
    # West: D1 10 of its older class; E1 has 15 of a mixed class only; 120 children of age 2.
    west = fit(connection, "county").loc["980102"]
    assert west["slots_of_mixed_classes"] == 15
    assert west["value"] == pytest.approx(100 * 10 / 120)
    assert west["with_mixed"] == pytest.approx(100 * 25 / 120)


def test_a_township_without_an_institution_has_none_and_is_known(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    townships = fit(connection, "township")
    assert townships.loc["980102102", ["value", "state"]].tolist() == [0, "zero"]
    assert townships.loc["980102201", "state"] == "missing"


def test_slots_without_a_class_are_not_guessed(connection: duckdb.DuckDBPyConnection) -> None:
    # In 2024-12 D2 gave no classes of its 40 slots.
    west = fit(connection, "county", pd.Timestamp("2024-12-01")).loc["980102"]
    assert (west["slots_for_age_2"], west["slots_without_class"]) == (0, 40)


def test_before_the_first_report_nothing_is_known(connection: duckdb.DuckDBPyConnection) -> None:
    assert (fit(connection, "county", pd.Timestamp("2020-01-01"))["state"] == "missing").all()


@pytest.mark.parametrize("level", ["township", "county", "city"])
def test_the_four_parts_are_the_slots(connection: duckdb.DuckDBPyConnection, level: str) -> None:
    parts = run(connection, "class_slots", as_of=NOW.date(), level=level, within="980100")
    parts = parts.set_index("area_code").drop(columns="as_of").sum(axis=1)
    slots = counts(connection, level=level).xs(NOW)["slots"]
    assert parts.to_dict() == slots[slots > 0].to_dict()
