"""Problems of handed-in files (文件问题), declared in data/catalog/problems.toml.

What a query can see is a check in queries/checks; what must be seen before there are tables stands
here, in the same shape: how bad, what is wrong, and what to do, in both languages.
"""

from dataclasses import dataclass

from childcare.catalog import toml_file

SEVERITIES = ("fail", "warn")


@dataclass(frozen=True)
class Problem:
    """One thing that can be wrong with a file; texts hold ``{placeholders}``."""

    name: str
    severity: str
    title_zh: str
    title_en: str
    todo_zh: str
    todo_en: str

    def __post_init__(self) -> None:
        """Refuse a severity that does not exist."""
        toml_file.require(self.severity in SEVERITIES, f"has severity {self.severity!r}")


PROBLEMS = toml_file.declare_all(Problem, "problems")
