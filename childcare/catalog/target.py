"""One target (目标) of a plan: what is promised, by when, and in which form."""

import datetime
from dataclasses import dataclass, field

from childcare.catalog.indicators import INDICATORS, Indicator
from childcare.catalog.toml_file import require

COMPARATORS = (">=", ">", "=", "<=", "between")
# How a target is judged (目标形式); docs/plans.md tells what each means.
FORMS = ("value", "milestones", "each_year", "each_unit", "cumulative", "benchmark", "qualitative")
NATURES = ("", "expected", "binding")


@dataclass(frozen=True)
class Target:
    """One promise (目标) of a plan, with its clause word for word.

    Attributes:
        value: What is promised, in the indicator's unit; None for milestones, a benchmark, words
            alone, or a number that the document does not give.
        upper: The upper end where ``comparator`` is ``between``, both ends included.
        due: Month by which it is due, as ``2025-12``; empty where the document names no year.
        milestones: What is due at the end of which year, for the form ``milestones``.
        by_area: Values that the plan gives to single areas instead of ``value``.
        benchmark_area: Code of the area whose value of the same month is the least wanted.
        nature: ``expected`` (预期性) or ``binding`` (约束性); empty where the document is silent.
        other_clauses: Other wordings of the same promise in the same document.
        is_inferred: The comparator, the value or the year is our reading, said in the note.
        is_redacted: The document stands without its number (原文未给出).
    """

    name: str
    indicator: str
    clause: str
    comparator: str = ">="
    form: str = "value"
    value: float | None = None
    upper: float | None = None
    due: str = ""
    nature: str = ""
    baseline: float | None = None
    baseline_period: str = ""
    milestones: dict[str, float] = field(default_factory=dict)
    by_area: dict[str, float] = field(default_factory=dict)
    benchmark_area: str = ""
    benchmark_zh: str = ""
    benchmark_en: str = ""
    other_clauses: list[str] = field(default_factory=list)
    is_inferred: bool = False
    is_redacted: bool = False
    note_zh: str = ""
    note_en: str = ""

    def __post_init__(self) -> None:
        """Refuse a target that could not be judged, or not honestly."""
        require(self.indicator in INDICATORS, f"has unknown indicator {self.indicator!r}")
        require(bool(self.clause.strip()), "lacks its clause")
        require(
            self.comparator in COMPARATORS,
            f"has unknown comparator {self.comparator!r}, not one of {COMPARATORS}",
        )
        require(self.form in FORMS, f"has unknown form {self.form!r}, not one of {FORMS}")
        require(self.nature in NATURES, f"has unknown nature {self.nature!r}")
        for period in filter(None, (self.due, self.baseline_period)):
            month_of(period)
        require(
            bool(self.note_zh) == bool(self.note_en), "needs its note in both languages, or in none"
        )
        if self.is_inferred:
            require(bool(self.note_zh), "is inferred, but no note says how")
        self._require_form()

    def _require_form(self) -> None:
        has_value = self.value is not None
        form = self.form
        require(
            (form == "milestones") == bool(self.milestones),
            "needs milestones: for the form milestones only",
        )
        require(
            (form == "benchmark") == bool(self.benchmark_area),
            "needs benchmark_area: a benchmark without one has no value to be held against",
        )
        wants_value = form in ("value", "each_year", "each_unit", "cumulative")
        require(
            has_value == (wants_value and not self.is_redacted),
            "needs a value, unless it is redacted, qualitative, a benchmark or has milestones",
        )
        is_range = self.comparator == "between"
        require((self.upper is not None) == (is_range and has_value), "needs upper: between only")
        if self.upper is not None and self.value is not None:
            require(self.upper >= self.value, f"has upper = {self.upper} below its value")
        for year, value in self.milestones.items():
            require(year.isdigit(), f"has a milestone of the year {year!r}")
            require(isinstance(value, int | float), f"has the milestone {year} = {value!r}")

    @property
    def due_month(self) -> datetime.date | None:
        """Return the first day of the month it is due in, or None."""
        if self.milestones:
            return datetime.date(max(int(year) for year in self.milestones), 12, 1)
        return month_of(self.due) if self.due else None

    @property
    def measured(self) -> Indicator:
        """Return the indicator it is about."""
        return INDICATORS[self.indicator]

    @property
    def is_share(self) -> bool:
        """Say whether what is wanted means the same for a part as for the whole: no total does."""
        return self.measured.is_ratio or self.measured.unit == "percent"

    def value_for(self, area_code: str) -> float | None:
        """Return what is wanted of an area: its own value where the plan gives one."""
        return self.by_area.get(area_code, self.value)


def month_of(text: str) -> datetime.date:
    """Return the first day of a month written as ``2025-12``."""
    try:
        return datetime.datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        raise ValueError(f"has the month {text!r}, not one such as 2025-12") from None
