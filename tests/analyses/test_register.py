"""Does the register show everybody, and do the filters find whom they are asked for?"""

import duckdb
import pandas as pd
import pytest

from childcare.analyses import open_institutions
from childcare.analyses.register import RegisterFilter, register, within_areas

NOW = pd.Timestamp("2025-12")


@pytest.fixture
def listed(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return the register of the six townships."""
    return register(connection, as_of=NOW)


def test_everybody_is_listed_with_where_they_stand(listed: pd.DataFrame) -> None:
    states = listed["register_state"]
    assert len(listed) == 9
    assert states["D2"] == "closed"
    assert states["B2"] == "not_counted"
    assert set(states.drop(["D2", "B2"])) == {"open"}


def test_the_open_ones_are_those_that_every_other_page_counts(
    connection: duckdb.DuckDBPyConnection, listed: pd.DataFrame
) -> None:
    counted = open_institutions(connection, as_of=NOW, within="980100")
    assert set(listed.index[listed["register_state"] == "open"]) == set(counted["institution_id"])


def test_the_county_is_the_parent_of_the_township(listed: pd.DataFrame) -> None:
    assert listed.loc["A1", ["area_name", "parent_name"]].tolist() == ["甲街道", "东区"]


def test_the_share_of_slots_taken_is_unknown_without_a_number(listed: pd.DataFrame) -> None:
    assert listed["utilisation_rate"]["A1"] == 50
    assert pd.isna(listed["utilisation_rate"]["C1"])


@pytest.mark.parametrize(
    ("chosen", "passing"),
    [
        (RegisterFilter(), {"A1", "A2", "A3", "B1", "B2", "C1", "D1", "D2", "E1"}),
        (RegisterFilter(states=("closed",)), {"D2"}),
        (RegisterFilter(search="甲"), {"A1", "A2", "A3"}),
        (RegisterFilter(search="甲 幼儿园"), {"A3"}),
        (RegisterFilter(search=" a1 "), {"A1"}),
        (RegisterFilter(search="西县"), {"D1", "D2", "E1"}),
        (RegisterFilter(search=".*"), set()),
        (RegisterFilter(inclusive="no"), {"A2", "B2", "D2"}),
        (RegisterFilter(use="high"), set()),
        (RegisterFilter(use="middle"), {"A1", "A3", "B1", "D1", "E1"}),
        (RegisterFilter(use="low"), {"A2", "B2", "D2"}),
        (RegisterFilter(use="unknown"), {"C1"}),
        (RegisterFilter(filing=("pending",)), {"B2"}),
        (RegisterFilter(states=("open",), provider_types=("independent",)), {"A1", "A2", "C1"}),
    ],
    # A set has another order in every process: a test is told apart by what is asked.
    ids=lambda value: repr(value) if isinstance(value, RegisterFilter) else str(len(value)),
)
def test_an_institution_passes_if_it_is_all_that_is_asked(
    listed: pd.DataFrame, chosen: RegisterFilter, passing: set[str]
) -> None:
    assert set(chosen.apply(listed).index) == passing


def test_only_those_in_the_areas_given_are_kept(listed: pd.DataFrame) -> None:
    assert set(within_areas(listed, ["980102", "980102101"]).index) == {"D1", "D2"}


def test_a_month_without_a_register_has_nobody(connection: duckdb.DuckDBPyConnection) -> None:
    assert register(connection, as_of=pd.Timestamp("2019-01")).empty
