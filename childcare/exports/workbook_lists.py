"""Sheets of lists (清单): targets, tasks, institutions, definitions."""

from collections.abc import Hashable
from typing import Any

import pandas as pd
from xlsxwriter.utility import xl_rowcol_to_cell

from childcare.analyses.assessment import Assessment
from childcare.analyses.briefing_tables import BriefingTables
from childcare.analyses.definitions import definitions_table
from childcare.analyses.figure_words import MONTH
from childcare.analyses.target_words import missing_text, wanted_text
from childcare.catalog import CATEGORIES, COLUMNS, label, spoken
from childcare.catalog.lights import STATUSES
from childcare.exports.workbook_formula import share_formula
from childcare.exports.workbook_sheet import FIRST_ROW, Book, Head, Sheet

WANTED, VALUE, SHARE = 3, 4, 5
# Widths of the columns of the definitions: name, meaning, formula, parts, unit, reference, source.
DEFINITION_WIDTHS = (24, 52, 34, 16, 16, 11, 32, 32)


def write_targets(book: Book, tables: BriefingTables) -> None:
    """Write every target of the plan, its value as a share of what is wanted as a formula."""
    if tables.plan is None:
        return
    heads = [
        Head(label("table.indicator"), 28),
        Head(label("target.clause"), 50),
        Head(label("target.wanted"), 16),
        Head(label("workbook.wanted_number"), 11),
        Head(label("target.value"), 11),
        Head(label("workbook.share"), 11),
        Head(label("table.unit"), 10),
        Head(label("target.light"), 12),
        Head(label("target.missing_or_over"), 24),
        Head(label("target.missing_units"), 40),
    ]
    title = spoken(tables.plan, "title")
    sheet = Sheet(book, label("workbook.targets"), title, heads)
    for row, one in enumerate(tables.assessments, start=FIRST_ROW):
        _target(sheet, row, one)
    sheet.finish(len(tables.assessments))


def _target(sheet: Sheet, row: int, one: Assessment) -> None:
    value = one.reading.value if one.reading else float("nan")
    units = label("sentence.comma").join(one.missing_units)
    unit, light = one.indicator.unit_name(), STATUSES[one.status].spoken_light()
    texts = [spoken(one.indicator), one.target.clause, wanted_text(one), "", "", "", unit, light]
    sheet.texts(row, [*texts, missing_text(one), units])
    sheet.value(row, WANTED, one.wanted, one.indicator.decimals)
    sheet.value(row, VALUE, value, one.indicator.decimals)
    formula = share_formula(
        xl_rowcol_to_cell(row, VALUE),
        xl_rowcol_to_cell(row, WANTED),
        lower_is_better=one.target.comparator == "<=",
    )
    share = 100 * one.share if one.share == one.share else ""
    sheet.formula(row, SHARE, formula, share, 1)


def write_tasks(book: Book, tables: BriefingTables) -> None:
    """Write every task of the plan, overdue ones first."""
    if tables.plan is None or not tables.tasks:
        return
    heads = [
        Head(label("task.title"), 28),
        Head(label("task.text"), 60),
        Head(label("task.section"), 20),
        Head(label("task.lead_units"), 28),
        Head(label("task.responsible_units"), 28),
        Head(label("task.due"), 12),
        Head(label("task.status"), 10),
        Head(label("task.overdue"), 8),
        Head(label("task.latest"), 36),
    ]
    sheet = Sheet(book, label("workbook.tasks"), spoken(tables.plan, "title"), heads)
    comma = label("sentence.comma")
    for row, one in enumerate(tables.tasks, start=FIRST_ROW):
        texts = [
            one.task.title,
            one.task.text,
            one.task.section,
            comma.join(one.task.lead_units),
            comma.join(one.task.responsible_units),
            one.due.strftime(MONTH) if one.due is not None else label("task.no_due"),
            spoken(CATEGORIES["task_status"][one.status]),
            label("table.yes") if one.is_overdue else "",
            one.notes[-1].note if one.notes else "",
        ]
        sheet.texts(row, texts)
    sheet.finish(len(tables.tasks))


def write_institutions(book: Book, tables: BriefingTables) -> None:
    """Write the institutions open in the month, the share of slots taken as a formula."""
    frame = tables.institutions.drop(columns=["longitude", "latitude"])
    names = list(frame.columns)
    heads = [
        Head(spoken(COLUMNS[name]), 28 if name == "institution_name" else 12) for name in names
    ]
    heads.append(Head(label("workbook.taken"), 12))
    title = label("workbook.institutions_of", area=tables.area_name, number=len(frame))
    sheet = Sheet(book, label("workbook.institutions"), title, heads, frozen=2)
    for row, record in enumerate(frame.to_dict("records"), start=FIRST_ROW):
        for column, name in enumerate(names):
            _cell(sheet, row, column, name, record[name])
        _taken(sheet, row, names, record)
    sheet.finish(len(frame))


def _taken(sheet: Sheet, row: int, names: list[str], record: dict[Hashable, Any]) -> None:
    enrolled, slots = (
        xl_rowcol_to_cell(row, names.index(name)) for name in ("children_enrolled", "slots")
    )
    formula = share_formula(enrolled, slots, lower_is_better=False)
    have, room = record["children_enrolled"], record["slots"]
    is_known = not pd.isna(have) and not pd.isna(room) and bool(room)
    shown = 100 * float(have) / float(room) if is_known else ""
    sheet.formula(row, len(names), formula, shown, 1)


def _cell(sheet: Sheet, row: int, column: int, name: str, value: Any) -> None:
    """Write one cell of a register by the kind of its column; nothing where it is unknown."""
    if pd.isna(value):
        return
    kind = COLUMNS[name].type
    if kind in ("count", "number", "integer"):
        sheet.value(row, column, float(value))
    elif kind == "yes_no":
        sheet.text(row, column, label("table.yes") if value else label("table.no"), align="center")
    elif kind == "category":
        known = CATEGORIES[name].get(str(value))
        sheet.text(row, column, spoken(known) if known else value)
    else:
        sheet.text(row, column, value)


def write_definitions(book: Book) -> None:
    """Write what every indicator means, how it is computed, and what it is held against."""
    table = definitions_table()
    heads = [
        Head(name, width) for name, width in zip(table.columns, DEFINITION_WIDTHS, strict=True)
    ]
    sheet = Sheet(book, label("workbook.definitions"), label("workbook.definitions"), heads)
    for row, texts in enumerate(table.itertuples(index=False), start=FIRST_ROW):
        sheet.texts(row, texts)
    rules = label("definitions.rules").replace("**", "").splitlines()
    sheet.finish(len(table), *(rule.removeprefix("- ") for rule in rules))
