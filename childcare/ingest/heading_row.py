"""Where do the headings stand (表头行)? Below titles, in one row or in two."""

from collections import Counter
from dataclasses import dataclass

from childcare.catalog.cell_words import CELL_WORDS
from childcare.ingest.finding import BadInputError, Finding, problem
from childcare.ingest.headings import (
    HeadingBook,
    factor_of,
    plain_heading,
    tidy_heading,
)

Row = list[str]


@dataclass(frozen=True)
class HeadingRow:
    """The headings of a table; ``first`` and ``last`` count rows from 0."""

    headings: list[str]
    first: int
    last: int


def find_headings(rows: list[Row], book: HeadingBook, source_name: str) -> HeadingRow:
    """Return the headings among the first rows of a table.

    Raises:
        BadInputError: no row holds a heading that we know, most likely it is another table
            altogether; or a known heading is there twice, and nobody can tell which counts.
    """
    best = HeadingRow([], 0, 0)
    most = 0
    for number, row in enumerate(rows):
        one = HeadingRow([tidy_heading(cell) for cell in row], number, number)
        found = _known(one.headings, book)
        if number + 1 < len(rows) and not _is_data(rows[number + 1]):
            both = HeadingRow(_joined(row, rows[number + 1], book), number, number + 1)
            in_both = _known(both.headings, book)
            if in_both > max(found, most, _known(rows[number + 1], book)):
                best, most = both, in_both
        if found > most:
            best, most = one, found
    if not most:
        allowed = ", ".join(book.examples()[:8])
        raise BadInputError(problem("no_known_heading", source_name=source_name, allowed=allowed))
    _refuse_twice(best.headings, book, source_name)
    return best


def is_heading_row(row: Row, book: HeadingBook) -> bool:
    """Say whether a row repeats the headings: in another language, or on the next printed page."""
    filled = [cell for cell in row if cell.strip()]
    known = _known(filled, book)
    return known >= 2 and known * 2 >= len(filled)


def title_findings(rows: list[Row], source_name: str, table: str) -> list[Finding]:
    """Return a finding for a title that gives the whole table a unit such as 万人."""
    findings = []
    for row in rows:
        for cell in row:
            text = plain_heading(cell).strip("()")
            _, sign, unit = text.partition(CELL_WORDS.unit_title)
            factor = factor_of(unit.strip("()")) if sign else None
            if factor and factor > 1:
                place = {"table": table, "source_name": source_name}
                findings.append(problem("unit_above_headings", **place, value=tidy_heading(cell)))
    return findings


def _known(headings: Row, book: HeadingBook) -> int:
    """Return how many different headings of a row belong to the table."""
    return len({tidy_heading(heading) for heading in headings if heading and book.knows(heading)})


def _is_data(row: Row) -> bool:
    """Say whether a row holds a number: headings hold none."""
    return any(cell.strip().replace(".", "", 1).isdigit() for cell in row)


def _joined(upper: Row, lower: Row, book: HeadingBook) -> Row:
    """Return the headings of two rows: a group above (托位数), its parts below (普惠, 合计)."""
    joined: Row = []
    group = ""
    width = max(len(upper), len(lower))
    for above, below in zip(
        [*upper, *[""] * (width - len(upper))], [*lower, *[""] * (width - len(lower))], strict=True
    ):
        group = tidy_heading(above) or (group if below.strip() else "")
        joined.append(_one_of(group, tidy_heading(below), book))
    return joined


def _one_of(group: str, part: str, book: HeadingBook) -> str:
    """Return the heading that a group and its part make together."""
    if not group or not part:
        return part or group
    if plain_heading(part) in CELL_WORDS.totals:
        return group
    for whole in (part + group, group + part):
        if book.knows(whole):
            return whole
    # A group that is a heading itself is what its parts divide: the part alone says another thing.
    return (
        f"{group}/{part}" if book.knows(group) and not _says_the_same(group, part, book) else part
    )


def _says_the_same(group: str, part: str, book: HeadingBook) -> bool:
    """Say whether two headings mean the same column, as in a table in two languages."""
    return book.meaning(group).columns == book.meaning(part).columns


def _refuse_twice(headings: Row, book: HeadingBook, source_name: str) -> None:
    """Refuse a table in which a known heading is there twice."""
    twice = [
        heading
        for heading, times in Counter(headings).items()
        if times > 1 and heading and book.knows(heading)
    ]
    if twice:
        raise BadInputError(
            *(problem("heading_twice", source_name=source_name, heading=one) for one in twice)
        )
