"""Documents under hostile names: no formula, no markup, every name as it is written."""

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import docx
import openpyxl
import pandas as pd
import pptx
import pytest

from childcare.cli import main
from childcare.exports.tables import csv_bytes, workbook_bytes
from childcare.exports.template import fill_template, stored_tables
from childcare.ingest import build
from childcare.store import connect
from tests.pages.hostile_city import NAMES, hostile_files, hostile_plan

FORMULAS = {"甲一社区": "=HYPERLINK(1)", "丁镇": "@SUM(1)", "甲一托育": "+1+1", "乙一托育": "-1|2"}
COUNTY = NAMES["东区"]


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write every document about the hostile city, some names of which are formulas too."""
    folder = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHILDCARE_HOME", str(folder / "home"))
        files = hostile_files(folder / "files")
        for path in files.iterdir():
            text = path.read_text(encoding="utf-8")
            for name, formula in FORMULAS.items():
                text = text.replace(NAMES.get(name, name), formula)
            path.write_text(text, encoding="utf-8")
        assert build(files).release
        hostile_plan(folder / "home")
        for what, ending in (("deck", "pptx"), ("circular", "docx"), ("workbook", "xlsx")):
            assert main(["export", what, "--out", str(folder / f"{what}.{ending}")]) == 0
        with connect() as connection:
            (folder / "template.xlsx").write_bytes(fill_template(stored_tables(connection)))
    return folder


def sound_parts(path: Path) -> str:
    """Return the text of every part of an office file, each of which is well-formed XML."""
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.endswith(".xml")]
    return " ".join("".join(ElementTree.fromstring(part).itertext()) for part in parts)


def test_slides_and_circular_hold_names_as_they_are_written(documents: Path) -> None:
    slides = pptx.Presentation(str(documents / "deck.pptx"))
    assert len(slides.slides) > 3
    assert COUNTY in sound_parts(documents / "deck.pptx")
    assert docx.Document(str(documents / "circular.docx")).paragraphs
    assert COUNTY in sound_parts(documents / "circular.docx")


@pytest.mark.parametrize("name", ["workbook.xlsx", "template.xlsx"])
def test_a_name_that_is_a_formula_is_a_text_in_every_workbook(documents: Path, name: str) -> None:
    book = openpyxl.load_workbook(documents / name)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    found = {cell.value: cell.data_type for cell in cells if cell.value in FORMULAS.values()}
    assert set(found) & set(FORMULAS.values()) and set(found.values()) == {"s"}
    assert not any(cell.hyperlink for cell in cells)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_tables_to_download_hold_no_formula(start: str) -> None:
    frame = pd.DataFrame({f"{start}head": [f"{start}1+1"], "n": [-1.5]})
    text = csv_bytes(frame).decode("utf-8-sig")
    assert all(not cell.startswith(start) for cell in text.replace('"', "").split(",")[:1])
    assert f"'{start}1+1" in text and "-1.5" in text
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(frame, sheet="a", notes=["=1"])))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {
        "s",
        "n",
    }
