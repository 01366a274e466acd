"""The views (画面) of a briefing and their order, declared in data/catalog/briefing.toml."""

from dataclasses import dataclass

from childcare.catalog import toml_file
from childcare.catalog.indicators import INDICATORS

TITLE, HEADLINES, MAP, RANKING, TREND = "title", "headlines", "map", "ranking", "trend"
COMPOSITION, TARGETS, GAP, EMPTY, TASKS = "composition", "targets", "gap", "empty", "tasks"
BALANCE, PROFILE = "balance", "profile"
KINDS = (
    *(TITLE, HEADLINES, MAP, RANKING, TREND, COMPOSITION),
    *(BALANCE, PROFILE, TARGETS, GAP, EMPTY, TASKS),
)
# Kinds that show one indicator in many areas.
OF_AREAS = (MAP, RANKING, TREND, COMPOSITION, PROFILE, GAP, EMPTY)
PARTS, FINEST = "parts", "finest"


@dataclass(frozen=True)
class View:
    """One view of a briefing: what kind it is, and of what.

    Attributes:
        indicator: name of what is shown, for the kinds in ``OF_AREAS``.
        level: ``parts`` for the areas next below, ``finest`` for the smallest a slide can hold.
        years_before: 0 for the value of the month, 1 for its change since a year before.
        most_rows: rows shown at the most; 0 shows all.
    """

    name: str
    kind: str
    label_zh: str
    label_en: str
    indicator: str = ""
    level: str = PARTS
    years_before: int = 0
    most_rows: int = 0

    def __post_init__(self) -> None:
        """Refuse a view that nobody could draw."""
        require = toml_file.require
        require(self.kind in KINDS, f"has unknown kind {self.kind!r}, not one of {KINDS}")
        require(self.level in (PARTS, FINEST), f"has level = {self.level!r}")
        require(
            bool(self.indicator) == (self.kind in OF_AREAS),
            f"needs an indicator: for {OF_AREAS} only",
        )
        if self.indicator:
            require(self.indicator in INDICATORS, f"has unknown indicator {self.indicator!r}")
        if self.kind in (COMPOSITION, PROFILE, GAP):
            require(self.measured_is_ratio, f"needs a ratio: {self.indicator} is none")
        require(self.years_before >= 0, f"has years_before = {self.years_before}")
        require(self.most_rows >= 0, f"has most_rows = {self.most_rows}")

    @property
    def measured_is_ratio(self) -> bool:
        """Say whether what is shown is a ratio of two counts."""
        return self.indicator in INDICATORS and INDICATORS[self.indicator].is_ratio


VIEWS = toml_file.declare_all(View, "briefing")
