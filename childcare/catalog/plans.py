"""Plans (计划) as data: the targets, published figures and tasks of one document."""

from dataclasses import dataclass, field

from childcare.catalog.categories import CATEGORIES
from childcare.catalog.indicators import INDICATORS
from childcare.catalog.target import Target, month_of
from childcare.catalog.toml_file import require


@dataclass(frozen=True)
class Figure:
    """A figure that the document gives (文件所载数字), as published.

    A figure with an ``indicator`` serves as a reported value of the plan's area; one without has a
    label of its own. ``value`` is None where the document's number is missing (原文未给出).
    """

    name: str
    clause: str
    indicator: str = ""
    label_zh: str = ""
    label_en: str = ""
    unit_zh: str = ""
    unit_en: str = ""
    value: float | None = None
    period: str = ""
    comparator: str = "="
    sample_size: int = 0
    source: str = ""
    is_redacted: bool = False
    note_zh: str = ""
    note_en: str = ""

    def __post_init__(self) -> None:
        """Refuse a figure that nobody could place."""
        require(
            bool(self.indicator) != bool(self.label_zh and self.label_en),
            "needs an indicator, or a label in both languages",
        )
        if self.indicator:
            require(self.indicator in INDICATORS, f"has unknown indicator {self.indicator!r}")
        require((self.value is None) == self.is_redacted, "needs a value, unless it is redacted")
        require(self.comparator in (">", ">=", "=", "<="), f"has comparator {self.comparator!r}")
        if self.period:
            month_of(self.period)


@dataclass(frozen=True)
class Task:
    """One task of the ledger (重点任务), verbatim; an empty list of units stays empty."""

    name: str
    section: str
    title: str
    text: str
    lead_units: list[str] = field(default_factory=list)
    responsible_units: list[str] = field(default_factory=list)
    due: str = ""
    targets: list[str] = field(default_factory=list)
    status: str = "unreported"

    def __post_init__(self) -> None:
        """Refuse a task that the ledger could not show."""
        require(
            self.status in CATEGORIES["task_status"],
            f"has unknown status {self.status!r}, not one of {tuple(CATEGORIES['task_status'])}",
        )
        if self.due:
            month_of(self.due)


@dataclass(frozen=True)
class Plan:
    """One plan (计划): where it holds, its document, its targets, figures and tasks.

    ``area_code`` is empty for a document that names no place; such a plan can be held against
    any area, but binds none.
    """

    name: str
    title_zh: str
    title_en: str
    first_year: int
    last_year: int
    document: str
    area_zh: str
    area_en: str
    area_code: str = ""
    issuer: str = ""
    issued_on: str = ""
    about_zh: str = ""
    about_en: str = ""
    is_demonstration: bool = False
    targets: dict[str, Target] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse years in the wrong order."""
        require(self.first_year <= self.last_year, "has first_year after last_year")
