"""What a briefing is about (汇报对象): an area, a month, and the counts, asked once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from childcare.analyses.areas import AreaTree, area_tree
from childcare.analyses.coverage import class_boundaries, counts, coverage
from childcare.analyses.release import Release, release
from childcare.analyses.stamp import region_name
from childcare.analyses.trend import trend
from childcare.catalog import REFERENCES, Indicator
from childcare.catalog.briefing import FINEST, View
from childcare.measures.classes import Classes
from childcare.store import Connection

# More areas than these are too small to be read on a slide.
MOST_AREAS = 300

CountsOf = Callable[[str, str], pd.DataFrame]


@dataclass(frozen=True)
class Situation:
    """An area in a month; ``counts_of`` answers the counts of a level within an area."""

    connection: Connection
    tree: AreaTree
    release: Release
    area: str
    month: pd.Timestamp
    counts_of: CountsOf

    @property
    def area_name(self) -> str:
        """Return what the area is called."""
        return region_name(self.tree, self.release, self.area)

    @property
    def year_before(self) -> pd.Timestamp:
        """Return the same month of the year before."""
        return self.month - pd.DateOffset(years=1)

    @property
    def has_parts(self) -> bool:
        """Say whether there are areas below."""
        return len(self.tree.descendants(self.area)) > 1

    def level(self, view: View) -> str:
        """Return the level of the areas a view shows."""
        levels = self.tree.levels_below(self.area)
        if view.level != FINEST:
            return levels[0]
        small = [one for one in levels if len(self.tree.at_level(one, self.area)) <= MOST_AREAS]
        return small[-1] if small else levels[0]

    def coverage(self, indicator: Indicator, level: str, month: pd.Timestamp) -> pd.DataFrame:
        """Return the coverage of the areas of a level."""
        areas = self.tree.at_level(level, self.area)
        return coverage(self.counts_of(level, self.area), areas, indicator, month)

    def classes(self, indicator: Indicator, level: str) -> Classes:
        """Return the classes of an indicator at a level, the same in every month."""
        return class_boundaries(self.counts_of(level, self.area), indicator)

    def trend(self, indicator: Indicator) -> pd.DataFrame:
        """Return how an indicator of the whole area moved."""
        frame = self.counts_of(self.tree.level(self.area), self.area)
        return trend(frame, self.area, indicator)

    def values(self, indicator: Indicator) -> tuple[float, float]:
        """Return the value of the whole area now and a year before; NaN where unknown."""
        series = self.trend(indicator).set_index("as_of")["value"].astype("float64")
        nothing = float("nan")
        return float(series.get(self.month, nothing)), float(series.get(self.year_before, nothing))


def situation(
    connection: Connection, *, area: str, month: pd.Timestamp, counts_of: CountsOf | None = None
) -> Situation:
    """Return what a briefing about an area in a month asks from.

    ``counts_of`` answers from memory, if counts are remembered somewhere.
    """

    @lru_cache(maxsize=16)
    def count(level: str, within: str) -> pd.DataFrame:
        return counts(connection, level=level, within=within)

    tree = area_tree(connection)
    return Situation(connection, tree, release(connection), area, month, counts_of or count)


def reference_of(indicator: Indicator) -> float:
    """Return the reference value of an indicator, NaN where it has none."""
    return REFERENCES[indicator.name].value if indicator.name in REFERENCES else float("nan")
