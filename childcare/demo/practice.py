"""The practice files (练习文件): an invented county as its offices would hand it in."""

import io
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import xlsxwriter

from childcare.catalog import toml_file
from childcare.catalog.columns import COLUMNS
from childcare.catalog.sources import load_sources
from childcare.demo.files import file_name
from childcare.demo.generator import generate

PRACTICE: dict[str, Any] = toml_file.read("practice")
# Digits of their codes; communities, which have twelve, are not on the list.
_LENGTH_OF_COUNTY, _LENGTH_OF_TOWNSHIP = 6, 9


def practice_files(folder: Path) -> None:
    """Write the list of townships, the register and the boundaries of the practice county.

    They are messy in ways that offices know: townships by name, numbers with their unit, a title
    and a total around the rows, one slip of the pen, boundaries with old codes and one former name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        tidy = Path(made)
        county = dict(PRACTICE["county"])
        generate(tidy, months=1, **county)
        areas = _rows(tidy, "area")
        townships = areas[areas["area_code"].str.len() <= _LENGTH_OF_TOWNSHIP]
        _write_township_list(folder, townships, _rows(tidy, "population"))
        year = str(county["last_month"])[:4]
        _write_register(folder, _rows(tidy, "institution", year), townships)
        _write_boundaries(folder, tidy)


def practice_archive() -> bytes:
    """Return the practice files as one ZIP, as the page offers them."""
    memory = io.BytesIO()
    with tempfile.TemporaryDirectory() as made:
        practice_files(Path(made))
        _pack(Path(made), memory)
    return memory.getvalue()


def _pack(folder: Path, target: Path | io.BytesIO) -> None:
    """Write the files of a folder as a ZIP that does not tell when it was made."""
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(folder.iterdir()):
            member = zipfile.ZipInfo(path.name)
            archive.writestr(member, path.read_bytes(), zipfile.ZIP_DEFLATED)


def _rows(folder: Path, table: str, part: str = "") -> pd.DataFrame:
    """Return a table of the tidy county as text under our column names."""
    read = pd.read_csv(folder / file_name(table, part), dtype=str, keep_default_na=False)
    ours = {COLUMNS[name].label_zh: name for name in COLUMNS}
    return read.rename(columns=ours)


def _write_township_list(folder: Path, townships: pd.DataFrame, people: pd.DataFrame) -> None:
    """Write the areas beside their people."""
    newest = people[people["stat_date"] == people["stat_date"].max()]
    _write_sheet(folder, PRACTICE["township_list"], townships.merge(newest, on="area_code"))


def _write_register(folder: Path, register: pd.DataFrame, townships: pd.DataFrame) -> None:
    """Write the institutions: names of townships, numbers with a unit, a slip, a total."""
    told = PRACTICE["register"]
    names = townships.set_index("area_code")["area_name"]
    total = pd.to_numeric(register["slots"]).sum()
    rows = register.assign(
        area_code=register["area_code"].map(names),
        as_of=register["as_of"].str.replace("-", ".", regex=False),
        opened_on=register["opened_on"].str.replace("-0", ".").str.replace("-", "."),
        slots=register["slots"] + told["unit"],
    )
    slip = rows.index[told["slip"]]
    rows.loc[slip, "inclusive_slots"] = register.loc[slip, "slots"] + "0"
    last = pd.DataFrame([{"institution_id": told["total"], "slots": str(total)}])
    _write_sheet(folder, told, pd.concat([rows, last], ignore_index=True).fillna(""))


def _write_sheet(folder: Path, told: dict[str, Any], rows: pd.DataFrame) -> None:
    """Write a workbook of one sheet: a merged title, headings, rows as text."""
    headings = told["headings"]
    with xlsxwriter.Workbook(folder / told["file"]) as workbook:
        workbook.set_properties({"created": datetime.fromisoformat(PRACTICE["made_on"])})
        sheet = workbook.add_worksheet(told["sheet"])
        title = workbook.add_format({"bold": True, "align": "center", "font_size": 14})
        sheet.merge_range(0, 0, 0, len(headings) - 1, told["title"], title)
        sheet.set_column(0, len(headings) - 1, 14)
        for place, (column, heading) in enumerate(headings.items()):
            sheet.write_string(1, place, heading, workbook.add_format({"bold": True}))
            sheet.write_column(2, place, list(rows[column]))


def _write_boundaries(folder: Path, tidy: Path) -> None:
    """Write a zipped Shapefile in GBK that does not say so."""
    told, source = PRACTICE["boundaries"], load_sources().boundaries
    shapes = gpd.read_file(tidy / source.file.replace("*", ""))
    renamed = shapes[source.title].str[-1].isin(list(told["former_rank"])).idxmax()
    names = shapes[source.title].copy()
    rank = names[renamed][-1]
    names[renamed] = names[renamed][:-1] + told["former_rank"][rank]
    columns = {
        told["code"]: _old_codes(shapes[source.code], told["old_codes_from"]),
        told["name"]: names,
    }
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / f"{told['layer']}.shp"
        frame = gpd.GeoDataFrame(columns, geometry=shapes.geometry)
        frame.to_file(path, encoding="GBK", DBF_DATE_LAST_UPDATE=PRACTICE["made_on"])
        path.with_suffix(".cpg").unlink()
        _pack(path.parent, folder / told["file"])


def _old_codes(codes: pd.Series, first: int) -> list[str]:
    """Return a code for each township as before a renumbering: of its county, and its own."""
    return [f"{code[:_LENGTH_OF_COUNTY]}{number}" for number, code in enumerate(codes, first)]
