"""Which table might a file be (数据表识别)? Asked where its name does not say; never acted upon."""

from functools import cache
from pathlib import Path

import duckdb

from childcare.catalog.sources import Sources
from childcare.ingest.finding import BadInputError
from childcare.ingest.heading_row import find_headings
from childcare.ingest.headings import HeadingBook
from childcare.ingest.named_columns import codes_filled
from childcare.ingest.tables import create_tables
from childcare.ingest.text_file import sniff
from childcare.ingest.workbook import Workbook


@cache
def table_columns() -> dict[str, list[str]]:
    """Return the columns of every table that files fill."""
    with duckdb.connect() as connection:
        return create_tables(connection)


def fitting_tables(
    path: Path, workbook: Workbook | None, sheet: str, sources: Sources
) -> list[str]:
    """Return the tables all of whose needed headings a file or sheet has, the best fit first."""
    known: dict[str, int] = {}
    try:
        rows = workbook.first_rows(sheet) if workbook else []
    except BadInputError:
        return []
    for name, source in sources.tables.items():
        book = HeadingBook(source, table_columns()[name])
        try:
            found = find_headings(rows, book, path.name) if workbook else sniff(path, book).headings
        except (BadInputError, OSError):
            continue
        headings = found.headings
        chosen = book.match(dict.fromkeys(headings)).chosen
        filled = {*chosen, *source.constants, *source.sums, *source.flags, *codes_filled(chosen)}
        if source.required and set(source.required) <= filled:
            known[name] = len(chosen)
    best = max(known.values(), default=0)
    return [name for name, count in known.items() if count == best]
