"""What a map is drawn from (地图视图)."""

from dataclasses import dataclass, field

import pandas as pd

from childcare.analyses.geometry import Geometry
from childcare.catalog import Indicator
from childcare.charts.legend import Entry
from childcare.charts.theme import Caption


@dataclass(frozen=True)
class MapView:
    """What a map is drawn from.

    Attributes:
        frame: coverage of the areas shown, by area code.
        indicator: what is measured.
        entries: the classes and states, with their colours.
        geometry: the polygons.
        caption: the words of the figure.
        name: of the view; zoom is kept as long as it stays.
        borders: codes of the larger areas whose borders are drawn heavier.
        selected: code of the area that is marked, or an empty text.
        points: institutions to draw, with longitude and latitude.
        is_change: whether the classes are of a change between two months.
        height: of the figure in pixels.
        focus: codes of the areas that the map is fitted to; all of them where empty.
        details: what the mouse tells of an area in place of its coverage: texts by area code,
            each column under the name that stands before it.
        legend_title: what stands above the legend in place of the indicator's unit.
        hatched: kind of hatch of the colours that a photocopy would not tell from others.
    """

    frame: pd.DataFrame
    indicator: Indicator
    entries: list[Entry]
    geometry: Geometry
    caption: Caption
    name: str
    borders: list[str] = field(default_factory=list)
    selected: str = ""
    points: pd.DataFrame | None = None
    is_change: bool = False
    height: int = 640
    focus: list[str] = field(default_factory=list)
    details: pd.DataFrame | None = None
    legend_title: str = ""
    hatched: dict[str, str] = field(default_factory=dict)
