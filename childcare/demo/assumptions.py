"""What the invented city is tuned by: the numbers and syllables of data/catalog/demo.toml."""

from typing import Any

from childcare.catalog import toml_file

ASSUMPTIONS: dict[str, dict[str, Any]] = toml_file.read("demo")
