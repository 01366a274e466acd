"""What the coverage map page looks at: one value object, from the choices in the URL."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from childcare import analyses
from childcare.analyses import PointFilter, figure_words
from childcare.catalog import INDICATORS, Indicator, label
from childcare.charts import MapView
from childcare.charts.legend import Entry, entries
from childcare.charts.theme import Caption
from childcare.measures.classes import Classes
from childcare.ui import captions, data

# The indicator that the offices are judged by.
MAIN = "slots_per_1000_population"


@dataclass(frozen=True)
class CoverageView:
    """An indicator in the areas of a level within an area, in a month, perhaps against another."""

    area: str
    level: str
    indicator: Indicator
    month: pd.Timestamp
    compared: pd.Timestamp | None
    points: PointFilter | None
    # The earliest month that is played, where the months are.
    since: pd.Timestamp | None = None

    @cached_property
    def shown_within(self) -> str:
        """Return the area whose parts are drawn: a township is drawn among its neighbours."""
        tree = data.tree()
        path = tree.path(self.area)
        return path[-2] if tree.level(self.area) == self.level and len(path) > 1 else self.area

    @property
    def is_part(self) -> bool:
        """Say whether the area looked at is itself one of those drawn."""
        return self.area != self.shown_within

    @property
    def is_change(self) -> bool:
        """Say whether two months are compared."""
        return self.compared is not None

    @cached_property
    def frame(self) -> pd.DataFrame:
        """Return the coverage of the areas drawn."""
        now = self._coverage(self.month)
        if self.compared is None:
            return now
        return analyses.compare(now, self._coverage(self.compared), self.indicator)

    @cached_property
    def classes(self) -> Classes:
        """Return the classes of the map."""
        if self.is_change:
            return analyses.change_classes(self.frame, self.indicator)
        return data.classes(
            level=self.level, within=self.shown_within, indicator=self.indicator.name
        )

    @cached_property
    def legend(self) -> list[Entry]:
        """Return the legend, with what each class holds."""
        return entries(self.frame, self.indicator, self.classes, is_change=self.is_change)

    @cached_property
    def finding(self) -> str:
        """Return what the map shows, in one sentence."""
        if self.is_change:
            text = analyses.change_sentence(self.frame, self.indicator)
        elif self.is_part:
            text = analyses.part_sentence(self.frame, self.indicator, self.area)
        else:
            text = analyses.coverage_sentence(self.frame, self.indicator, self.classes)
        # A picture is quoted by its title, so an estimate says so there and not only below.
        is_estimated = figure_words.is_estimated(self.frame, self.indicator)
        return label("note.estimated_title", finding=text) if is_estimated else text

    @cached_property
    def caption(self) -> Caption:
        """Return the words of the map."""
        return captions.caption(
            self.finding,
            self.indicator,
            self.month,
            self.shown_within,
            level=self.level,
            compared=self.compared,
            since=self.since,
            notes=self.notes,
        )

    @cached_property
    def notes(self) -> list[str]:
        """Return what a reader must know about these figures before quoting them."""
        return figure_words.warnings(self.frame, self.indicator)

    def institutions(self) -> pd.DataFrame | None:
        """Return the institutions to draw, or None."""
        if self.points is None:
            return None
        return data.points(within=self.area, month=self.month, chosen=self.points)

    def map_view(self, *, height: int) -> MapView:
        """Return what a map is drawn from."""
        tree = data.tree()
        borders = {code for code in self.frame["parent_code"].dropna() if code != tree.root}
        return MapView(
            frame=self.frame,
            indicator=self.indicator,
            entries=self.legend,
            geometry=data.geometry(),
            caption=self.caption,
            # Another area or level is another view; another month or indicator keeps the zoom.
            name=f"{self.area}-{self.level}",
            borders=sorted(borders) if len(borders) > 1 else [],
            selected=self.area if self.is_part else "",
            points=self.institutions(),
            is_change=self.is_change,
            height=height,
            focus=[self.area] if self.is_part else list(self.frame.index),
        )

    def file_name(self, *more: str) -> str:
        """Return the name of a downloaded picture or table, without its ending."""
        level = captions.level_name(self.level)
        return captions.picture_name(self.indicator, self.month, self.shown_within, level, *more)

    def reported(self) -> pd.DataFrame:
        """Return the latest value that a document reported for this area, for each indicator.

        The indicator looked at comes first.
        """
        latest = data.latest_reported(area=self.area, month=self.month)
        others = latest["indicator"] != self.indicator.name
        return latest.loc[others.sort_values(kind="stable").index]

    def _coverage(self, month: pd.Timestamp) -> pd.DataFrame:
        return data.coverage(
            level=self.level,
            within=self.shown_within,
            indicator=self.indicator.name,
            month=month,
        )


def parts_of(area: str, month: pd.Timestamp, name: str = "") -> CoverageView:
    """Return the view of the parts next below an area, as the overview shows them.

    Without a name, by slots per 1,000 people or, where no register was handed in, by the first
    indicator of which anything is known.
    """
    level = data.tree().levels_below(area)[0]
    known = data.indicators_with_values(level=level, within=area)
    name = name or (MAIN if MAIN in known or not known else known[0])
    return CoverageView(area, level, INDICATORS[name], month, None, None)
