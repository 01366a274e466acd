"""Does a briefing say how evenly slots lie, and where one county stands, or nothing at all?"""

import duckdb
import pandas as pd
import pytest

from childcare.analyses.briefing import briefing
from childcare.analyses.finding import Finding
from childcare.catalog import speaking
from childcare.measures.quadrants import QUADRANTS

NOW = pd.Timestamp("2025-12")
CITY, EAST, WEST, STREET = "980100", "980101", "980122", "980101001"


def said(connection: duckdb.DuckDBPyConnection, area: str) -> dict[str, Finding]:
    return {one.name: one for one in briefing(connection, area=area, month=NOW)}


@pytest.fixture(scope="module")
def of_city(asked_once: duckdb.DuckDBPyConnection) -> dict[str, Finding]:
    return said(asked_once, CITY)


@pytest.fixture(scope="module")
def of_east(asked_once: duckdb.DuckDBPyConnection) -> dict[str, Finding]:
    return said(asked_once, EAST)
