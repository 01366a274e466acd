"""Do office programs open what people carry away, with its numbers and without harm?"""

import csv
import io

import openpyxl
import pandas as pd
import pytest

from childcare.catalog import speaking
from childcare.exports import csv_bytes, named_columns, workbook_bytes

TABLE = pd.DataFrame(
    {
        "行政区划代码": ["980101001", "980102102"],
        "区域名称": ["甲街道", "戊镇"],
        "数值": [6.0, None],
        "托位数": pd.array([120, 0], dtype="Int64"),
    }
)
DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_csv_begins_with_a_byte_order_mark_once_and_ends_lines_as_windows_does() -> None:
    content = csv_bytes(TABLE)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\xef\xbb\xbf") == 1
    assert content.endswith(b"\r\n")
    assert content.count(b"\r\n") == content.count(b"\n") == 3


def test_a_csv_holds_the_numbers_and_leaves_the_unknown_empty() -> None:
    assert rows_of(csv_bytes(TABLE)) == [
        ["行政区划代码", "区域名称", "数值", "托位数"],
        ["980101001", "甲街道", "6.0", "120"],
        ["980102102", "戊镇", "", "0"],
    ]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_that_a_spreadsheet_would_calculate_is_quoted(text: str) -> None:
    (_, (cell,)) = rows_of(csv_bytes(pd.DataFrame({"名称": [text]})))
    assert cell == f"'{text}"


def test_a_negative_number_is_a_number_and_not_quoted() -> None:
    (_, (cell,)) = rows_of(csv_bytes(pd.DataFrame({"变化": [-1.5]})))
    assert cell == "-1.5"


def test_the_table_given_is_not_changed_by_writing_it() -> None:
    table = pd.DataFrame({"名称": ["=1"]})
    csv_bytes(table)
    assert table["名称"].item() == "=1"


@pytest.fixture
def workbook() -> openpyxl.Workbook:
    """Return a written workbook, read back by another library."""
    content = workbook_bytes(TABLE, sheet="数据", notes=["口径:甲", "=来源"])
    return openpyxl.load_workbook(io.BytesIO(content))


def test_a_workbook_has_the_table_first_and_the_notes_second(workbook: openpyxl.Workbook) -> None:
    assert workbook.sheetnames == ["数据", "说明"]
    assert [cell.value for cell in workbook["说明"]["A"]] == ["口径:甲", "=来源"]
    assert workbook["说明"]["A2"].data_type == "s"


def test_a_workbook_holds_heads_and_numbers_as_numbers(workbook: openpyxl.Workbook) -> None:
    head, first, second = workbook["数据"].iter_rows(values_only=True)
    assert head == tuple(TABLE.columns)
    assert first == ("980101001", "甲街道", 6, 120)
    assert second == ("980102102", "戊镇", None, 0)


def test_a_code_stays_a_text_with_all_its_digits(workbook: openpyxl.Workbook) -> None:
    assert workbook["数据"]["A2"].data_type == "s"
    assert workbook["数据"]["D2"].data_type == "n"


def test_the_head_stays_in_sight_and_can_be_filtered(workbook: openpyxl.Workbook) -> None:
    sheet = workbook["数据"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:D3"
    assert sheet["A1"].font.bold


def test_numbers_have_thousands_apart_and_fractions_two_decimals() -> None:
    table = pd.DataFrame({"托位数": [12_345], "数值": [4.615]})
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(table, sheet="数据", notes=[])))[
        "数据"
    ]
    assert (sheet["A2"].number_format, sheet["B2"].number_format) == ("#,##0", "#,##0.00")
    assert sheet["B2"].value == 4.615


def test_a_workbook_never_calculates_a_name() -> None:
    content = workbook_bytes(pd.DataFrame({"名称": ["=1+1"]}), sheet="数据", notes=[])
    cell = openpyxl.load_workbook(io.BytesIO(content))["数据"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_an_empty_table_makes_files_with_its_head() -> None:
    empty = TABLE.iloc[:0]
    assert rows_of(csv_bytes(empty)) == [list(TABLE.columns)]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook_bytes(empty, sheet="数据", notes=[])))[
        "数据"
    ]
    assert [cell.value for cell in sheet[1]] == list(TABLE.columns)


def test_columns_carry_the_names_people_read_in_their_language() -> None:
    table = pd.DataFrame(columns=["area_name", "slots", "value", "rank", "unheard"])
    assert list(named_columns(table))[2:] == ["数值", "位次", "unheard"]
    with speaking("en"):
        assert list(named_columns(table))[2:4] == ["Value", "Rank"]
    assert "slots" not in list(named_columns(table))
