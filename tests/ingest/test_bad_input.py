"""Bad input gets a clear message that names the place, never a traceback, and changes nothing."""

import errno
import json
import os
import time
import tracemalloc

import pytest

from childcare.catalog import speaking
from childcare.ingest import build, finding_lines

REGISTER = "机构台账.csv"
BOUNDARIES = "边界.geojson"
AREAS = "行政区划.csv"


@pytest.fixture
def refused(folder, own_home):
    """Return a function that builds, holds that nothing changed, and returns the messages."""

    def build_and_refuse(source=None, sources=None):
        before = {path: path.read_bytes() for path in sorted(own_home.rglob("*")) if path.is_file()}
        result = build(source or folder, sources=sources)
        assert result.release is None
        after = {path: path.read_bytes() for path in sorted(own_home.rglob("*")) if path.is_file()}
        assert after == before
        with speaking("en"):
            assert finding_lines(result.findings)
        return "\n".join(finding_lines(result.findings))

    return build_and_refuse


def test_a_missing_folder_is_named(refused, folder):
    assert "找不到" in refused(folder / "nowhere")


def test_a_missing_table_names_file_and_sheet(refused, folder):
    (folder / AREAS).unlink()
    message = refused()
    assert "行政区划*.csv" in message and "工作表「行政区划」" in message


def test_a_missing_heading_names_file_and_heading(refused, edit):
    edit(REGISTER, "托位数,普惠托位数", "床位,普惠托位数")
    assert f"{REGISTER}「托位数」:缺少表头" in refused()


def test_a_word_that_is_not_allowed_lists_those_that_are(refused, edit):
    edit(REGISTER, "社区嵌入式", "小区里")
    message = refused()
    assert f"{REGISTER} 第 3 行「载体类型」(乙一托育) = 小区里" in message
    assert "独立机构/幼儿园托班/社区嵌入式" in message


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (",60,60,10,", ",-60,60,10,", "第 5 行「托位数」(甲一托育) = -60:不能为负数"),
        (",60,60,10,", ",60.5,60,10,", "第 5 行「托位数」(甲一托育) = 60.5:应为整数"),
        (",60,60,10,", ",六十,60,10,", "第 5 行「托位数」(甲一托育) = 六十:不是数字"),
        (",60,60,10,", ",60,61,10,", "第 5 行「普惠托位数」(甲一托育) = 61 > 60"),
        (",0,30,30,1500", ",0,91,30,1500", "第 5 行「在托人数」(甲一托育) = 91 > 60"),
        ("C1,2025-12", "A1,2025-12", "第 10 行「机构编号」(丙一托育) = A1 2025-12"),
        (",980101101,,118.16", ",98,,118.16", "第 10 行「行政区划代码」(丙一托育) = 98"),
        (",118.16,34.04,", ",113.16,34.04,", "第 10 行「经度」(丙一托育) = 113.16, 34.04"),
        (",118.16,34.04,", ",34.04,118.16,", "第 10 行「经度」(丙一托育) = 34.04, 118.16"),
        ("C1,2025-12", "C1,2025-13", "第 10 行「截至月份」(丙一托育) = 2025-13:不是月份"),
        ("2025-01-01,", "2025-02-30,", "第 10 行「开办日期」(丙一托育) = 2025-02-30:不是日期"),
        ("C1,2025-12", ",2025-12", "第 10 行「机构编号」(丙一托育):必填"),
        ("C1,2025-12", "3.7E+11,2025-12", "第 10 行「机构编号」(丙一托育) = 3.7E+11:代码被"),
        ("是,是\nB1", "大概,是\nB1", "第 2 行「有医疗合作」(甲一托育) = 大概:应为是或否"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_by_file_row_heading_and_value(refused, edit, old, new, expected):
    edit(REGISTER, old, new)
    assert f"{REGISTER} {expected}" in refused()


def test_an_area_whose_parents_lead_back_to_itself_is_named(refused, edit):
    edit(AREAS, "980101,东区,县区,980100", "980101,东区,县区,980101")
    assert "绕成了圈" in refused()


def test_townships_without_parent_are_not_guessed_from_their_code(refused, edit):
    edit(AREAS, "己乡,乡镇街道,980102", "己乡,乡镇街道,")
    assert f"{AREAS} 第 10 行「上级代码」(己乡):区域没有上级" in refused()


def test_a_file_with_a_row_too_long_is_named(refused, edit):
    edit(REGISTER, "否,是\nD1", "否,是,多,余\nD1")
    assert f"{REGISTER} 第 10 行 = 多 | 余" in refused()


@pytest.mark.parametrize(
    ("name", "expected"), [(REGISTER, "文件是空的"), ("新.xlsx", "文件是空的")]
)
def test_an_empty_file_is_named(refused, folder, name, expected):
    (folder / name).write_bytes(b"")
    assert f"{name}:{expected}" in refused()


def test_a_heading_that_is_there_twice_is_named(refused, edit):
    edit(REGISTER, "托位数,普惠托位数", "托位数,托位数")
    assert f"{REGISTER}「托位数」:同一个表头出现两次" in refused()


def test_a_workbook_of_garbage_is_named(refused, folder):
    (folder / "台账.xlsx").write_bytes(b"garbage" * 100)
    assert "台账.xlsx:不是能打开的" in refused()
    assert "台账.xlsx:不是能打开的" in refused(folder / "台账.xlsx")


@pytest.mark.parametrize("name", [REGISTER, "台账.xlsx", BOUNDARIES])
@pytest.mark.parametrize(
    "content", [b"\0\1\2\xff", b"nonsense,without,headings\n", b"\xff\xfe\xfd"]
)
def test_50_megabytes_of_nonsense_are_refused_at_once(refused, folder, name, content):
    (folder / name).write_bytes(content * (50_000_000 // len(content)))
    tracemalloc.start()
    started = time.perf_counter()
    message = refused()
    seconds = time.perf_counter() - started
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert name in message
    assert seconds < 5
    assert most < 40_000_000


def test_a_register_whose_cells_are_nonsense_is_answered_in_seconds(refused, folder):
    heading = (folder / REGISTER).read_text(encoding="utf-8").splitlines()[0]
    (folder / REGISTER).write_text(heading + "\n" + "x,y,z\n" * 300_000, encoding="utf-8")
    started = time.perf_counter()
    assert "还有" in refused()
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize(
    "text", ["no json", "{}", '{"features": [1]}', '{"type": "Topology"}', "{"]
)
def test_boundaries_that_are_no_geojson_are_named(refused, folder, text):
    (folder / BOUNDARIES).write_text(text, encoding="utf-8")
    assert f"{BOUNDARIES}" in refused()


def test_an_invalid_polygon_is_named_with_the_reason(refused, folder):
    collection = json.loads((folder / BOUNDARIES).read_text(encoding="utf-8"))
    ring = collection["features"][0]["geometry"]["coordinates"][0]
    ring[1], ring[2] = ring[2], ring[1]
    (folder / BOUNDARIES).write_text(json.dumps(collection), encoding="utf-8")
    message = refused()
    assert f"{BOUNDARIES}(甲街道) = Self-intersection" in message


def test_a_boundary_whose_code_and_name_contradict_each_other_is_refused(refused, edit):
    edit(BOUNDARIES, "丙镇", "丁镇")
    message = refused()
    assert f"{BOUNDARIES}(丁镇) = 980101101" in message and "丙镇 980101101" in message


def test_metres_said_to_be_degrees_are_refused(refused, folder):
    text = (folder / BOUNDARIES).read_text(encoding="utf-8").replace("[118.", "[500118.")
    (folder / BOUNDARIES).write_text(text, encoding="utf-8")
    assert "坐标不是经纬度" in refused()


@pytest.mark.parametrize(
    "text",
    [
        "unknown_part = 1",
        "[dataset]\ntitel = 'x'",
        "[tables.institution]\nfiel = 'x.csv'",
        "[tables.nothing]\nfile = 'x.csv'",
        "[tables.area]\ncolumns = { a = 'no_such_column' }",
        "[tables.area]\ncolumns = ['a']",
        "[tables.area]\nfile = '行政区划.csv'\ncolumns = { '级别' = 'slots' }",
        "[tables.institution]\nsums = { slots = { colums = ['a'] } }",
        "[boundaries]\nmatch_by = 'luck'",
        "[boundaries]\naliases = 5",
        "[tables.area]\nrows = [1]",
        "[tables.area]\ncolumns = { a = ['area_code'] }",
        "[tables.area]\nflags = { in_assessment = 'A' }",
        "[tables.area]\ncodes = { level = { a = 1 } }",
        "[tables.area]\nprefixes = { area_code = 1 }",
        "[tables.area]\nsums = { longitude = [1] }",
        "tables = 5",
        "no toml",
    ],
)
def test_a_sources_file_that_is_not_understood_says_so(refused, folder, text):
    (folder / "sources.toml").write_text(text, encoding="utf-8")
    assert "来源声明" in refused()


def test_a_crash_leaves_the_current_release_and_no_draft(folder, own_home, monkeypatch):
    before = sorted(path.name for path in own_home.rglob("*"))

    def crash(*_):
        raise MemoryError

    monkeypatch.setattr("childcare.ingest.build_release.run_checks", crash)
    with pytest.raises(MemoryError):
        build(folder)
    assert sorted(path.name for path in own_home.rglob("*")) == before


def test_a_crash_while_publishing_leaves_the_current_release(folder, own_home, monkeypatch):
    before = (own_home / "current.txt").read_bytes()

    def crash(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", crash)
    result = build(folder)
    assert result.release is None
    assert [finding.check_name for finding in result.findings] == ["release_not_written"]
    assert (own_home / "current.txt").read_bytes() == before
    assert not list(own_home.rglob("*.draft*"))
