"""What fuzzing feeds, and what must hold whatever it feeds: findings, never another exception.

A target takes bytes. Where one file would mostly be refused for its wrapping (a zip's check sums),
the bytes are the parts of it (see ``parted``), and the wrapping is made new for each of them.
"""

import io
import re
import tempfile
import zipfile
from collections.abc import Callable, Collection
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from childcare.catalog import COLUMNS, DeclarationError
from childcare.catalog.sources import load_sources
from childcare.exports.annotated_workbook import annotated_workbook
from childcare.ingest.arrange import arrange
from childcare.ingest.finding import BadInputError, Finding, finding_lines, has_failure
from childcare.ingest.geojson import mend
from childcare.ingest.heading_questions import heading_questions
from childcare.ingest.heading_row import find_headings, title_findings
from childcare.ingest.headings import HeadingBook
from childcare.ingest.inputs import inputs_of
from childcare.ingest.inspect import inspect
from childcare.ingest.parse import Reading, parse_column
from childcare.ingest.recognise import table_columns
from childcare.ingest.shape_file import read_shape_file
from childcare.ingest.simplify import simplify
from childcare.ingest.tables import type_rows
from tests.ingest.old_workbook import compound_file

# A part of a file begins with a line like this.
_PART = re.compile(rb"^=== (.+)\n", re.MULTILINE)


@dataclass(frozen=True)
class Target:
    """One thing that reads what people hand in; ``name`` is also that of its files."""

    name: str
    read: Callable[[bytes], Collection[Finding]]


def run(target: Target, content: bytes) -> None:
    """Feed a target: it answers with findings that can be shown, or it raises what is a fault."""
    try:
        findings = list(target.read(content))
    except BadInputError as error:
        findings = error.findings
        assert findings, "a refusal without a reason"
    for one in findings:
        assert one.title_zh and one.title_en and one.remedy_zh and one.remedy_en
        assert one.source_row is None or one.source_row >= 1
        # What cannot be written cannot be stored or shown.
        "".join(map(str, astuple(one))).encode()
    finding_lines(findings)


def parted(parts: dict[str, bytes]) -> bytes:
    """Return the parts of a file as one piece of bytes."""
    return b"".join(b"=== %s\n%s\n" % (name.encode(), part) for name, part in parts.items())


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts by name; the names are plain file names or lie below a folder."""
    _, *pieces = _PART.split(content)
    names = [piece.decode("utf-8", "replace") for piece in pieces[::2]]
    return {name: part.removesuffix(b"\n") for name, part in zip(names, pieces[1::2], strict=True)}


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return an archive of parts."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name.replace("\0", "")), part)
    return memory.getvalue()


@cache
def _folder() -> Path:
    """Return a folder of this process for the files that are fed."""
    return Path(tempfile.mkdtemp(prefix="fuzz-"))


def _file(name: str, content: bytes) -> Path:
    path = _folder() / name
    path.write_bytes(content)
    return path


@cache
def _sources():  # type: ignore[no-untyped-def]
    return load_sources()


def _tables(name: str, content: bytes) -> list[Finding]:
    """Read a file as ``inspect`` does, up to its typed rows."""
    inputs = inputs_of([_file(name, content)], _sources())
    findings = list(inputs.findings)
    for one in inputs.tables:
        columns = table_columns()[one.source.name]
        arranged = arrange(one.read(columns), one.source, columns)
        findings += arranged.findings
        if not has_failure(arranged.findings):
            findings += type_rows(arranged, one.source)[1]
    return findings


def _shapes(name: str, content: bytes) -> list[Finding]:
    """Read a boundary file as a build does, up to the light polygons for the screen."""
    read = read_shape_file(_file(name, content), _sources().boundaries)
    sound, findings = mend(read.shapes, "name")
    for one in read.shapes:
        "".join(one.text(key) for key in one.properties).encode()
    simplify({str(number): one.geometry for number, one in enumerate(sound)})
    return [*read.findings, *findings]


def _workbook(content: bytes) -> list[Finding]:
    return _tables("机构台账.xlsx", zipped(parts_of(content)))


def _old_workbook(content: bytes) -> list[Finding]:
    return _tables("机构台账.xls", compound_file({"Workbook": content}))


def _cells(content: bytes) -> list[Finding]:
    """The first byte chooses the column, each line is a cell."""
    columns = [column for column in COLUMNS.values() if column.type]
    column = columns[content[0] % len(columns)] if content else columns[0]
    texts = content[1:].decode("utf-8", "replace").split("\n")
    for factor in (1, 10_000):
        parsed = parse_column(pd.Series(texts, dtype=str), column, Reading(factor=factor))
        assert len(parsed.cells) == len(texts)
        assert {*parsed.unreadable, *parsed.notes} <= set(range(len(texts)))
    return []


def _headings(content: bytes) -> list[Finding]:
    """The first byte chooses the table; lines are rows, tabs part their cells."""
    tables = sorted(_sources().tables)
    table = tables[content[0] % len(tables)] if content else tables[0]
    source = _sources().tables[table]
    book = HeadingBook(source, table_columns()[table])
    rows = [line.split("\t") for line in content[1:].decode("utf-8", "replace").split("\n")[:20]]
    said = title_findings(rows, "x.csv", table)
    found = find_headings(rows, book, "x.csv")
    return said + heading_questions(book.match(found.headings), book, source, "x.csv")


def _sources_file(content: bytes) -> list[Finding]:
    """A sources file that is understood is used on a register."""
    folder = _folder() / "sources"
    folder.mkdir(exist_ok=True)
    (folder / "sources.toml").write_bytes(content)
    try:
        load_sources(folder / "sources.toml")
    except DeclarationError as error:
        str(error).encode()
        return []
    (folder / "机构台账.csv").write_bytes(_REGISTER)
    return _inspected([folder])


def _inspected(paths: list[Path]) -> list[Finding]:
    findings = [Finding(**one) for one in inspect(paths)["findings"]]
    annotated_workbook(sorted(path for one in paths for path in one.iterdir()), findings)
    return findings


def _whole(content: bytes) -> list[Finding]:
    """Several files at once, looked at and shown with their findings."""
    with tempfile.TemporaryDirectory(dir=_folder()) as folder:
        for name, part in list(parts_of(content).items())[:12]:
            plain = re.sub(r"[/\0]", "_", name).strip(".") or "_"
            (Path(folder) / plain.encode("utf-8", "replace")[:200].decode("utf-8", "ignore")
             ).write_bytes(part)  # fmt: skip
        return _inspected([Path(folder)])


_REGISTER = """机构编号,截至月份,机构名称,行政区划代码,载体类型,托位数,经度,纬度
A1,2025-12,甲一托育,980101001,独立机构,60,118.1,34.1
""".encode()

TARGETS = {
    one.name: one
    for one in (
        Target("cells", _cells),
        Target("headings", _headings),
        Target("csv", lambda content: _tables("机构台账.csv", content)),
        Target("workbook", _workbook),
        Target("workbook_file", lambda content: _tables("机构台账.xlsx", content)),
        Target("old_workbook", _old_workbook),
        Target("old_workbook_file", lambda content: _tables("机构台账.xls", content)),
        Target("geojson", lambda content: _shapes("边界.geojson", content)),
        Target("topojson", lambda content: _shapes("边界.topojson", content)),
        Target("kml", lambda content: _shapes("边界.kml", content)),
        Target("shapefile", lambda content: _shapes("边界.zip", zipped(parts_of(content)))),
        Target("geopackage", lambda content: _shapes("边界.gpkg", content)),
        Target("sources", _sources_file),
        Target("folder", _whole),
    )
}
