"""Cells are read with thin tolerance, and refused by name."""

from datetime import date

import pandas as pd
import pytest

from childcare.catalog import COLUMNS
from childcare.ingest.parse import (
    Reading,
    UnreadableError,
    parse_column,
    read_code,
    read_count,
    read_date,
    read_integer,
    read_month,
    read_number,
)


@pytest.mark.parametrize(
    "text",
    [
        "2025-12",
        "2025/12",
        "2025年12月",
        "202512",
        "\uff12\uff10\uff12\uff15-12",
        "2025-12-31",
        "20251231",
    ],
)
def test_a_month_may_be_written_in_several_ways(text):
    assert read_month(text) == date(2025, 12, 1)


@pytest.mark.parametrize(
    "text", ["2025-12-31", "2025/12/31", "20251231", "2025年12月31日", "2025-12-31 00:00:00"]
)
def test_a_day_may_be_written_in_several_ways(text):
    assert read_date(text) == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("read", "text", "problem"),
    [
        (read_month, "2025", "not_a_month"),
        (read_month, "2025-00", "not_a_month"),
        (read_month, "12-2025", "not_a_month"),
        (read_date, "2025-12", "not_a_date"),
        (read_date, "2025-02-29", "not_a_date"),
        (read_number, "nan", "not_a_number"),
        (read_number, "1_000", "not_a_number"),
        (read_number, "1e999", "not_a_number"),
        (read_integer, "1e30", "not_a_number"),
        (read_integer, "1.5", "fractional_count"),
        (read_count, "-1", "negative_count"),
        (read_code, "3.70831E+11", "damaged_code"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(read, text, problem):
    with pytest.raises(UnreadableError, match=f"^{problem}$"):
        read(text)


def test_full_width_digits_and_spaces_are_read():
    assert read_count(" \uff11\uff12 ") == 12
    assert read_integer("7055.0") == 7055
    assert read_code("\uff10\uff101 ") == "001"


def test_words_are_read_in_either_language_by_code_and_by_mapping():
    texts = pd.Series(["独立机构", "Medical institution", "family", "Bakery", "", "Shop"])
    parsed = parse_column(texts, COLUMNS["provider_type"], Reading({"Bakery": "employer"}))
    assert parsed.cells.to_pylist() == ["independent", "medical", "family", "employer", None, None]
    assert parsed.unreadable == {5: "unknown_word"}


def test_yes_and_no_are_read_and_empty_stays_unknown():
    texts = pd.Series(["是", "否", "Y", "no", "1", "0", "", "some"])
    parsed = parse_column(texts, COLUMNS["is_public"])
    assert parsed.cells.to_pylist() == [True, False, True, False, True, False, None, None]
    assert parsed.unreadable == {7: "not_yes_or_no"}


def test_a_foreign_date_is_read_in_its_declared_format():
    parsed = parse_column(pd.Series(["11MAR26"]), COLUMNS["as_of"], Reading(date_format="%d%b%y"))
    assert parsed.cells.to_pylist() == [date(2026, 3, 1)]
