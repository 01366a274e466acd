"""What every name means: indicators, columns, labels. Read from data/catalog, checked on load."""

from childcare.catalog.categories import CATEGORIES, Category
from childcare.catalog.columns import COLUMNS, Column
from childcare.catalog.indicators import INDICATORS, REFERENCES, Indicator, Reference
from childcare.catalog.labels import label, language, set_language, speaking, spoken
from childcare.catalog.toml_file import DeclarationError
from childcare.catalog.units import UNITS, Unit

__all__ = [
    "CATEGORIES",
    "COLUMNS",
    "INDICATORS",
    "REFERENCES",
    "UNITS",
    "Category",
    "Column",
    "DeclarationError",
    "Indicator",
    "Reference",
    "Unit",
    "label",
    "language",
    "set_language",
    "speaking",
    "spoken",
]
