"""A handed-in table as text (文本表): its cells under their headings, and where each row stands."""

import unicodedata
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from childcare.catalog.cell_words import CELL_WORDS
from childcare.ingest.finding import Finding, problem
from childcare.ingest.heading_row import is_heading_row
from childcare.ingest.headings import HeadingBook

# The words of a total stand in one of the first columns.
_FIRST_COLUMNS = 4
_LONGEST_TOTAL = 12


@dataclass(frozen=True)
class TextTable:
    """The cells of a file or sheet as text, the line of each row, and that of the headings."""

    source_name: str
    cells: pd.DataFrame
    lines: np.ndarray
    heading_line: int = 1
    findings: list[Finding] = field(default_factory=list)

    def only(self, kept: np.ndarray, findings: list[Finding]) -> "TextTable":
        """Return the rows that are kept, with further findings."""
        cells = self.cells.loc[kept].reset_index(drop=True)
        said = [*self.findings, *findings]
        return TextTable(self.source_name, cells, self.lines[kept], self.heading_line, said)


def text_table(
    source_name: str, headings: list[str], cells: pd.DataFrame, lines: np.ndarray, heading_line: int
) -> TextTable:
    """Return cells under their headings; columns without a heading are left out."""
    firsts = {heading: number for number, heading in reversed(list(enumerate(headings)))}
    named = [number for heading, number in firsts.items() if heading]
    named.sort()
    kept = cells.iloc[:, named]
    kept.columns = pd.Index([headings[number] for number in named])
    nameless = [number for number, heading in enumerate(headings) if not heading]
    filled = [number for number in nameless if (cells.iloc[:, number].str.strip() != "").any()]
    findings = []
    if filled:
        letters = ", ".join(column_letters(number) for number in filled)
        findings.append(problem("column_without_heading", source_name=source_name, value=letters))
    return TextTable(source_name, kept, lines, heading_line, findings)


def column_letters(number: int) -> str:
    """Return the letters over a column of a spreadsheet, counted from 0."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def without_other_rows(raw: TextTable, book: HeadingBook, key: str, table: str) -> TextTable:
    """Return a table without empty, repeated, example, total and note rows.

    ``key`` is the heading of the first column that identifies a row: a total with a key of its
    own, such as the code of the county, is a row like any other.
    """
    cells = raw.cells
    if cells.empty:
        return raw
    filled = (cells != "").to_numpy().sum(axis=1)
    first = _first_filled(cells)
    plain = first.map({text: _plain(text) for text in first.unique()})
    is_example = first.str.startswith(CELL_WORDS.example).to_numpy()
    is_note = (filled == 1) & plain.str.startswith(_NOTES).to_numpy()
    is_total = _is_total(cells, plain, key) & ~is_example
    is_repeated = np.zeros(len(cells), dtype=bool)
    for row in np.flatnonzero(first.map({t: book.knows(t) for t in first.unique()})):
        is_repeated[row] = is_heading_row(list(cells.iloc[row]), book)
    findings = [
        problem(
            name,
            table=table,
            source_name=raw.source_name,
            source_row=int(raw.lines[row]),
            value=" ".join(text for text in cells.iloc[row] if text.strip())[:80],
        )
        for name, rows in (("total_row_left_out", is_total), ("note_row_left_out", is_note))
        for row in np.flatnonzero(rows)
    ]
    left_out = (filled == 0) | is_example | is_note | is_total | is_repeated
    return raw.only(~left_out, findings)


def _first_filled(cells: pd.DataFrame) -> pd.Series:
    """Return the first cell of each row that is not empty, among the first columns."""
    first = cells.iloc[:, 0]
    for number in range(1, min(_FIRST_COLUMNS, cells.shape[1])):
        first = first.where(first.str.strip() != "", cells.iloc[:, number])
    return first.str.strip()


def _plain(text: str) -> str:
    """Return a cell half-width, in lower case, without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


def _is_total_word(text: str) -> bool:
    """Say whether a plain text is a word for a sum, such as 全县合计."""
    text = text.rstrip(":")
    if text in CELL_WORDS.totals:
        return True
    chinese = tuple(word for word in CELL_WORDS.totals if not word.isascii())
    return len(text) <= _LONGEST_TOTAL and text.endswith(chinese)


def _is_total(cells: pd.DataFrame, first: pd.Series, key: str) -> np.ndarray:
    """Say of each row whether it adds others up."""
    found = first.map({text: _is_total_word(text) for text in first.unique()})
    is_sum = found.to_numpy(dtype=bool, copy=True)
    for number in range(min(_FIRST_COLUMNS, cells.shape[1])):
        column = cells.iloc[:, number]
        words = {text: _plain(text) in CELL_WORDS.totals for text in column.unique()}
        is_sum |= column.map(words).to_numpy(dtype=bool)
    if key in cells and is_sum.any():
        keys = {
            text: not text.strip() or _is_total_word(_plain(text)) for text in cells[key].unique()
        }
        is_sum &= cells[key].map(keys).to_numpy(dtype=bool)
    return is_sum


_NOTES = tuple(_plain(word) for word in CELL_WORDS.notes)
