"""Areas given by name in the tables of a register (按名称填写的区域): the names become codes."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from childcare.catalog import CATEGORIES
from childcare.ingest.area_book import AreaBook
from childcare.ingest.area_match import MATCHED, NOT_OURS, AreaMatch, Matcher, Written
from childcare.ingest.arrange import ArrangedTable
from childcare.ingest.boundaries import FormerAreas
from childcare.ingest.codes import without_country
from childcare.ingest.match_report import MatchedArea
from childcare.ingest.name_report import name_findings
from childcare.ingest.named_columns import COUNTY, NAMED, is_named_table
from childcare.ingest.parse import UnreadableError, read_code

_LEVELS = list(CATEGORIES["level"])
# In which column areas of which levels stand.
_LEVELS_OF = {"area_code": _LEVELS[:-1], "community_code": _LEVELS[-1:]}


@dataclass(frozen=True)
class AreaNames:
    """What names of areas in tables are held against.

    Attributes:
        areas: the list of areas.
        answers: what the sources file says of names, as for boundaries.
        former: areas that are gone.
    """

    areas: pd.DataFrame
    answers: Mapping[str, str] = field(default_factory=dict)
    former: FormerAreas = field(default_factory=FormerAreas)

    def settle(
        self, arranged: ArrangedTable, table: str, columns: Collection[str]
    ) -> tuple[ArrangedTable, list[MatchedArea]]:
        """Return a table with codes where names stood, and the report on what was written.

        Codes alone stay as they are: the checks look at them. Rows that the sources file calls
        none of ours are left out. What is in doubt is a finding of the table, whose columns are
        ``columns``.
        """
        report: list[MatchedArea] = []
        if not is_named_table(table) or self.areas.empty:
            return arranged, report
        for column, heading in NAMED.items():
            if column in arranged.texts or heading in arranged.texts:
                arranged = self._settle_column(arranged, table, column, report)
        named = {*NAMED, *NAMED.values(), COUNTY} - set(columns)
        extra = [name for name in arranged.texts if name in named]
        return replace(arranged, texts=arranged.texts.drop(columns=extra)), report

    def _settle_column(
        self, arranged: ArrangedTable, table: str, column: str, report: list[MatchedArea]
    ) -> ArrangedTable:
        """Turn the names of one column into codes."""
        book = AreaBook(self.areas, _LEVELS_OF[column])
        rows = _Rows(arranged.texts, column, book)
        distinct = rows.distinct()
        if not distinct:
            return arranged
        former = self.former
        matcher = Matcher(book, self.answers, False, former.codes, former.names, in_rows=True)
        found = {one: matcher.match(one) for one in distinct}
        own = [
            _reported(table, arranged, one, found[one], lines) for one, lines in distinct.items()
        ]
        report += own
        codes = rows.given.copy()
        is_foreign = np.zeros(len(codes), dtype=bool)
        for one, lines in distinct.items():
            codes.iloc[lines] = found[one].area_code
            is_foreign[lines] = found[one].how == NOT_OURS
        said = name_findings(own, arranged, column, book)
        texts = arranged.texts.assign(**{column: codes}).loc[~is_foreign].reset_index(drop=True)
        points = arranged.points
        return replace(
            arranged,
            texts=texts,
            lines=arranged.lines[~is_foreign],
            points=None if points is None else points.loc[~is_foreign].reset_index(drop=True),
            findings=[*arranged.findings, *said],
        )


class _Rows:
    """The codes and names that the rows of a table give for one column."""

    def __init__(self, texts: pd.DataFrame, column: str, book: AreaBook) -> None:
        """Take what the rows say: the code, the name, and the larger areas they lie in."""
        empty = pd.Series("", index=texts.index, dtype=object)
        self._book = book
        self.given = texts.get(column, empty).astype(object)
        self._names = texts.get(NAMED[column], empty).str.strip()
        self._larger = [texts.get(name, empty) for name in _LARGER[column]]

    def distinct(self) -> dict[Written, list[int]]:
        """Return every writing with a name in it, and the places of its rows."""
        found: dict[Written, list[int]] = {}
        known: dict[tuple[str, ...], Written | None] = {}
        for row, cells in enumerate(self._cells()):
            if cells not in known:
                known[cells] = self._written(*cells)
            written = known[cells]
            if written is not None:
                found.setdefault(written, []).append(row)
        return found

    def _cells(self) -> Iterator[tuple[str, ...]]:
        """Give the texts of each row."""
        return zip(self.given, self._names, *self._larger, strict=True)

    def _written(self, given: str, name: str, *larger: str) -> Written | None:
        """Return what a row writes, or None where it is a code and nothing else."""
        code = _code(given)
        if code and not self._book.by_code(code) and _is_name(code, self._book):
            code, name = "", name or given.strip()
        if not name:
            return None
        within = [one for text in larger if text.strip() for one in self._larger_area(text)]
        return Written(code, name, self._book.innermost(within))

    def _larger_area(self, text: str) -> list[str]:
        """Return the areas of a larger area's name or code."""
        own = self._book.by_code(_code(text))
        return [own] if own else self._book.larger_of(text) or self._book.larger_alike(text)


# Which columns say in what larger area the one of a column lies.
_LARGER = {"area_code": (COUNTY,), "community_code": (COUNTY, "area_code")}


def _code(text: str) -> str:
    """Return a cell read as a code; as it stands where it is none."""
    try:
        return without_country(read_code(text))
    except UnreadableError:
        return text.strip()


def _is_name(text: str, book: AreaBook) -> bool:
    """Say whether a cell that is no known code is a name: it is known, or in Chinese."""
    return any(not one.isascii() and one.isalpha() for one in text) or bool(book.called(text))


def _reported(
    table: str, arranged: ArrangedTable, one: Written, match: AreaMatch, rows: list[int]
) -> MatchedArea:
    """Return the report on one writing."""
    line = int(arranged.lines[rows[0]])
    # A contradiction is answered for this code and name, not for every row of the name.
    is_pair = bool(one.code) and match.status != MATCHED
    key = one.keys[0] if is_pair else one.keys[-1]
    return MatchedArea(table, arranged.source_name, one, match, key, line, len(rows))
