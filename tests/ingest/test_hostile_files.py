"""Files made to do harm are refused with a sentence, within bounded time and memory."""

import io
import json
import shutil
import struct
import subprocess
import sys
import time
import zipfile

import numpy as np
import pytest
import shapely

from childcare.catalog.import_limits import IMPORT_LIMITS
from childcare.ingest import build
from childcare.ingest.geojson import Shape, mend
from childcare.settings import PROJECT_DIR
from tests.ingest.conftest import SIX_TOWNSHIPS
from tests.ingest.old_workbook import xls_bytes

ROW = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>x</t></is></c></row>'
HEAD = (
    b'<?xml version="1.0"?><worksheet xmlns='
    b'"http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
TAIL = b"</sheetData></worksheet>"
BOOK = """<?xml version="1.0"?><workbook
xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>
<sheet name="机构台账" sheetId="1" r:id="rId1"/></sheets></workbook>"""
RELATIONS = """<?xml version="1.0"?><Relationships
xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
Target="worksheets/sheet1.xml"/></Relationships>"""
ROOT = """<?xml version="1.0"?><Relationships
xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
Target="xl/workbook.xml"/></Relationships>"""
TYPES = """<?xml version="1.0"?><Types
xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>"""


def workbook(sheet, **more):
    """Return a workbook with the XML of one sheet."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", ROOT)
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for piece in sheet:
                part.write(piece)
        for name, content in more.items():
            archive.writestr(name, content)
    return memory.getvalue()


def refused(folder, name, content):
    """Return the one check that refuses a file, and how long it took."""
    (folder / name).write_bytes(content)
    started = time.perf_counter()
    result = build(folder)
    seconds = time.perf_counter() - started
    assert result.release is None
    named = [one.check_name for one in result.findings if one.source_name.startswith(name)]
    assert len(set(named)) == 1, result.findings
    return named[0], seconds


def test_a_workbook_as_made_here_is_read(folder):
    sheet = [HEAD, "".join(f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{t}</t></is></c></row>'
             for n, t in enumerate(["机构编号", "A1"], 1)).encode(), TAIL]  # fmt: skip
    assert refused(folder, "台账.xlsx", workbook(sheet))[0] == "missing_heading"


def test_a_zip_bomb_is_refused_unopened(folder):
    content = workbook([HEAD, *[b" " * 1_000_000] * 300, TAIL])
    assert len(content) < 1_000_000
    name, seconds = refused(folder, "台账.xlsx", content)
    assert name == "unpacks_to_too_much"
    assert seconds < 2


def test_an_archive_that_lies_about_its_size_is_refused(folder):
    content = bytearray(workbook([HEAD, *[b" " * 1_000_000] * 300, TAIL]))
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = -1
        while (at := content.find(mark, at + 1)) >= 0:
            if struct.unpack_from("<I", content, at + place)[0] > 1_000_000:
                struct.pack_into("<I", content, at + place, 1000)
    name, seconds = refused(folder, "台账.xlsx", bytes(content))
    assert name == "not_a_workbook"
    assert seconds < 5


def test_a_workbook_of_too_many_files_is_refused(folder):
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for number in range(IMPORT_LIMITS.archive_entries + 1):
            archive.writestr(f"{number}", "")
    assert refused(folder, "台账.xlsx", memory.getvalue())[0] == "unpacks_to_too_much"


def test_laughing_entities_are_refused(folder):
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    shared = f'<?xml version="1.0"?><!DOCTYPE sst [{laughs}]><sst><si><t>&l9;</t></si></sst>'
    content = workbook([HEAD, TAIL], **{"xl/sharedStrings.xml": shared})
    assert refused(folder, "台账.xlsx", content)[0] == "xml_definitions"
    (folder / "台账.xlsx").unlink()
    kml = f'<?xml version="1.0"?><!DOCTYPE kml [{laughs}]><kml>&l9;</kml>'.encode()
    assert refused(folder, "边界1.kml", kml)[0] == "xml_definitions"


def test_a_sheet_of_a_million_rows_is_refused_in_time(folder):
    rows = (ROW % (number, number) for number in range(1, 1_000_001))
    name, seconds = refused(folder, "台账.xlsx", workbook([HEAD, *rows, TAIL]))
    assert name in ("too_many_rows", "unpacks_to_too_much")
    assert seconds < 20


@pytest.mark.parametrize("place", ["A1048576", "XFD1", "XFD1048576"])
def test_one_cell_far_away_takes_no_memory(folder, place):
    row = "".join(letter for letter in place if letter.isdigit())
    far = f'<row r="{row}"><c r="{place}" t="inlineStr"><is><t>x</t></is></c></row>'.encode()
    name, seconds = refused(folder, "台账.xlsx", workbook([HEAD, ROW % (1, 1), far, TAIL]))
    assert name == "too_many_rows"
    assert seconds < 2


def test_a_million_formatted_rows_without_a_value_do_no_harm(folder):
    empty = b"".join(b'<row r="%d" ht="15"/>' % number for number in range(10, 200_000))
    heading = '<row r="1"><c r="A1" t="inlineStr"><is><t>机构编号</t></is></c></row>'.encode()
    content = workbook([HEAD, heading, empty, TAIL])
    assert refused(folder, "台账.xlsx", content)[0] == "missing_heading"


def test_hostile_files_stay_within_bounded_memory(own_home, tmp_path):
    """Measured from outside: the readers of workbooks and maps keep memory of their own."""
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    rows = (ROW % (number, number) for number in range(1, 600_000))
    sheets = ([b" " * 1_000_000] * 900, [far], rows)
    for number, sheet in enumerate(sheets):
        shutil.copytree(SIX_TOWNSHIPS, tmp_path / f"{number}")
        (tmp_path / f"{number}" / "台账.xlsx").write_bytes(workbook([HEAD, *sheet, TAIL]))
    script = (
        "import resource, sys; from pathlib import Path; from childcare.ingest import build;"
        "base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "found = [build(Path(sys.argv[1], n)).findings[0].check_name for n in '012'];"
        "print(*found,"
        " (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base) // 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=PROJECT_DIR, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    *found, megabytes = done.stdout.split()
    assert found == ["unpacks_to_too_much", "too_many_rows", "too_many_rows"]
    assert int(megabytes) < 400


def test_a_name_that_is_a_path_or_a_formula_stays_a_name(folder):
    name = "机构台账_=cmd|' 调用'!A0 <b>.csv"
    (folder / "机构台账.csv").rename(folder / name)
    assert build(folder).findings == []


def test_an_old_workbook_whose_cells_lie_beyond_every_sheet_is_refused(folder):
    """The reader would set aside memory for all cells between, and take the program with it."""
    content = xls_bytes({"机构台账": [["机构编号", 60.0]]})
    number = struct.pack("<HHHHHd", 0x0203, 14, 0, 1, 0, 60.0)
    assert content.count(number) == 1
    far = content.replace(number, struct.pack("<HHHHHd", 0x0203, 14, 65535, 65535, 0, 60.0))
    name, seconds = refused(folder, "台账.xls", far)
    assert name == "too_many_rows"
    assert seconds < 2


@pytest.mark.parametrize("length", [8, 100, 600, 3000])
def test_a_damaged_old_workbook_is_refused(folder, length):
    content = xls_bytes({"机构台账": [["机构编号", 60.0]]})[:length]
    assert refused(folder, "台账.xls", content)[0] in ("not_a_workbook", "empty_file")


REGISTER, BOUNDARIES = "机构台账.csv", "边界.geojson"


def spoilt(folder, file, old, new):
    """Return what a build says of a file in which a text was replaced, and how long it took."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    started = time.perf_counter()
    result = build(folder)
    assert time.perf_counter() - started < 10
    return {one.check_name for one in result.findings if one.source_name == file}, result


@pytest.mark.parametrize(
    "cell", ["x" * 10_000_000, '"x\n' + "x" * 10_000_000 + '"', '"' + "x,\n" * 100_000],
    ids=["plain", "quoted over lines", "a quote never closed"],
)  # fmt: skip
def test_a_cell_of_ten_megabytes_is_refused_by_its_row(folder, cell):
    found, result = spoilt(folder, REGISTER, "甲一托育", cell)
    assert found == {"cell_too_long"}
    assert all(one.source_row and len(one.value) <= 500 for one in result.findings)


@pytest.mark.parametrize("year", ["0001", "1899", "2101", "9999"])
@pytest.mark.parametrize("old", ["2025-12,甲一托育", "2023-09-01"])
def test_a_year_that_cannot_be_is_refused(folder, old, year):
    assert spoilt(folder, REGISTER, old[:4], year)[0] == {"year_out_of_range"}


@pytest.mark.parametrize(
    ("number", "finding"),
    [("1e308", "not_a_number"), ("9223372036854775808", "not_a_number"), ("-1e9", "negative_count"),
     ("NaN", "not_a_number"), ("inf", "not_a_number"), ("9" * 400, "not_a_number")],
)  # fmt: skip
def test_a_number_beyond_all_counting_is_refused(folder, number, finding):
    assert spoilt(folder, REGISTER, ",60,60,10,", f",{number},60,10,")[0] == {finding}


def test_signs_that_nobody_sees_are_left_out_of_names(folder, own_home):
    unseen = "".join(map(chr, (0x202E, 0x2066, 0x200B, 0x07, 0x1B, 0xE0041, 0xAD)))
    _, result = spoilt(folder, REGISTER, "甲一托育", f"甲{unseen}一托育")
    assert result.findings == []


def test_a_null_byte_in_a_table_is_refused(folder):
    assert spoilt(folder, REGISTER, "甲一托育", "甲\0一")[0] == {"not_text"}


@pytest.mark.parametrize("corner", ["NaN", "Infinity", "-Infinity", "1e308", "1e999"])
def test_a_corner_that_is_nowhere_is_refused(folder, corner):
    found, result = spoilt(folder, BOUNDARIES, "[118.2,", f"[{corner},")
    assert found & {"invalid_polygon", "not_in_degrees"} and result.release is None


def test_half_a_sign_in_a_map_does_no_harm(folder):
    _, result = spoilt(folder, BOUNDARIES, '"甲街道"', r'"\ud800"')
    assert result.findings and "".join(one.value + one.subject for one in result.findings).encode()


@pytest.mark.parametrize("corners", [300, 20_000])
def test_a_border_that_crosses_itself_without_end_is_refused_in_time(folder, corners):
    ring = np.random.default_rng(corners).random((corners, 2)) / 10 + [118.1, 34.2]
    places = json.dumps([*ring.round(5).tolist(), ring[0].round(5).tolist()])
    old = "[[118.1, 34.2], [118.2, 34.2], [118.2, 34.3], [118.1, 34.3], [118.1, 34.2]]"
    found, result = spoilt(folder, BOUNDARIES, old, places)
    assert found & {"tangled_polygon", "invalid_polygon"} and result.release is None


def test_a_million_corners_in_disorder_are_not_even_looked_at():
    tangle = shapely.Polygon(np.random.default_rng(1).random((1_000_000, 2)))
    started = time.perf_counter()
    sound, findings = mend([Shape("x", {"name": "甲"}, tangle)] * 5, "name")
    assert time.perf_counter() - started < 5
    assert sound == [] and {one.check_name for one in findings} == {"tangled_polygon"}


def test_names_in_an_archive_lead_nowhere(folder, tmp_path):
    """Only what is a map is unpacked, under a name of our own."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("../../../escaped.geojson", (folder / BOUNDARIES).read_bytes())
        archive.writestr("/etc/escaped.txt", "x")
        archive.writestr("..\\..\\escaped.dbf", "x")
    (folder / BOUNDARIES).unlink()
    (folder / "边界.zip").write_bytes(memory.getvalue())
    assert build(folder).findings == []
    assert list(tmp_path.parent.parent.rglob("*escaped*")) == []


@pytest.mark.parametrize("part", ["xl/workbook.xml", "docProps/core.xml", "xl/styles.xml"])
def test_an_entity_from_outside_is_refused_in_any_part(folder, part):
    entity = '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]><x>&x;</x>'
    content = workbook([HEAD, TAIL], **({part: entity} if part != "xl/workbook.xml" else {}))
    if part == "xl/workbook.xml":
        content = workbook([b"<!DOCTYPE x>", HEAD, TAIL])
    assert refused(folder, "台账.xlsx", content)[0] == "xml_definitions"
