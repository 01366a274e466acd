"""A good folder becomes a release, whatever kind of file it comes in."""

import csv
import datetime
import os
import re
from pathlib import Path

import duckdb
import openpyxl
import pytest

from childcare.catalog import speaking
from childcare.ingest import build, finding_lines
from childcare.settings import current_database
from childcare.store import connect

REGISTER = "机构台账.csv"
COUNTS = (
    "select (select count(*) from area), (select sum(population_total) from population),"
    " (select sum(slots) from institution), (select count(*) from kindergarten),"
    " (select count(*) from service_point), (select count(*) from reported_value)"
)


def current(query):
    with connect() as connection:
        return connection.execute(query).fetchall()


def test_the_six_townships_hold_what_was_handed_in(connection):
    assert connection.execute(COUNTS).fetchone() == (13, 305000, 420, 6, 3, 2)
    assert connection.execute(
        "select as_of, slots, is_inclusive, provider_type, opened_on, source_row"
        " from institution where institution_id = 'A3'"
    ).fetchone() == (
        datetime.date(2025, 12, 1), 20, True, "kindergarten_class", datetime.date(2025, 9, 1), 7,
    )  # fmt: skip


def test_an_empty_cell_is_unknown_and_a_zero_is_a_zero(connection):
    rows = connection.execute(
        "select institution_id, children_enrolled from institution"
        " where as_of = '2025-12-01' and institution_id in ('B2', 'C1') order by all"
    ).fetchall()
    assert rows == [("B2", 0), ("C1", None)]


def test_every_area_knows_its_ancestors(connection):
    rows = connection.execute(
        "select ancestor_code, ancestor_level, distance from area_ancestor"
        " where area_code = '980101001001' order by distance"
    ).fetchall()
    assert rows == [
        ("980101001001", "community", 0),
        ("980101001", "township", 1),
        ("980101", "county", 2),
        ("980100", "city", 3),
    ]


def test_indicators_are_stored_by_name(connection):
    assert connection.execute("select distinct indicator from reported_value").fetchall() == [
        ("slots_per_1000_population",)
    ]


def test_a_release_is_named_by_its_time_and_its_content(folder):
    release = build(folder).release
    assert re.fullmatch(r"\d{8}-\d{6}-[0-9a-f]{8}", release)
    assert current_database().name == f"{release}.duckdb"
    assert current("select release_id, title_zh, is_demonstration from release") == [
        (release, "测试市", True)
    ]


def test_the_same_content_bears_the_same_digits_and_other_content_others(folder, edit):
    first, again = build(folder).release, build(folder).release
    edit(REGISTER, "甲一托育", "甲一托育园")
    other = build(folder).release
    assert first[-8:] == again[-8:] != other[-8:]


def test_an_earlier_release_is_never_altered(folder, edit):
    build(folder)
    earlier = current_database()
    before = earlier.read_bytes()
    edit(REGISTER, "甲一托育", "甲一托育园")
    build(folder)
    assert current_database() != earlier
    assert earlier.read_bytes() == before


def test_warnings_are_stored_in_the_release(folder, edit):
    edit(REGISTER, ",0,30,30,1500", ",0,61,30,1500")
    result = build(folder)
    assert [finding.check_name for finding in result.findings] == ["more_children_than_slots"]
    assert current("select check_name, severity, source_row, subject, found from finding") == [
        ("more_children_than_slots", "warn", 5, "甲一托育", "61 > 60")
    ]


def test_findings_read_in_the_language_in_use(folder, edit):
    edit(REGISTER, ",0,30,30,1500", ",0,61,30,1500")
    findings = build(folder).findings
    place = "机构台账.csv 第 5 行「在托人数」(甲一托育) = 61 > 60:"
    assert finding_lines(findings) == [f"{place}在托人数大于托位数。请核对这一行的两个数。"]
    with speaking("en"):
        assert finding_lines(findings)[0].endswith(
            "61 > 60: More children than slots. Compare the two numbers of this row."
        )


def test_a_long_list_of_findings_is_cut(folder):
    lines = (folder / REGISTER).read_text(encoding="utf-8").replace(",2025-12,", ",2025-99,")
    (folder / REGISTER).write_text(lines, encoding="utf-8")
    findings = build(folder).findings
    lines = finding_lines(findings, most=2)
    assert len(findings) == 9
    assert len(lines) == 3
    assert "还有 7 处" in lines[-1]


def test_progress_is_told(folder):
    told = []
    build(folder, tell=told.append)
    assert "读取 机构台账.csv:12 行" in told
    assert told[-1].startswith("新版本")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_text_files_may_be_of_either_encoding(folder, encoding):
    text = (folder / REGISTER).read_text(encoding="utf-8-sig")
    (folder / REGISTER).write_text(text, encoding=encoding)
    assert build(folder).findings == []


def test_two_files_of_one_table_are_appended(folder):
    lines = (folder / REGISTER).read_text(encoding="utf-8-sig").splitlines(keepends=True)
    (folder / REGISTER).unlink()
    (folder / "机构台账_2024.csv").write_text("".join(lines[:4]), encoding="utf-8")
    (folder / "机构台账_2025.csv").write_text("".join([lines[0], *lines[4:]]), encoding="utf-8")
    assert build(folder).findings == []
    rows = current("select source_name, min(source_row), count(*) from institution group by all")
    assert sorted(rows) == [("机构台账_2024.csv", 2, 3), ("机构台账_2025.csv", 2, 9)]


def test_english_headings_and_words_do_as_well(folder):
    (folder / "社区服务点.csv").write_text(
        "Service point id,Month,Community code,Service point kind\n"
        "S1,2025-12,980101001001,Station\n",
        encoding="utf-8",
    )
    assert build(folder).findings == []
    assert current("select service_point_kind from service_point") == [("station",)]


def test_the_row_is_the_line_of_the_file_even_after_a_cell_with_a_line_break(folder, edit):
    edit(REGISTER, "甲一托育", '"甲一\n托育"')
    edit(REGISTER, ",60,60,10,", ",-60,60,10,")
    assert [finding.source_row for finding in build(folder).findings] == [6]


def make_workbook(folder, path):
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for file in sorted(folder.glob("*.csv")):
        sheet = workbook.create_sheet(file.stem)
        with file.open(encoding="utf-8-sig", newline="") as opened:
            for row in csv.reader(opened):
                sheet.append([as_a_person_types(cell) for cell in row])
    workbook.save(path)


def as_a_person_types(cell):
    """Excel turns codes and numbers into numbers, days into dates."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", cell):
        return datetime.datetime.fromisoformat(cell)
    return float(cell) if re.fullmatch(r"-?\d+(\.\d+)?", cell) else cell or None


def test_a_workbook_gives_the_same_tables_as_the_files(folder, own_home, tmp_path):
    tables = ["area", "population", "institution", "designation", "kindergarten", "service_point"]
    build(folder)
    leave_out = "exclude (source_name)"
    as_files = [current(f"select * {leave_out} from {table} order by all") for table in tables]
    make_workbook(folder, folder / "台账.xlsx")
    for file in folder.glob("*.csv"):
        file.unlink()
    result = build(folder)
    assert result.findings == []
    as_sheets = [current(f"select * {leave_out} from {table} order by all") for table in tables]
    assert as_sheets == as_files
    assert current("select distinct source_name from designation") == [("台账.xlsx:称号",)]


def test_a_single_workbook_is_enough(folder, tmp_path):
    make_workbook(folder, tmp_path / "台账.xlsx")
    assert build(tmp_path / "台账.xlsx").findings == []
    assert current("select count(*) from institution") == [(12,)]
    assert current("select title_zh, title_en from release") == [("测试市", "测试市")]


def test_a_misnamed_file_is_mentioned(folder):
    (folder / REGISTER).rename(folder / "托育机构.csv")
    lines = finding_lines(build(folder).findings)
    assert any("托育机构.csv:没有一张表用到这个文件" in line for line in lines)


def test_a_county_list_may_name_a_city_that_it_does_not_hold(folder, edit):
    edit("行政区划.csv", "980100,测试市,市,,", "980100,测试市,市,980000,")
    assert build(folder).findings == []
    assert current("select area_code from area where parent_code is null") == [("980100",)]


def test_a_system_like_windows_can_build(folder, monkeypatch):
    """There folders cannot be opened, and only files opened for writing can be flushed."""
    open_really, opened = os.open, []

    def open_like_windows(path, flags, *rest, **named):
        if Path(path).is_dir():
            raise PermissionError
        opened.append(flags & os.O_RDWR)
        return open_really(path, flags, *rest, **named)

    monkeypatch.setattr(os, "open", open_like_windows)
    assert build(folder).release
    assert opened
    assert all(opened)


def test_a_release_opens_read_only(folder):
    build(folder)
    with connect() as connection, pytest.raises(duckdb.InvalidInputException):
        connection.execute("delete from area")
