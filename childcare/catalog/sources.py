"""Sources files (来源声明): which file fills which table, under which headings and codes."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from childcare.catalog import toml_file
from childcare.catalog.table_source import IDENTITY, KEYS, TABLES, Sum, TableSource, words_of
from childcare.settings import CATALOG_DIR

__all__ = [
    "IDENTITY",
    "KEYS",
    "TABLES",
    "AreaAnswers",
    "BackdropSource",
    "BoundarySource",
    "Dataset",
    "Sources",
    "Sum",
    "TableSource",
    "load_sources",
    "words_of",
]


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
class BoundarySource:
    """Which file holds the polygons, and under which properties the code and the name stand.

    ``match_by`` is ``code`` (the name must agree where the file has one) or ``name`` (old or
    synthetic codes); ``aliases`` maps a name in the file to the name or code of an area, or to
    nothing where it is not ours. ``crs`` is the coordinate system of a file that names none,
    ``layer`` the one to read of several.
    """

    name: str
    file: str = ""
    code: str = ""
    title: str = ""
    match_by: str = "code"
    aliases: dict[str, str] = field(default_factory=dict)
    prefix: str = ""
    crs: str = ""
    layer: str = ""

    def __post_init__(self) -> None:
        """Refuse a way of matching that does not exist."""
        toml_file.require(isinstance(self.aliases, dict), "has aliases that are no table")
        toml_file.require(self.match_by in ("code", "name"), f"has match_by = {self.match_by!r}")


@dataclass(frozen=True)
class BackdropSource:
    """Which file holds the quiet shapes behind the areas, such as water (水系)."""

    name: str
    file: str = ""
    kind: str = ""
    layer: str = ""


@dataclass(frozen=True)
class AreaAnswers:
    """Whose area is meant by a name in a table: its name or code; empty where it is not ours."""

    name: str
    aliases: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sources:
    """A whole sources file."""

    dataset: Dataset
    tables: dict[str, TableSource]
    boundaries: BoundarySource
    backdrop: BackdropSource
    areas: AreaAnswers


_PARTS = ("dataset", "headings", "reading", "areas", "tables", "boundaries", "backdrop")
# What [reading] may answer for every table at once.
_READING = ("percent", "coordinate_system", "code_lengths")


def load_sources(path: Path | None = None) -> Sources:
    """Return a sources file; what it leaves out is taken from the default one.

    A table that the file declares is declared whole; if the file declares any table at all,
    tables that it leaves out are not read. The parts ``headings`` (which column a heading
    means), ``reading`` and ``areas`` answer questions for every table, and leave all else as it
    is; so does a part ``boundaries`` that names no file.

    Raises:
        DeclarationError: the file holds something that is not understood.
    """
    default = toml_file.read_path(CATALOG_DIR / "sources.toml")
    given = toml_file.read_path(path) if path else {}
    file = path.name if path else "sources.toml"
    _refuse_other_parts(given, file)
    # Files under other headings have other boundaries too: the default ones would not fit.
    start = {"tables": {}, "boundaries": {}, "backdrop": {}} if "tables" in given else default
    parts = start | {part: given[part] for part in _PARTS if part in given}
    dataset = default["dataset"] | given.get("dataset", {})
    # "name" is the property that holds the name; the object calls it title, its own name is fixed.
    answered = {} if "file" in parts["boundaries"] else start["boundaries"]
    boundaries = (answered | parts["boundaries"]).items()
    renamed = {"title" if key == "name" else key: word for key, word in boundaries}
    return Sources(
        dataset=toml_file.declare(Dataset, file, "dataset", dataset),
        tables=_tables(parts["tables"], given, file),
        boundaries=toml_file.declare(BoundarySource, file, "boundaries", renamed),
        backdrop=toml_file.declare(BackdropSource, file, "backdrop", parts["backdrop"]),
        areas=toml_file.declare(AreaAnswers, file, "areas", given.get("areas", {})),
    )


def _tables(declared: dict[str, Any], given: dict[str, Any], file: str) -> dict[str, TableSource]:
    """Return the declared tables, each with the answers that the file gives for all."""
    reading = given.get("reading", {})
    if unknown := sorted(set(reading) - set(_READING)):
        raise toml_file.DeclarationError(file, "reading", f"has unknown fields {unknown}")
    answers = {**reading, "answers": given.get("headings", {})}
    return {
        name: toml_file.declare(
            TableSource, file, name, answers | fields if isinstance(fields, dict) else fields
        )
        for name, fields in declared.items()
    }


def _refuse_other_parts(given: dict[str, Any], file: str) -> None:
    """Refuse a part that no sources file has, and a part that is no table."""
    if unknown := sorted(set(given) - set(_PARTS)):
        raise toml_file.DeclarationError(file, unknown[0], f"is none of {_PARTS}")
    for part, fields in given.items():
        if not isinstance(fields, dict):
            raise toml_file.DeclarationError(file, part, "must be a table of fields")
