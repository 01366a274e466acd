"""Finding out which files and sheets of a folder fill which table (输入清单)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from childcare.catalog import COLUMNS
from childcare.catalog.sources import Sources, TableSource
from childcare.ingest.finding import BadInputError, Finding, problem
from childcare.ingest.text_file import TextTable, read_csv, tidy_heading
from childcare.ingest.workbook import Workbook, open_workbook

_WORKBOOK = ".xlsx"
# A file of one of these kinds that no table asks for is most likely misnamed.
_DATA_SUFFIXES = (".csv", ".xlsx", ".xls", ".et", ".geojson")


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
        known = known_headings(self.source, columns)
        return (
            self.workbook.read(self.sheet, known) if self.workbook else read_csv(self.path, known)
        )


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


def known_headings(source: TableSource, columns: Collection[str]) -> set[str]:
    """Return every heading that a file of this table may carry."""
    own = {
        text
        for name in columns
        if name in COLUMNS
        for text in (COLUMNS[name].label_zh, COLUMNS[name].label_en)
    }
    summed = [heading for one in source.added_up() for heading in (*one.columns, one.when)]
    flagged = [heading for headings in source.flags.values() for heading in headings]
    foreign = {*source.columns, *summed, *flagged, *source.keep, source.locate_by} - {""}
    return {tidy_heading(heading) for heading in own | foreign}


def find_inputs(folder: Path, sources: Sources) -> Inputs:
    """Return the files and sheets of a folder, or of a single workbook, by table."""
    files = (
        [folder] if folder.is_file() else sorted(p for p in folder.glob("[!~.]*") if p.is_file())
    )
    workbooks, findings = _open_workbooks(files)
    tables = [
        one for source in sources.tables.values() for one in _inputs_of(source, files, workbooks)
    ]
    boundaries = [path for path in files if fnmatch(path.name, sources.boundaries.file)]
    backdrop = [path for path in files if fnmatch(path.name, sources.backdrop.file)]
    if not findings:
        findings += _missing(sources, tables)
    read = {*boundaries, *backdrop, *(one.path for one in tables)}
    findings += _not_used([p for p in files if p not in read and p not in workbooks], sources)
    return Inputs(tables, boundaries, backdrop, findings)


def _open_workbooks(files: Iterable[Path]) -> tuple[dict[Path, Workbook], list[Finding]]:
    """Open every workbook; one that cannot be opened is a finding."""
    workbooks: dict[Path, Workbook] = {}
    findings = []
    for path in files:
        if path.suffix.lower() != _WORKBOOK:
            continue
        try:
            workbooks[path] = open_workbook(path)
        except BadInputError as error:
            findings += error.findings
    return workbooks, findings


def _inputs_of(
    source: TableSource, files: list[Path], workbooks: dict[Path, Workbook]
) -> list[Input]:
    """Return what fills one table: the files it names, and the sheets it names."""
    named = [
        Input(source, path)
        for path in files
        if fnmatch(path.name, source.file) and path not in workbooks
    ]
    in_sheets = [
        Input(source, path, workbook, source.sheet)
        for path, workbook in workbooks.items()
        if source.sheet in workbook.sheets() and path.suffix.lower() == _WORKBOOK
    ]
    return [one for one in named if one.path.suffix.lower() != _WORKBOOK] + in_sheets


def _missing(sources: Sources, tables: list[Input]) -> list[Finding]:
    """Return a finding for every table that is needed and has neither file, sheet nor rows."""
    present = {one.source.name for one in tables}
    return [
        problem(
            "missing_table",
            table=name,
            subject=source.sheet or name,
            file=source.file,
            sheet=source.sheet,
        )
        for name, source in sources.tables.items()
        if not source.optional and name not in present and not source.rows
    ]


def _not_used(paths: list[Path], sources: Sources) -> list[Finding]:
    """Return a finding for every data file that no table asks for."""
    patterns = [source.file for source in sources.tables.values()]
    patterns += [sources.boundaries.file, sources.backdrop.file]
    allowed = ", ".join(dict.fromkeys(filter(None, patterns)))
    return [
        problem("file_not_used", source_name=path.name, allowed=allowed)
        for path in paths
        if path.suffix.lower() in _DATA_SUFFIXES
    ]
