"""The pipeline (在建项目储备): odds of each stage, and expected closings (预计关停)."""

from dataclasses import dataclass

from childcare.catalog import toml_file
from childcare.catalog.categories import CATEGORIES


@dataclass(frozen=True)
class Pipeline:
    """What is expected of projects and of today's slots, until a city knows better.

    Attributes:
        odds: For each stage (项目阶段) the chance, 0 to 1, that such a project ever opens.
        yearly_closing: The share of today's slots, 0 to 1, that close within a year.
    """

    name: str
    odds: dict[str, float]
    yearly_closing: float
    source_zh: str
    source_en: str

    def __post_init__(self) -> None:
        """Refuse a stage without odds, odds without a stage, and shares outside 0 to 1."""
        require = toml_file.require
        stages = set(CATEGORIES["stage"])
        require(isinstance(self.odds, dict), "has odds that are no table of stages")
        require(set(self.odds) == stages, f"needs odds for the stages {sorted(stages)}, no others")
        shares = {"yearly_closing": self.yearly_closing, **self.odds}
        for name, share in shares.items():
            is_share = isinstance(share, int | float) and 0 <= share <= 1
            require(is_share, f"has {name} = {share!r}, not a number from 0 to 1")


PIPELINE = toml_file.declare_all(Pipeline, "pipeline")["pipeline"]
