"""Checks (数据校验): each file of queries/checks returns the rows that break one rule."""

from collections.abc import Callable
from unicodedata import category

import duckdb
import pyarrow as pa

from childcare.catalog import label
from childcare.catalog.import_limits import IMPORT_LIMITS
from childcare.ingest.finding import Finding
from childcare.ingest.tables import insert
from childcare.store import load_query, query_names, ready_cursor


def run_checks(
    connection: duckdb.DuckDBPyConnection, tell: Callable[[str], None] = lambda text: None
) -> list[Finding]:
    """Return what breaks a rule; an empty list means the data is sound."""
    findings = []
    names = query_names("checks")
    cursor = ready_cursor(connection)
    for done, name in enumerate(names, start=1):
        findings += _run_check(cursor, name)
        if done % 10 == 0 or done == len(names):
            tell(label("ingest.step_checks", done=done, count=len(names)))
    return findings


def store_findings(connection: duckdb.DuckDBPyConnection, findings: list[Finding]) -> None:
    """Keep findings in the release, so that the reader of a figure knows what is doubtful."""
    columns = {
        "check_name": [one.check_name for one in findings],
        "severity": [one.severity for one in findings],
        "title_zh": [one.title_zh for one in findings],
        "title_en": [one.title_en for one in findings],
        "table_name": [one.table for one in findings],
        "column_name": [one.column for one in findings],
        "source_name": [one.source_name for one in findings],
        "source_row": pa.array([one.source_row for one in findings], pa.int32()),
        "subject": [one.subject for one in findings],
        "found": [one.value for one in findings],
    }
    insert(connection, "finding", pa.table(columns))


def _run_check(cursor: duckdb.DuckDBPyConnection, name: str) -> list[Finding]:
    """Return the findings of one check, up to the limit."""
    query = load_query(name)
    rows = cursor.execute(query.sql).df().head(IMPORT_LIMITS.findings_per_check)
    return [
        Finding(
            check_name=name.removeprefix("checks/"),
            severity=query.tags["severity"],
            title_zh=_plain(query.title),
            title_en=_plain(query.tags["en"]),
            remedy_zh=_plain(query.tags["todo_zh"]),
            remedy_en=_plain(query.tags["todo_en"]),
            table=query.tags["table"],
            column=query.tags["field"],
            source_name=str(row["source_name"]),
            source_row=int(row["source_row"]),
            subject=str(row["subject"]),
            value=str(row["found"]),
        )
        for row in rows.to_dict("records")
    ]


def _plain(sentence: str) -> str:
    """Return a sentence of a header without its full stop, of either language."""
    return sentence[:-1] if category(sentence[-1]) == "Po" else sentence
