"""In which cells of a handed-in table do its findings stand (发现位置)?"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from childcare.catalog import COLUMNS
from childcare.catalog.cell_words import CELL_WORDS
from childcare.catalog.import_limits import IMPORT_LIMITS
from childcare.ingest.finding import Finding
from childcare.ingest.handed_in_cells import HandedIn
from childcare.ingest.headings import plain_heading, split_unit, tidy_heading


@dataclass(frozen=True)
class FoundIn:
    """The findings by cell, rows from 1 and columns from 0, and by row where no cell is named.

    ``heading_row`` is 0 where none of the headings was found; ``widths`` gives for a row how many
    cells it takes to show all findings.
    """

    heading_row: int
    by_cell: dict[tuple[int, int], list[Finding]]
    by_row: dict[int, list[Finding]]
    places: dict[Finding, tuple[int, int]]
    widths: dict[int, int]


def found_in(cells: HandedIn, findings: Collection[Finding]) -> FoundIn:
    """Return where the findings of one table stand.

    A finding with a heading and no row stands at the heading.
    """
    words = {one: _words(one) for one in findings}
    heading_row, columns = _headings(cells, words)
    by_cell: dict[tuple[int, int], list[Finding]] = defaultdict(list)
    by_row: dict[int, list[Finding]] = defaultdict(list)
    places: dict[Finding, tuple[int, int]] = {}
    for one in findings:
        column = next((columns[word] for word in words[one] if word in columns), None)
        row = one.source_row or (heading_row if column is not None else 0)
        if not row:
            continue
        places[one] = (row, column or 0)
        if column is None:
            by_row[row].append(one)
        else:
            by_cell[row, column].append(one)
    widths: dict[int, int] = {}
    for row, column in by_cell:
        widths[row] = max(widths.get(row, 0), column + 1)
    return FoundIn(heading_row, dict(by_cell), dict(by_row), places, widths)


def _words(finding: Finding) -> list[str]:
    """Return the headings under which the cell of a finding may stand, the likeliest first."""
    words = [tidy_heading(finding.heading)] if finding.heading else []
    column = COLUMNS.get(finding.column)
    if column:
        words += [column.label_zh, column.label_en, *column.synonyms]
    return list(dict.fromkeys(split_unit(word)[0] for word in words))


def _headings(cells: HandedIn, words: dict[Finding, list[str]]) -> tuple[int, dict[str, int]]:
    """Return the row of the headings, and the column of each wanted one."""
    wanted = {word for several in words.values() for word in several}
    best: tuple[int, dict[str, int]] = (0, {})
    for row in range(1, IMPORT_LIMITS.heading_rows + 1):
        columns = {
            word: place
            for place, ways in reversed(list(enumerate(_written(cells, row))))
            for word in ways & wanted
        }
        # Of two rows that tell the same the lower one parts the groups of the upper one.
        is_lower = columns and best[0] == row - 1 and not _holds_numbers(cells, row)
        if len(columns) > len(best[1]) or (is_lower and len(columns) == len(best[1])):
            best = (row, columns)
    return best


def _holds_numbers(cells: HandedIn, row: int) -> bool:
    """Say whether a row holds a number: headings hold none."""
    return any(str(cell).strip().lstrip("-").isdigit() for cell in cells.rows.get(row, []))


def _written(cells: HandedIn, row: int) -> list[set[str]]:
    """Return each way to write the heading of each column, a group in the row above included."""
    below = [str(cell) for cell in cells.rows.get(row, [])]
    above = [str(cell) for cell in cells.rows.get(row - 1, [])]
    above += [""] * (len(below) - len(above))
    ways = []
    group = ""
    for over, text in zip(above, below, strict=False):
        group = over.strip() or group
        joined = [text, text + group, group + text, f"{group}/{text}"] if text.strip() else [over]
        if plain_heading(text) in CELL_WORDS.totals:
            joined.append(group)
        ways.append({split_unit(tidy_heading(one))[0] for one in joined if one.strip()})
    return ways
