"""Indicators (指标) and their reference values (参照值), declared in data/catalog."""

from dataclasses import dataclass

from childcare.catalog import toml_file
from childcare.catalog.columns import COLUMNS
from childcare.catalog.labels import label, spoken
from childcare.catalog.units import UNITS

# Of a month: ratio (比率), count (存量). Of the calendar year up to a month: flow (新增), and task
# (年度任务完成率), a flow over the year's task. Counted by no register: reported (上报值).
KINDS = ("ratio", "count", "flow", "task", "reported")
DIRECTIONS = ("higher", "lower", "none")
GROUPS = ("supply", "coverage", "kindergarten", "use", "staff", "quality", "family", "base")


@dataclass(frozen=True)
class Indicator:
    """A counted column, a ratio of two, or a reported value, with how to read it.

    ``value = scale * numerator / denominator`` for a ratio and a task, ``numerator`` for a count
    and a flow. A reported value has neither: it is known only where somebody reported it.
    """

    name: str
    label_zh: str
    label_en: str
    definition_zh: str
    definition_en: str
    kind: str
    unit: str
    decimals: int
    better_when: str
    group: str
    source_zh: str
    source_en: str
    numerator: str = ""
    denominator: str = ""
    scale: float = 1
    smallest_denominator: float = 0
    limit: float = float("inf")
    empty_denominator: str = "inapplicable"
    headline: bool = False

    def __post_init__(self) -> None:
        """Refuse a declaration that could be shown wrongly."""
        require = toml_file.require
        require(self.kind in KINDS, f"has kind = {self.kind!r}, not one of {KINDS}")
        require(self.unit in UNITS, f"uses unknown unit {self.unit!r}")
        require(self.decimals >= 0, f"has decimals = {self.decimals}")
        require(self.better_when in DIRECTIONS, f"has better_when = {self.better_when!r}")
        require(self.group in GROUPS, f"has group = {self.group!r}, not one of {GROUPS}")
        require(
            bool(self.numerator) == self.is_counted,
            "needs a numerator, unless it is a reported value",
        )
        require(
            bool(self.denominator) == self.is_ratio,
            "needs a denominator: ratios only",
        )
        require(
            self.empty_denominator in ("inapplicable", "zero"),
            f"has empty_denominator = {self.empty_denominator!r}",
        )
        for column in self.columns:
            require(column in COLUMNS, f"uses unknown column {column!r}")
        for field in ("label", "definition", "source"):
            require(
                bool(getattr(self, f"{field}_zh")) and bool(getattr(self, f"{field}_en")),
                f"needs {field} in both languages",
            )

    @property
    def is_ratio(self) -> bool:
        """Say whether the value is a ratio of two counts."""
        return self.kind in ("ratio", "task")

    @property
    def is_counted(self) -> bool:
        """Say whether the registers give the value; a reported value is only ever reported."""
        return self.kind != "reported"

    @property
    def is_of_year(self) -> bool:
        """Say whether it counts from 1 January to the month, instead of at its end."""
        return self.kind in ("flow", "task")

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the counted columns it is made of: numerator, denominator; none if reported."""
        return tuple(filter(None, (self.numerator, self.denominator)))

    def formula(self) -> str:
        """Return the formula in words of the language in use; empty for a reported value."""
        if not self.is_counted:
            return ""
        numerator = spoken(COLUMNS[self.numerator])
        if not self.is_ratio:
            return numerator
        scale = "" if self.scale == 1 else f" × {self.scale:,.0f}"
        return f"{numerator} ÷ {spoken(COLUMNS[self.denominator])}{scale}"

    def format(self, value: float, *, with_unit: bool = False) -> str:
        """Return a value with its decimals, and its unit if asked for; a dash for no value."""
        if value is None or value != value:
            return label("number.none")
        text = f"{value:,.{self.decimals}f}"
        return f"{text}{self.unit_suffix()}" if with_unit else text

    def unit_name(self) -> str:
        """Return the unit in the language in use."""
        return spoken(UNITS[self.unit])

    def unit_suffix(self) -> str:
        """Return the unit as it follows a number."""
        unit = spoken(UNITS[self.unit])
        return unit if unit == "%" or not unit else label("number.unit", unit=unit)


@dataclass(frozen=True)
class Reference:
    """A value that classes and bars are anchored to, and the document it comes from."""

    name: str
    value: float
    source_zh: str
    source_en: str

    def __post_init__(self) -> None:
        """Refuse a reference that no indicator can be held against."""
        toml_file.require(self.name in INDICATORS, "is no declared indicator")
        toml_file.require(self.value > 0, f"has value = {self.value}, not above 0")


INDICATORS = toml_file.declare_all(Indicator, "indicators")
REFERENCES = toml_file.declare_all(Reference, "references")
