"""Do the slides on balance and on one county hold the numbers, natively?"""

import io
from typing import Any

import duckdb
import pandas as pd
import pytest
from pptx import Presentation

from childcare.analyses import geometry
from childcare.analyses.briefing import briefing
from childcare.analyses.stamp import stamp_of
from childcare.exports.deck import build_deck

NOW = pd.Timestamp("2025-12")
EAST = "980101"


@pytest.fixture(scope="module")
def pages(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Return the two slides of a county, by the name of their view."""
    found = [
        one
        for one in briefing(connection, area=EAST, month=NOW)
        if one.name in ("balance", "profile")
    ]
    stamp = stamp_of(connection, area=EAST, month=NOW)
    made = Presentation(io.BytesIO(build_deck(found, stamp, geometry(connection))))
    return dict(zip([one.name for one in found], made.slides, strict=True))


def chart_of(page: Any) -> Any:
    (found,) = [shape for shape in page.shapes if shape.has_chart]
    assert found._element.xpath(".//p:cNvPr")[0].get("descr")
    return found.chart


def points_of(series: Any) -> list[tuple[float, float]]:
    across = [float(one.text) for one in series._element.xpath("./c:xVal//c:v")]
    return list(zip(across, series.values, strict=True))


def table_of(page: Any) -> list[list[str]]:
    (found,) = [shape.table for shape in page.shapes if shape.has_table]
    return [[cell.text for cell in row.cells] for row in found.rows]


def test_the_curve_is_native_with_two_months_evenness_and_the_worst_off(
    pages: dict[str, Any],
) -> None:
    before, now, even, worst_off = chart_of(pages["balance"]).plots[0].series
    assert (before.name, now.name) == ("2024-12", "2025-12")
    # 丙镇 30 slots for 300 children, 乙街道 50 for 300, 甲街道 120 for 600.
    assert [round(up) for _, up in points_of(now)] == [0, 15, 40, 100]
    assert [round(across) for across, _ in points_of(now)] == [0, 25, 50, 100]
    assert all(x == y for x, y in points_of(even))
    assert points_of(worst_off) == [(20, pytest.approx(12))]


def test_the_first_series_is_the_longest_or_one_program_loses_it(pages: dict[str, Any]) -> None:
    lengths = [len(points_of(one)) for one in chart_of(pages["balance"]).plots[0].series]
    assert lengths[0] == max(lengths)


def test_the_measures_stand_beside_the_curve(pages: dict[str, Any]) -> None:
    rows = table_of(pages["balance"])
    assert rows[0] == ["指标", "2025-12", "2024-12"]
    assert rows[2] == ["基尼系数", "0.125", "0.413"]


def test_counties_are_bars_by_rank_and_one_is_marked(pages: dict[str, Any]) -> None:
    plot = chart_of(pages["profile"]).plots[0]
    assert [str(name).split()[0] for name in plot.categories] == ["东区", "西县"]
    (series,) = plot.series
    shown = list(series.values)
    assert shown == pytest.approx([5, 40 / 12])
    colours = [series.points[place].format.fill.fore_color.rgb for place in range(2)]
    assert colours[0] != colours[1]


def test_townships_are_listed_by_what_is_to_be_done(pages: dict[str, Any]) -> None:
    assert ["稳定(供给多、使用高)", "乙街道(1 个)"] in table_of(pages["profile"])


def test_what_is_drawn_lies_within_the_page(pages: dict[str, Any]) -> None:
    for page in pages.values():
        wide = page.part.package.presentation_part.presentation.slide_width
        assert all(one.left >= 0 and one.left + one.width <= wide for one in page.shapes)
