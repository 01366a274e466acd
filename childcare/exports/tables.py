"""Tables as CSV and XLSX that office programs open right."""

import io
import re

import pandas as pd
import xlsxwriter

from childcare.catalog import COLUMNS, INDICATORS, label, spoken

# A cell that begins like this would be run as a formula by a spreadsheet.
# The full-width ones are the same to a spreadsheet set to Chinese.
_WIDE_SIGNS = tuple(map(chr, (0xFF1D, 0xFF0B, 0xFF0D, 0xFF20)))
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", *_WIDE_SIGNS)


# Control signs, halves of a pair and signs that are none: XML 1.0 has no way to write them.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def named_columns(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame under the column names people read, in the language in use."""
    names = {name: spoken(column) for name, column in COLUMNS.items()}
    names |= {name: spoken(indicator) for name, indicator in INDICATORS.items()}
    names |= {
        "numerator": label("table.numerator"),
        "denominator": label("table.denominator"),
        "value": label("table.value"),
        "state": label("table.state"),
        "rank": label("table.rank"),
        "previous": label("table.previous"),
        "change": label("table.change"),
        "label": label("table.indicator"),
    }
    return frame.rename(columns=names)


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Return a CSV with a byte-order mark, so that Excel shows its Chinese right."""
    return _guarded(frame).to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def workbook_bytes(frame: pd.DataFrame, *, sheet: str, notes: list[str]) -> bytes:
    """Return a workbook with the table on its first sheet and what it means on the second.

    Args:
        frame: the table, under the names people read.
        sheet: name of the first sheet.
        notes: lines for the second sheet: definition, source, month.
    """
    memory = io.BytesIO()
    # Strings stay strings: a name that begins with = is no formula, a web address no link.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(memory, options) as workbook:
        _table_sheet(workbook, frame, sheet)
        about = workbook.add_worksheet(label("table.notes_sheet"))
        about.set_column(0, 0, 100, workbook.add_format({"text_wrap": True}))
        for row, note in enumerate(notes):
            about.write_string(row, 0, note)
    return memory.getvalue()


def shown_text(text: str) -> str:
    """Return a text without what the XML of office files cannot hold, each sign shown instead."""
    return _NOT_IN_XML.sub(lambda found: _picture_of(found[0]), text)


def _picture_of(sign: str) -> str:
    """Return the picture that Unicode has of a control sign, or the sign for a lost one."""
    return chr(0x2400 + ord(sign)) if ord(sign) < ord(" ") else "\ufffd"


def _table_sheet(workbook: xlsxwriter.Workbook, frame: pd.DataFrame, name: str) -> None:
    worksheet = workbook.add_worksheet(name[:31])
    head = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    whole, decimal = (workbook.add_format({"num_format": form}) for form in ("#,##0", "#,##0.00"))
    for position, column in enumerate(frame.columns):
        worksheet.write_string(0, position, str(column), head)
        values = frame[column]
        is_number = pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)
        is_whole = is_number and bool((values.dropna() % 1 == 0).all())
        worksheet.set_column(position, position, 14 if is_number else 20)
        for row, value in enumerate(values, start=1):
            if pd.isna(value):
                continue
            if is_number:
                worksheet.write_number(row, position, float(value), whole if is_whole else decimal)
            else:
                worksheet.write_string(row, position, str(value))
    worksheet.freeze_panes(1, 0)
    worksheet.autofilter(0, 0, max(len(frame), 1), max(len(frame.columns) - 1, 0))


def _guarded(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with a quote before every text that a spreadsheet would calculate."""

    def guard(value: object) -> object:
        return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value

    texts = frame.select_dtypes(exclude="number").columns
    guarded = frame.assign(**{column: frame[column].map(guard) for column in texts})
    return guarded.rename(columns=guard)
