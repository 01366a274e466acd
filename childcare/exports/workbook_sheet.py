"""One sheet of a workbook (工作表): title, stamp, frozen heads, set up for A4 landscape."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import xlsxwriter

from childcare.catalog import label
from childcare.charts.lettering import text_width
from childcare.charts.theme import ACCENT
from childcare.exports.tables import FORMULA_SIGNS

TITLE_ROW, STAMP_ROW, HEAD_ROW, FIRST_ROW = 0, 1, 3, 4
A4 = 9
NARROWEST, WIDEST = 8, 60
# A wider sheet is printed on several pages side by side instead of smaller.
WIDEST_PRINTED = 220
SIDE_BY_SIDE = 60  # percent of its size
HEAD_LINES = 3
LINE_HEIGHT = 16.0
INDENT = 3  # half-width characters that a cell keeps free
# What spreadsheets refuse in the name of a sheet, and how long it may be.
REFUSED, LONGEST_NAME = r"[]:*?/\'", 31
RESERVED = ("history",)


@dataclass(frozen=True)
class Head:
    """A column: its heading and its width in half-width characters; 0 fits it to the heading."""

    text: str
    width: float = 0


class Book:
    """A workbook under way, its formats and the stamp of every sheet."""

    def __init__(self, workbook: xlsxwriter.Workbook, stamp: str) -> None:
        """Keep where to write and what to stamp it with."""
        self.workbook, self.stamp = workbook, stamp
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def style(self, **properties: Any) -> Any:
        """Return a format; the same properties give the same format."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format({"valign": "vcenter", **properties})
        return self._formats[key]

    def number(self, decimals: int, *, bold: bool = False) -> Any:
        """Return the format of a number with so many decimals."""
        form = "#,##0" + ("." + "0" * decimals if decimals else "")
        return self.style(num_format=form, align="right", bold=bold)


class Sheet:
    """A sheet being filled from its fourth row on."""

    def __init__(
        self, book: Book, name: str, title: str, heads: Sequence[Head], *, frozen: int = 1
    ) -> None:
        """Add a sheet with title, stamp and heads; ``frozen`` columns stay at the left."""
        self.book, self.name = book, _sheet_name(name)
        self.sheet = book.workbook.add_worksheet(self.name)
        self.text(TITLE_ROW, 0, title, bold=True, font_size=14)
        self.text(STAMP_ROW, 0, book.stamp)
        for column, head in enumerate(heads):
            self.text(
                HEAD_ROW, column, head.text, bold=True, text_wrap=True, bottom=1, align="center"
            )
        self.sheet.set_row(HEAD_ROW, LINE_HEIGHT * HEAD_LINES)
        self.sheet.freeze_panes(FIRST_ROW, frozen)
        self._columns = len(heads)
        widths = [head.width or _fitting(head.text) for head in heads]
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
        self._widths = widths
        self._set_up_print(frozen, title)

    def text(self, row: int, column: int, text: object, **style: Any) -> None:
        """Write a text as text: nothing in it is ever run as a formula."""
        written = str(text)
        if row >= FIRST_ROW and "align" not in style:
            style["indent"] = 1
        if written.startswith(FORMULA_SIGNS):
            # The sign that keeps it text when somebody edits the cell; it is not shown.
            style["quote_prefix"] = True
        self.sheet.write_string(row, column, written, self.book.style(**style))

    def link(self, row: int, column: int, place: str, text: str) -> None:
        """Write a text that leads to a place of this workbook, such as ``'Sheet'!B7``."""
        look = self.book.style(indent=1, underline=1, font_color=ACCENT)
        self.sheet.write_url(row, column, f"internal:{place}", look, text)

    def value(
        self, row: int, column: int, value: float, decimals: int = 0, *, bold: bool = False
    ) -> None:
        """Write a number; nothing where it is unknown."""
        if value == value:
            self.sheet.write_number(row, column, value, self.book.number(decimals, bold=bold))

    def formula(
        self, row: int, column: int, formula: str, shown: float | str, decimals: int, **style: Any
    ) -> None:
        """Write a live formula with the value it has now, for viewers that compute nothing."""
        form = self.book.number(decimals, **style)
        self.sheet.write_formula(row, column, formula, form, shown)

    def texts(self, row: int, texts: Sequence[object]) -> None:
        """Write a row of texts, each wrapped in its column, the row as high as the longest."""
        for column, text in enumerate(texts):
            self.text(row, column, text, text_wrap=True)
        self.fit_height(row, texts)

    def fit_height(self, row: int, texts: Sequence[object]) -> None:
        """Make a row high enough for its wrapped texts, which not every program does by itself."""
        lines = [
            ceil(text_width(str(text)) / (width - INDENT))
            for text, width in zip(texts, self._widths, strict=False)
        ]
        self.sheet.set_row(row, LINE_HEIGHT * max(1, *lines))

    def finish(self, rows: int, *notes: str) -> None:
        """Let the heads filter so many rows, set remarks below them, and what is printed."""
        last = HEAD_ROW + max(rows, 1)
        self.sheet.autofilter(HEAD_ROW, 0, last, self._columns - 1)
        for row, text in enumerate(notes, start=last + 2):
            self.text(row, 0, text, italic=True, indent=0)
        if self._is_wide:
            # A remark would be cut where the first of several pages ends.
            self.sheet.print_area(HEAD_ROW, 0, last, self._columns - 1)
        else:
            self.sheet.print_area(HEAD_ROW, 0, last + 1 + len(notes), self._columns - 1)

    @property
    def _is_wide(self) -> bool:
        return sum(self._widths) > WIDEST_PRINTED

    def _set_up_print(self, frozen: int, title: str) -> None:
        self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.set_margins(0.5, 0.5, 0.8, 0.6)
        self.sheet.set_header(f"&L&12{title.replace('&', '&&')[:100]}")
        self.sheet.repeat_rows(HEAD_ROW)
        self.sheet.repeat_columns(0, max(frozen - 1, 0))
        stamp = self.book.stamp.replace("&", "&&")
        # Two lines hold it in small type; longer ones are refused.
        self.sheet.set_footer(f"&L&8{stamp[:200]}&R&8{label('workbook.page')}")
        if self._is_wide:
            self.sheet.set_print_scale(SIDE_BY_SIDE)
            self.sheet.print_across()
        else:
            self.sheet.fit_to_pages(1, 0)


def _sheet_name(name: str) -> str:
    kept = "".join("-" if sign in REFUSED or sign < " " else sign for sign in name)
    return kept[:LONGEST_NAME]


def free_sheet_name(name: str, taken: Collection[str]) -> str:
    """Return a name that spreadsheets allow and no other sheet has, whatever its case."""
    lower = {one.lower() for one in (*taken, *RESERVED, "")}
    found, number = _sheet_name(name), 1
    while found.lower() in lower:
        number += 1
        ending = f" ({number})"
        found = _sheet_name(name)[: LONGEST_NAME - len(ending)] + ending
    return found


def _fitting(text: str) -> float:
    """Return a width that sets a heading on at most three lines."""
    return min(max(text_width(text) / (HEAD_LINES - 1) + 2, NARROWEST), WIDEST)
