"""Reading days and months as people write them (日期写法): 2024.6, 2024年6月, 45473, 11506."""

import re
from datetime import date, datetime, timedelta

from childcare.catalog.cell_words import CELL_WORDS
from childcare.catalog.import_limits import IMPORT_LIMITS
from childcare.ingest.quantities import UnreadableError, half_width

# Any one sign between the digits: 2025-12, 2025/12, or the Chinese signs for year and month.
_MONTH = re.compile(r"(\d{4})(?:\D(\d{1,2})\D?|(\d{2}))")
_DATE = re.compile(r"(\d{4})(?:\D(\d{1,2})\D(\d{1,2})(?:\D.*)?|(\d{2})(\d{2}))")
# Days since the end of 1899, as spreadsheets count: from 1982 to 2064.
_SERIAL = re.compile(r"[3-5]\d{4}(?:\.\d+)?")
_FIRST_DAY = date(1899, 12, 30)
# Years since 1911: 11506, 115/6, 115年6月; with a day 1150630, 115/6/30.
_REPUBLIC = re.compile(r"(\d{2,3})\D(\d{1,2})(?:\D(\d{1,2})\D?|\D)?|(\d{3})(\d{2})(\d{2})?")
_REPUBLIC_BEGAN = 1911
_REPUBLIC_YEARS = range(80, 140)
# Written as a number, October has lost its zero: 2024.10 became 2024.1.
_TENTH = re.compile(r"\d{4}\.1")
_TWO_DIGITS = re.compile(r"\d{4}\.10")
SERIAL, REPUBLIC = "excel_serial", "republic_year"


def read_month(text: str) -> date:
    """Return the first day of a month; a full date is read as its month."""
    return month_and_note(text)[0]


def read_date(text: str) -> date:
    """Return a day."""
    return date_and_note(text)[0]


def month_and_note(text: str) -> tuple[date, str]:
    """Return the first day of a month, and how it was meant if that is not plain to see."""
    plain = "".join(half_width(text).split())
    match = _MONTH.fullmatch(plain)
    if match is None:
        day, note = _day(text, "not_a_month")
        return day.replace(day=1), note
    year, month = int(match[1]), int(match[2] or match[3])
    if not 1 <= month <= 12:
        raise UnreadableError("not_a_month")
    return _made(str(year), str(month), "1", "not_a_month"), ""


def date_and_note(text: str) -> tuple[date, str]:
    """Return a day, and how it was meant if that is not plain to see."""
    day, note = _day(text, "not_a_date")
    if note == REPUBLIC and not _has_day(half_width(text)):
        raise UnreadableError("not_a_date")
    return day, note


def is_october_lost(texts: set[str]) -> bool:
    """Say whether 2024.1 in a column may be October: no cell writes it with two digits."""
    plain = {"".join(half_width(text).split()) for text in texts}
    return any(_TENTH.fullmatch(text) for text in plain) and not any(
        _TWO_DIGITS.fullmatch(text) for text in plain
    )


def is_tenth(text: str) -> bool:
    """Say whether a text is a month such as 2024.1."""
    return bool(_TENTH.fullmatch("".join(half_width(text).split())))


def plain_date(text: str, date_format: str) -> str:
    """Return a day written in the declared foreign format in our own way; others as they are."""
    if not date_format:
        return text
    try:
        return datetime.strptime(text, date_format).date().isoformat()
    except ValueError:
        return text


def _day(text: str, otherwise: str) -> tuple[date, str]:
    """Return a day written with separators, as eight digits, as a serial, or of the republic."""
    plain = half_width(text)
    match = _DATE.fullmatch(plain) or _DATE.fullmatch("".join(plain.split()))
    if match is not None:
        return _made(match[1], match[2] or match[4], match[3] or match[5], otherwise), ""
    if _SERIAL.fullmatch(plain):
        return _FIRST_DAY + timedelta(days=int(float(plain))), SERIAL
    republic = _REPUBLIC.fullmatch("".join(plain.removeprefix(CELL_WORDS.republic).split()))
    if republic is None:
        raise UnreadableError(otherwise)
    years, month, day = (republic[1] or republic[4], republic[2] or republic[5],
                         republic[3] or republic[6] or "1")  # fmt: skip
    if int(years) not in _REPUBLIC_YEARS:
        raise UnreadableError(otherwise)
    return _made(str(int(years) + _REPUBLIC_BEGAN), month, day, otherwise), REPUBLIC


def _has_day(plain: str) -> bool:
    """Say whether a date of the republic names its day."""
    match = _REPUBLIC.fullmatch("".join(plain.removeprefix(CELL_WORDS.republic).split()))
    return bool(match and (match[3] or match[6]))


def _made(year: str, month: str, day: str, otherwise: str) -> date:
    """Return a day, if there is such a one."""
    try:
        made = date(int(year), int(month), int(day))
    except ValueError:
        raise UnreadableError(otherwise) from None
    if not IMPORT_LIMITS.first_year <= made.year <= IMPORT_LIMITS.last_year:
        raise UnreadableError("year_out_of_range")
    return made
