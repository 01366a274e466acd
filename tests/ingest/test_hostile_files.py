"""Files made to do harm are refused with a sentence, within bounded time and memory."""

import io
import shutil
import struct
import subprocess
import sys
import time
import zipfile

import pytest

from childcare.catalog.import_limits import IMPORT_LIMITS
from childcare.ingest import build
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
