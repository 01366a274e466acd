"""The words of a figure (图题): what it shows, what is measured, when, of what, and from where."""

import pandas as pd

from childcare.analyses import figure_words, stamp
from childcare.analyses.figure_words import measured
from childcare.catalog import CATEGORIES, Indicator, spoken
from childcare.charts.theme import Caption
from childcare.exports import file_name
from childcare.ui import data
from childcare.ui.filters import MONTH_FORMAT, region_name

__all__ = ["caption", "level_name", "map_permission", "measured", "picture_name"]


def level_name(level: str) -> str:
    """Return what the areas of a level are called."""
    return spoken(CATEGORIES["level"][level])


def caption(
    finding: str,
    indicator: Indicator,
    month: pd.Timestamp,
    area: str,
    *,
    level: str = "",
    compared: pd.Timestamp | None = None,
    notes: list[str] | None = None,
) -> Caption:
    """Return the words of a figure about one indicator."""
    subtitle = figure_words.subtitle(
        indicator, month, region_name(area), level=level, compared=compared
    )
    foot = stamp.foot(data.release(), indicator, notes or [])
    return Caption(finding, subtitle, foot, alt=f"{finding} {subtitle}")


def map_permission() -> str:
    """Return the map review number (审图号), or that the map is for the office only."""
    return stamp.map_permission(data.release())


def picture_name(indicator: Indicator, month: pd.Timestamp, area: str, *more: str) -> str:
    """Return the file name of a picture or table, without its ending."""
    when = month.strftime(MONTH_FORMAT)
    return file_name(when, region_name(area), spoken(indicator), *more)
