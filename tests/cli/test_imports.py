"""The template round-trips the demonstration city, and inspect says what would be read."""

import json
import shutil

import openpyxl
import pytest

from childcare.catalog import COLUMNS
from childcare.catalog.sources import TABLES, load_sources
from childcare.cli import main
from childcare.exports.template import fill_template, stored_tables
from childcare.ingest import build, finding_lines
from childcare.ingest.recognise import table_columns
from childcare.settings import DEMO_DIR
from childcare.store import connect
from tests.ingest.conftest import SIX_TOWNSHIPS

WHERE_FROM = ["source_name", "source_row"]


@pytest.fixture
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("CHILDCARE_HOME", str(tmp_path / "home"))
    return tmp_path


def rows_of(tables):
    return {name: rows.drop_columns(WHERE_FROM).to_pylist() for name, rows in tables.items()}


@pytest.mark.parametrize("city", [DEMO_DIR, SIX_TOWNSHIPS], ids=["demonstration", "six townships"])
def test_a_city_written_into_the_template_builds_to_the_same_tables(own_home, city):
    assert build(city).release
    with connect() as connection:
        before = stored_tables(connection)
    folder = own_home / "again"
    folder.mkdir()
    (folder / "托育数据.xlsx").write_bytes(fill_template(before))
    for name in ("sources.toml", "边界.geojson", "水系.geojson"):
        if (city / name).is_file():
            shutil.copy(city / name, folder)
    result = build(folder)
    assert result.release, finding_lines(result.findings)
    with connect() as connection:
        after = stored_tables(connection)
    assert rows_of(after) == rows_of(before)
    # No area of either city changed.
    assert [table for table, rows in before.items() if not len(rows)] == ["area_successor"]


def test_the_empty_template_has_a_sheet_for_every_table_and_a_heading_for_every_column(own_home):
    assert main(["template", "--out", str(own_home / "模板.xlsx")]) == 0
    workbook = openpyxl.load_workbook(own_home / "模板.xlsx")
    sources = load_sources().tables
    for table in TABLES:
        sheet = workbook[sources[table].sheet]
        headings = [cell.value for cell in sheet[1]]
        wanted = [name for name in table_columns()[table] if name not in WHERE_FROM]
        assert headings == [COLUMNS[name].label_zh for name in wanted]
        assert all(cell.comment for cell in sheet[1])
        assert sheet.max_row == 2
        assert str(sheet["A2"].value).startswith("【示例】")
        lists = [one for one in sheet.data_validations.dataValidation if one.type == "list"]
        assert len(lists) == sum(COLUMNS[n].type in ("category", "yes_no") for n in wanted)


def test_the_example_rows_are_no_data(own_home, capsys):
    main(["template", "--out", str(own_home / "模板.xlsx")])
    capsys.readouterr()
    assert main(["inspect", str(own_home / "模板.xlsx")]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [one["rows"] for one in told["tables"]] == [0] * len(TABLES)
    assert {one["check_name"] for one in told["findings"]} == {"no_rows"}


def test_a_release_can_be_written_into_the_template(home, tmp_path):
    assert main(["template", "--filled", "--out", str(tmp_path / "六镇.xlsx")]) == 0
    workbook = openpyxl.load_workbook(tmp_path / "六镇.xlsx", read_only=True)
    assert len(list(workbook["机构台账"].rows)) == 13


def test_a_template_that_cannot_be_written_is_no_traceback(tmp_path, capsys):
    assert main(["template", "--out", str(tmp_path / "no" / "模板.xlsx")]) == 1
    assert "模板.xlsx" in capsys.readouterr().err


def test_inspect_tells_what_would_be_read(capsys):
    assert main(["inspect", str(SIX_TOWNSHIPS)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is True
    register = next(one for one in told["tables"] if one["table"] == "institution")
    assert (register["file"], register["heading_row"], register["rows"]) == ("机构台账.csv", 1, 12)
    assert {"column": "slots", "name": "托位数", "heading": "托位数", "matched_by": "label",
            "factor": 1} in register["columns"]  # fmt: skip
    assert told["shapes"][0]["shapes"] == 6
    assert told["shapes"][0]["properties"] == ["行政区划代码", "区域名称"]


def test_inspect_of_a_single_file_asks_for_no_others_and_makes_no_release(own_home, capsys):
    assert main(["inspect", str(SIX_TOWNSHIPS / "机构台账.csv")]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["table"] for one in told["tables"]] == ["institution"]
    assert told["findings"] == []
    assert not (own_home / "home").exists()


def test_inspect_runs_the_checks_where_a_whole_city_is_given(own_home, capsys):
    folder = shutil.copytree(SIX_TOWNSHIPS, own_home / "city")
    register = folder / "机构台账.csv"
    text = register.read_text(encoding="utf-8").replace(",60,60,10,", ",60,61,10,", 1)
    register.write_text(text, encoding="utf-8")
    assert main(["inspect", str(folder)]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [(one["check_name"], one["source_row"]) for one in told["findings"]] == [
        ("inclusive_slots_exceed_slots", 5)
    ]


def test_inspect_of_a_file_that_is_not_there_says_so(capsys):
    assert main(["inspect", "nowhere.csv"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [one["check_name"] for one in told["findings"]] == ["no_such_folder"]
