"""Reading one declaration file, and refusing what is not understood."""

import dataclasses
import tomllib
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

from childcare.settings import CATALOG_DIR

Declared = TypeVar("Declared")


class DeclarationError(ValueError):
    """A declaration that cannot be used: the file, the entry and what is wrong."""

    def __init__(self, file: str, entry: str, problem: str) -> None:
        """Say where the declaration stands and what is wrong with it."""
        super().__init__(f"{file}: [{entry}] {problem}")


def read_path(path: Path) -> dict[str, Any]:
    """Return the tables of a TOML file.

    Raises:
        DeclarationError: the file is missing or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise DeclarationError(path.name, "-", "file not found") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DeclarationError(path.name, "-", f"is no TOML: {error}") from error


def read(name: str) -> dict[str, Any]:
    """Return the tables of ``data/catalog/<name>.toml``."""
    return read_path(CATALOG_DIR / f"{name}.toml")


def declare(kind: type[Declared], file: str, name: str, fields: Any) -> Declared:
    """Make a declared object of ``kind`` from the fields of one entry.

    Raises:
        DeclarationError: a field is missing, unknown, of the wrong type, or refused by ``kind``.
    """
    if not isinstance(fields, dict):
        raise DeclarationError(file, name, "must be a table of fields")
    known = {field.name: field for field in dataclasses.fields(kind)}  # type: ignore[arg-type]
    if unknown := sorted(set(fields) - set(known)):
        raise DeclarationError(file, name, f"has unknown fields {unknown}")
    missing = [
        field.name
        for field in known.values()
        if field.name not in fields
        and field.name != "name"
        and field.default is dataclasses.MISSING
        and field.default_factory is dataclasses.MISSING
    ]
    if missing:
        raise DeclarationError(file, name, f"lacks the fields {missing}")
    for key, value in fields.items():
        expected = known[key].type
        if not _fits(value, expected):
            wanted = getattr(expected, "__name__", None) or str(expected)
            raise DeclarationError(file, name, f"has {key} = {value!r}, not {wanted}")
    try:
        return kind(**{"name": name, **fields})
    except ValueError as error:
        raise DeclarationError(file, name, str(error)) from error


def _fits(value: Any, expected: Any) -> bool:
    """Say whether a value may stand in a field of this type; a whole number is a float too.

    Lists and tables are searched; what their field makes of declared objects is not.
    """
    if dataclasses.is_dataclass(expected) or expected is Any:
        return True
    inner = get_args(expected)
    origin = get_origin(expected)
    if origin is list:
        return isinstance(value, list) and all(_fits(one, inner[0]) for one in value)
    if origin is dict:
        return isinstance(value, dict) and all(_fits(one, inner[1]) for one in value.values())
    if inner:
        return any(_fits(value, one) for one in inner)
    if isinstance(value, bool):
        return expected is bool
    return isinstance(value, (int, float) if expected is float else expected)


def declare_all(kind: type[Declared], file: str) -> dict[str, Declared]:
    """Make every entry of ``data/catalog/<file>.toml``, in file order."""
    return {
        name: declare(kind, f"{file}.toml", name, fields) for name, fields in read(file).items()
    }


def require(condition: bool, problem: str) -> None:
    """Refuse a declaration unless ``condition`` holds."""
    if not condition:
        raise ValueError(problem)
