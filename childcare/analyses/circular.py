"""What a circular says besides its findings (通报内容): ranks, the slow, the uncovered."""

from dataclasses import dataclass

import pandas as pd

from childcare.analyses.circular_slow import SlowArea, slow_areas
from childcare.analyses.circular_tables import Standing, standing_table
from childcare.analyses.coverage import without_any_slot
from childcare.analyses.missing_units import MissingUnits
from childcare.analyses.situation import CountsOf, Situation, situation
from childcare.catalog import INDICATORS, Indicator
from childcare.catalog.circular import MISSING, TABLES
from childcare.store import Connection


@dataclass(frozen=True)
class Uncovered:
    """The units that one coverage indicator lacks in an area, by name."""

    indicator: Indicator
    names: tuple[str, ...]


@dataclass(frozen=True)
class Circular:
    """The computed parts of a circular about an area in a month.

    Attributes:
        level: of the parts that are compared; empty where the area has none.
        tables: the standard tables that have a value anywhere.
        slow: areas whose progress is slow, those with most reasons first.
        uncovered: indicators that units are missing to.
        empty: names of the townships that reported and have no slot at all.
    """

    area: str
    area_name: str
    month: pd.Timestamp
    level: str
    tables: tuple[Standing, ...]
    slow: tuple[SlowArea, ...]
    uncovered: tuple[Uncovered, ...]
    empty: tuple[str, ...]


def circular(
    connection: Connection,
    *,
    area: str,
    month: pd.Timestamp,
    counts_of: CountsOf | None = None,
) -> Circular:
    """Return tables, slow areas and uncovered units of an area in a month.

    ``counts_of`` answers the counts of a level within an area, if they are remembered somewhere.
    """
    at = situation(connection, area=area, month=month, counts_of=counts_of)
    level = at.tree.levels_below(area)[0] if at.has_parts else ""
    tables = tuple(standing_table(table, at, level) for table in TABLES.values()) if level else ()
    known = tuple(table for table in tables if table.frame["value"].notna().any())
    return Circular(
        area=area,
        area_name=at.area_name,
        month=month,
        level=level,
        tables=known,
        slow=slow_areas(known, at, level) if level else (),
        uncovered=_uncovered(at),
        empty=_empty(at),
    )


def _uncovered(at: Situation) -> tuple[Uncovered, ...]:
    """Return the indicators that lack units which can be told one by one."""
    named = MissingUnits(at.connection, at.tree, at.counts_of)
    found = (
        Uncovered(INDICATORS[name], named(INDICATORS[name], at.area, at.month))
        for name in MISSING.indicators
    )
    return tuple(one for one in found if one.names)


def _empty(at: Situation) -> tuple[str, ...]:
    """Return the townships without any slot, those with most children first."""
    if not at.has_parts or "township" not in at.tree.levels_below(at.area):
        return ()
    counts = at.counts_of("township", at.area)
    return tuple(without_any_slot(counts, at.tree, at.area, at.month)["area_name"])
