"""Does a deck say the numbers that were counted, natively, in fonts that show, for any template?

Every deck is opened with python-pptx; what it holds is compared with the table of indicators.
"""

import io
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Pt

from childcare.analyses import briefing_targets, geometry, indicator_table
from childcare.analyses.briefing import briefing
from childcare.analyses.finding import Finding
from childcare.analyses.stamp import Stamp, stamp_of
from childcare.catalog.plan_files import read_plan
from childcare.charts.theme import OFFICE_EAST_ASIAN
from childcare.cli import main
from childcare.exports.deck import build_deck
from childcare.exports.deck_measure import Box, broken, fitted, lines_needed
from childcare.exports.deck_template import TemplateError

NOW = pd.Timestamp("2025-12")
CITY = "980100"


@pytest.fixture(scope="module")
def findings(opened: duckdb.DuckDBPyConnection) -> list[Finding]:
    return briefing(opened, area=CITY, month=NOW)


@pytest.fixture(scope="module")
def stamp(opened: duckdb.DuckDBPyConnection) -> Stamp:
    return stamp_of(opened, area=CITY, month=NOW)


@pytest.fixture(scope="module")
def deck(opened: duckdb.DuckDBPyConnection, findings: list[Finding], stamp: Stamp) -> Any:
    """Return the deck of the six townships, opened again."""
    return Presentation(io.BytesIO(build_deck(findings, stamp, geometry(opened))))


def _page(deck: Any, findings: list[Finding], name: str) -> Any:
    return deck.slides[[finding.name for finding in findings].index(name)]


def _chart(page: Any) -> Any:
    return next(shape.chart for shape in page.shapes if shape.has_chart)


def _in_groups(page: Any) -> list[Any]:
    groups = [shape for shape in page.shapes if shape.shape_type == 6]
    return [member for group in groups for member in group.shapes]


def _freeforms(page: Any) -> list[Any]:
    return [
        one for one in _in_groups(page) if one._element.find(f".//{qn('a:custGeom')}") is not None
    ]


def _plain(text: str) -> str:
    """Return a title without the line break and the space that it replaced."""
    return text.replace("\v", "").replace(" ", "")


def test_there_is_one_slide_a_finding_with_its_sentence_as_title(
    deck: Any, findings: list[Finding]
) -> None:
    titles = [_plain(slide.shapes.title.text) for slide in deck.slides]
    assert titles == [_plain(finding.title) for finding in findings]


def test_pages_are_sixteen_to_nine(deck: Any) -> None:
    assert deck.slide_width * 9 == deck.slide_height * 16


def test_bars_hold_the_numbers_of_the_indicator_table(
    deck: Any, findings: list[Finding], opened: duckdb.DuckDBPyConnection
) -> None:
    table = indicator_table(opened, month=NOW, level="county", within=CITY)
    rates = table[table["indicator"] == "slots_per_1000_population"].set_index("area_name")["value"]
    plot = _chart(_page(deck, findings, "ranking")).plots[0]
    shown = {
        str(name).split()[0]: value
        for name, value in zip(plot.categories, plot.series[0].values, strict=True)
    }
    assert shown == pytest.approx(rates.to_dict())
    assert list(plot.series[0].values) == sorted(rates)


def test_stacked_bars_hold_both_parts_of_every_share(deck: Any, findings: list[Finding]) -> None:
    first, rest = _chart(_page(deck, findings, "inclusive")).plots[0].series
    # East 140 of 200, west 40 of 40; the lower share on top.
    assert list(first.values) == [140, 40]
    assert list(rest.values) == [60, 0]


def test_numbers_of_a_chart_can_be_edited(deck: Any, findings: list[Finding]) -> None:
    chart = _chart(_page(deck, findings, "ranking"))
    assert chart.part.chart_workbook.xlsx_part.blob[:2] == b"PK"


def test_a_map_has_one_named_freeform_an_area(deck: Any, findings: list[Finding]) -> None:
    by_name = {finding.name: finding for finding in findings}
    areas = set(by_name["coverage"].frame["area_name"])
    drawn = [one for one in _freeforms(_page(deck, findings, "coverage")) if one.name in areas]
    assert {one.name for one in drawn} == areas
    assert len(drawn) == len(areas)


def test_an_area_on_the_map_says_its_value(deck: Any, findings: list[Finding]) -> None:
    shapes = {one.name: one for one in _freeforms(_page(deck, findings, "coverage"))}
    properties = shapes["甲街道"]._element.xpath(".//p:cNvPr")[0]
    # 120 slots for 20,000 people.
    assert properties.get("descr") == "甲街道 6.00 个/千人"


def test_the_map_lies_within_its_page(deck: Any, findings: list[Finding]) -> None:
    for one in _freeforms(_page(deck, findings, "coverage")):
        assert one.left >= 0
        assert one.left + one.width <= deck.slide_width
        assert one.top >= 0
        assert one.top + one.height <= deck.slide_height


def test_every_placed_institution_is_a_dot(deck: Any, findings: list[Finding]) -> None:
    finding = next(one for one in findings if one.name == "empty")
    assert finding.points is not None
    placed = finding.points.dropna(subset=["longitude", "latitude"])
    dots = [
        one
        for one in _in_groups(_page(deck, findings, "empty"))
        if one.name in set(placed["institution_name"])
    ]
    assert len(dots) == len(placed)


def test_whatever_is_like_a_picture_has_an_alt_text(deck: Any) -> None:
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape.shape_type == 6:
                properties = shape._element.xpath(".//p:cNvPr")[0]
                assert properties.get("descr") is not None, shape.name
            if shape.has_chart or shape.has_table:
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr")


def test_every_run_names_a_font_for_chinese(deck: Any) -> None:
    for slide in deck.slides:
        elements = [slide._element, slide.notes_slide._element]
        elements += [one.chart._chartSpace for one in slide.shapes if one.has_chart]
        for element in elements:
            for tag in ("a:rPr", "a:endParaRPr", "a:defRPr"):
                for run in element.iter(qn(tag)):
                    assert run.find(qn("a:ea")).get("typeface") == OFFICE_EAST_ASIAN
                    assert run.find(qn("a:latin")) is not None
            for run in element.iter(qn("a:r")):
                assert run.find(qn("a:rPr")) is not None, "a run without a look of its own"


def test_notes_hold_definition_source_and_rule(deck: Any, findings: list[Finding]) -> None:
    notes = _page(deck, findings, "coverage").notes_slide.notes_text_frame.text
    assert "每千名常住人口拥有的3岁以下婴幼儿托位数" in notes
    assert "托位数 ÷ 常住人口 × 1,000" in notes
    assert "分级以参照值 4.50 为界" in notes
    assert "来源" in notes


def test_every_slide_bears_the_stamp(deck: Any, stamp: Stamp) -> None:
    for slide in deck.slides:
        assert stamp.text in [one.text_frame.text for one in slide.shapes if one.has_text_frame]


def test_no_two_shapes_of_a_slide_have_the_same_number(deck: Any) -> None:
    for slide in deck.slides:
        numbers = [one.get("id") for one in slide._element.iter(qn("p:cNvPr"))]
        assert len(numbers) == len(set(numbers))


def test_twice_the_same_deck_says_the_same(
    opened: duckdb.DuckDBPyConnection, findings: list[Finding], stamp: Stamp, deck: Any
) -> None:
    again = Presentation(io.BytesIO(build_deck(findings, stamp, geometry(opened))))
    for one, other in zip(deck.slides, again.slides, strict=True):
        assert one._element.xml == other._element.xml
        for mine, theirs in zip(one.shapes, other.shapes, strict=True):
            if mine.has_chart:
                assert mine.chart._chartSpace.xml == theirs.chart._chartSpace.xml


PLAN = """
title_zh = "三年计划"
title_en = "Three years"
first_year = 2023
last_year = 2025
document = "文号"
area_zh = "测试市"
area_en = "Test City"
area_code = "980100"

[targets.rate]
indicator = "slots_per_1000_population"
clause = "每千人口托位数达到4.5个"
value = 4.5
due = "2025-12"

[targets.share]
indicator = "inclusive_slot_share"
clause = "普惠性托位占比达到80%以上"
value = 80
due = "2025-12"

[tasks.build]
section = "一"
title = "补齐空白乡镇"
text = "补齐空白乡镇"
lead_units = ["卫生健康局", "教育局"]
due = "2025-06"
status = "in_progress"
"""


@pytest.fixture
def promised(
    opened: duckdb.DuckDBPyConnection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[Finding], Any]:
    """Return findings and deck of a city that has a plan."""
    path = tmp_path / "plan.toml"
    path.write_text(PLAN, encoding="utf-8")
    plan = read_plan(path)
    monkeypatch.setattr(briefing_targets, "load_plans", lambda: {plan.name: plan})
    found = briefing(opened, area=CITY, month=NOW)
    made = build_deck(found, stamp_of(opened, area=CITY, month=NOW), geometry(opened))
    return found, Presentation(io.BytesIO(made))


def test_targets_are_a_table_with_light_value_and_what_is_missing(
    promised: tuple[list[Finding], Any],
) -> None:
    page = _page(promised[1], promised[0], "targets")
    table = next(shape.table for shape in page.shapes if shape.has_table)
    rows = [[cell.text.strip("\xa0") for cell in row.cells] for row in table.rows][1:]
    # 240 of 52,000 people; 180 of 240 slots are inclusive, 80 % would be 192.
    assert rows == [
        ["● 达标", "每千人口托位数", "4.62 个/千人", "≥ 4.50 个/千人", "超过目标 0.12 个/千人"],
        ["◆ 未达标", "普惠性托位数占比", "75.0%", "≥ 80%", "还差 12 个托位"],
    ]


def test_bars_beside_the_targets_are_shares_of_what_is_wanted(
    promised: tuple[list[Finding], Any],
) -> None:
    track, bars = _chart(_page(promised[1], promised[0], "targets")).plots[0].series
    assert list(track.values) == [100, 100]
    assert list(bars.values) == pytest.approx([100 * 240 / 52 / 4.5, 100 * 75 / 80])


def test_open_tasks_are_listed_with_who_leads_them(
    promised: tuple[list[Finding], Any],
) -> None:
    page = _page(promised[1], promised[0], "tasks")
    table = next(shape.table for shape in page.shapes if shape.has_table)
    assert [cell.text for cell in table.rows[1].cells] == [
        "补齐空白乡镇",
        "卫生健康局、教育局",
        "2025-06 逾期",
        "推进中",
    ]


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """Write an office's template: 4 to 3, one slide in it, fonts of its own."""
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = "旧内容"
    path = tmp_path / "template.pptx"
    presentation.save(path)
    return path


def test_an_office_template_lends_its_pages_and_none_of_its_slides(
    opened: duckdb.DuckDBPyConnection, findings: list[Finding], stamp: Stamp, template: Path
) -> None:
    made = build_deck(findings, stamp, geometry(opened), template=template)
    deck = Presentation(io.BytesIO(made))
    assert deck.slide_width * 3 == deck.slide_height * 4
    assert len(deck.slides) == len(findings)
    assert [slide.slide_layout.name for slide in deck.slides][:2] == ["Title Slide", "Title Only"]
    for slide in deck.slides:
        # Nothing is left that asks to be filled in.
        assert [one.placeholder_format.idx for one in slide.placeholders] == [0]
        assert all(one.left + one.width <= deck.slide_width for one in slide.shapes)


def test_what_is_no_presentation_is_refused_by_its_name(
    findings: list[Finding], stamp: Stamp, opened: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    path = tmp_path / "notes.pptx"
    path.write_text("no presentation")
    with pytest.raises(TemplateError, match=r"notes\.pptx"):
        build_deck(findings, stamp, geometry(opened), template=path)


def test_it_is_told_of_every_slide(
    opened: duckdb.DuckDBPyConnection, findings: list[Finding], stamp: Stamp
) -> None:
    told: list[tuple[int, int]] = []
    build_deck(
        findings, stamp, geometry(opened), tell=lambda done, all_of, _: told.append((done, all_of))
    )
    assert told == [(number, len(findings)) for number in range(1, len(findings) + 1)]


def test_a_text_that_fits_nowhere_is_cut_off_and_says_so() -> None:
    box = Box(0, 0, 100, 20)
    text, size = fitted("托" * 60, box, 20, 10)
    assert text.endswith("…")
    assert size == 10
    assert lines_needed(text, size, box.width) == 1


def test_a_line_is_broken_after_a_mark_and_not_within_a_number() -> None:
    assert broken("甲街道共有托位 1,234 个,乙街道共有托位 20 个", 20, 300) == (
        "甲街道共有托位 1,234 个,\n乙街道共有托位 20 个"
    )


def test_the_command_line_writes_the_deck(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "deck.pptx"
    assert (
        main(["export", "deck", "--as-of", "2025-12", "--area", "980101", "--out", str(path)]) == 0
    )
    assert Presentation(str(path)).slides[0].shapes.title.text == "东区托育服务情况"
    assert path.name in capsys.readouterr().out


def test_the_command_line_refuses_a_folder_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "deck", "--out", str(tmp_path / "none" / "deck.pptx")]) == 1
    assert "deck.pptx" in capsys.readouterr().err


def test_no_table_is_taller_than_its_page(deck: Any) -> None:
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_table:
                high = sum(row.height for row in shape.table.rows)
                assert shape.top + high <= deck.slide_height - Pt(20)
