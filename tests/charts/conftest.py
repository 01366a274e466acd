"""Views of the six townships to draw from, without a page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd
import pytest

from childcare.analyses import (
    AreaTree,
    Geometry,
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

CAPTION = Caption("发现", "量什么", ["来源"], "说明")
NOW, BEFORE = pd.Timestamp("2025-12"), pd.Timestamp("2024-12")

MakeView = Callable[..., MapView]


@dataclass(frozen=True)
class Asked:
    """What the drawings are made from, asked once for all tests; nobody writes into it."""

    tree: AreaTree
    shapes: Geometry
    institutions: pd.DataFrame
    counted: dict[str, pd.DataFrame]


@pytest.fixture(scope="session")
def asked(connection: duckdb.DuckDBPyConnection) -> Asked:
    """Ask the six townships for all that is drawn."""
    return Asked(
        area_tree(connection),
        geometry(connection),
        open_institutions(connection, as_of=NOW, within="980100"),
        {level: counts(connection, level=level) for level in ("township", "county")},
    )


@pytest.fixture
def view(asked: Asked) -> MakeView:
    """Return a function that makes a view of all areas of a level."""

    def make(
        name: str = "slots_per_1000_population",
        level: str = "township",
        *,
        is_change: bool = False,
        with_points: bool = False,
        **more: Any,
    ) -> MapView:
        indicator, frame = INDICATORS[name], asked.counted[level]
        areas = asked.tree.at_level(level, asked.tree.root)
        covered = coverage(frame, areas, indicator, NOW)
        classes = class_boundaries(frame, indicator)
        if is_change:
            covered = compare(covered, coverage(frame, areas, indicator, BEFORE), indicator)
            classes = change_classes(covered, indicator)
        given = {
            "frame": covered,
            "indicator": indicator,
            "entries": entries(covered, indicator, classes, is_change=is_change),
            "geometry": asked.shapes,
            "caption": CAPTION,
            "name": "view",
            "points": asked.institutions if with_points else None,
            "is_change": is_change,
        }
        return MapView(**(given | more))

    return make
