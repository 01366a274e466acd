"""What would be read from files, and what is wrong with them (导入预检), without building."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb

from childcare.catalog import COLUMNS, DeclarationError, label, spoken
from childcare.catalog.sources import Sources, load_sources
from childcare.ingest.area_book import AreaBook
from childcare.ingest.arrange import arrange
from childcare.ingest.build_release import SOURCES_NAME, Build, Tell
from childcare.ingest.finding import BadInputError, Finding, has_failure, problem
from childcare.ingest.inputs import Input, Inputs, inputs_of
from childcare.ingest.recognise import table_columns
from childcare.ingest.shape_file import read_shape_file
from childcare.ingest.tables import type_rows


def inspect(
    paths: list[Path],
    *,
    sources: Path | None = None,
    rounds: Mapping[str, int] | None = None,
    tell: Tell = lambda text: None,
) -> dict[str, Any]:
    """Return what would be read from files or folders, and every finding, ready for JSON.

    With an area table among them everything is read and checked as a build would, in memory;
    without one each table is read by itself. ``rounds`` is the round of files that update others.

    Returns:
        ``tables`` (file, sheet, table, heading row, columns, rows), ``shapes`` (file, number,
        kinds, properties), ``matches`` (whose area every shape and every doubtful name of a table
        is, see ``match_report``), ``findings``, and ``ok``: whether none of them is a failure.
    """
    files, absent = _files(paths)
    own = next((path for path in files if path.name == SOURCES_NAME), None)
    try:
        declared = load_sources(sources or own)
    except DeclarationError as error:
        return _answer([], [], [], [*absent, problem("sources_file_wrong", value=str(error))])
    inputs = inputs_of([path for path in files if path.name != SOURCES_NAME], declared)
    # Files shown one by one need not be a whole city.
    findings = [one for one in inputs.findings if one.check_name != "missing_table"]
    tables, said = _tables(inputs, tell)
    shapes, said_of_shapes = _shapes(inputs, declared)
    matches: list[dict[str, Any]] = []
    has_areas = any(one.source.name == "area" for one in inputs.tables)
    if has_areas and not has_failure([*absent, *findings, *said, *said_of_shapes]):
        matches, findings = _tried(declared, inputs, sources or own, rounds or {}, tell)
    else:
        findings += said + said_of_shapes
    return _answer(tables, shapes, matches, absent + findings)


def _tried(
    declared: Sources, inputs: Inputs, sources: Path | None, rounds: Mapping[str, int], tell: Tell
) -> tuple[list[dict[str, Any]], list[Finding]]:
    """Return whose area everything is, and all findings, of a build in memory."""
    with duckdb.connect() as connection:
        work = Build(connection, declared, inputs, sources, tell, rounds=rounds)
        work.fill_and_check()
    book = AreaBook(work.areas) if work.matches else None
    matches = [one.told(book) for one in work.matches if book and one.is_told]
    return matches, [one for one in work.findings if one.check_name != "missing_table"]


def _answer(
    tables: list[Any], shapes: list[Any], matches: list[Any], findings: list[Finding]
) -> dict[str, Any]:
    """Return the answer in the form of JSON."""
    return {
        "ok": not has_failure(findings),
        "tables": tables,
        "shapes": shapes,
        "matches": matches,
        "findings": [asdict(one) for one in findings],
    }


def _files(paths: list[Path]) -> tuple[list[Path], list[Finding]]:
    """Return every file, those of folders too, and those that are not there."""
    files: list[Path] = []
    absent = []
    for path in paths:
        if path.is_dir():
            files += sorted(one for one in path.glob("[!~.]*") if one.is_file())
        elif path.is_file():
            files.append(path)
        else:
            absent.append(problem("no_such_folder", source_name=path.name))
    return files, absent


def _tables(inputs: Inputs, tell: Tell) -> tuple[list[dict[str, Any]], list[Finding]]:
    """Return what would be read as tables."""
    tables, findings = [], []
    for one in inputs.tables:
        try:
            told, said = _table(one)
        except BadInputError as error:
            findings += error.findings
            continue
        tell(label("ingest.step_read", file=one.path.name, rows=told["rows"]))
        tables.append(told)
        findings += said
    return tables, findings


def _table(one: Input) -> tuple[dict[str, Any], list[Finding]]:
    """Return what would be read of one file or sheet."""
    table = one.source.name
    columns = table_columns()[table]
    raw = one.read(columns)
    arranged = arrange(raw, one.source, columns)
    findings = list(arranged.findings)
    if not has_failure(findings):
        findings = type_rows(arranged, one.source)[1]
    told = {
        "file": one.path.name,
        "sheet": one.sheet,
        "table": table,
        "table_name": one.source.sheet,
        "heading_row": raw.heading_line,
        "rows": len(arranged.lines),
        "columns": [
            {
                "column": name,
                "name": spoken(COLUMNS[name]),
                "heading": heading,
                "matched_by": arranged.match.how.get(name, ""),
                "factor": arranged.factors.get(name, 1),
            }
            for name, heading in arranged.headings.items()
        ],
        "not_read": list(arranged.match.unread),
    }
    return told, findings


def _shapes(inputs: Inputs, declared: Sources) -> tuple[list[dict[str, Any]], list[Finding]]:
    """Return what would be read as shapes."""
    shapes: list[dict[str, Any]] = []
    findings: list[Finding] = []
    for path, source in _shape_files(inputs, declared):
        try:
            read = read_shape_file(path, source)
        except BadInputError as error:
            findings += error.findings
            continue
        findings += read.findings
        shapes.append(
            {
                "file": path.name,
                "shapes": len(read.shapes),
                "kinds": sorted({one.geometry.geom_type for one in read.shapes}),
                "properties": list(
                    dict.fromkeys(key for one in read.shapes for key in one.properties)
                ),
            }
        )
    return shapes, findings


def _shape_files(inputs: Inputs, declared: Sources) -> Iterator[tuple[Path, Any]]:
    """Give every file of shapes with what is declared of it."""
    for path in inputs.boundaries:
        yield path, declared.boundaries
    for path in inputs.backdrop:
        yield path, declared.backdrop
