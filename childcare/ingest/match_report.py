"""What became of every written area (匹配报告): 已匹配, 待确认 or 未匹配; the answer to give."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from childcare.catalog import label, speaking
from childcare.ingest.area_book import AreaBook
from childcare.ingest.area_match import CERTAIN, AreaMatch, Written
from childcare.ingest.tables import insert

BOUNDARY = "boundary"


@dataclass(frozen=True)
class MatchedArea:
    """One way in which a file writes an area, how often, and what it was taken for.

    Attributes:
        table: ``boundary`` for a shape, else the table of the rows.
        source_name: the file.
        row: line of the first row written so; None for a shape.
        rows: how many rows, or shapes, are written so.
        answer_key: what to write on the left of an answer.
    """

    table: str
    source_name: str
    written: Written
    match: AreaMatch
    answer_key: str
    row: int | None = None
    rows: int = 1

    @property
    def is_told(self) -> bool:
        """Say whether people want to see it: every shape, and what of a table is not certain."""
        return self.table == BOUNDARY or self.match.how not in CERTAIN

    def told(self, book: AreaBook) -> dict[str, Any]:
        """Return it ready for JSON, with the names of all areas and a sentence."""
        return {
            "kind": "boundary" if self.table == BOUNDARY else "table",
            "table": self.table,
            "file": self.source_name,
            "row": self.row,
            "rows": self.rows,
            "code": self.written.code,
            "name": self.written.name,
            "status": self.match.status,
            "how": self.match.how,
            "area_code": self.match.area_code,
            "area_name": book.names.get(self.match.area_code, ""),
            "candidates": [_candidate(code, book) for code in self.match.candidates],
            "sentence": match_sentence(self.match, book),
            "answer_key": self.answer_key,
        }


def _candidate(code: str, book: AreaBook) -> dict[str, str]:
    return {
        "area_code": code,
        "area_name": book.names[code],
        "parent_name": book.parent_name(code),
    }


def match_sentence(match: AreaMatch, book: AreaBook) -> str:
    """Return in words how a written area was matched, or why it was not."""
    area = book.names.get(match.area_code, "")
    names = named(match.candidates, book)
    said = {
        "code_and_name": label("match.code_and_name"),
        "code_and_like_name": label("match.code_and_like_name", area=area),
        "code": label("match.code", area=area),
        "former_code": label("match.former_code", area=area),
        "former_name": label("match.former_name", area=area),
        "name": label("match.name"),
        "like_name": label("match.like_name", area=area),
        "other_rank": label("match.other_rank", area=area),
        "longer_text": label("match.longer_text", area=area),
        "answered": label("match.answered", area=area),
        "not_ours": label("match.not_ours"),
        "contradiction": label("match.contradiction", names=names),
        "several": label("match.several", names=names),
        "elsewhere": label("match.elsewhere", names=names),
        "other_county": label("match.other_county", names=names),
        "split": label("match.split"),
        "similar": label("match.similar", names=names),
        "rivals": label("match.rivals", names=names),
        "unknown_answer": label("match.unknown_answer"),
        "unknown": label("match.unknown"),
    }
    return said[match.how]


def in_both_languages(match: AreaMatch, book: AreaBook) -> tuple[str, str]:
    """Return the sentence on a match in Chinese and in English, for a finding."""
    said = []
    for language in ("zh", "en"):
        with speaking(language):
            said.append(match_sentence(match, book))
    return said[0], said[1]


def named(codes: Iterable[str], book: AreaBook) -> str:
    """Return areas by name and code, as people tell them apart."""
    return " / ".join(f"{book.names[code]} {code}" for code in codes)


def answer_lines(key: str, match: AreaMatch) -> str:
    """Return the lines of a sources file that would answer the question on one written area."""
    quoted = key.replace("\\", "\\\\").replace('"', '\\"')
    return " | ".join(f'"{quoted}" = "{code}"' for code in (*match.candidates, ""))


def answer_keys(written: Sequence[Written]) -> list[str]:
    """Return the key of each written area: its name, with the code where others bear the name."""
    names = [one.name or one.code for one in written]
    often = {name for name, number in Counter(names).items() if number > 1}
    return [
        one.keys[0] if name in often and one.keys else name
        for one, name in zip(written, names, strict=True)
    ]


def store_matches(connection: duckdb.DuckDBPyConnection, matches: Sequence[MatchedArea]) -> None:
    """Keep the report on the shapes in the release."""
    shapes = [one for one in matches if one.table == BOUNDARY]
    columns = {
        "source_name": [one.source_name for one in shapes],
        "written_code": [one.written.code for one in shapes],
        "written_name": [one.written.name for one in shapes],
        "match_status": [one.match.status for one in shapes],
        "matched_by": [one.match.how for one in shapes],
        "area_code": [one.match.area_code or None for one in shapes],
    }
    types = {name: pa.array(values, pa.string()) for name, values in columns.items()}
    insert(connection, "boundary_match", pa.table(types))
