"""Sheets of indicators (指标表): the whole, and the areas of each level, with live formulas."""

from collections.abc import Iterator

import pandas as pd
from xlsxwriter.utility import xl_rowcol_to_cell

from childcare.analyses.briefing_tables import COUNTED, BriefingTables, LevelTable, count_columns
from childcare.analyses.figure_words import MONTH
from childcare.analyses.sentences import level_words
from childcare.catalog import COLUMNS, REFERENCES, Indicator, label, spoken
from childcare.exports.workbook_formula import difference_formula, ratio_formula, shown
from childcare.exports.workbook_sheet import FIRST_ROW, Book, Head, Sheet

# Columns of the summary.
NAME, OVER, COUNT, UNDER, BASE, SCALE, VALUE, UNIT = range(8)
COUNT_BEFORE, BASE_BEFORE, VALUE_BEFORE, CHANGE, REFERENCE, DISTANCE = range(8, 14)
RATIOS = [one for one in COUNTED.values() if one.is_ratio]
CODE, AREA, PARENT, FIRST_COUNT = range(4)


def write_summary(book: Book, tables: BriefingTables) -> None:
    """Write every counted indicator of the area itself, now and a year before."""
    now = tables.month.strftime(MONTH)
    before = (tables.month - pd.DateOffset(years=1)).strftime(MONTH)
    heads = [
        Head(label("table.indicator"), 30),
        Head(label("table.numerator"), 24),
        Head(label("workbook.count_of", month=now), 13),
        Head(label("table.denominator"), 24),
        Head(label("workbook.base_of", month=now), 13),
        Head(label("workbook.scale"), 8),
        Head(label("workbook.value_of", month=now), 13),
        Head(label("table.unit"), 11),
        Head(label("workbook.count_of", month=before), 13),
        Head(label("workbook.base_of", month=before), 13),
        Head(label("workbook.value_of", month=before), 13),
        Head(label("table.change"), 11),
        Head(label("table.reference"), 11),
        Head(label("workbook.distance"), 12),
    ]
    title = label("workbook.summary_of", area=tables.area_name)
    sheet = Sheet(book, label("workbook.summary"), title, heads)
    for row, indicator in enumerate(COUNTED.values(), start=FIRST_ROW):
        _summary_row(sheet, row, indicator, tables)
    sheet.finish(len(COUNTED), label("workbook.live"))


def _summary_row(sheet: Sheet, row: int, indicator: Indicator, tables: BriefingTables) -> None:
    decimals = indicator.decimals
    sheet.text(row, NAME, spoken(indicator))
    sheet.text(row, OVER, spoken(COLUMNS[indicator.numerator]))
    sheet.text(row, UNIT, indicator.unit_name())
    if indicator.is_ratio:
        sheet.text(row, UNDER, spoken(COLUMNS[indicator.denominator]))
        sheet.value(row, SCALE, indicator.scale)
    for table, count, base, value in (
        (tables.whole, COUNT, BASE, VALUE),
        (tables.before, COUNT_BEFORE, BASE_BEFORE, VALUE_BEFORE),
    ):
        _counted(sheet, row, indicator, table, (count, base, value))
    cells = [xl_rowcol_to_cell(row, column) for column in (VALUE, VALUE_BEFORE, REFERENCE)]
    now, then = (
        float(table.evaluated[indicator.name]["value"].iloc[0])
        for table in (tables.whole, tables.before)
    )
    sheet.formula(
        row, CHANGE, difference_formula(cells[0], cells[1]), _difference(now, then), decimals
    )
    if indicator.name in REFERENCES:
        wanted = REFERENCES[indicator.name].value
        sheet.value(row, REFERENCE, wanted, decimals)
        formula = difference_formula(cells[0], cells[2])
        sheet.formula(row, DISTANCE, formula, _difference(now, wanted), decimals)


def _counted(
    sheet: Sheet, row: int, indicator: Indicator, table: LevelTable, places: tuple[int, int, int]
) -> None:
    """Write numerator, denominator and the formula of the value of one month."""
    count, base, value = places
    found = table.evaluated[indicator.name].iloc[0]
    sheet.value(row, count, float(found["numerator"]))
    if not indicator.is_ratio:
        cell = xl_rowcol_to_cell(row, count)
        formula = f'=IF(COUNT({cell})<1,"{label("state.missing")}",{cell})'
    else:
        sheet.value(row, base, float(found["denominator"]))
        formula = ratio_formula(
            indicator, xl_rowcol_to_cell(row, count), xl_rowcol_to_cell(row, base)
        )
    # A count of zero is a value; only a ratio may have none for an empty denominator.
    now = shown(indicator, float(found["value"]), str(found["state"]))
    sheet.formula(row, value, formula, now, indicator.decimals)


def _difference(now: float, then: float) -> float | str:
    return now - then if now == now and then == then else ""


def write_level(book: Book, tables: BriefingTables, level: LevelTable) -> None:
    """Write the areas of a level: every count once, and every ratio as a formula on them."""
    counts = count_columns()
    title = label("workbook.level_of", area=tables.area_name, level=level_words(level.level))
    name = label("workbook.level", level=level_words(level.level))
    heads = list(_level_heads(counts))
    sheet = Sheet(book, name, title, heads, frozen=FIRST_COUNT)
    sheet.text(FIRST_ROW - 2, FIRST_COUNT, label("workbook.counts"), bold=True)
    sheet.text(FIRST_ROW - 2, FIRST_COUNT + len(counts), label("workbook.ratios"), bold=True)
    _area_row(sheet, FIRST_ROW, tables.whole, tables.whole.areas.index[0], counts, bold=True)
    for row, code in enumerate(level.areas.index, start=FIRST_ROW + 1):
        _area_row(sheet, row, level, code, counts)
    sheet.finish(len(level.areas) + 1, label("workbook.blank"))


def _level_heads(counts: list[str]) -> Iterator[Head]:
    yield Head(label("workbook.code"), 12)
    yield Head(label("target.area"), 16)
    yield Head(label("workbook.parent"), 14)
    for column in counts:
        yield Head(spoken(COLUMNS[column]), 11)
    for indicator in RATIOS:
        unit = indicator.unit_name()
        yield Head(label("workbook.with_unit", name=spoken(indicator), unit=unit), 14)


def _area_row(
    sheet: Sheet, row: int, table: LevelTable, code: str, counts: list[str], *, bold: bool = False
) -> None:
    area = table.areas.loc[code]
    parent = area["parent_name"]
    sheet.text(row, CODE, code, bold=bold)
    sheet.text(row, AREA, area["area_name"], bold=bold)
    sheet.text(row, PARENT, parent if isinstance(parent, str) else "", bold=bold)
    row_of_counts = table.counts.loc[[code]].iloc[0].to_dict()
    places = {column: FIRST_COUNT + place for place, column in enumerate(counts)}
    for column, place in places.items():
        sheet.value(row, place, row_of_counts[column], bold=bold)
    for place, indicator in enumerate(RATIOS, start=FIRST_COUNT + len(counts)):
        found = table.evaluated[indicator.name].loc[[code]].iloc[0]
        formula = ratio_formula(
            indicator,
            xl_rowcol_to_cell(row, places[indicator.numerator]),
            xl_rowcol_to_cell(row, places[indicator.denominator]),
        )
        now = shown(indicator, float(found["value"]), str(found["state"]))
        sheet.formula(row, place, formula, now, indicator.decimals, bold=bold)
