"""Fill the tables of a release from files, and check them (建库)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa
from shapely.geometry.base import BaseGeometry

from childcare.catalog import label
from childcare.catalog.sources import TABLES, Sources, TableSource
from childcare.ingest.area_names import AreaNames
from childcare.ingest.area_points import settle_area_points
from childcare.ingest.areas import fill_area_ancestor, read_areas
from childcare.ingest.arrange import ArrangedTable, arrange, arrange_rows
from childcare.ingest.boundaries import FormerAreas
from childcare.ingest.boundary_files import read_boundaries
from childcare.ingest.checks import run_checks
from childcare.ingest.coordinates import Townships, settle_coordinates
from childcare.ingest.finding import BadInputError, Finding, has_failure, problem
from childcare.ingest.inputs import Inputs
from childcare.ingest.later_rows import replace_earlier_rows
from childcare.ingest.locate import Locator, locate_rows
from childcare.ingest.map_tables import (
    fill_backdrop,
    fill_boundary,
    fill_institution_place,
    lowest_polygons,
)
from childcare.ingest.match_report import MatchedArea, store_matches
from childcare.ingest.shape_file import read_shape_file
from childcare.ingest.successors import (
    fill_former_areas,
    former_areas,
    former_names,
    map_history,
    successors_of,
)
from childcare.ingest.tables import create_tables, insert, type_rows, unknown_columns

Tell = Callable[[str], None]
Check = Callable[[duckdb.DuckDBPyConnection], list[Finding]]
SOURCES_NAME = "sources.toml"
_NO_AREAS = pd.DataFrame({"area_code": [], "parent_code": []}, dtype=object)


@dataclass
class Build:
    """One build under way: what it reads, what it fills, and what it has found so far.

    ``extra_checks`` look at the filled tables after the declared ones, for one build only.
    ``rounds`` says which files update others, see ``later_rows``.
    """

    connection: duckdb.DuckDBPyConnection
    sources: Sources
    inputs: Inputs
    sources_file: Path | None
    tell: Tell
    extra_checks: Sequence[Check] = ()
    rounds: Mapping[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    areas: pd.DataFrame = field(default_factory=pd.DataFrame)
    polygons: dict[str, BaseGeometry] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    matches: list[MatchedArea] = field(default_factory=list)
    former: FormerAreas = field(default_factory=FormerAreas)
    _ready: tuple[dict[str, BaseGeometry], Townships] | None = None

    def __post_init__(self) -> None:
        """Begin with what the folder as a whole gave to say."""
        self.findings += self.inputs.findings

    def fill_and_check(self) -> None:
        """Fill every table, then run the checks; stop at a stage that found a failure."""
        self.columns = create_tables(self.connection)
        self._read_area_tree()
        if has_failure(self.findings):
            return
        # Boundaries and tables ask their questions in one round.
        self._read_polygons()
        self._settle_areas()
        self._read_other_tables()
        if has_failure(self.findings):
            return
        self.tell(label("ingest.step_tables"))
        store_matches(self.connection, self.matches)
        fill_boundary(self.connection, self.polygons, self.areas)
        fill_institution_place(self.connection, self.polygons, self.areas)
        self._read_backdrop()
        self.findings += map_history(self.connection)
        self.findings += run_checks(self.connection, self.tell)
        for check in self.extra_checks:
            self.findings += check(self.connection)

    def _read_area_tree(self) -> None:
        """Read the areas first: everything else is held against them."""
        self._read_table("area")
        self._read_table("area_successor")
        fill_area_ancestor(self.connection)
        fill_former_areas(self.connection)
        self.areas = read_areas(self.connection)
        self.former = FormerAreas(successors_of(self.connection), former_names(self.connection))
        if self.areas.empty and not has_failure(self.findings):
            self.findings.append(problem("no_rows", table="area", subject="area"))

    def _read_other_tables(self) -> None:
        """Read every other table, so that one round names all faults."""
        for table in TABLES:
            if table not in ("area", "area_successor"):
                self._read_table(table)

    def _read_polygons(self) -> None:
        """Read the boundaries and find out whose they are."""
        read = read_boundaries(
            self.inputs.boundaries,
            self.sources.boundaries,
            self.areas,
            self.former,
            self.rounds,
            self.tell,
        )
        self.polygons = read.polygons
        self.findings += read.findings
        self.matches += read.matches

    def _settle_areas(self) -> None:
        """Hold the points of the areas against the polygons."""
        if not self.polygons or "area" not in self.sources.tables:
            return
        source = self.sources.tables["area"]
        self.findings += settle_area_points(self.connection, source, self._townships())

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
            self._typed(self._with_codes(arranged, source), source)
            for arranged in [
                *self._arranged_inputs(source),
                *([arrange_rows(source, sources_name)] if source.rows else []),
            ]
        ]
        # A table with a failure may lack columns; its release is refused anyway.
        if read and not has_failure(self.findings):
            whole = pa.concat_tables(read, promote_options="default")
            former = former_areas(self.connection)
            rows, said = replace_earlier_rows(whole, table, self.rounds, former)
            self.findings += said
            insert(self.connection, table, rows)

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

    def _with_codes(self, arranged: ArrangedTable, source: TableSource) -> ArrangedTable:
        """Return rows with the codes of areas that they give by name."""
        names = AreaNames(self.areas, self.sources.areas.aliases, self.former)
        settled, report = names.settle(arranged, source.name, self.columns[source.name])
        self.matches += report
        return settled

    def _typed(self, arranged: ArrangedTable, source: TableSource) -> pa.Table:
        """Return rows with every cell read, and located if asked for."""
        rows, findings = type_rows(arranged, source)
        self.findings += findings
        if arranged.points is None:
            settled, said = settle_coordinates(rows, arranged, source, self._townships())
            self.findings += said
            return settled
        if not self.inputs.boundaries:
            self.findings.append(problem("no_boundaries_to_locate_by", table=source.name))
        if not self.polygons or has_failure(self.findings):
            # Without the polygons in doubt points would seem to lie nowhere.
            return rows
        locator = Locator(lowest_polygons(self.polygons, self.areas))
        located, lost = locate_rows(rows, arranged, source.name, locator)
        self.findings += lost
        return located
