"""Sources files (来源声明): which file fills which table, under which headings and codes."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from childcare.catalog import toml_file
from childcare.catalog.categories import CATEGORIES
from childcare.catalog.columns import COLUMNS
from childcare.settings import CATALOG_DIR

TABLES = (
    "area",
    "population",
    "institution",
    "designation",
    "kindergarten",
    "service_point",
    "reported_value",
)


@dataclass(frozen=True)
class Dataset:
    """What the whole folder is: its title, its source, and whether it is invented (演示数据)."""

    name: str
    title_zh: str = ""
    title_en: str = ""
    source_zh: str = ""
    source_en: str = ""
    is_demonstration: bool = False
    map_review_number: str = ""


@dataclass(frozen=True)
class TableSource:
    """How one table is read.

    ``columns`` maps foreign headings to our names, ``constants`` fills a column with one value,
    ``sums`` adds several headings up, ``codes`` maps foreign words to our category codes, ``keep``
    drops rows whose heading holds other values, and ``locate_by`` names the heading with a point
    (JSON) from which ``area_code`` is found among the boundaries. ``rows`` gives rows written
    in the sources file itself, for the few facts that have no file.
    """

    name: str
    file: str = ""
    sheet: str = ""
    required: list[str] = field(default_factory=list)
    optional: bool = False
    columns: dict[str, str] = field(default_factory=dict)
    constants: dict[str, Any] = field(default_factory=dict)
    sums: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    prefixes: dict[str, str] = field(default_factory=dict)
    keep: dict[str, list[str]] = field(default_factory=dict)
    date_format: str = ""
    locate_by: str = ""
    rows: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Refuse names that no table has."""
        toml_file.require(self.name in TABLES, f"is no table; tables are {TABLES}")
        named = [*self.columns.values(), *self.constants, *self.sums, *self.prefixes, *self.required]
        unknown = sorted({column for column in named if column not in COLUMNS})
        toml_file.require(not unknown, f"names unknown columns {unknown}")
        for column, words in self.codes.items():
            toml_file.require(column in CATEGORIES, f"maps codes of unknown category {column!r}")
            wrong = sorted(set(words.values()) - set(CATEGORIES[column]))
            toml_file.require(not wrong, f"maps {column} to unknown codes {wrong}")


@dataclass(frozen=True)
class BoundarySource:
    """Which file holds the polygons, and under which properties the code and the name stand.

    ``match_by`` is ``code`` (the name must agree where the file has one) or ``name`` (old or
    synthetic codes); ``aliases`` maps a name in the file to the name in the area table.
    """

    name: str
    file: str = ""
    code: str = ""
    title: str = ""
    match_by: str = "code"
    aliases: dict[str, str] = field(default_factory=dict)
    prefix: str = ""

    def __post_init__(self) -> None:
        """Refuse a way of matching that does not exist."""
        toml_file.require(self.match_by in ("code", "name"), f"has match_by = {self.match_by!r}")


@dataclass(frozen=True)
class BackdropSource:
    """Which file holds the quiet shapes behind the areas, such as water (水系)."""

    name: str
    file: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Sources:
    """A whole sources file."""

    dataset: Dataset
    tables: dict[str, TableSource]
    boundaries: BoundarySource
    backdrop: BackdropSource


def load_sources(path: Path | None = None) -> Sources:
    """Return a sources file; what it leaves out is taken from the default one.

    A table that the file declares is declared whole; if the file declares any table at all,
    tables that it leaves out are not read.

    Raises:
        DeclarationError: the file holds something that is not understood.
    """
    default = toml_file.read_path(CATALOG_DIR / "sources.toml")
    given = toml_file.read_path(path) if path else {}
    file = path.name if path else "sources.toml"
    parts = ("dataset", "tables", "boundaries", "backdrop")
    if unknown := sorted(set(given) - set(parts)):
        raise toml_file.DeclarationError(file, unknown[0], f"is none of {parts}")
    tables = given.get("tables", default["tables"])
    if "tables" in given and not given.get("boundaries"):
        given.setdefault("boundaries", {})
    boundaries = dict(given.get("boundaries", default["boundaries"]))
    backdrop = dict(given.get("backdrop", {} if "tables" in given else default["backdrop"]))
    # "name" is the property that holds the name; the object calls it title, its own name is fixed.
    if "name" in boundaries:
        boundaries["title"] = boundaries.pop("name")
    return Sources(
        dataset=toml_file.declare(
            Dataset, file, "dataset", default["dataset"] | given.get("dataset", {})
        ),
        tables={
            name: toml_file.declare(TableSource, file, name, fields)
            for name, fields in tables.items()
        },
        boundaries=toml_file.declare(BoundarySource, file, "boundaries", boundaries),
        backdrop=toml_file.declare(BackdropSource, file, "backdrop", backdrop),
    )
