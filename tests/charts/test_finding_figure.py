"""Is every finding drawn to fill its sheet, with its words, at any size, in colours or in greys?"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import plotly.graph_objects as go
import pytest
from plotly.utils import PlotlyJSONEncoder

from childcare.analyses import Geometry, geometry
from childcare.analyses.briefing import briefing
from childcare.analyses.finding import Finding
from childcare.analyses.stamp import Stamp, stamp_of
from childcare.catalog.briefing import KINDS
from childcare.charts.enlarged import enlarged
from childcare.charts.finding_figure import DRAWN_BY, finding_figure
from childcare.charts.lettering import text_width, wrapped
from childcare.charts.theme import SIZE_SMALL

NOW = pd.Timestamp("2025-12")
CITY = "980100"
SHEETS = [(1024, 576), (794, 1123), (386, 686)]


@pytest.fixture(scope="module")
def opened(home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    release = (home / "current.txt").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(home / "releases" / release), read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def findings(opened: duckdb.DuckDBPyConnection) -> dict[str, Finding]:
    return {one.name: one for one in briefing(opened, area=CITY, month=NOW)}


@pytest.fixture(scope="module")
def stamp(opened: duckdb.DuckDBPyConnection) -> Stamp:
    return stamp_of(opened, area=CITY, month=NOW)


@pytest.fixture(scope="module")
def shapes(opened: duckdb.DuckDBPyConnection) -> Geometry:
    return geometry(opened)


def _all_text(figure: go.Figure) -> str:
    text = json.dumps(figure.to_dict(), cls=PlotlyJSONEncoder, ensure_ascii=False)
    return re.sub(r"<[^>]*>|\s", "", text)


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def _sizes(value: object) -> Iterator[float]:
    """Give every size of type in a figure."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key.endswith("font") and isinstance(part, dict) and "size" in part:
                yield part["size"]
            yield from _sizes(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _sizes(part)


def test_every_kind_of_finding_has_a_drawing() -> None:
    assert set(KINDS) == set(DRAWN_BY) | {"map", "empty"}


@pytest.mark.parametrize("size", SHEETS)
def test_a_figure_has_its_size_its_sentence_and_its_stamp(
    findings: dict[str, Finding], stamp: Stamp, shapes: Geometry, size: tuple[int, int]
) -> None:
    for finding in findings.values():
        figure = finding_figure(finding, stamp, width=size[0], height=size[1], geometry=shapes)
        assert (figure.layout.width, figure.layout.height) == size
        text = _all_text(figure)
        assert _plain(finding.title) in text, finding.name
        assert all(_plain(line) in text for line in stamp.lines), finding.name


def test_without_words_neither_sentence_nor_stamp_take_room(
    findings: dict[str, Finding], stamp: Stamp, shapes: Geometry
) -> None:
    for finding in findings.values():
        figure = finding_figure(
            finding, stamp, width=900, height=500, geometry=shapes, with_words=False
        )
        assert figure.layout.title.text == ""
        assert figure.layout.margin.b <= 10
        notes = [one.text for one in figure.layout.annotations]
        assert not any(stamp.permission in str(text) for text in notes)


def test_rows_that_have_no_room_are_left_out_and_said_to_be(
    findings: dict[str, Finding], stamp: Stamp
) -> None:
    ranking = findings["ranking"]
    many = pd.concat([ranking.frame] * 15, ignore_index=True)
    long = replace(ranking, frame=many)
    figure = finding_figure(long, stamp, width=900, height=300)
    names = next(figure.select_traces({"name": "names"})).text
    assert 1 < len(names) < 15
    assert f"{len(many)}" in _all_text(figure) and f"{len(names)}" in _all_text(figure)


def test_scale_makes_all_type_larger_in_the_same_proportion(
    findings: dict[str, Finding], stamp: Stamp, shapes: Geometry
) -> None:
    for finding in findings.values():
        figure = finding_figure(
            finding, stamp, width=1920, height=1080, scale=28 / SIZE_SMALL, geometry=shapes
        )
        assert min(_sizes(figure.to_dict())) >= 28 - 1e-6, finding.name


def test_enlarging_leaves_lengths_on_axes_alone() -> None:
    figure = {
        "data": [{"width": 0.9, "line": {"width": 2}, "marker": {"size": [4, 6]}}],
        "layout": {
            "title": {"text": '<span style="font-size:14px">a</span>'},
            "xaxis": {"range": [0, 1]},
        },
    }
    large = enlarged(figure, 2)
    assert large["data"] == [{"width": 0.9, "line": {"width": 4}, "marker": {"size": [8, 12]}}]
    assert "font-size:28px" in large["layout"]["title"]["text"]
    assert large["layout"]["xaxis"]["range"] == [0, 1]


def test_greyscale_names_greys_only_and_hatches_below_the_reference(
    findings: dict[str, Finding], stamp: Stamp, shapes: Geometry
) -> None:
    for finding in findings.values():
        figure = finding_figure(
            finding, stamp, width=900, height=600, geometry=shapes, greyscale=True
        )
        text = json.dumps(figure.to_dict(), cls=PlotlyJSONEncoder)
        colours = set(re.findall(r"#([0-9a-f]{6})\b", text, re.IGNORECASE))
        assert {one for one in colours if len({one[:2], one[2:4], one[4:]}) > 1} == set()
        patterns = figure.layout.meta["patterns"]
        if finding.classes is not None and finding.classes.met_from is not None:
            assert list(patterns.values()).count("diagonal") == finding.classes.met_from


def test_every_class_has_a_grey_of_its_own(
    findings: dict[str, Finding], stamp: Stamp, shapes: Geometry
) -> None:
    finding = findings["coverage"]
    figure = finding_figure(finding, stamp, width=900, height=600, geometry=shapes, greyscale=True)
    legend = [one for one in figure.data if one.showlegend and one.marker.symbol == "square"]
    assert len({one.marker.color for one in legend}) == len(legend)


def test_a_greyscale_map_writes_values_below_names(
    findings: dict[str, Finding], stamp: Stamp, shapes: Geometry
) -> None:
    finding = findings["coverage"]
    figure = finding_figure(finding, stamp, width=900, height=900, geometry=shapes, greyscale=True)
    names = next(figure.select_traces({"name": "names"})).text
    assert any("<br>" in name for name in names)


def test_numbers_at_the_ends_of_bars_stay_on_the_sheet(
    findings: dict[str, Finding], stamp: Stamp
) -> None:
    for name, width in (("ranking", 900), ("ranking", 380), ("gap", 380)):
        if name not in findings:
            continue
        figure = finding_figure(findings[name], stamp, width=width, height=640)
        numbers = next(figure.select_traces({"name": "numbers"}))
        across = figure.layout.xaxis
        room = (width - 16) * (across.domain[1] - across.domain[0])
        for end, text in zip(numbers.x, numbers.text, strict=True):
            taken = float(end) / across.range[1] * room + text_width(text) * SIZE_SMALL * 0.5
            assert taken <= room + 1, (name, width, text)


def test_two_lines_part_at_a_pause_and_a_number_stays_with_what_it_counts() -> None:
    first, second = wrapped("18 项目标中 11 项达标,5 项未达标,1 项缺对照值", 34).split("<br>")
    assert first.endswith(",")
    assert second[0].isdigit()
    for width in range(10, 40):
        for line in wrapped("各自补足共缺 4,156 个托位,缺得最多的是豆汀街道(273 个)", width).split(
            "<br>"
        ):
            assert not line.endswith("(")
            assert not line.rstrip().endswith("4,156")
