"""What is missing from a folder, and what nobody asked for (缺表与未用文件)."""

from collections.abc import Collection
from pathlib import Path

from childcare.catalog.sources import Sources
from childcare.ingest.finding import Finding, problem
from childcare.ingest.recognise import fitting_tables
from childcare.ingest.workbook import WORKBOOK_SUFFIXES, Workbook

TEXT_SUFFIXES = (".csv", ".tsv", ".txt")
# A file of one of these kinds that no table asks for is most likely misnamed.
_SHAPE_SUFFIXES = (".geojson", ".topojson", ".shp", ".gpkg", ".kml", ".kmz", ".zip")
_DATA_SUFFIXES = (*WORKBOOK_SUFFIXES, ".csv", ".tsv")


def missing_tables(sources: Sources, present: Collection[str]) -> list[Finding]:
    """Return a finding for every table that is needed and has neither file, sheet nor rows."""
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


def files_not_used(paths: list[Path], sources: Sources) -> list[Finding]:
    """Return a finding for every data file that no table asks for, and what it might be."""
    patterns = [source.file for source in sources.tables.values()]
    patterns += [sources.boundaries.file, sources.backdrop.file]
    allowed = ", ".join(dict.fromkeys(filter(None, patterns)))
    findings = []
    for path in paths:
        if path.suffix.lower() in _SHAPE_SUFFIXES:
            findings.append(_might_be_shapes(path.name, sources))
        if path.suffix.lower() not in _DATA_SUFFIXES:
            continue
        findings.append(problem("file_not_used", source_name=path.name, allowed=allowed))
        if path.suffix.lower() in TEXT_SUFFIXES:
            findings += _might_be(fitting_tables(path, None, "", sources), path.name, sources)
    return findings


def sheets_not_used(
    workbooks: dict[Path, Workbook], taken: Collection[tuple[Path, str]], sources: Sources
) -> list[Finding]:
    """Return a finding for every sheet that no table asks for and that looks like one."""
    findings = []
    for path, workbook in workbooks.items():
        for sheet in workbook.sheets():
            if (path, sheet) not in taken:
                fitting = fitting_tables(path, workbook, sheet, sources)
                findings += _might_be(fitting, f"{path.name}:{sheet}", sources)
    return findings


def _might_be_shapes(source_name: str, sources: Sources) -> Finding:
    """Return a finding that asks whether a file holds boundaries or water."""
    boundaries, backdrop = sources.boundaries.file, sources.backdrop.file
    return problem(
        "might_be_shapes", source_name=source_name, boundaries=boundaries, backdrop=backdrop
    )


def _might_be(tables: list[str], source_name: str, sources: Sources) -> list[Finding]:
    """Return a finding that asks whether a file or sheet is one of some tables."""
    if not tables:
        return []
    names = " / ".join(sources.tables[name].sheet or name for name in tables)
    return [problem("might_be_table", source_name=source_name, value=names, names=names)]
