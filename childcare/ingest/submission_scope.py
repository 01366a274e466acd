"""What a county may hand in (县级报送范围): its own rows, and nothing that moves another's."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from childcare.analyses.release_diff import ADDED, CHANGED, REMOVED, stored_rows, table_changes
from childcare.catalog.import_limits import IMPORT_LIMITS
from childcare.catalog.sources import IDENTITY, TABLES, Sources
from childcare.ingest.finding import Finding, file_of, problem
from childcare.ingest.inputs import inputs_of
from childcare.store import connect, run
from childcare.store.releases import database_of

Check = Callable[[duckdb.DuckDBPyConnection], list[Finding]]
# The tree and its borders are the whole region's.
_NOT_A_COUNTYS = ("area", "area_successor")
_PLACE = ("source_name", "source_row")
_MOST = IMPORT_LIMITS.findings_per_check


def forbidden_files(paths: list[Path], declared: Sources) -> list[Finding]:
    """Return a failure for each file of a county that holds areas or boundaries."""
    inputs = inputs_of(paths, declared)
    found = {*inputs.boundaries, *inputs.backdrop}
    found |= {one.path for one in inputs.tables if one.source.name in _NOT_A_COUNTYS}
    return [problem("county_file_of_region", source_name=path.name) for path in sorted(found)]


def county_checks(area: str, own_files: Collection[str], base: str) -> Check:
    """Return the check that a county's files stay within the county; see ``rows_outside``."""

    def check(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
        outside = rows_outside(connection, area, own_files)
        named = {_row_of(one) for one in outside}
        taken = rows_in_place_of_others(connection, area, own_files, base)
        outside += [one for one in taken if _row_of(one) not in named]
        return outside or changes_elsewhere(connection, area, base)

    return check


def rows_outside(
    connection: duckdb.DuckDBPyConnection, area: str, own_files: Collection[str]
) -> list[Finding]:
    """Return a failure for each row of a county's own files that concerns another area.

    That is a row of an area outside, or under the code of an institution or a kindergarten that
    another area has too: it would change what is said about that one.

    Args:
        connection: the release under way.
        area: code of the county.
        own_files: names of its files in the folder that is built from.
    """
    rows = run(connection, "build/rows_outside_area", within=area)
    of_file = rows["source_name"].map(file_of)
    rows = rows[of_file.isin(list(own_files))].head(_MOST)
    return [
        problem(
            "county_row_of_another",
            table=str(row["table_name"]),
            source_name=str(row["source_name"]),
            source_row=int(row["source_row"]),
            subject=str(row["subject"]),
            value=str(row["found"]),
        )
        for row in rows.to_dict("records")
    ]


def rows_in_place_of_others(
    connection: duckdb.DuckDBPyConnection, area: str, own_files: Collection[str], base: str
) -> list[Finding]:
    """Return a failure for each row of a county's own files that replaces another county's row.

    The replaced row is gone by then, so that it is looked for where it was.

    Args:
        connection: the release under way.
        area: code of the county.
        own_files: names of its files in the folder that is built from.
        base: the release it is built upon.
    """
    findings = []
    with connect(database_of(base)) as before:
        for table in TABLES:
            rows = connection.table(table).to_arrow_table()
            is_own = [file_of(str(name)) in own_files for name in rows["source_name"].to_pylist()]
            own, keys = rows.filter(pa.array(is_own, pa.bool_())), list(IDENTITY[table])
            if not own.num_rows:
                continue
            others = _elsewhere(before, table, area).select(keys)
            taken = own.select([*keys, *_PLACE]).join(others, keys, join_type="left semi")
            for row in taken.sort_by("source_row").slice(0, _MOST).to_pylist():
                place = {"source_name": row["source_name"], "source_row": row["source_row"]}
                value = str(row[keys[0]])
                findings.append(problem("county_row_of_another", table=table, value=value, **place))
    return findings


def changes_elsewhere(connection: duckdb.DuckDBPyConnection, area: str, base: str) -> list[Finding]:
    """Return a failure for each table in which rows of other areas are not as they were.

    An answer on a heading or a unit applies to the files of all: this is what it must not do.

    Args:
        connection: the release under way.
        area: code of the county.
        base: the release it is built upon.
    """
    findings = []
    with connect(database_of(base)) as before:
        for table in TABLES:
            then, now = (_elsewhere(one, table, area) for one in (before, connection))
            counted = table_changes(table, then, now)
            moved = sum(counted[kind] for kind in (ADDED, REMOVED, CHANGED))
            if moved:
                findings.append(problem("county_moves_others", table=table, value=str(moved)))
    return findings


def seen_by_county(findings: list[Finding], own_files: Mapping[str, str]) -> list[Finding]:
    """Return findings as somebody of a county may see them.

    Of other files only what stops the release is said, without their names, rows and values.

    Args:
        findings: all that was found.
        own_files: the county's own files, by the name under which they were read.
    """
    seen = []
    for one in findings:
        file = file_of(one.source_name)
        if not file:
            seen.append(one)
        elif file in own_files:
            place = own_files[file] + one.source_name.removeprefix(file)
            seen.append(replace(one, source_name=place))
        elif one.severity == "fail":
            hidden = replace(one, source_name="", source_row=None, subject="", value="", heading="")
            seen.append(hidden)
    return seen


def _elsewhere(connection: duckdb.DuckDBPyConnection, table: str, area: str) -> pa.Table:
    """Return the rows of a table that concern areas outside a county."""
    rows = stored_rows(connection, table)
    if table in _NOT_A_COUNTYS:
        return rows
    ours = run(connection, "build/keys_of_area", within=area)
    column = next(
        name
        for name in ("area_code", "community_code", "institution_id")
        if name in rows.column_names
    )
    kind = "institution" if column == "institution_id" else "area"
    codes = pa.array(ours.loc[ours["table_name"] == kind, "found"].tolist(), pa.string())
    return rows.filter(pc.invert(pc.fill_null(pc.is_in(rows[column], codes), False)))


def _row_of(one: Finding) -> tuple[str, str, int | None]:
    """Return of which row a finding is."""
    return one.table, one.source_name, one.source_row
