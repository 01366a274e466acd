"""Views of the six townships to draw from, without a page."""

from collections.abc import Callable
from typing import Any

import duckdb
import pandas as pd
import pytest

from childcare.analyses import (
    area_tree,
    change_classes,
    class_boundaries,
    compare,
    counts,
    coverage,
    geometry,
    open_institutions,
)
from childcare.catalog import INDICATORS
from childcare.charts import MapView
from childcare.charts.legend import entries
from childcare.charts.theme import Caption

CAPTION = Caption("发现", "量什么", "来源", "说明")
NOW, BEFORE = pd.Timestamp("2025-12"), pd.Timestamp("2024-12")

MakeView = Callable[..., MapView]


@pytest.fixture
def view(connection: duckdb.DuckDBPyConnection) -> MakeView:
    """Return a function that makes a view of all areas of a level."""
    tree, shapes = area_tree(connection), geometry(connection)

    def make(
        name: str = "slots_per_1000_population",
        level: str = "township",
        *,
        is_change: bool = False,
        with_points: bool = False,
        **more: Any,
    ) -> MapView:
        indicator, frame = INDICATORS[name], counts(connection, level=level)
        areas = tree.at_level(level, tree.root)
        covered = coverage(frame, areas, indicator, NOW)
        classes = class_boundaries(frame, indicator)
        if is_change:
            covered = compare(covered, coverage(frame, areas, indicator, BEFORE), indicator)
            classes = change_classes(covered, indicator)
        points = open_institutions(connection, as_of=NOW, within=tree.root)
        given = {
            "frame": covered,
            "indicator": indicator,
            "entries": entries(covered, indicator, classes, is_change=is_change),
            "geometry": shapes,
            "caption": CAPTION,
            "name": "view",
            "points": points if with_points else None,
            "is_change": is_change,
        }
        return MapView(**(given | more))

    return make
