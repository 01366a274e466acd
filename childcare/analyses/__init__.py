"""The questions the pages ask: one function each, a query and a formula, a tidy frame back."""

from childcare.analyses.areas import AreaTree, area_tree
from childcare.analyses.coverage import (
    change_classes,
    class_boundaries,
    compare,
    counts,
    coverage,
    latest_known_month,
    with_previous,
    without_any_slot,
)
from childcare.analyses.forecast import Forecast, forecast
from childcare.analyses.gap import Gap, gap
from childcare.analyses.geometry import Extent, Geometry, geometry
from childcare.analyses.indicator_table import indicator_table
from childcare.analyses.institutions import PointFilter, open_institutions
from childcare.analyses.population import population_scenarios
from childcare.analyses.release import Release, months, release, reported_values
from childcare.analyses.sentences import (
    change_sentence,
    coverage_sentence,
    level_words,
    overview_sentences,
    part_sentence,
)
from childcare.analyses.targets import assess_parts, assess_plan
from childcare.analyses.trend import latest_and_year_before, trend, values_over_time

__all__ = [
    "AreaTree",
    "Extent",
    "Forecast",
    "Gap",
    "Geometry",
    "PointFilter",
    "Release",
    "area_tree",
    "assess_parts",
    "assess_plan",
    "change_classes",
    "change_sentence",
    "class_boundaries",
    "compare",
    "counts",
    "coverage",
    "coverage_sentence",
    "forecast",
    "gap",
    "geometry",
    "indicator_table",
    "latest_and_year_before",
    "latest_known_month",
    "level_words",
    "months",
    "open_institutions",
    "overview_sentences",
    "part_sentence",
    "population_scenarios",
    "release",
    "reported_values",
    "trend",
    "values_over_time",
    "with_previous",
    "without_any_slot",
]
