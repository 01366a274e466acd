"""What the page on regional balance looks at: one value object, from the choices in the URL."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from childcare.analyses import figure_words, level_words, stamp
from childcare.analyses.balance import Balance
from childcare.analyses.balance_words import left_out_note, people_words
from childcare.analyses.denominators import NEED, OFFICIAL
from childcare.catalog import INDICATORS, Indicator, label
from childcare.charts import MapView, area_map, bubble_map, tile_map
from childcare.charts.legend import Entry
from childcare.charts.theme import Caption
from childcare.exports import file_name
from childcare.ui import balance_data, captions, data, filters

MAP_HEIGHT = 640


@dataclass(frozen=True)
class BalanceView:
    """The areas of a level within an area, in a month, against an earlier one."""

    area: str
    level: str
    month: pd.Timestamp
    before: pd.Timestamp | None
    rate: Indicator

    @cached_property
    def areas(self) -> pd.DataFrame:
        """Return the areas compared, by code."""
        return data.tree().at_level(self.level, self.area)

    @property
    def parent_level(self) -> str:
        """Return the level of the areas that those compared lie in; empty where unknown."""
        parents = self.areas["parent_code"].dropna()
        return data.tree().level(parents.iloc[0]) if len(parents) else ""

    @cached_property
    def now(self) -> pd.DataFrame:
        """Return the counts of the month, one row an area."""
        return balance_data.counts_in_month(self.level, self.area, self.month)

    @cached_property
    def base(self) -> str:
        """Return the column of the people slots are spread over; empty where none is known."""
        return balance_data.base(level=self.level, within=self.area)

    @cached_property
    def balance(self) -> Balance:
        """Return how evenly slots lie in the month."""
        return balance_data.balance_of(level=self.level, within=self.area, month=self.month)

    @cached_property
    def earlier(self) -> Balance | None:
        """Return the same of the earlier month, where it compares the same areas."""
        if self.before is None:
            return None
        found = balance_data.balance_of(level=self.level, within=self.area, month=self.before)
        return found if found.areas == self.balance.areas else None

    @property
    def people(self) -> str:
        """Return what the people are called that slots are spread over."""
        return people_words(self.base)

    @property
    def supply(self) -> Indicator:
        """Return slots per head of the people that slots are spread over."""
        return INDICATORS[OFFICIAL if self.base == "population_total" else NEED]

    @property
    def region(self) -> str:
        """Return what the area looked at is called."""
        return filters.region_name(self.area)

    def caption(
        self,
        title: str,
        indicator: Indicator,
        *notes: str,
        measured: str = "",
        compared: bool = False,
        level: str = "",
    ) -> Caption:
        """Return the words of a figure: finding, what is measured, month, place and level.

        ``measured`` stands in place of the indicator's name; the formula at the foot stays.
        """
        month = self.month.strftime(filters.MONTH_FORMAT)
        if compared and self.before is not None:
            before = self.before.strftime(filters.MONTH_FORMAT)
            month = label("caption.compared", month=month, other=before)
        parts = [
            measured or figure_words.measured(indicator),
            month,
            self.region,
            label("caption.by_level", level=level_words(level or self.level)),
        ]
        subtitle = label("caption.dot").join(parts)
        own = [left_out_note(self.balance, self.level)] if not level else []
        if self.is_estimated:
            own.append(label("note.estimated"))
        own += captions.history_notes(self.area, self.month, self.before if compared else None)
        foot = stamp.foot(data.release(), indicator, [one for one in (*notes, *own) if one])
        return Caption(title, subtitle, foot, alt=f"{title} {subtitle}")

    @property
    def is_estimated(self) -> bool:
        """Say whether the people of any area were estimated."""
        return bool(self.now["is_estimated"].astype("boolean").fillna(False).any())

    def file_name(self, *more: str) -> str:
        """Return the name of a picture or table, without its ending."""
        when = self.month.strftime(filters.MONTH_FORMAT)
        return file_name(when, self.region, level_words(self.level), *more)

    def map_view(
        self,
        frame: pd.DataFrame,
        entries: list[Entry],
        caption: Caption,
        details: pd.DataFrame,
        legend_title: str,
        hatched: dict[str, str] | None = None,
    ) -> MapView:
        """Return what a map of kinds is drawn from; ``frame`` has ``class_key``."""
        borders = {code for code in frame["parent_code"].dropna() if code != data.tree().root}
        return MapView(
            frame=frame.assign(population_total=self.now["population_total"].astype("float64")),
            indicator=self.supply,
            entries=entries,
            geometry=data.geometry(),
            caption=caption,
            name=f"{self.area}-{self.level}",
            borders=sorted(borders) if len(borders) > 1 else [],
            height=MAP_HEIGHT,
            details=details,
            legend_title=legend_title,
            hatched=hatched or {},
        )


def draw_map(view: MapView) -> object:
    """Return the map as far as places are known: polygons, else bubbles, else tiles."""
    placed = view.frame["longitude"].notna() & view.frame["latitude"].notna()
    if not placed.any():
        return tile_map(view)
    has_polygon = bool(view.geometry.known(list(view.frame.index)))
    return area_map(view) if has_polygon else bubble_map(view)


def open_area(point: dict[str, object]) -> None:
    """Go one step down towards the area that was clicked, as on the coverage map."""
    clicked = point.get("customdata")
    code = point.get("location") or (clicked[0] if isinstance(clicked, list) and clicked else "")
    tree = data.tree()
    if code not in tree:
        return
    path, here = tree.path(str(code)), filters.chosen_area()
    below = path[path.index(here) + 1 :] if here in path else path[1:]
    filters.go_to(below[0] if below else str(code))
