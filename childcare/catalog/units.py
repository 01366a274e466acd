"""Units (单位), declared in data/catalog/units.toml."""

from dataclasses import dataclass

from childcare.catalog import toml_file


@dataclass(frozen=True)
class Unit:
    """A unit as people read it; both labels are empty where a column is no quantity."""

    name: str
    label_zh: str
    label_en: str


UNITS = toml_file.declare_all(Unit, "units")
