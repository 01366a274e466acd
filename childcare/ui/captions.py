"""The words of a figure (图题): what it shows, what is measured, when, of what, and from where."""

import pandas as pd

from childcare.analyses import figure_words, stamp
from childcare.analyses.comparable import changes_after, comparable_notes
from childcare.analyses.figure_words import measured
from childcare.catalog import CATEGORIES, Indicator, label, spoken
from childcare.charts.theme import Caption
from childcare.exports import file_name
from childcare.ui import data
from childcare.ui.filters import MONTH_FORMAT, region_name

__all__ = [
    "caption",
    "history_notes",
    "level_name",
    "map_permission",
    "measured",
    "months_of_change",
    "picture_name",
]


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
    since: pd.Timestamp | None = None,
    notes: list[str] | None = None,
) -> Caption:
    """Return the words of a figure about one indicator.

    ``since`` is the earliest month shown, where that is neither ``month`` nor ``compared``.
    """
    subtitle = figure_words.subtitle(
        indicator, month, region_name(area), level=level, compared=compared
    )
    history = history_notes(area, month, compared, since)
    if history_notes(area, month, compared):
        subtitle += label("caption.dot") + label("comparable.mark")
    foot = stamp.foot(data.release(), indicator, [*(notes or []), *history])
    return Caption(finding, subtitle, foot, alt=f"{finding} {subtitle}")


def history_notes(area: str, *months: pd.Timestamp | None) -> list[str]:
    """Return which figures since the earliest of some months are of former areas (可比口径)."""
    shown = [month for month in months if month is not None]
    return comparable_notes(data.history(), data.tree(), area, min(shown)) if shown else []


def months_of_change(area: str, since: pd.Timestamp | None) -> list[pd.Timestamp]:
    """Return the months since one in which an area, or one below it, changed (区划变更)."""
    if since is None:
        return []
    return sorted(set(changes_after(data.history(), data.tree(), area, since)["changed_on"]))


def map_permission() -> str:
    """Return the map review number (审图号), or that the map is for the office only."""
    return stamp.map_permission(data.release())


def picture_name(indicator: Indicator, month: pd.Timestamp, area: str, *more: str) -> str:
    """Return the file name of a picture or table, without its ending."""
    when = month.strftime(MONTH_FORMAT)
    return file_name(when, region_name(area), spoken(indicator), *more)
