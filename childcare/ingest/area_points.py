"""The points of the areas themselves (区域坐标): held against the polygons once these are read."""

import duckdb
import numpy as np
import pandas as pd

from childcare.catalog.sources import TableSource
from childcare.ingest.arrange import ArrangedTable
from childcare.ingest.coordinates import Townships, settle_coordinates
from childcare.ingest.finding import Finding
from childcare.ingest.tables import insert
from childcare.store import execute


def settle_area_points(
    connection: duckdb.DuckDBPyConnection, source: TableSource, townships: Townships
) -> list[Finding]:
    """Put the points of areas in order and system, as those of a register; say what was done.

    The area table is read before the polygons, so its points are looked at again here. Where the
    sources file declares the system they have been converted already.
    """
    if source.coordinate_system:
        return []
    rows = connection.table("area").to_arrow_table()
    names = rows["source_name"].unique().to_pylist()
    read = ArrangedTable(pd.DataFrame(), {}, ", ".join(names), np.array([], dtype=int))
    settled, findings = settle_coordinates(rows, read, source, townships)
    if settled is not rows:
        execute(connection, "build/clear_areas")
        insert(connection, "area", settled)
    return findings
