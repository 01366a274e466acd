"""Does the page of institutions list, find, open, compare and hand out the register?"""

import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pandas as pd
import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from childcare.exports import csv_bytes, workbook_bytes
from childcare.ui import institution_panel

Opened = Callable[..., AppTest]
FigureOf = Callable[[AppTest, int], dict[str, Any]]
Altered = Callable[[str], None]


def words(test: AppTest) -> str:
    """Return everything a page says, as people read it."""
    said = [*test.markdown, *test.caption, *test.info, *test.subheader]
    return "\n".join(element.value for element in said).replace("\\", "")


def listed(test: AppTest) -> list[str]:
    """Return the names in the register, in its order."""
    return list(test.dataframe[0].value.iloc[:, 0])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("part", ["card", "changes", "duplicates"])
def test_the_page_shows_in_both_languages(opened: Opened, language: str, part: str) -> None:
    test = opened("institutions", lang=language, part=part, compare="2024-12")
    assert not test.exception
    assert len(test.dataframe[0].value) == 7


def test_the_first_line_counts_the_open_ones(opened: Opened) -> None:
    assert "在营托育机构 7 家,托位 240 个,在托 125 人" in words(opened("institutions"))


def test_the_open_ones_are_listed_and_the_others_on_demand(opened: Opened) -> None:
    assert listed(opened("institutions"))[:2] == ["甲一托育", "乙一托育"]
    assert listed(opened("institutions", standing="closed")) == ["丁二托育"]
    assert len(listed(opened("institutions", standing="all"))) == 9


def test_a_county_and_a_township_list_their_own(opened: Opened) -> None:
    assert listed(opened("institutions", area="980102")) == ["丁一托育", "己一托育"]
    assert listed(opened("institutions", area="980101001")) == [
        "甲一托育",
        "甲二托育",
        "甲幼儿园托班",
    ]


def test_a_search_is_kept_in_the_link_and_said(opened: Opened) -> None:
    test = opened("institutions", search="幼儿园")
    assert listed(test) == ["甲幼儿园托班"]
    assert "按查找和筛选条件列出 1 家,托位 20 个" in words(test)
    test.text_input(key="choose_search").set_value("乙")
    test.run()
    assert listed(test) == ["乙一托育"]
    assert test.query_params["search"] == "乙"


def test_what_is_not_found_is_said(opened: Opened) -> None:
    test = opened("institutions", search="没有这家")
    assert not test.exception
    assert "没有符合查找和筛选条件的机构" in words(test)


def test_an_institution_in_the_link_is_opened_with_its_facts(opened: Opened) -> None:
    said = words(opened("institutions", institution="A1"))
    assert "东区 甲街道" in said
    assert "满员时也达到配备标准" in said
    assert "乳儿班托位数 10 (1:3)" in said
    assert "比例待与原文核对" in said
    assert "普惠认定" in said
    assert "2024-06-01" in said
    assert "机构台账.csv" in said


def test_one_that_is_closed_can_still_be_opened(opened: Opened) -> None:
    test = opened("institutions", institution="D2")
    assert not test.exception
    assert "丁二托育" in words(test)
    assert "已关停" in words(test)


def test_few_fees_are_not_compared(opened: Opened) -> None:
    assert "不足5家,不比较" in words(opened("institutions", institution="A1"))


@pytest.mark.parametrize(
    ("before", "rows", "cells", "opened_then"),
    [
        ("", [1], [], "B"),
        ("", [], [[2, "x"]], "C"),
        ("B", [1], [[2, "x"]], "C"),
        ("C", [1], [[2, "x"]], "B"),
        ("B", [1], [[1, "x"]], "B"),
        ("B", [], [], "B"),
    ],
)
def test_the_row_clicked_last_is_opened_whether_by_its_box_or_by_a_cell(
    monkeypatch: pytest.MonkeyPatch,
    before: str,
    rows: list[int],
    cells: list[Any],
    opened_then: str,
) -> None:
    selection = {"selection": {"rows": rows, "columns": [], "cells": cells}}
    state = {"choices": {"institution": before}, "table": selection}
    monkeypatch.setattr(streamlit, "session_state", state)
    institution_panel.open_row("table", ("A", "B", "C"))
    assert state["choices"]["institution"] == opened_then


def test_the_months_compared_list_what_opened_and_closed(opened: Opened) -> None:
    test = opened("institutions", compare="2024-12")
    said = words(test)
    assert "2024-12 至 2025-12:新开 5 家(+130 个托位)、关停或退出台账 1 家(-40 个托位)" in said
    assert "合计 +110 个托位" in said
    assert list(test.dataframe[1].value["变化"])[-2:] == ["增加托位"] or len(
        test.dataframe[1].value
    )
    assert set(test.dataframe[1].value["机构名称"]) >= {"甲二托育", "丁二托育", "甲一托育"}


def test_the_order_of_the_two_months_does_not_matter(opened: Opened) -> None:
    test = opened("institutions", as_of="2024-12", compare="2025-12")
    assert "2024-12 至 2025-12:新开 5 家" in words(test)


def test_changes_are_those_of_the_area_looked_at(opened: Opened) -> None:
    test = opened("institutions", compare="2024-12", area="980102")
    assert set(test.dataframe[1].value["机构名称"]) == {"丁一托育", "己一托育", "丁二托育"}


def test_a_county_that_did_not_report_is_named_and_not_counted(
    opened: Opened, altered_home: Altered
) -> None:
    altered_home("delete from institution where as_of = '2024-12-01' and area_code like '980102%'")
    said = words(opened("institutions", compare="2024-12"))
    assert "新开 3 家" in said
    assert "未计入:西县" in said
    assert "未报送台账、不在其内:西县" in words(opened("institutions", as_of="2024-12"))


def test_likely_duplicates_are_listed_with_the_reason(
    opened: Opened, altered_home: Altered
) -> None:
    altered_home(
        "update institution set institution_name = '甲一(托育)' where institution_id = 'A2'"
    )
    test = opened("institutions", part="duplicates")
    assert "有 1 对疑似重复" in words(test)
    assert list(test.dataframe[1].value["理由"]) == ["同县区同名"]


def test_where_there_are_no_duplicates_it_is_said(opened: Opened) -> None:
    assert "没有发现疑似重复" in words(opened("institutions", part="duplicates"))


def test_names_are_shown_as_they_are_and_never_run(
    opened: Opened, altered_home: Altered, figure_of: FigureOf
) -> None:
    name = "<b>=1+1</b> **粗** [链接](http://a.example) :red[红] $x$"
    altered_home(f"update institution set institution_name = '{name}'")
    test = opened("institutions", institution="A1")
    assert not test.exception
    head = test.subheader[0].value
    assert re.findall(r"(?<!\\)[<>*\[\]():$]", head) == []
    # What looks like an address is parted by a space of no width, or it would be made a link.
    assert head.replace("\\", "") == name.replace("http", "http\u200b")
    drawn = figure_of(test, 0)["figure"]
    points = [trace for trace in drawn["data"] if trace.get("customdata")]
    assert all("<b>" not in one[2] for trace in points for one in trace["customdata"])
    title = figure_of(test, 1)["figure"]["layout"]["title"]["text"]
    assert "<b>=1" not in title
    assert "&lt;b&gt;=1" in title


def test_a_name_that_is_a_formula_is_a_text_in_the_files() -> None:
    table = pd.DataFrame({"机构名称": ["=1+1", "@x"], "托位数": [1.0, 2.0]})
    assert "'=1+1" in csv_bytes(table).decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(table, sheet="a", notes=[])))
    assert [book.worksheets[0].cell(row, 1).data_type for row in (2, 3)] == ["s", "s"]


def test_a_download_holds_what_is_filtered_with_every_column(opened: Opened) -> None:
    test = opened("institutions", search="幼儿园")
    buttons = [element.proto for element in test.get("download_button")]
    assert [button.label for button in buttons][:2] == ["下载 CSV", "下载 XLSX"]


@pytest.mark.parametrize(
    "nonsense",
    [
        {"institution": "nobody"},
        {"part": "all"},
        {"use": "wild"},
        {"standing": "asleep"},
        {"filing": "lost,filed"},
        {"compare": "1999-01"},
        {"search": "(["},
        {"search": "\\"},
    ],
    ids=str,
)
def test_nonsense_in_a_link_does_no_harm(opened: Opened, nonsense: dict[str, str]) -> None:
    assert not opened("institutions", **nonsense).exception


WITHOUT = {
    "boundaries": "delete from boundary; delete from backdrop",
    "places": "update institution set longitude = null, latitude = null",
    "a register": "delete from institution; delete from designation",
    "population": "delete from population",
    "kindergartens": "delete from kindergarten",
    "designations": "delete from designation",
    "enrolment": "update institution set children_enrolled = null",
    "fees": "update institution set monthly_fee = null",
    "slots": "update institution set slots = null, inclusive_slots = null",
    "kinds": "update institution set provider_type = null, operation_mode = null,"
    "filing_status = null, is_inclusive = null, is_public = null",
    "dates": "update institution set opened_on = null, closed_on = null",
    "care staff": "update institution set care_staff = null",
    "one month": "delete from institution where as_of < '2025-12-01'",
}


@pytest.mark.parametrize("missing", WITHOUT)
def test_the_page_shows_without(opened: Opened, altered_home: Altered, missing: str) -> None:
    altered_home(WITHOUT[missing])
    for choices in ({}, {"part": "changes", "compare": "2024-12"}, {"part": "duplicates"}):
        for area in ("980100", "980102", "980102102"):
            test = opened("institutions", area=area, lang="en", **choices)
            assert not test.exception, (choices, area)


def test_without_a_register_the_page_says_so(opened: Opened, altered_home: Altered) -> None:
    altered_home(WITHOUT["a register"])
    assert "没有机构台账" in words(opened("institutions"))


def test_without_places_there_is_no_map_and_it_is_said(
    opened: Opened, altered_home: Altered
) -> None:
    altered_home(WITHOUT["places"])
    assert "都没有经纬度" in words(opened("institutions"))


def test_without_enrolment_nothing_is_said_of_children(
    opened: Opened, altered_home: Altered
) -> None:
    altered_home(WITHOUT["enrolment"])
    said = words(opened("institutions"))
    assert "托位 240 个\n" in said.replace("**", "")
    assert "没有填报在托人数" in said


def test_of_a_single_register_no_course_is_drawn(opened: Opened, altered_home: Altered) -> None:
    altered_home(WITHOUT["one month"])
    test = opened("institutions", institution="A1")
    assert "只有 2025-12 一个月的托位数(60 个)" in words(test)
    assert len(test.get("bidi_component")) == 1


def test_of_very_many_the_largest_are_listed_and_it_is_said(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(institution_panel, "MOST_LISTED", 3)
    test = opened("institutions")
    assert listed(test) == ["甲一托育", "乙一托育", "甲二托育"]
    assert "只列托位最多的 3 家" in words(test)


def test_without_care_staff_nothing_is_said_against_the_standard(
    opened: Opened, altered_home: Altered
) -> None:
    altered_home(WITHOUT["care staff"])
    assert "无法对照配备标准" in words(opened("institutions", institution="A1"))
