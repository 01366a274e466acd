"""Do the pictures on balance and on one county show what their sentences say?"""

from typing import Any

import duckdb
import pandas as pd
import plotly.graph_objects as go
import pytest

from childcare.analyses.briefing import briefing
from childcare.analyses.finding import Finding
from childcare.analyses.stamp import Stamp, stamp_of
from childcare.charts.finding_figure import finding_figure

NOW = pd.Timestamp("2025-12")
EAST = "980101"
SIZES = {"slide": (1024, 576), "phone": (386, 686), "portrait": (794, 1123)}


@pytest.fixture(scope="module")
def found(connection: duckdb.DuckDBPyConnection) -> dict[str, Finding]:
    return {one.name: one for one in briefing(connection, area=EAST, month=NOW)}


@pytest.fixture(scope="module")
def stamp(connection: duckdb.DuckDBPyConnection) -> Stamp:
    return stamp_of(connection, area=EAST, month=NOW)


def drawn(stamp: Stamp, finding: Finding, size: str = "slide", **more: Any) -> go.Figure:
    width, height = SIZES[size]
    return finding_figure(finding, stamp, width=width, height=height, **more)


def traces(figure: go.Figure, name: str) -> list[Any]:
    return [one for one in figure.data if one.name == name]


def beside(figure: go.Figure) -> list[str]:
    return [one.text for one in figure.layout.annotations if one.name == "beside"]


def test_the_picture_has_both_curves_and_marks_the_worst_off(
    stamp: Stamp, found: dict[str, Finding]
) -> None:
    figure = drawn(stamp, found["balance"])
    assert list(traces(figure, "curve")[0].y) == pytest.approx([0, 15, 40, 100])
    assert len(traces(figure, "before")) == 1
    assert list(traces(figure, "worst off")[0].y)[1] == pytest.approx(12)
    assert "基尼系数" in beside(figure)[1]


def test_the_county_itself_has_a_colour_of_its_own(stamp: Stamp, found: dict[str, Finding]) -> None:
    (bars,) = traces(drawn(stamp, found["profile"]), "counties")
    assert list(bars.x) == pytest.approx([5, 40 / 12])
    own, other = bars.marker.color
    assert own != other


@pytest.mark.parametrize("name", ["balance", "profile"])
@pytest.mark.parametrize("size", list(SIZES))
@pytest.mark.parametrize("with_words", [True, False])
def test_chart_and_table_have_each_their_own_room(
    stamp: Stamp,
    found: dict[str, Finding],
    name: str,
    size: str,
    with_words: bool,
) -> None:
    figure = drawn(stamp, found[name], size, with_words=with_words)
    layout = figure.layout
    notes = [one for one in layout.annotations if one.name == "beside"]
    finding = found[name]
    assert finding.beside is not None
    assert len(notes) == len(finding.beside)
    below, right = layout.yaxis.domain[0], layout.xaxis.domain[1]
    assert all(one.y < below or one.x > right for one in notes)
    assert all(0 < one.y <= 1 and 0 <= one.x < 1 for one in notes)
    room = layout.height - layout.margin.t - layout.margin.b
    last = notes[-1]
    lines = last.text.count("<br>") + 1
    assert last.y * room >= lines * last.font.size


@pytest.mark.parametrize("name", ["balance", "profile"])
def test_a_copy_in_greys_has_no_colour(stamp: Stamp, found: dict[str, Finding], name: str) -> None:
    figure = drawn(stamp, found[name], greyscale=True)
    colours = [one.line.color for one in figure.data if one.type == "scatter" and one.line.color]
    colours += [one for bars in figure.data if bars.type == "bar" for one in bars.marker.color]
    assert colours
    assert all(one[1:3] == one[3:5] == one[5:7] for one in colours)


def test_on_a_wall_the_words_of_the_mark_stay_where_they_were(
    stamp: Stamp, found: dict[str, Finding]
) -> None:
    usual, large = (drawn(stamp, found["balance"], scale=scale) for scale in (1.0, 2.0))
    (one,) = [note for note in usual.layout.annotations if note.axref == "x"]
    (other,) = [note for note in large.layout.annotations if note.axref == "x"]
    assert (other.ax, other.ay) == (one.ax, one.ay)
    assert other.font.size == 2 * one.font.size
