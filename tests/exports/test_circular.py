"""Is the draft of a circular in the form of GB/T 9704, and does it say what was counted?

Every document is opened with python-docx; its numbers are compared with the table of indicators.
"""

import io
import re
import struct
import zlib
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from childcare.analyses import briefing_targets, indicator_table
from childcare.analyses.briefing import briefing
from childcare.analyses.circular import Circular, circular
from childcare.analyses.circular_slow import last_rank, slow_rule
from childcare.analyses.circular_tables import Standing
from childcare.analyses.finding import Finding
from childcare.analyses.stamp import Stamp, stamp_of
from childcare.catalog import INDICATORS, speaking
from childcare.catalog.circular import PAGE, STYLES, TABLES
from childcare.catalog.plan_files import read_plan
from childcare.cli import main
from childcare.exports.circular import build_circular
from childcare.exports.circular_form import TemplateError
from childcare.exports.circular_standings import rank_change, rows, standing_sentence
from childcare.exports.circular_words import formal, listed

NOW = pd.Timestamp("2025-12")
CITY, EAST = "980100", "980101"
PLAN = """
title_zh = "测试计划"
title_en = "Test plan"
document = "测试文件"
issued_on = "2023-01-01"
first_year = 2023
last_year = 2025
area_code = "980101"
area_zh = "东区"
area_en = "East"

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
FULL_WIDTH = str.maketrans({sign: chr(ord(sign) + 0xFEE0) for sign in ",:;()"})


def wide(text: str) -> str:
    """Return a text with full-width punctuation."""
    return text.translate(FULL_WIDTH)


def _png() -> bytes:
    """Return a picture of one grey pixel."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixel = zlib.compress(b"\x00\x80")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", head), chunk(b"IDAT", pixel), chunk(b"IEND", b""))
    )


@pytest.fixture(scope="module")
def findings(opened: duckdb.DuckDBPyConnection) -> list[Finding]:
    return briefing(opened, area=EAST, month=NOW)


@pytest.fixture(scope="module")
def stamp(opened: duckdb.DuckDBPyConnection) -> Stamp:
    return stamp_of(opened, area=EAST, month=NOW)


@pytest.fixture(scope="module")
def said(opened: duckdb.DuckDBPyConnection) -> Circular:
    return circular(opened, area=EAST, month=NOW)


def _made(findings: list[Finding], said: Circular, stamp: Stamp, **more: Any) -> Any:
    return Document(io.BytesIO(build_circular(findings, said, stamp, **more)))


@pytest.fixture(scope="module")
def document(findings: list[Finding], said: Circular, stamp: Stamp) -> Any:
    """Return the circular of the eastern county, opened again."""
    drawn = {name: _png() for name in ("coverage", "trend", "ranking")}
    return _made(findings, said, stamp, pictures=drawn)


def _texts(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def _table(document: Any, caption: str) -> list[list[str]]:
    """Return the texts of the table below a caption."""
    for element in document.element.body:
        if element.tag == qn("w:p") and caption in "".join(element.itertext()):
            table = next(one for one in document.tables if one._tbl is element.getnext())
            return [[cell.text for cell in row.cells] for row in table.rows]
    raise AssertionError(caption)


def test_page_and_type_area_are_those_of_the_standard(document: Any) -> None:
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(one.mm) for one in margins] == [37, 35, 28, 26]
    assert (PAGE.type_width, PAGE.type_height) == (156, 225)


def test_a_page_has_22_lines_of_28_characters(document: Any) -> None:
    body = document.styles["Body Text"]
    assert 22 * body.paragraph_format.line_spacing <= Mm(225)
    assert 23 * body.paragraph_format.line_spacing > Mm(225)
    spacing = int(body.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    character = Pt(body.font.size.pt + spacing)
    assert 28 * character <= Mm(156) < 29 * character


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Title", "方正小标宋简体", 22),
        ("Body Text", "仿宋_GB2312", 16),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
        ("Circular Page Number", "宋体", 14),
    ],
)
def test_styles_have_the_fonts_of_the_standard(
    document: Any, style: str, font: str, size: int
) -> None:
    found = document.styles[style]
    assert found.font.size == Pt(size)
    assert found.element.rPr.rFonts.get(qn("w:eastAsia")) == font


def test_every_run_names_an_east_asian_font_and_its_fallbacks_are_declared(document: Any) -> None:
    parts = [document.element.body, document.sections[0].footer._element]
    fonts = set()
    for part in parts:
        for run in part.iter(qn("w:r")):
            if run.find(qn("w:drawing")) is None:
                fonts.add(run.rPr.rFonts.get(qn("w:eastAsia")))
    assert None not in fonts
    table = next(
        relation.target_part.blob.decode("utf-8")
        for relation in document.part.rels.values()
        if relation.reltype.endswith("/fontTable")
    )
    for font in fonts:
        entry = re.search(rf'w:name="{font}".*?</w:font>', table)
        assert entry is not None
        assert "w:altName" in entry[0]


def test_headings_are_numbered_in_the_ways_of_the_standard(document: Any) -> None:
    first = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert first[0] == "一、总体情况"
    assert [text[0] for text in first] == list("一二三四五六七")[: len(first)]
    second = [one.text for one in document.paragraphs if one.style.name == "Heading 2"]
    assert second == [wide(one) for one in ("(一)托位建设", "(二)机构备案", "(三)普惠机构建设")]


def test_pages_are_numbered_outside_and_marked_as_draft(document: Any) -> None:
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for foot, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        (paragraph,) = foot.paragraphs
        assert paragraph.text == "— 1 —"
        assert "PAGE" in "".join(paragraph._p.itertext(qn("w:instrText")))
        assert paragraph.alignment == {"left": 0, "right": 2}[side]
    assert "草稿" in section.header.paragraphs[0].text
    assert "草稿" in section.even_page_header.paragraphs[0].text


@pytest.mark.parametrize("name", list(TABLES))
def test_the_standard_tables_hold_the_numbers_of_the_indicator_table(
    name: str, document: Any, opened: duckdb.DuckDBPyConnection
) -> None:
    table = TABLES[name]
    everything = indicator_table(opened, month=NOW, level="township", within=EAST)
    counted = everything[everything["indicator"] == table.indicator].set_index("area_name")
    printed = _table(document, f"{table.label_zh}情况")[2:]
    assert {row[1] for row in printed} == set(counted.index)
    for _, area, numerator, denominator, value, _, _ in printed:
        row = counted.loc[area]
        assert numerator == f"{row['numerator']:,.0f}"
        assert denominator == f"{row['denominator']:,.0f}"
        if row["value"] == row["value"]:
            assert float(value.replace(",", "")) == pytest.approx(row["value"], abs=0.05)
        else:
            assert value in ("不适用", "分母过小", "无数据", "一个也没有")


def test_the_first_row_is_the_whole_counted_by_itself(
    document: Any, opened: duckdb.DuckDBPyConnection
) -> None:
    whole = indicator_table(opened, month=NOW, level="county", within=EAST)
    row = whole[whole["indicator"] == "slots_per_1000_population"].iloc[0]
    first = _table(document, "托位建设情况")[1]
    assert first[1:4] == ["东区", f"{row['numerator']:,.0f}", f"{row['denominator']:,.0f}"]


def _standing(values: list[float], ranks: list[int], changes: list[int | None]) -> Standing:
    frame = pd.DataFrame(
        {
            "area_code": [str(number) for number in range(len(values))],
            "area_name": [f"区{number}" for number in range(len(values))],
            "numerator": 1.0,
            "denominator": 2.0,
            "value": values,
            "state": "known",
            "previous": float("nan"),
            "rank": pd.array(ranks, dtype="Int64"),
            "previous_rank": pd.array([None] * len(values), dtype="Int64"),
            "change": pd.array(changes, dtype="Int64"),
        }
    )
    whole = frame.iloc[0].copy()
    indicator = INDICATORS["slots_per_1000_population"]
    return Standing(TABLES["slots"], indicator, frame, whole, 4.5)


def test_ties_share_a_rank_and_changes_of_rank_have_a_direction() -> None:
    table = _standing([6.0, 5.0, 5.0, 2.0], [1, 2, 2, 4], [3, 0, -1, None])
    printed = rows(table)[1:]
    assert [row[0] for row in printed] == ["1", "2", "2", "4"]
    assert [row[-1] for row in printed] == ["↑3", "持平", "↓1", "—"]
    assert rank_change(pd.NA) == "—"


def test_those_that_share_the_last_place_are_all_named() -> None:
    table = _standing([6.0, 2.0, 2.0], [1, 2, 2], [0, 0, 0])
    assert "居末的是区1、区2" in standing_sentence(table)


def test_a_value_below_the_reference_is_never_printed_as_having_reached_it() -> None:
    table = _standing([4.49], [1], [0])
    assert table.shown(4.46) == "4.46"
    assert table.shown(4.4999) == "4.4999"
    assert table.shown(4.44) == "4.4"
    assert table.shown(4.5) == "4.5"


def test_the_last_share_is_rounded_up_and_a_tie_across_its_edge_leaves_nobody_behind() -> None:
    assert [last_rank(number) for number in (1, 4, 7, 8, 20)] == [0, 3, 5, 6, 15]


def test_the_rule_for_slow_areas_is_printed_with_its_numbers(
    document: Any, opened: duckdb.DuckDBPyConnection
) -> None:
    said = circular(opened, area=EAST, month=NOW)
    rule = slow_rule(said.tables, NOW)
    assert "25%" in rule
    assert "100.0%" in rule
    assert any(formal(rule) in text for text in _texts(document))


def test_an_area_is_slow_where_it_is_last_in_two_tables(
    opened: duckdb.DuckDBPyConnection,
) -> None:
    said = circular(opened, area=CITY, month=NOW)
    last = {
        table.table.name: set(
            table.frame[table.frame["rank"] > last_rank(int(table.frame["rank"].notna().sum()))][
                "area_name"
            ]
        )
        for table in said.tables
    }
    for one in said.slow:
        of_ranks = sum(
            one.area_name in names and any(TABLES[name].label_zh in text for text in one.reasons)
            for name, names in last.items()
        )
        assert of_ranks >= 2 or any("时间进度" in text for text in one.reasons)


def test_missing_units_are_named(document: Any, said: Circular) -> None:
    assert said.uncovered or said.empty
    text = "\n".join(_texts(document))
    for name in [name for one in said.uncovered for name in one.names] + list(said.empty):
        assert name in text


def test_a_long_list_of_names_is_cut_and_says_how_many_there_are() -> None:
    assert listed(["甲", "乙"], 2) == "甲、乙"
    assert listed(["甲", "乙", "丙"], 2) == "甲、乙等3个"


@pytest.fixture(scope="module")
def promised(
    opened: duckdb.DuckDBPyConnection, stamp: Stamp, tmp_path_factory: pytest.TempPathFactory
) -> Any:
    """Return the circular of a county that has a plan."""
    path = tmp_path_factory.mktemp("plans") / "plan.toml"
    path.write_text(PLAN, encoding="utf-8")
    plan = read_plan(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(briefing_targets, "load_plans", lambda: {plan.name: plan})
        findings = briefing(opened, area=EAST, month=NOW)
        return _made(findings, circular(opened, area=EAST, month=NOW), stamp)


def test_targets_stand_with_value_light_and_what_is_missing(promised: Any) -> None:
    rows_of_targets = _table(promised, "测试计划完成情况")[1:]
    # 140 of 200 slots are inclusive; 80 % would be 160.
    assert rows_of_targets == [["普惠性托位数占比", "≥80%", "70.0%", "未达标", "还差20个托位"]]
    told = next(text for text in _texts(promised) if text.startswith("1.普惠性托位数占比"))
    assert "还差20个托位" in told


def test_overdue_tasks_are_told_with_who_leads_and_since_when(promised: Any) -> None:
    told = next(text for text in _texts(promised) if text.startswith("1.补齐空白乡镇"))
    assert "卫生健康局、教育局" in told
    assert "2025年6月逾期" in told


def test_pictures_have_alternative_texts_and_numbered_captions(document: Any) -> None:
    drawn = list(document.element.body.iter(qn("wp:docPr")))
    assert len(drawn) == 3
    assert all(len(one.get("descr")) > 10 for one in drawn)
    captions = [one.text for one in document.paragraphs if one.style.name == "Caption"]
    figures = [text for text in captions if text.startswith("图")]
    tables = [text for text in captions if text.startswith("表")]
    assert [text[:2] for text in figures] == ["图1", "图2", "图3"]
    assert [text[:2] for text in tables] == [f"表{n}" for n in range(1, len(document.tables) + 1)]


def test_pictures_are_as_wide_as_the_type_area(document: Any) -> None:
    assert {shape.width for shape in document.inline_shapes} == {Mm(156)}


def test_heads_of_tables_repeat_and_rows_are_never_split(document: Any) -> None:
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_without_pictures_the_circular_says_why(
    findings: list[Finding], said: Circular, stamp: Stamp
) -> None:
    document = _made(findings, said, stamp, without_pictures="没有浏览器")
    assert not document.inline_shapes
    assert any("没有浏览器" in text for text in _texts(document))


def test_the_stamp_ends_the_document_and_stands_in_its_properties(
    document: Any, stamp: Stamp
) -> None:
    assert stamp.release.release_id in _texts(document)[-1]
    assert document.core_properties.subject == stamp.text


def test_twice_the_same_circular_has_the_same_text(
    opened: duckdb.DuckDBPyConnection, findings: list[Finding], said: Circular, stamp: Stamp
) -> None:
    again = circular(opened, area=EAST, month=NOW)
    first, second = (_made(findings, one, stamp) for one in (said, again))
    assert first.element.xml == second.element.xml


def test_a_circular_can_be_written_in_english(
    opened: duckdb.DuckDBPyConnection, stamp: Stamp
) -> None:
    with speaking("en"):
        findings = briefing(opened, area=EAST, month=NOW)
        document = _made(findings, circular(opened, area=EAST, month=NOW), stamp)
    assert any(text.startswith("1. As a whole") for text in _texts(document))


def test_a_template_keeps_its_page_and_its_styles(
    findings: list[Finding], said: Circular, stamp: Stamp, tmp_path: Path
) -> None:
    own = Document()
    own.sections[0].left_margin = Mm(40)
    own.styles["Heading 1"].font.size = Pt(19)
    own.add_paragraph("旧文")
    own.save(str(tmp_path / "own.docx"))
    document = _made(findings, said, stamp, template=tmp_path / "own.docx")
    assert round(document.sections[0].left_margin.mm) == 40
    assert document.styles["Heading 1"].font.size == Pt(19)
    assert "旧文" not in _texts(document)
    assert "Circular Table Cell" in {style.name for style in document.styles}


def test_what_is_no_document_is_refused_as_a_template(
    findings: list[Finding], said: Circular, stamp: Stamp, tmp_path: Path
) -> None:
    (tmp_path / "own.docx").write_text("not a document", encoding="utf-8")
    with pytest.raises(TemplateError):
        _made(findings, said, stamp, template=tmp_path / "own.docx")


@pytest.mark.parametrize(
    ("screen", "paper"),
    [
        ("为 4.59,高于参照值 4.50", wide("为4.59,高于参照值4.50")),
        ("截至 2025-12", "截至2025年12月"),
        ("文号,2024-03-15", wide("文号,2024年3月15日")),
        ("共缺 4,156 个托位", "共缺4,156个托位"),
        ("珑宁区(5.93)", wide("珑宁区(5.93)")),
        ("58.9%,低于", wide("58.9%,低于")),
        ("数据版本 20261122-064457-215a6306", "数据版本20261122-064457-215a6306"),
        ("目标 ≥ 60%", "目标≥60%"),
    ],
)
def test_texts_take_the_punctuation_of_documents(screen: str, paper: str) -> None:
    assert formal(screen) == paper


def test_every_style_of_the_form_has_fallbacks() -> None:
    assert all(style.fallbacks for style in STYLES.values())


def test_the_command_line_writes_a_circular(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("CHILDCARE_CHROMIUM", str(tmp_path / "none"))
    out = tmp_path / "circular.docx"
    assert (
        main(["export", "circular", "--area", EAST, "--as-of", "2025-12", "--out", str(out)]) == 0
    )
    assert _texts(Document(str(out)))[0].startswith("关于东区")
