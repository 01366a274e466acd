"""The words of a figure (图题): what it shows, what is measured, when, of what, and from where."""

import pandas as pd

from childcare.analyses import level_words
from childcare.catalog import CATEGORIES, Indicator, label, spoken
from childcare.charts.theme import Caption
from childcare.exports import file_name
from childcare.ui import data
from childcare.ui.filters import MONTH_FORMAT, region_name


def level_name(level: str) -> str:
    """Return what the areas of a level are called."""
    return spoken(CATEGORIES["level"][level])


def measured(indicator: Indicator) -> str:
    """Return an indicator's name with its unit, unless the name says it."""
    name, unit = spoken(indicator), indicator.unit_name()
    if not unit or unit.lower() in name.lower():
        return name
    return label("caption.measured", indicator=name, unit=unit)


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
    when = month.strftime(MONTH_FORMAT)
    if compared is not None:
        when = label("caption.compared", month=when, other=compared.strftime(MONTH_FORMAT))
    parts = [measured(indicator), when, region_name(area)]
    if level:
        parts.append(label("caption.by_level", level=level_words(level)))
    subtitle = label("caption.dot").join(parts)
    return Caption(finding, subtitle, foot(indicator, notes or []), alt=f"{finding} {subtitle}")


def foot(indicator: Indicator, notes: list[str]) -> list[str]:
    """Return the foot note: invented or not, notes, source, formula, permitted use."""
    release = data.release()
    parts = []
    if release.is_demonstration:
        parts.append(label("caption.demonstration"))
    parts += notes
    if release.source:
        parts.append(label("caption.source", source=release.source))
    if indicator.is_ratio:
        parts.append(label("caption.formula", formula=indicator.formula()))
    parts.append(map_permission())
    return parts


def map_permission() -> str:
    """Return the map review number (审图号), or that the map is for the office only."""
    number = data.release().map_review_number
    return label("caption.map_review", number=number) if number else label("caption.internal")


def picture_name(indicator: Indicator, month: pd.Timestamp, area: str, *more: str) -> str:
    """Return the file name of a picture or table, without its ending."""
    when = month.strftime(MONTH_FORMAT)
    return file_name(when, region_name(area), spoken(indicator), *more)
