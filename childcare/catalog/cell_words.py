"""Words and signs of handed-in cells (单元格用语), declared in data/catalog/cell_words.toml."""

from dataclasses import dataclass

from childcare.catalog import toml_file


@dataclass(frozen=True)
class CellWords:
    """What stands in cells beside numbers, for nothing and for totals; the file says why."""

    name: str
    unknown: list[str]
    suppressed: list[str]
    unclear: list[str]
    about: list[str]
    units: list[str]
    yes: list[str]
    no: list[str]
    totals: list[str]
    notes: list[str]
    example: str
    unit_title: str
    harmless: list[str]
    points: list[str]
    republic: str
    north_east: list[str]
    factors: dict[str, int]


CELL_WORDS = toml_file.declare_all(CellWords, "cell_words")["cells"]
