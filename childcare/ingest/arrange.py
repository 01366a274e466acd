"""Putting the headings of a file under our names (表头对应), still as text."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from childcare.catalog import COLUMNS, spoken
from childcare.catalog.sources import TableSource
from childcare.catalog.table_source import Sum
from childcare.ingest.finding import Finding, problem
from childcare.ingest.heading_questions import heading_questions
from childcare.ingest.headings import HeadingBook, Match, tidy_heading
from childcare.ingest.named_columns import codes_filled
from childcare.ingest.point_cells import split_points
from childcare.ingest.text_table import TextTable

_YES, _NO = "yes", "no"


@dataclass(frozen=True)
class ArrangedTable:
    """Columns under our names as text, the foreign heading of each, and where each row stands."""

    texts: pd.DataFrame
    headings: dict[str, str]
    source_name: str
    lines: np.ndarray
    points: pd.Series | None = None
    findings: list[Finding] = field(default_factory=list)
    # By what the unit in a heading multiplies, such as 万人.
    factors: dict[str, int] = field(default_factory=dict)
    match: Match = field(default_factory=Match)


def arrange(raw: TextTable, source: TableSource, columns: Collection[str]) -> ArrangedTable:
    """Return the rows of a file under our column names, still as text."""
    kept = _kept_rows(raw, source)
    cells = raw.cells.loc[kept].reset_index(drop=True)
    lines = raw.lines[kept.to_numpy()]
    book = HeadingBook(source, columns)
    match = book.match([str(one) for one in cells])
    headings = match.chosen
    texts = pd.DataFrame({name: cells[heading] for name, heading in headings.items()})
    asked = heading_questions(match, book, source, raw.source_name)
    findings = [*raw.findings, *_missing_headings(raw, source, headings)]
    arranged = ArrangedTable(texts, headings, raw.source_name, lines, None, findings + asked)
    if len(findings) > len(raw.findings):
        return arranged
    arranged.factors.update(match.factors)
    if not source.locate_by:
        split_points(texts, cells, book, headings)
    _fill(texts, cells, source, arranged)
    points = cells[tidy_heading(source.locate_by)] if source.locate_by else None
    return replace(arranged, points=points, match=match)


def _fill(
    texts: pd.DataFrame, cells: pd.DataFrame, source: TableSource, arranged: ArrangedTable
) -> None:
    """Add the columns that the sources file makes: sums, flags, constants, prefixed codes."""
    place = (source.name, arranged.source_name, arranged.lines)
    for one in source.added_up():
        texts[one.name], wrong = _sum(cells, one, *place)
        arranged.findings.extend(wrong)
    for name, added in source.flags.items():
        total, _ = _sum(cells, Sum(name, added), *place)
        texts[name] = (pd.to_numeric(total).fillna(0) > 0).map({True: _YES, False: _NO})
    for name, value in source.constants.items():
        texts[name] = str(value)
    for name, prefix in source.prefixes.items():
        texts[name] = (
            texts[name].str.strip().map(lambda code, prefix=prefix: code and prefix + code)
        )


def arrange_rows(source: TableSource, sources_name: str) -> ArrangedTable:
    """Return the rows that are written in the sources file itself."""
    texts = pd.DataFrame(source.rows).astype(object)
    texts = texts.where(texts.notna(), "").astype(str)
    lines = np.arange(1, len(texts) + 1)
    return ArrangedTable(texts, {name: name for name in map(str, texts)}, sources_name, lines)


def _kept_rows(raw: TextTable, source: TableSource) -> pd.Series:
    """Return which rows are read: those not empty, and of which ``keep`` allows the words."""
    kept = (raw.cells != "").any(axis=1)
    for heading, allowed in source.keep.items():
        if tidy_heading(heading) in raw.cells:
            kept &= raw.cells[tidy_heading(heading)].str.strip().isin(allowed)
    return kept


def _missing_headings(
    raw: TextTable, source: TableSource, headings: dict[str, str]
) -> list[Finding]:
    """Return a finding for each heading that is needed or declared, and not in the file."""
    filled = {*headings, *source.constants, *source.sums, *source.flags, *codes_filled(headings)}
    if source.locate_by:
        filled |= {"area_code", "longitude", "latitude"}
    needed = {
        name: source.heading_of(name) or spoken(COLUMNS[name])
        for name in (*source.required, *source.columns.values())
        if name not in filled
    }
    summed = [heading for one in source.added_up() for heading in (*one.columns, one.when)]
    flagged = [heading for added in source.flags.values() for heading in added]
    foreign = {*summed, *flagged, *source.keep, source.locate_by} - {""}
    absent = sorted(heading for heading in foreign if tidy_heading(heading) not in raw.cells)
    return [
        problem(
            "missing_heading",
            table=source.name,
            column=name,
            heading=heading,
            source_name=raw.source_name,
        )
        for name, heading in [*needed.items(), *((heading, heading) for heading in absent)]
    ]


def _sum(
    cells: pd.DataFrame, one: Sum, table: str, source_name: str, lines: np.ndarray
) -> tuple[pd.Series, list[Finding]]:
    """Return the sum of several headings as text: empty where all of them are empty."""
    texts = cells[[tidy_heading(heading) for heading in one.columns]].apply(
        lambda column: column.str.strip()
    )
    numbers = texts.apply(pd.to_numeric, errors="coerce")
    wrong = texts.ne("") & numbers.isna()
    total = numbers.sum(axis=1, min_count=1).astype(object)
    if one.when:
        counted = cells[tidy_heading(one.when)].str.strip() == one.equals
        total = total.where(counted | total.isna(), 0.0)
    findings = [
        problem(
            "not_a_number",
            table=table,
            column=one.name,
            heading=str(heading),
            source_name=source_name,
            source_row=int(lines[row]),
            value=texts[heading].iloc[row],
        )
        for heading in texts
        for row in np.flatnonzero(wrong[heading])
    ]
    return total.map(lambda number: "" if pd.isna(number) else str(number)), findings
