"""Finding out which files and sheets of a folder fill which table (输入清单)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from childcare.catalog.sources import KEYS, Sources, TableSource
from childcare.ingest.finding import BadInputError, Finding, problem
from childcare.ingest.headings import HeadingBook, plain_heading
from childcare.ingest.text_file import read_csv
from childcare.ingest.text_table import TextTable, without_other_rows
from childcare.ingest.unused_inputs import (
    TEXT_SUFFIXES,
    files_not_used,
    missing_tables,
    sheets_not_used,
)
from childcare.ingest.workbook import COMPOUND, WORKBOOK_SUFFIXES, Workbook, open_workbook

SHAPE_SUFFIXES = (
    ".geojson", ".json", ".topojson", ".zip", ".shp", ".gpkg", ".kml", ".kmz",
)  # fmt: skip


@dataclass(frozen=True)
class Input:
    """One file, or one sheet of a workbook, and the table it fills."""

    source: TableSource
    path: Path
    workbook: Workbook | None = None
    sheet: str = ""

    def read(self, columns: Collection[str]) -> TextTable:
        """Return the cells as text; ``columns`` are those of the table.

        Raises:
            BadInputError: the file is no table that we know.
        """
        book = HeadingBook(self.source, columns)
        table = self.source.name
        raw = (
            self.workbook.read(self.sheet, book, table)
            if self.workbook
            else read_csv(self.path, book, table)
        )
        key = book.match([str(one) for one in raw.cells]).chosen.get(KEYS[table][0], "")
        return without_other_rows(raw, book, key, table)


@dataclass(frozen=True)
class Inputs:
    """What a folder holds, and what is wrong with it as a whole."""

    tables: list[Input]
    boundaries: list[Path]
    backdrop: list[Path]
    findings: list[Finding]

    def paths(self) -> list[Path]:
        """Return every file that is read, once, in the order of their names."""
        read = [one.path for one in self.tables]
        return sorted({*read, *self.boundaries, *self.backdrop}, key=lambda path: path.name)


def find_inputs(folder: Path, sources: Sources) -> Inputs:
    """Return the files and sheets of a folder, or of a single workbook, by table."""
    files = (
        [folder] if folder.is_file() else sorted(p for p in folder.glob("[!~.]*") if p.is_file())
    )
    return inputs_of(files, sources)


def inputs_of(files: list[Path], sources: Sources) -> Inputs:
    """Return the given files and their sheets by table."""
    workbooks, findings = _open_workbooks(files)
    tables = [
        one for source in sources.tables.values() for one in _inputs_of(source, files, workbooks)
    ]
    taken = {(one.path, one.sheet) for one in tables}
    tables += _single_sheets(sources, workbooks, {path for path, _ in taken}, findings)
    boundaries = [path for path in files if fits(path, sources.boundaries.file, SHAPE_SUFFIXES)]
    backdrop = [path for path in files if fits(path, sources.backdrop.file, SHAPE_SUFFIXES)]
    if not findings:
        findings += missing_tables(sources, {one.source.name for one in tables})
    read = {*boundaries, *backdrop, *(one.path for one in tables)}
    asked = sheets_not_used(workbooks, {(one.path, one.sheet) for one in tables}, sources)
    named = {one.source_name for one in [*asked, *findings]}
    unused = [p for p in files if p not in read and not any(n.startswith(p.name) for n in named)]
    findings += asked + files_not_used(unused, sources)
    return Inputs(tables, boundaries, backdrop, findings)


def fits(path: Path, pattern: str, suffixes: Collection[str]) -> bool:
    """Say whether a file is the declared one, perhaps saved as another kind of the same sort."""
    if fnmatch(path.name, pattern):
        return True
    declared = Path(pattern)
    alike = path.suffix.lower() in suffixes and declared.suffix.lower() in suffixes
    return alike and fnmatch(path.stem, declared.stem)


def _open_workbooks(files: Iterable[Path]) -> tuple[dict[Path, Workbook], list[Finding]]:
    """Open every workbook; one that cannot be opened is a finding."""
    workbooks: dict[Path, Workbook] = {}
    findings = []
    for path in files:
        if path.suffix.lower() not in WORKBOOK_SUFFIXES or is_text(path):
            continue
        try:
            workbooks[path] = open_workbook(path)
        except BadInputError as error:
            findings += error.findings
    return workbooks, findings


def is_text(path: Path) -> bool:
    """Say whether a file is text: older systems write text and call it .xls."""
    if path.suffix.lower() in TEXT_SUFFIXES:
        return True
    with path.open("rb") as file:
        start = file.read(2000)
    if start.startswith(COMPOUND):
        return False
    is_page = start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
    return bool(start) and path.suffix.lower() == ".xls" and b"\0" not in start and not is_page


def _inputs_of(
    source: TableSource, files: list[Path], workbooks: dict[Path, Workbook]
) -> list[Input]:
    """Return what fills one table: the files it names, and the sheets it names."""
    kinds = (*TEXT_SUFFIXES, *WORKBOOK_SUFFIXES)
    named = [
        Input(source, path)
        for path in files
        if path not in workbooks and fits(path, source.file, kinds) and is_text(path)
    ]
    in_sheets = [
        Input(source, path, workbook, sheet)
        for path, workbook in workbooks.items()
        for sheet in workbook.sheets()
        if source.sheet and plain_heading(sheet) == plain_heading(source.sheet)
    ]
    return named + in_sheets


def _single_sheets(
    sources: Sources,
    workbooks: dict[Path, Workbook],
    taken: Collection[Path],
    findings: list[Finding],
) -> list[Input]:
    """Return the one sheet of each workbook that is named like a table but whose sheets are not."""
    found = []
    for path, workbook in workbooks.items():
        fitting = [
            source
            for source in sources.tables.values()
            if source.file and fits(path, source.file, (*TEXT_SUFFIXES, *WORKBOOK_SUFFIXES))
        ]
        if path in taken or not fitting:
            continue
        seen = [name for name in workbook.sheets() if name not in workbook.hidden_sheets()]
        filled = [name for name in seen if workbook.is_filled(name)]
        if len(filled) == 1:
            found += [Input(source, path, workbook, filled[0]) for source in fitting]
        elif filled:
            names = ", ".join(filled)
            sheet = fitting[0].sheet or fitting[0].name
            findings.append(problem("which_sheet", source_name=path.name, value=names, sheet=sheet))
    return found
