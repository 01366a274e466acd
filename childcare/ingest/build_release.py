"""Build a release: read, check, and make it current only if nothing forbids it (建库)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
from shapely.geometry.base import BaseGeometry

from childcare.catalog import DeclarationError, label
from childcare.catalog.sources import TABLES, Sources, TableSource, load_sources
from childcare.ingest import release
from childcare.ingest.areas import fill_area_ancestor, read_areas, root_name
from childcare.ingest.arrange import ArrangedTable, arrange, arrange_rows
from childcare.ingest.boundaries import match_boundaries, overlapping
from childcare.ingest.checks import run_checks, store_findings
from childcare.ingest.coordinates import Townships, settle_coordinates
from childcare.ingest.finding import BadInputError, Finding, has_failure, problem
from childcare.ingest.inputs import Inputs, find_inputs
from childcare.ingest.locate import Locator, locate_rows
from childcare.ingest.map_tables import (
    fill_backdrop,
    fill_boundary,
    fill_institution_place,
    lowest_polygons,
)
from childcare.ingest.shape_file import read_shape_file, settle_properties
from childcare.ingest.tables import create_tables, insert, type_rows, unknown_columns

Tell = Callable[[str], None]
SOURCES_NAME = "sources.toml"
_NO_AREAS = pd.DataFrame({"area_code": [], "parent_code": []}, dtype=object)


@dataclass(frozen=True)
class BuildResult:
    """The release that was made, or None when the data was refused; and everything found."""

    release: str | None
    findings: list[Finding]


def _say_nothing(text: str) -> None:
    """Tell nobody."""


def build(folder: Path, *, sources: Path | None = None, tell: Tell = _say_nothing) -> BuildResult:
    """Build a release from a folder (or one workbook) and make it current, or say why not.

    Bad input never raises and never touches the current release.
    """
    if not folder.exists():
        return BuildResult(None, [problem("no_such_folder", source_name=folder.name)])
    own = folder / SOURCES_NAME
    sources_file = sources or (own if own.is_file() else None)
    try:
        declared = load_sources(sources_file)
    except DeclarationError as error:
        return BuildResult(None, [problem("sources_file_wrong", value=str(error))])
    inputs = find_inputs(folder, declared)
    if has_failure(inputs.findings):
        return _refused(inputs.findings, tell)
    name = release.release_name(inputs.paths(), sources_file)
    with release.draft(name) as path:
        with duckdb.connect(str(path)) as connection:
            work = Build(connection, declared, inputs, sources_file, tell)
            work.fill_and_check()
            if has_failure(work.findings):
                return _refused(work.findings, tell)
            store_findings(connection, work.findings)
            release.describe(connection, name, declared.dataset, root_name(work.areas))
        release.publish(path, name)
    tell(label("ingest.step_done", release=name))
    return BuildResult(name, work.findings)


def _refused(findings: list[Finding], tell: Tell) -> BuildResult:
    """Return the result of a build that made nothing."""
    failures = sum(finding.severity == "fail" for finding in findings)
    tell(label("ingest.step_failed", count=failures))
    return BuildResult(None, findings)


@dataclass
class Build:
    """One build under way: what it reads, what it fills, and what it has found so far."""

    connection: duckdb.DuckDBPyConnection
    sources: Sources
    inputs: Inputs
    sources_file: Path | None
    tell: Tell
    findings: list[Finding] = field(default_factory=list)
    areas: pd.DataFrame = field(default_factory=pd.DataFrame)
    polygons: dict[str, BaseGeometry] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    _ready: tuple[dict[str, BaseGeometry], Townships] | None = None

    def __post_init__(self) -> None:
        """Begin with what the folder as a whole gave to say."""
        self.findings += self.inputs.findings

    def fill_and_check(self) -> None:
        """Fill every table, then run the checks; stop at a stage that found a failure."""
        self.columns = create_tables(self.connection)
        for stage in (self._read_area_tree, self._read_polygons, self._read_other_tables):
            stage()
            if has_failure(self.findings):
                return
        self.tell(label("ingest.step_tables"))
        fill_boundary(self.connection, self.polygons, self.areas)
        fill_institution_place(self.connection, self.polygons, self.areas)
        self._read_backdrop()
        self.findings += run_checks(self.connection, self.tell)

    def _read_area_tree(self) -> None:
        """Read the areas first: everything else is held against them."""
        self._read_table("area")
        fill_area_ancestor(self.connection)
        self.areas = read_areas(self.connection)
        if self.areas.empty and not has_failure(self.findings):
            self.findings.append(problem("no_rows", table="area", subject="area"))

    def _read_other_tables(self) -> None:
        """Read every other table, so that one round names all faults."""
        for table in TABLES:
            if table != "area":
                self._read_table(table)

    def _read_polygons(self) -> None:
        """Read the boundaries and find out whose they are."""
        for path in self.inputs.boundaries:
            try:
                read = read_shape_file(path, self.sources.boundaries)
            except BadInputError as error:
                self.findings += error.findings
                continue
            self.tell(label("ingest.step_boundaries", count=len(read.shapes)))
            source, guessed = settle_properties(read.shapes, self.sources.boundaries)
            self.findings += [*read.findings, *guessed]
            matched = match_boundaries(read.shapes, source, self.areas)
            self.polygons |= matched.polygons
            self.findings += matched.findings
            lowest = lowest_polygons(matched.polygons, self.areas)
            self.findings += overlapping(lowest, self.areas, path.name)

    def _read_backdrop(self) -> None:
        """Read the quiet shapes."""
        for path in self.inputs.backdrop:
            try:
                shapes = read_shape_file(path, self.sources.backdrop).shapes
                fill_backdrop(self.connection, shapes, self.sources.backdrop)
            except BadInputError as error:
                self.findings += error.findings

    def _read_table(self, table: str) -> None:
        """Read every file and sheet of a table, and the rows of the sources file."""
        source = self.sources.tables.get(table)
        if source is None:
            return
        sources_name = self.sources_file.name if self.sources_file else SOURCES_NAME
        wrong = unknown_columns(source, self.columns[table], sources_name)
        self.findings += wrong
        if wrong:
            return
        read = [
            self._typed(arranged, source)
            for arranged in [
                *self._arranged_inputs(source),
                *([arrange_rows(source, sources_name)] if source.rows else []),
            ]
        ]
        # A table with a failure may lack columns; its release is refused anyway.
        if read and not has_failure(self.findings):
            insert(self.connection, table, pa.concat_tables(read, promote_options="default"))

    def _arranged_inputs(self, source: TableSource) -> Iterator[ArrangedTable]:
        """Read every file and sheet of a table; one that is no table is a finding."""
        columns = self.columns[source.name]
        for one in self.inputs.tables:
            if one.source.name != source.name:
                continue
            try:
                raw = one.read(columns)
            except BadInputError as error:
                self.findings += error.findings
                continue
            self.tell(label("ingest.step_read", file=raw.source_name, rows=len(raw.lines)))
            yield arrange(raw, source, columns)

    def _townships(self) -> Townships:
        """Return the polygons that coordinates are held against; the area table comes before."""
        if self._ready is None or self._ready[0] is not self.polygons:
            lowest = lowest_polygons(self.polygons, self.areas) if self.polygons else {}
            areas = self.areas if len(self.areas) else _NO_AREAS
            self._ready = (self.polygons, Townships(lowest, areas))
        return self._ready[1]

    def _typed(self, arranged: ArrangedTable, source: TableSource) -> pa.Table:
        """Return rows with every cell read, and located if asked for."""
        rows, findings = type_rows(arranged, source)
        self.findings += findings
        if arranged.points is None:
            settled, said = settle_coordinates(rows, arranged, source, self._townships())
            self.findings += said
            return settled
        if not self.polygons:
            self.findings.append(problem("no_boundaries_to_locate_by", table=source.name))
            return rows
        locator = Locator(lowest_polygons(self.polygons, self.areas))
        located, lost = locate_rows(rows, arranged, source.name, locator)
        self.findings += lost
        return located
