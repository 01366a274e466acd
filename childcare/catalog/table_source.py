"""How one table is read from foreign files: its headings, codes, sums and rows (来源声明)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from childcare.catalog import toml_file
from childcare.catalog.categories import CATEGORIES, Category
from childcare.catalog.columns import COLUMNS

# The columns that identify a row of a table; none of them may be empty.
KEYS = {
    "area": ("area_code", "area_name", "level"),
    "population": ("area_code", "stat_date"),
    "institution": ("institution_id", "as_of"),
    "designation": ("institution_id", "designation"),
    "kindergarten": ("kindergarten_id", "as_of"),
    "service_point": ("service_point_id", "as_of"),
    "reported_value": ("indicator", "area_code", "period"),
    "project": ("project_id", "project_name"),
    "annual_task": ("indicator", "area_code", "year"),
    "area_successor": ("former_code", "area_code", "changed_on", "change_kind"),
}
TABLES = tuple(KEYS)
# By what a row is known again (主键), and of which there is one in a release: a name may change
# without making another thing of it, and two documents may report on one value.
IDENTITY = KEYS | {
    "area": ("area_code",),
    "project": ("project_id",),
    "area_successor": ("former_code", "area_code"),
    "reported_value": ("indicator", "area_code", "period", "source"),
}


def words_of(column: str) -> dict[str, Category]:
    """Return the values a column may hold by code: a category's, or yes and no; else none."""
    if column in COLUMNS and COLUMNS[column].type == "yes_no":
        return CATEGORIES["yes_no"]
    return CATEGORIES.get(column, {})


@dataclass(frozen=True)
class Sum:
    """Headings that are added up, in the rows where heading ``when`` holds ``equals`` (else 0)."""

    name: str
    columns: list[str]
    when: str = ""
    equals: str = ""

    def __post_init__(self) -> None:
        """Refuse a sum of nothing, or half a condition."""
        are_headings = all(isinstance(heading, str) for heading in self.columns)
        toml_file.require(bool(self.columns) and are_headings, "adds no headings up")
        toml_file.require(bool(self.when) == bool(self.equals), "needs both when and equals")


@dataclass(frozen=True)
class TableSource:
    """How one table is read.

    ``columns`` maps foreign headings to our names, ``constants`` fills a column with one value,
    ``sums`` adds several headings up (a list, or a table with ``columns``, ``when``, ``equals``),
    ``flags`` is yes where several headings add up to more than 0, ``codes`` maps foreign words to
    our category codes, ``prefixes`` puts characters before a code, ``keep`` drops rows whose
    heading holds other values, ``date_format`` reads foreign dates, and ``locate_by`` names the
    heading with a point from which ``area_code`` is found among the boundaries. ``rows`` gives
    rows written in the sources file itself, for the few facts that have no file. ``percent`` says
    whether rates are given as points (35) or fractions (0.35), ``coordinate_system`` in which one
    points are given, ``code_lengths`` how many digits a code has that lost its leading zeros, and
    ``answers`` what the part [headings] of the file says of headings that were asked about.
    """

    name: str
    file: str = ""
    sheet: str = ""
    required: list[str] = field(default_factory=list)
    optional: bool = False
    columns: dict[str, str] = field(default_factory=dict)
    constants: dict[str, Any] = field(default_factory=dict)
    sums: dict[str, Any] = field(default_factory=dict)
    flags: dict[str, list[str]] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)
    keep: dict[str, list[str]] = field(default_factory=dict)
    date_format: str = ""
    locate_by: str = ""
    rows: list[dict[str, Any]] = field(default_factory=list)
    percent: str = ""
    coordinate_system: str = ""
    code_lengths: dict[str, int] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse names that no table has."""
        toml_file.require(self.name in TABLES, f"is no table; tables are {TABLES}")
        for key, allowed in _CHOICES.items():
            chosen = getattr(self, key)
            toml_file.require(
                chosen in ("", *allowed), f"has {key} = {chosen!r}, none of {allowed}"
            )
        for key, (outer, inner) in _SHAPES.items():
            given = getattr(self, key)
            toml_file.require(isinstance(given, outer), f"has {key} that is no {outer.__name__}")
            inside = given.values() if isinstance(given, dict) else given
            wrong = [one for one in inside if not isinstance(one, inner)]
            toml_file.require(not wrong, f"has {key} with {wrong} in it")
        unknown = sorted({str(column) for column in self._named() if column not in COLUMNS})
        toml_file.require(not unknown, f"names unknown columns {unknown}")
        for column, words in self.codes.items():
            values = words_of(column)
            toml_file.require(bool(values), f"maps codes of {column!r}, which is no category")
            wrong = sorted({str(word) for word in words.values()} - set(values))
            toml_file.require(not wrong, f"maps {column} to unknown codes {wrong}")
        self.added_up()

    def _named(self) -> list[str]:
        """Return every name of ours that the entry uses."""
        named = [*self.columns.values(), *self.constants, *self.sums, *self.flags]
        in_rows = [column for row in self.rows for column in row]
        coded = [*self.prefixes, *self.codes, *self.code_lengths]
        answered = [column for column in self.answers.values() if column]
        return [*named, *coded, *self.required, *answered, *in_rows]

    def added_up(self) -> list[Sum]:
        """Return the declared sums in their full form."""
        whole = {
            name: {"columns": given} if isinstance(given, list) else given
            for name, given in self.sums.items()
        }
        return [toml_file.declare(Sum, "sums", name, given) for name, given in whole.items()]

    def heading_of(self, column: str) -> str:
        """Return the mapped heading that fills a column; empty when our own headings do."""
        return next((heading for heading, name in self.columns.items() if name == column), "")


# What TOML must give for the keys that hold more than one word, and what stands in them.
_SHAPES: dict[str, tuple[type, type | tuple[type, ...]]] = {
    "required": (list, str),
    "columns": (dict, str),
    "constants": (dict, (str, bool, int, float, date)),
    "sums": (dict, (list, dict)),
    "flags": (dict, list),
    "codes": (dict, dict),
    "prefixes": (dict, str),
    "keep": (dict, list),
    "rows": (list, dict),
    "code_lengths": (dict, int),
    "answers": (dict, str),
}
# What the keys may hold that choose between readings.
_CHOICES = {
    "percent": ("points", "fractions"),
    "coordinate_system": ("wgs84", "gcj02", "bd09"),
}
