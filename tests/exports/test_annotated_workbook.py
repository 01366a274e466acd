"""The annotated workbook shows each file as it was handed in, and each finding where it stands."""

import io
from pathlib import Path

import openpyxl
import pytest

from childcare.catalog import speaking
from childcare.exports.annotated_workbook import FIRST_ROWS, annotated_workbook
from childcare.ingest.finding import Finding, problem
from childcare.ingest.inspect import inspect

HEADINGS = "机构编号,截至月份,机构名称,托位数,行政区划代码"


def annotated(folder: Path, *more: Finding) -> openpyxl.Workbook:
    """Return the workbook of what inspect finds in a folder."""
    paths = sorted(folder.iterdir())
    findings = [Finding(**one) for one in inspect(paths)["findings"]]
    return openpyxl.load_workbook(io.BytesIO(annotated_workbook(paths, [*findings, *more])))


def register(*rows: str, above: str = "") -> str:
    return "\n".join([*([above] if above else []), HEADINGS, *rows]) + "\n"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    rows = ("01,2025-12,=1+1,-60,980101001", "02,2025-13,乙一托育,30,980101002")
    (tmp_path / "机构台账.csv").write_text(register(*rows), encoding="gb18030")
    return tmp_path


def test_the_first_sheet_lists_place_value_rule_and_remedy(faulty: Path) -> None:
    sheet = annotated(faulty)["校验结果"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert rows[0] == ["级别", "文件", "工作表", "行", "列", "对象", "值", "规则", "怎么办"]
    assert ["错误", "机构台账.csv", "2", "托位数", "-60", "不能为负数"] in [
        [row[place] for place in (0, 1, 3, 4, 6, 7)] for row in rows
    ]
    assert all(row[8] for row in rows[1:] if row[0] in ("错误", "提醒"))


def test_a_faulty_cell_is_coloured_and_says_rule_and_remedy(faulty: Path) -> None:
    sheet = annotated(faulty)["机构台账"]
    cell, sound = sheet["D2"], sheet["D3"]
    assert cell.value == "-60" and "不能为负数" in cell.comment.text
    assert cell.fill.fgColor.rgb != sound.fill.fgColor.rgb
    assert cell.border.left.style == "thick" and sound.comment is None


def test_cells_are_as_they_were_handed_in_and_never_formulas(faulty: Path) -> None:
    sheet = annotated(faulty)["机构台账"]
    assert [cell.value for cell in sheet[2]] == ["01", "2025-12", "=1+1", "-60", "980101001"]
    assert {cell.data_type for cell in sheet[2]} == {"s"}
    assert sheet["C2"].quotePrefix


def test_a_finding_leads_to_its_cell(faulty: Path) -> None:
    sheet = annotated(faulty)["校验结果"]
    places = {cell.hyperlink.location for cell in sheet["D"] if cell.hyperlink}
    assert {"'机构台账'!D2", "'机构台账'!B3"} <= places


def test_a_finding_of_a_row_colours_the_row(faulty: Path) -> None:
    of_row = problem("total_row_left_out", source_name="机构台账.csv", source_row=3, value="x")
    sheet = annotated(faulty, of_row)["机构台账"]
    fills = {cell.fill.fgColor.rgb for cell in sheet[3]} - {sheet["B3"].fill.fgColor.rgb}
    assert len(fills) == 1 and fills != {sheet["A2"].fill.fgColor.rgb}
    assert of_row.title in sheet["A3"].comment.text


def test_sheets_with_titles_and_two_rows_of_headings_keep_their_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "机构台账"
    sheet.append(["某区机构台账"])
    sheet.append(["机构编号", "截至月份", "机构名称", "行政区划代码", "托位数", None])
    sheet.append([None, None, None, None, "普惠", "合计"])
    sheet.append(["A1", "2025-12", "甲一托育", "980101001", 60, -5])
    book.save(tmp_path / "台账.xlsx")
    found = annotated(tmp_path)["机构台账"]
    assert found["F4"].value == -5 and "不能为负数" in found["F4"].comment.text
    assert found["A1"].value == "某区机构台账"


def test_of_a_long_file_the_first_rows_and_those_with_findings_are_shown(tmp_path: Path) -> None:
    last = FIRST_ROWS + 500
    rows = [f"A{number},2025-12,甲,30,980101001" for number in range(last - 2)]
    (tmp_path / "机构台账.csv").write_text(
        register(*rows, "Z,2025-13,乙,30,980101001"), encoding="utf-8"
    )
    book = annotated(tmp_path)
    sheet = book["机构台账"]
    assert sheet.cell(last, 2).value == "2025-13" and sheet.cell(last, 2).comment
    assert sheet.cell(last - 1, 2).value is None and sheet.cell(FIRST_ROWS, 2).value
    assert sheet.sheet_format.zeroHeight
    notes = [cell.value for cell in book["校验结果"]["A"] if cell.value]
    assert any(f"{FIRST_ROWS:,}" in note for note in notes)


def test_names_that_no_sheet_may_have_are_changed(tmp_path: Path) -> None:
    for name in ("History", "a" * 40, "b" + "a" * 40, "'x'[1]"):
        (tmp_path / f"机构台账{name}.csv").write_text(register("A,x,y,z,0"), encoding="utf-8")
    book = openpyxl.Workbook()
    book.active.title = "History"
    book.active.append(HEADINGS.split(","))
    book.active.append(["A", "x", "y", -1, 0])
    book.save(tmp_path / "机构台账.xlsx")
    names = annotated(tmp_path).sheetnames
    assert len(names) == 6 and len({name.lower() for name in names}) == 6
    assert all(len(name) <= 31 for name in names) and "History" not in names


@pytest.mark.parametrize("text", ["\x01\x0b", "\ufffe", "\ud800", "_x000D_", "\u202e<b>&amp;"])
def test_signs_that_xml_cannot_hold_do_no_harm(faulty: Path, text: str) -> None:
    more = problem("not_a_number", source_name="机构台账.csv", source_row=2, value=text)
    sheet = annotated(faulty, more)["校验结果"]
    assert any(cell.value for cell in sheet["G"])


def test_nothing_found_is_said(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(annotated_workbook([], [])))
    assert book["校验结果"]["A2"].value == "没有发现问题。"


def test_the_workbook_is_in_the_language_in_use(faulty: Path) -> None:
    with speaking("en"):
        book = annotated(faulty)
    assert book.sheetnames == ["Findings", "机构台账"]
    assert "Failure" in book["机构台账"]["D2"].comment.text
