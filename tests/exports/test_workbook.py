"""Does the workbook hold what was counted, as live formulas that any program computes alike?

It is opened with openpyxl, once for its formulas and once for the values that were stored with
them; the formulas are reckoned anew here, by a reader of their own.
"""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pytest
from openpyxl.utils.escape import unescape

from childcare.analyses import briefing_targets, indicator_table
from childcare.analyses.briefing_tables import BriefingTables, briefing_tables
from childcare.analyses.stamp import Stamp, stamp_of
from childcare.catalog import INDICATORS, spoken
from childcare.catalog.plan_files import read_plan
from childcare.cli import main
from childcare.exports.workbook import build_workbook
from childcare.exports.workbook_formula import ratio_formula

NOW = pd.Timestamp("2025-12")
CITY = "980100"
HEADS, FIRST = 4, 5
PLAN = """
title_zh = "测试计划"
title_en = "Test plan"
document = "测试文件"
issued_on = "2023-01-01"
first_year = 2023
last_year = 2025
area_code = "980100"
area_zh = "测试市"
area_en = "Test City"

[targets.share]
indicator = "inclusive_slot_share"
clause = "普惠性托位占比达到80%以上"
value = 80
due = "2025-12"

[tasks.build]
section = "一"
title = "补齐空白乡镇"
text = "补齐空白乡镇"
due = "2025-06"
status = "in_progress"
"""
SHEETS = ["汇总", "县区指标", "乡镇街道指标", "机构", "口径"]


@pytest.fixture(scope="module")
def tables(opened: duckdb.DuckDBPyConnection) -> BriefingTables:
    return briefing_tables(opened, area=CITY, month=NOW)


@pytest.fixture(scope="module")
def stamp(opened: duckdb.DuckDBPyConnection) -> Stamp:
    return stamp_of(opened, area=CITY, month=NOW)


@pytest.fixture(scope="module")
def content(tables: BriefingTables, stamp: Stamp) -> bytes:
    return build_workbook(tables, stamp)


@pytest.fixture(scope="module")
def formulas(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.fixture(scope="module")
def values(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=True)


def _row(sheet: Any, name: str, column: int = 1) -> int:
    return next(
        row for row in range(FIRST, sheet.max_row + 1) if sheet.cell(row, column).value == name
    )


def _column(sheet: Any, head: str) -> int:
    return next(
        column
        for column in range(1, sheet.max_column + 1)
        if str(sheet.cell(HEADS, column).value).startswith(head)
    )


def test_there_is_one_sheet_a_table(formulas: Any) -> None:
    assert formulas.sheetnames == SHEETS


@pytest.mark.parametrize(("name", "level"), [("县区指标", "county"), ("乡镇街道指标", "township")])
def test_stored_values_are_those_of_the_indicator_table(
    name: str, level: str, values: Any, opened: duckdb.DuckDBPyConnection
) -> None:
    sheet = values[name]
    table = indicator_table(opened, month=NOW, level=level, within=CITY)
    ratios = table[table["indicator"].map(lambda one: INDICATORS[one].is_ratio)]
    assert len(ratios) > 20
    for row in ratios.to_dict("records"):
        heading = f"{row['label']}({spoken_unit(row['indicator'])})"
        cell = sheet.cell(_row(sheet, row["area_code"]), _column(sheet, heading))
        if row["value"] == row["value"]:
            assert cell.value == pytest.approx(row["value"])
        else:
            assert isinstance(cell.value, str)


def spoken_unit(indicator: str) -> str:
    return INDICATORS[indicator].unit_name()


def test_the_summary_holds_the_whole(values: Any, opened: duckdb.DuckDBPyConnection) -> None:
    sheet = values["汇总"]
    table = indicator_table(opened, month=NOW, level="city", within=CITY)
    for row in table.to_dict("records"):
        cells = [cell.value for cell in sheet[_row(sheet, row["label"])]]
        if row["value"] == row["value"]:
            assert cells[6] == pytest.approx(row["value"])
            assert cells[2] == pytest.approx(row["numerator"])


def test_every_ratio_is_a_live_formula_on_its_own_row(formulas: Any) -> None:
    sheet = formulas["乡镇街道指标"]
    column = _column(sheet, "每千人口托位数")
    slots = sheet.cell(HEADS, _column(sheet, "托位数")).column_letter
    people = sheet.cell(HEADS, _column(sheet, "常住人口")).column_letter
    for row in range(FIRST, FIRST + 7):
        formula = sheet.cell(row, column).value
        assert formula.startswith("=IF(COUNT(")
        assert f"1000*{slots}{row}/{people}{row}" in formula


def _reckon(formula: str, cells: dict[str, float | None]) -> object:
    """Reckon a formula of ``IF``, ``COUNT``, comparisons and arithmetic, as a spreadsheet does."""
    given = {name: 0 if value is None else value for name, value in cells.items()}
    names = {
        "IF": lambda condition, yes, no: yes() if condition() else no(),
        "COUNT": lambda *counted: sum(value is not None for value in counted),
    }
    return _evaluated(formula.removeprefix("="), given, cells, names)


def _evaluated(text: str, given: dict[str, float], cells: dict[str, Any], names: Any) -> object:
    text = text.strip()
    if text.startswith("IF("):
        condition, yes, no = _arguments(text[3:-1])
        chosen = yes if _evaluated(condition, given, cells, names) else no
        return _evaluated(chosen, given, cells, names)
    if text.startswith('"'):
        return text.strip('"')
    if text.startswith("COUNT("):
        inside, rest = text[6:].split(")", 1)
        counted = sum(cells[name] is not None for name in inside.split(","))
        return eval(f"{counted}{rest}")
    return eval(text.replace("=", "=="), {}, given)


def _arguments(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            parts.append(text[start:place])
            start = place + 1
    return [*parts, text[start:]]


@pytest.mark.parametrize(
    ("slots", "people", "wanted"),
    [
        (120, 20_000, 6.0),
        (0, 20_000, 0.0),
        (5, 10, "分母过小"),
        (0, 0, "不适用"),
        (None, 20_000, "无数据"),
        (5, None, "无数据"),
    ],
)
def test_a_formula_follows_the_rule_of_ratios_when_its_cells_change(
    slots: float | None, people: float | None, wanted: object
) -> None:
    formula = ratio_formula(INDICATORS["slots_per_1000_population"], "A1", "B1")
    assert _reckon(formula, {"A1": slots, "B1": people}) == wanted


def test_an_indicator_without_slots_says_none_where_the_rule_does() -> None:
    formula = ratio_formula(INDICATORS["children_per_slot"], "A1", "B1")
    assert _reckon(formula, {"A1": 50, "B1": 0}) == "一个也没有"
    assert _reckon(formula, {"A1": 0, "B1": 0}) == "不适用"


def test_heads_are_frozen_and_repeated_on_landscape_a4(formulas: Any) -> None:
    for sheet in formulas:
        assert sheet.freeze_panes in ("B5", "C5", "D5")
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.print_title_rows == "$4:$4"


def test_every_sheet_bears_the_stamp_on_the_screen_and_on_paper(
    formulas: Any, stamp: Stamp
) -> None:
    for sheet in formulas:
        assert sheet["A2"].value == stamp.text
        assert stamp.release.release_id in sheet.oddFooter.left.text


def test_every_indicator_is_defined(values: Any) -> None:
    sheet = values["口径"]
    names = [sheet.cell(row, 1).value for row in range(FIRST, FIRST + len(INDICATORS))]
    assert names == [spoken(indicator) for indicator in INDICATORS.values()]
    assert all(sheet.cell(row, 2).value for row in range(FIRST, FIRST + len(INDICATORS)))


def test_institutions_are_those_open_in_the_month(values: Any, tables: BriefingTables) -> None:
    sheet = values["机构"]
    names = {sheet.cell(row, 2).value for row in range(FIRST, sheet.max_row + 1)}
    assert names == set(tables.institutions["institution_name"])


def test_targets_and_tasks_have_sheets_where_there_is_a_plan(
    opened: duckdb.DuckDBPyConnection,
    stamp: Stamp,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(PLAN, encoding="utf-8")
    plan = read_plan(path)
    monkeypatch.setattr(briefing_targets, "load_plans", lambda: {plan.name: plan})
    made = build_workbook(briefing_tables(opened, area=CITY, month=NOW), stamp)
    book = openpyxl.load_workbook(io.BytesIO(made), data_only=True)
    # 180 of 240 slots are inclusive: 75 of 80 percent.
    assert [cell.value for cell in book["目标"][FIRST]][3:6] == [80, 75, 93.75]
    assert book["任务"].cell(FIRST, 1).value == "补齐空白乡镇"
    live = openpyxl.load_workbook(io.BytesIO(made))["目标"].cell(FIRST, 6).value
    assert live == '=IF(COUNT(E5,D5)<2,"",IF(D5=0,"",100*E5/D5))'


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_a_name_that_looks_like_a_formula_stays_text(
    begin: str, tables: BriefingTables, stamp: Stamp
) -> None:
    attack = f"{begin}HYPERLINK(1)"
    institutions = tables.institutions.copy()
    institutions.loc[0, "institution_name"] = attack
    made = build_workbook(replace(tables, institutions=institutions), stamp)
    cell = openpyxl.load_workbook(io.BytesIO(made))["机构"].cell(FIRST, 2)
    assert cell.data_type == "s"
    assert cell.quotePrefix
    # A carriage return is written in the format's own way.
    assert unescape(cell.value) == attack
    assert not cell.value.startswith("'")


def test_twice_the_same_workbook_has_the_same_cells(
    content: bytes, tables: BriefingTables, stamp: Stamp
) -> None:
    assert _cells(content) == _cells(build_workbook(tables, stamp))


def _cells(content: bytes) -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()]


def test_the_command_line_writes_a_workbook(tmp_path: Path) -> None:
    out = tmp_path / "tables.xlsx"
    assert main(["export", "workbook", "--as-of", "2025-12", "--out", str(out)]) == 0
    assert openpyxl.load_workbook(out).sheetnames == SHEETS
