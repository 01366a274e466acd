"""Columns (字段): one meaning and one unit for each name."""

from dataclasses import dataclass, field

from childcare.catalog import toml_file
from childcare.catalog.categories import CATEGORIES
from childcare.catalog.units import UNITS

# count is an integer that may not be negative.
TYPES = ("text", "code", "category", "yes_no", "month", "date", "integer", "count", "number")


@dataclass(frozen=True)
class Column:
    """A column that files hold or queries return; ``synonyms`` are other headings (同义表头)."""

    name: str
    label_zh: str
    label_en: str
    type: str
    unit: str
    synonyms: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Refuse a unit, a type or a set of values that is not declared."""
        toml_file.require(self.unit in UNITS, f"uses unknown unit {self.unit!r}")
        toml_file.require(self.type in TYPES, f"has type {self.type!r}, not one of {TYPES}")
        if self.type == "category":
            toml_file.require(self.name in CATEGORIES, "has no values in categories.toml")


COLUMNS = toml_file.declare_all(Column, "columns")
