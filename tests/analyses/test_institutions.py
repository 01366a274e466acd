"""Are the institutions of an area found, and those that pass a filter?"""

import duckdb
import pandas as pd
import pytest

from childcare.analyses import PointFilter, open_institutions

NOW = pd.Timestamp("2025-12")


@pytest.fixture
def institutions(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return the open institutions of the whole city."""
    return open_institutions(connection, as_of=NOW, within="980100")


def test_the_largest_come_first(institutions: pd.DataFrame) -> None:
    # 60, 50, 40, 30, 25, 20, 15 slots
    assert institutions["institution_id"].tolist() == ["A1", "B1", "A2", "C1", "D1", "A3", "E1"]


def test_only_those_within_the_area_are_found(connection: duckdb.DuckDBPyConnection) -> None:
    of_county = open_institutions(connection, as_of=NOW, within="980102")
    assert of_county["institution_id"].tolist() == ["D1", "E1"]
    of_township = open_institutions(connection, as_of=NOW, within="980102102")
    assert of_township.empty


@pytest.mark.parametrize(
    ("chosen", "passing"),
    [
        (PointFilter(), {"A1", "A2", "A3", "B1", "C1", "D1", "E1"}),
        (PointFilter(inclusive="yes"), {"A1", "A3", "B1", "C1", "D1", "E1"}),
        (PointFilter(inclusive="no"), {"A2"}),
        (PointFilter(provider_types=("independent",)), {"A1", "A2", "C1"}),
        (PointFilter(provider_types=("medical", "family")), {"D1", "E1"}),
        (PointFilter(operation_modes=("public_public",)), {"A3", "B1", "D1"}),
        (PointFilter("yes", ("independent",), ("public_private",)), {"A1"}),
        (PointFilter(provider_types=("employer",)), set()),
    ],
)
def test_an_institution_passes_if_it_is_all_that_is_asked(
    institutions: pd.DataFrame, chosen: PointFilter, passing: set[str]
) -> None:
    assert set(chosen.apply(institutions)["institution_id"]) == passing


def test_an_institution_of_which_it_is_unknown_counts_as_not_inclusive(
    institutions: pd.DataFrame,
) -> None:
    unknown = institutions.assign(is_inclusive=None)
    assert len(PointFilter(inclusive="no").apply(unknown)) == 7
