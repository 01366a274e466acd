"""The words around a figure (图题): what is measured, of when and where, and what to know of it."""

import pandas as pd

from childcare.analyses.sentences import level_words
from childcare.catalog import Indicator, label, spoken

MONTH = "%Y-%m"


def measured(indicator: Indicator) -> str:
    """Return an indicator's name with its unit, unless the name says it."""
    name, unit = spoken(indicator), indicator.unit_name()
    if not unit or unit.lower() in name.lower():
        return name
    return label("caption.measured", indicator=name, unit=unit)


def period_text(indicator: Indicator, month: pd.Timestamp) -> str:
    """Return what a value is of: the month, or the year up to it for what was added."""
    when = month.strftime(MONTH)
    if not indicator.is_of_year:
        return when
    return label("caption.year_so_far", first=month.strftime("%Y-01"), last=when)


def subtitle(
    indicator: Indicator,
    month: pd.Timestamp,
    area_name: str,
    *,
    level: str = "",
    compared: pd.Timestamp | None = None,
) -> str:
    """Return what is measured, when, where, and in the areas of which level."""
    when = period_text(indicator, month)
    if compared is not None:
        when = label("caption.compared", month=when, other=period_text(indicator, compared))
    parts = [measured(indicator), when, area_name]
    if level:
        parts.append(label("caption.by_level", level=level_words(level)))
    return label("caption.dot").join(parts)


def is_estimated(frame: pd.DataFrame, indicator: Indicator) -> bool:
    """Say whether people were estimated, and the indicator depends on how many there are."""
    of_people = {"population_total", "children_under_3"}
    return bool(of_people & set(indicator.columns)) and bool(frame["is_estimated"].any())


def warnings(frame: pd.DataFrame, indicator: Indicator) -> list[str]:
    """Return what a reader must know about the coverage of some areas before quoting it."""
    notes = []
    if is_estimated(frame, indicator):
        notes.append(label("note.estimated"))
    missing = frame[frame["state"] == "missing"]
    if 0 < len(missing) < len(frame):
        notes.append(label("note.missing", number=len(missing), where=_where(missing)))
    return notes


def _where(missing: pd.DataFrame) -> str:
    """Return which areas have no data: townships by the counties they lie in, the first few."""
    is_township = (missing["level"] == "township").all()
    names = missing["parent_name" if is_township else "area_name"].value_counts().index[:3]
    return label("sentence.comma").join(names)
