"""Text in, typed rows out (数据表): every cell is read, every unreadable one is named."""

from collections import Counter

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from childcare.catalog import COLUMNS, INDICATORS
from childcare.catalog.import_limits import IMPORT_LIMITS
from childcare.catalog.sources import KEYS, TABLES, TableSource
from childcare.catalog.table_source import words_of
from childcare.ingest.arrange import ArrangedTable
from childcare.ingest.finding import Finding, problem
from childcare.ingest.parse import Reading, half_width, parse_column
from childcare.ingest.rates import RATE_COLUMNS, settle_rates
from childcare.store import execute

# The register is read month by month, and in a month area by area.
_ORDER = {"institution": "as_of, area_code, institution_id"}


def create_tables(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """Make the tables, empty but for the indicators; return the columns of those files fill."""
    execute(connection, "tables")
    declared = INDICATORS.values()
    columns = {
        "indicator": [indicator.name for indicator in declared],
        "indicator_group": [indicator.group for indicator in declared],
        "unit": [indicator.unit for indicator in declared],
        "value_limit": [indicator.limit for indicator in declared],
    }
    insert(connection, "declared_indicator", pa.table(columns))
    return {table: connection.table(table).columns for table in TABLES}


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Insert rows under their column names; a column that they lack is unknown."""
    # Beside the empty table they take the order of its columns; a foreign column is refused.
    empty = connection.table(table).limit(0).to_arrow_table()
    whole = connection.from_arrow(pa.concat_tables([empty, rows], promote_options="permissive"))
    (whole.order(_ORDER[table]) if table in _ORDER else whole).insert_into(table)


def type_rows(arranged: ArrangedTable, source: TableSource) -> tuple[pa.Table, list[Finding]]:
    """Return the rows with every cell read as what its column is, and what could not be read."""
    arrays: dict[str, pa.Array] = {}
    findings = list(arranged.findings)
    for name in map(str, arranged.texts):
        reading = Reading(
            source.codes.get(name, {}),
            source.date_format,
            arranged.factors.get(name, 1),
            source.code_lengths.get(name, 0),
        )
        parsed = parse_column(arranged.texts[name], COLUMNS[name], reading)
        arrays[name] = parsed.cells
        findings += _unreadable(arranged, source, name, parsed.unreadable)
        findings += _noted(arranged, source, name, parsed.notes)
    findings += _empty_keys(arranged, source)
    if "indicator" in arrays:
        arrays["indicator"], unknown = _indicator_names(arranged, source.name)
        findings += unknown
        rate = RATE_COLUMNS.get(source.name, "")
        if rate in arrays:
            given = (arranged, source.name, source.percent)
            arrays[rate], unsure = settle_rates(*given, arrays["indicator"], arrays[rate])
            findings += unsure
    arrays["source_name"] = pa.array([arranged.source_name] * len(arranged.lines), pa.string())
    arrays["source_row"] = pa.array(arranged.lines, pa.int32())
    return pa.table(arrays), findings


def unknown_columns(source: TableSource, columns: list[str], sources_name: str) -> list[Finding]:
    """Return a finding for each column that the sources file names and the table does not have."""
    named = {*source.columns.values(), *source.constants, *source.sums, *source.flags}
    named |= {column for row in source.rows for column in row}
    return [
        problem(
            "column_not_in_table",
            table=source.name,
            subject=source.name,
            value=name,
            source_name=sources_name,
        )
        for name in sorted(named - set(columns))
    ]


def _subject(arranged: ArrangedTable, row: int) -> str:
    """Return the name by which people know a row."""
    for name in ("institution_name", "kindergarten_name", "project_name", "area_name"):
        if name in arranged.texts:
            return str(arranged.texts[name].iloc[row]).strip()
    return ""


def _unreadable(
    arranged: ArrangedTable, source: TableSource, column: str, unreadable: dict[int, str]
) -> list[Finding]:
    """Return a finding for each cell that could not be read, up to the limit of each problem."""
    words = words_of(column).values()
    allowed = tuple(
        "/".join(getattr(word, f"label_{code}") for word in words) for code in ("zh", "en")
    )
    findings = []
    seen: Counter[str] = Counter()
    for row, name in unreadable.items():
        seen[name] += 1
        if seen[name] > IMPORT_LIMITS.findings_per_check:
            continue
        findings.append(
            problem(
                name,
                table=source.name,
                column=column,
                heading=arranged.headings.get(column, ""),
                source_name=arranged.source_name,
                source_row=int(arranged.lines[row]),
                subject=_subject(arranged, row),
                value=str(arranged.texts[column].iloc[row]),
                allowed=allowed,
                most=IMPORT_LIMITS.cell_characters,
                first_year=IMPORT_LIMITS.first_year,
                last_year=IMPORT_LIMITS.last_year,
            )
        )
    return findings


def _noted(
    arranged: ArrangedTable, source: TableSource, column: str, notes: dict[int, str]
) -> list[Finding]:
    """Return one finding for each way in which cells of a column were read with reserve."""
    findings = []
    for name in sorted(set(notes.values())):
        rows = [row for row, note in notes.items() if note == name]
        shown = ", ".join(dict.fromkeys(str(arranged.texts[column].iloc[row]) for row in rows[:50]))
        findings.append(
            problem(
                name,
                table=source.name,
                column=column,
                heading=arranged.headings.get(column, ""),
                source_name=arranged.source_name,
                source_row=int(arranged.lines[rows[0]]),
                value=f"{len(rows)} × {shown[:60]}",
            )
        )
    return findings


def _empty_keys(arranged: ArrangedTable, source: TableSource) -> list[Finding]:
    """Return a finding for each empty cell of the columns that identify a row."""
    findings = []
    for column in KEYS[source.name]:
        if column not in arranged.texts:
            continue
        empty = np.flatnonzero(arranged.texts[column].str.strip() == "")
        findings += [
            problem(
                "empty_key",
                table=source.name,
                column=column,
                heading=arranged.headings.get(column, ""),
                source_name=arranged.source_name,
                source_row=int(arranged.lines[row]),
                subject=_subject(arranged, row),
            )
            for row in empty[: IMPORT_LIMITS.findings_per_check]
        ]
    return findings


def _indicator_names(arranged: ArrangedTable, table: str) -> tuple[pa.Array, list[Finding]]:
    """Return the indicators by name where the cell holds their label, and those not declared."""
    names = {
        half_width(word): name
        for name, indicator in INDICATORS.items()
        for word in (indicator.label_en, indicator.label_zh, name)
    }
    texts: pd.Series = arranged.texts["indicator"].map(half_width)
    known = texts.isin(list(names)) | texts.eq("")
    findings = [
        problem(
            "unknown_indicator",
            table=table,
            column="indicator",
            source_name=arranged.source_name,
            source_row=int(arranged.lines[row]),
            value=texts.iloc[row],
        )
        for row in np.flatnonzero(~known)
    ]
    return pa.array([names.get(text, text) or None for text in texts], pa.string()), findings
