"""Is every bad declaration refused, with the file, the entry and what is wrong?"""

from pathlib import Path
from typing import Any

import pytest

from childcare.catalog import (
    CATEGORIES,
    COLUMNS,
    INDICATORS,
    UNITS,
    Category,
    Column,
    DeclarationError,
    Indicator,
    Reference,
    Unit,
    toml_file,
)

RATIO: dict[str, Any] = {
    "label_zh": "甲",
    "label_en": "A",
    "definition_zh": "甲",
    "definition_en": "A",
    "kind": "ratio",
    "numerator": "slots",
    "denominator": "population_total",
    "unit": "percent",
    "decimals": 1,
    "better_when": "higher",
    "group": "supply",
    "source_zh": "甲",
    "source_en": "A",
}
COLUMN: dict[str, Any] = {"label_zh": "甲", "label_en": "A", "type": "text", "unit": "text"}


def refusal(kind: type, name: str, fields: Any) -> str:
    """Return what the refusal of a declaration says."""
    with pytest.raises(DeclarationError) as refused:
        toml_file.declare(kind, "some.toml", name, fields)
    return str(refused.value)


def test_the_declarations_spoilt_below_are_good_before() -> None:
    assert toml_file.declare(Indicator, "some.toml", "rate", RATIO).is_ratio
    assert toml_file.declare(Column, "some.toml", "heading", COLUMN).unit == "text"


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"unit": "parsecs"}, "uses unknown unit 'parsecs'"),
        ({"numerator": "slotz"}, "uses unknown column 'slotz'"),
        ({"denominator": "peple"}, "uses unknown column 'peple'"),
        ({"denominator": ""}, "needs a denominator: ratios only"),
        ({"kind": "count"}, "needs a denominator: ratios only"),
        ({"kind": "flow"}, "needs a denominator: ratios only"),
        ({"kind": "task", "denominator": ""}, "needs a denominator: ratios only"),
        ({"numerator": ""}, "needs a numerator, unless it is a reported value"),
        ({"kind": "reported"}, "needs a numerator, unless it is a reported value"),
        ({"kind": "reported", "numerator": ""}, "needs a denominator: ratios only"),
        ({"kind": "quotient"}, "has kind = 'quotient', not one of"),
        ({"better_when": "hihger"}, "has better_when = 'hihger'"),
        ({"group": "others"}, "has group = 'others', not one of"),
        ({"decimals": -1}, "has decimals = -1"),
        ({"empty_denominator": "none"}, "has empty_denominator = 'none'"),
        ({"label_en": ""}, "needs label in both languages"),
        ({"definition_zh": ""}, "needs definition in both languages"),
        ({"source_zh": ""}, "needs source in both languages"),
        ({"decimals": "1"}, "has decimals = '1', not int"),
        ({"decimals": True}, "has decimals = True, not int"),
        ({"decimals": 1.5}, "has decimals = 1.5, not int"),
        ({"scale": "100"}, "has scale = '100', not float"),
        ({"headline": 1}, "has headline = 1, not bool"),
        ({"label_zh": 3}, "has label_zh = 3, not str"),
        ({"colour": "red"}, "has unknown fields ['colour']"),
    ],
)
def test_a_wrong_indicator_is_refused_by_file_entry_and_problem(
    changed: dict[str, Any], problem: str
) -> None:
    assert refusal(Indicator, "rate", RATIO | changed).startswith(f"some.toml: [rate] {problem}")


@pytest.mark.parametrize("field", sorted(set(RATIO) - {"numerator", "denominator"}))
def test_an_indicator_that_lacks_a_field_is_refused(field: str) -> None:
    fields = {key: value for key, value in RATIO.items() if key != field}
    assert refusal(Indicator, "rate", fields) == f"some.toml: [rate] lacks the fields ['{field}']"


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"unit": "parsecs"}, "uses unknown unit 'parsecs'"),
        ({"type": "varchar"}, "has type 'varchar', not one of"),
        ({"type": "category"}, "has no values in categories.toml"),
        ({"length": 3}, "has unknown fields ['length']"),
    ],
)
def test_a_wrong_column_is_refused(changed: dict[str, Any], problem: str) -> None:
    assert refusal(Column, "heading", COLUMN | changed).startswith(
        f"some.toml: [heading] {problem}"
    )


def test_a_column_without_a_unit_is_refused() -> None:
    fields = {key: value for key, value in COLUMN.items() if key != "unit"}
    assert refusal(Column, "heading", fields) == "some.toml: [heading] lacks the fields ['unit']"


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [("warmth", 3, "is no declared indicator"), ("slots", 0, "has value = 0, not above 0")],
)
def test_a_reference_that_nothing_is_held_against_is_refused(
    name: str, value: float, problem: str
) -> None:
    fields = {"value": value, "source_zh": "甲", "source_en": "A"}
    assert refusal(Reference, name, fields) == f"some.toml: [{name}] {problem}"


@pytest.mark.parametrize("kind", [Category, Indicator, Unit])
def test_an_entry_that_is_no_table_is_refused(kind: type) -> None:
    assert refusal(kind, "rate", "text") == "some.toml: [rate] must be a table of fields"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DeclarationError, match=r"^indicators\.toml: \[-\] file not found$"):
        toml_file.read_path(tmp_path / "indicators.toml")


@pytest.mark.parametrize("content", [b"[slots\n", "标签 = 1".encode("gbk")])
def test_a_file_that_is_no_toml_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "units.toml").write_bytes(content)
    with pytest.raises(DeclarationError, match=r"^units\.toml: \[-\] is no TOML"):
        toml_file.read_path(tmp_path / "units.toml")


def test_a_file_saved_by_an_office_program_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "units.toml").write_text("[slot]\nlabel_zh = '个'", encoding="utf-8-sig")
    assert toml_file.read_path(tmp_path / "units.toml") == {"slot": {"label_zh": "个"}}


def test_every_category_column_has_values_and_every_value_list_a_column() -> None:
    of_columns = {name for name, column in COLUMNS.items() if column.type == "category"}
    # yes_no is the one list that many columns share; two are words of plans, which are no tables.
    assert of_columns == set(CATEGORIES) - {"yes_no", "task_status", "target_nature"}


def test_every_unit_is_used() -> None:
    used = {column.unit for column in COLUMNS.values()}
    used |= {indicator.unit for indicator in INDICATORS.values()}
    assert set(UNITS) - used == set()
