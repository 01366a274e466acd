"""Months (月份) as whole numbers, so that spans are plain arithmetic."""

import calendar
from datetime import date

from childcare.demo.assumptions import ASSUMPTIONS


def number(text: str) -> int:
    """Return the number of a month written as ``2025-12``."""
    year, month = text.split("-")
    return int(year) * 12 + int(month) - 1


def text(month: int) -> str:
    """Return a month as ``2025-12``."""
    return f"{month // 12}-{month % 12 + 1:02d}"


def last_day(month: int) -> str:
    """Return the last day of a month as ``2025-12-31``."""
    year, in_year = month // 12, month % 12 + 1
    return date(year, in_year, calendar.monthrange(year, in_year)[1]).isoformat()


FIRST = number(ASSUMPTIONS["course"]["first_month"])
LAST = number(ASSUMPTIONS["course"]["last_month"])
# A month in which something never happens.
NEVER = LAST + 1200


def progress(month: float) -> float:
    """Return how much of the course is run: 0 in its first month, 1 in its last and after."""
    return min(max((month - FIRST) / (LAST - FIRST), 0.0), 1.0)


def course(name: str, month: float) -> float:
    """Return the value of a declared course (历年走势) in a month."""
    first, last = ASSUMPTIONS["course"][name]
    return float(first + (last - first) * progress(month))
