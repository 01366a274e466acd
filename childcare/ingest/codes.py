"""Reading codes (代码) that spreadsheets took for numbers, a column judged as a whole."""

import re
from collections.abc import Collection

from childcare.ingest.quantities import UnreadableError, half_width

_EXPONENT = re.compile(r"(\d)(?:\.(\d+))?[eE]\+?(\d+)")
_FRACTION = re.compile(r"(\d+)\.0+")
# The country's own number before a code of a division: 156 370830.
_COUNTRY = re.compile(r"156([1-9]\d{5}(?:\d{3}|\d{6})?)")
_AREA_COLUMNS = ("area_code", "parent_code", "community_code")


def read_code(text: str) -> str:
    """Return a code as text; leading zeros stay, a trailing .0 goes.

    Raises:
        UnreadableError: scientific notation that has lost digits.
    """
    code = "".join(half_width(text).lstrip("'\u2019").split())
    if whole := _FRACTION.fullmatch(code):
        return whole[1]
    if exponent := _EXPONENT.fullmatch(code):
        digits = exponent[1] + (exponent[2] or "")
        if len(digits) != int(exponent[3]) + 1:
            raise UnreadableError("damaged_code")
        return digits
    return code


def has_country(column: str, texts: Collection[str]) -> bool:
    """Say whether every code of a column begins with the number of the country."""
    codes = [half_width(text) for text in texts if text.strip()]
    return (
        column in _AREA_COLUMNS
        and bool(codes)
        and all(_COUNTRY.fullmatch(code.removesuffix(".0")) for code in codes)
    )


def without_country(code: str) -> str:
    """Return a code without the number of the country before it."""
    found = _COUNTRY.fullmatch(code)
    return found[1] if found else code


def shorter_than_zeros(texts: Collection[str]) -> set[str]:
    """Return the codes that may have lost zeros: shorter than others that begin with one."""
    codes = {text: half_width(text) for text in texts if half_width(text).isdigit()}
    long = [len(code) for code in codes.values() if code.startswith("0")]
    return {text for text, code in codes.items() if long and len(code) < min(long)}
