"""Small sound files to begin fuzzing from, one or more for each target."""

import io
import json
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import geopandas as gpd
import openpyxl
import shapely

from childcare.catalog import COLUMNS
from childcare.catalog.sources import load_sources
from childcare.exports.template import template_bytes
from tests.fuzz.targets import parted
from tests.ingest.old_workbook import xls_bytes

SIX_TOWNSHIPS = Path(__file__).parents[1] / "fixtures" / "six_townships"
_CELLS = ("", "0", "60", "-1", "1,040个", "约1.2万", "35%", "2025-12", "2024.6", "11506", "45473",
          "2024年6月30日", "是", "独立机构", "370102001", "1.1E+11", "117\u00b036\u2032",
          "POINT(118 34)", "[118.1,34.1]", "**", "—",
          "\u202e60\u200b", "NaN", "1e308", "\uff19\uff19")  # fmt: skip
_SOURCES = """[dataset]
title_zh = "试"
[headings]
"床位" = "slots"
[reading]
percent = "share"
[tables.institution]
file = "机构台账*.csv"
columns = { "机构编号" = "institution_id", "截至月份" = "as_of" }
required = ["institution_id"]
codes = { care_model = { "独立机构" = "independent" } }
constants = { county = "x" }
sums = { slots = { columns = ["托位数"], when = "载体类型", equals = "独立机构" } }
[boundaries]
file = "边界*.geojson"
"""
_KML = """<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Placemark><name>甲街道</name><ExtendedData><SchemaData><SimpleData name="代码">980101001
</SimpleData></SchemaData><Data name="x"><value>1</value></Data></ExtendedData><Polygon>
<outerBoundaryIs><LinearRing><coordinates>118,34,0 118.1,34,0 118.1,34.1,0 118,34</coordinates>
</LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>"""
_TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [0.1, 0.1], "translate": [118, 34]},
    "objects": {
        "a": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "甲街道"}},
                {"type": "MultiPolygon", "arcs": [[[-1, 2]]], "id": "980101002"},
            ],
        }
    },
    "arcs": [[[0, 0], [1, 0]], [[1, 0], [0, 1], [-1, -1]], [[0, 0], [0, -1], [1, 1]]],
}


def _register() -> bytes:
    return (SIX_TOWNSHIPS / "机构台账.csv").read_bytes()


def _rows() -> list[list[str]]:
    return [line.split(",") for line in _register().decode("utf-8-sig").splitlines()[:4]]


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "机构台账"
    for row in _rows():
        book.active.append(row)
    book.active["F2"] = 60
    book.active["F2"].number_format = "0%"
    book.active["G2"] = "=1+1"
    book.active.row_dimensions[3].hidden = True
    book.active.merge_cells("A5:C5")
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


def _unzipped(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return parted({name: archive.read(name) for name in archive.namelist()})


def _vector(ending: str) -> dict[str, bytes]:
    """Return the files of two polygons in a form that GDAL writes."""
    frame = gpd.GeoDataFrame(
        {"代码": ["980101001", "980101002"], "名称": ["甲街道", "乙街道"]},
        geometry=[shapely.box(118, 34, 118.1, 34.1), shapely.box(118.1, 34, 118.2, 34.1)],
        crs=4490,
    )
    with tempfile.TemporaryDirectory() as folder:
        frame.to_file(Path(folder) / f"a{ending}", engine="pyogrio", encoding="UTF-8")
        return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


def _headings() -> list[bytes]:
    tables = sorted(load_sources().tables)
    rows = "\n".join("\t".join(row) for row in _rows()).encode()
    pairs = "\n".join(one.label_zh + "\t" + one.label_en for one in COLUMNS.values()).encode()
    return [bytes([number]) + rows for number in range(len(tables))] + [b"\0" + pairs]


@cache
def seeds() -> dict[str, list[bytes]]:
    """Return the seeds of each target by its name."""
    stream = xls_bytes({"机构台账": _rows()})
    geopackage = _vector(".gpkg")["a.gpkg"]
    collection = (SIX_TOWNSHIPS / "边界.geojson").read_bytes()
    small = json.loads(collection)
    small["features"] = small["features"][:1]
    workbook = _workbook()
    files = {path.name: path.read_bytes() for path in sorted(SIX_TOWNSHIPS.iterdir())}
    cells = "\n".join(_CELLS).encode()
    text = _register()
    return {
        "cells": [bytes([number]) + cells for number in range(len(COLUMNS))],
        "headings": _headings(),
        "csv": [text[:900], text.decode("utf-8-sig").encode("gb18030")[:700],
                text[:600].decode("utf-8-sig", "ignore").encode("utf-16"),
                text[:600].replace(b",", b"\t"), b'"a\n' + text[:300]],
        "workbook": [_unzipped(workbook)],
        "workbook_file": [workbook, template_bytes()[:20_000]],
        "old_workbook": [stream[512:4608]],
        "old_workbook_file": [stream],
        "geojson": [json.dumps(small, ensure_ascii=False).encode()],
        "topojson": [json.dumps(_TOPOLOGY, ensure_ascii=False).encode()],
        "kml": [_KML.encode()],
        "shapefile": [parted(_vector(".shp"))],
        "geopackage": [geopackage],
        "sources": [_SOURCES.encode()],
        "folder": [parted(files)],
    }  # fmt: skip
