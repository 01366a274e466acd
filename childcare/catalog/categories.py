"""Lookup values (分类取值), declared in data/catalog/categories.toml."""

from dataclasses import dataclass

from childcare.catalog import toml_file


@dataclass(frozen=True)
class Category:
    """One value that a column may hold: its code, and the words people write and read."""

    name: str
    label_zh: str
    label_en: str


CATEGORIES: dict[str, dict[str, Category]] = {
    column: {
        name: toml_file.declare(Category, "categories.toml", f"{column}.{name}", fields)
        for name, fields in values.items()
    }
    for column, values in toml_file.read("categories").items()
}
