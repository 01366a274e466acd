"""The workbook of a briefing (汇报附表, XLSX): one sheet a table, ratios as live formulas."""

import io
from collections.abc import Callable

import xlsxwriter

from childcare.analyses.briefing_tables import BriefingTables
from childcare.analyses.stamp import Stamp
from childcare.catalog import label
from childcare.charts.theme import OFFICE_EAST_ASIAN
from childcare.exports.workbook_indicators import write_level, write_summary
from childcare.exports.workbook_lists import (
    write_definitions,
    write_institutions,
    write_targets,
    write_tasks,
)
from childcare.exports.workbook_sheet import Book

# Strings stay strings: a name that begins with = is no formula, a web address no link.
OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "in_memory": True,
    "default_format_properties": {"font_name": OFFICE_EAST_ASIAN, "font_size": 10},
}
# Told after each sheet: how many are done, and of how many.
Tell = Callable[[int, int], None]


def build_workbook(tables: BriefingTables, stamp: Stamp, *, tell: Tell | None = None) -> bytes:
    """Return a workbook: summary, areas by level, targets, tasks, institutions, definitions.

    Args:
        tables: see ``analyses.briefing_tables``.
        stamp: of what, when and from where; it stands on every sheet, also when printed.
        tell: is told of each sheet.
    """
    steps: list[Callable[[Book], None]] = [
        lambda book: write_summary(book, tables),
        *(_level_writer(tables, number) for number in range(len(tables.levels))),
        lambda book: write_targets(book, tables),
        lambda book: write_tasks(book, tables),
        lambda book: write_institutions(book, tables),
        write_definitions,
    ]
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, OPTIONS) as workbook:
        workbook.set_properties(
            {"title": label("workbook.title", area=stamp.area_name), "subject": stamp.text}
        )
        book = Book(workbook, label("caption.dot").join([stamp.text, *stamp.history]))
        for number, step in enumerate(steps, start=1):
            step(book)
            if tell:
                tell(number, len(steps))
    return memory.getvalue()


def _level_writer(tables: BriefingTables, number: int) -> Callable[[Book], None]:
    return lambda book: write_level(book, tables, tables.levels[number])
