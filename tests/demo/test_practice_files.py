"""The practice files are the same each time, and each of their traps sets off what it should."""

import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from childcare.cli import main
from childcare.demo.practice import PRACTICE, practice_archive
from childcare.ingest.inspect import inspect

SLIP_ROW = PRACTICE["register"]["slip"] + 3  # a title and the headings stand above


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("practice")
    assert main(["practice", "--out", str(folder)]) == 0
    return folder


def rows(folder: Path, part: str) -> pd.DataFrame:
    return pd.read_excel(folder / PRACTICE[part]["file"], header=1, dtype=str, engine="openpyxl")


def test_the_archive_holds_the_same_bytes_as_the_folder(practice, tmp_path):
    path = tmp_path / "archive.zip"
    path.write_bytes(practice_archive())
    with zipfile.ZipFile(path) as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    assert packed == {path.name: path.read_bytes() for path in practice.iterdir()}


def test_fifteen_townships_and_their_people_stand_on_the_list(practice):
    listed = rows(practice, "township_list")
    people = listed["常住人口"].astype(int)
    assert len(listed) == 1 + PRACTICE["county"]["townships"]
    assert people[0] == people[1:].sum()


def test_every_trap_sets_off_what_it_should(practice, tmp_path):
    listed = rows(practice, "township_list")
    listed.rename(
        columns={"区划代码": "行政区划代码", "名称": "区域名称", "类型": "区域类型"}
    ).to_csv(tmp_path / "行政区划.csv", index=False)
    unnamed = inspect([tmp_path, *practice.iterdir()])
    assert {"might_be_table", "might_be_shapes"} <= said(unnamed)

    for part, start in (("register", "机构台账_"), ("boundaries", "边界_")):
        name = PRACTICE[part]["file"]
        (tmp_path / f"{start}{name}").write_bytes((practice / name).read_bytes())
    assert "heading_unsure" in said(inspect([tmp_path]))

    sources = tmp_path / "sources.toml"
    sources.write_text('[headings]\n"持证人数" = "certified_care_staff"\n', encoding="utf-8")
    looked = inspect([tmp_path], sources=sources)
    assert {"total_row_left_out", "boundaries_named_otherwise"} <= said(looked)
    failures = [one for one in looked["findings"] if one["severity"] == "fail"]
    assert [(one["check_name"], one["source_row"]) for one in failures] == [
        ("inclusive_slots_exceed_slots", SLIP_ROW)
    ]
    matched = [one["status"] for one in looked["matches"] if one["kind"] == "boundary"]
    assert matched == ["matched"] * PRACTICE["county"]["townships"]


def test_the_register_is_as_messy_as_an_office_leaves_it(practice):
    sheet = openpyxl.load_workbook(practice / PRACTICE["register"]["file"]).active
    assert sheet.merged_cells.ranges
    register = rows(practice, "register")
    assert register["托位数"][:-1].str.endswith("个").all()
    assert register["统计月份"].iloc[0] == "2025.12"
    assert register["机构编号"].iloc[-1] == "合计"


def said(looked: dict) -> set[str]:
    """Return the names of all findings."""
    return {one["check_name"] for one in looked["findings"]}
