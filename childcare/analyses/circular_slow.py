"""Which areas are slow (进度较慢的地区), by a rule that is printed beside the list."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from childcare.analyses.circular_tables import Standing
from childcare.analyses.situation import Situation
from childcare.catalog import INDICATORS, label, spoken
from childcare.catalog.circular import SLOW

MONTHS = 12


@dataclass(frozen=True)
class SlowArea:
    """An area whose progress is slow, and why, one sentence a reason."""

    area_code: str
    area_name: str
    reasons: tuple[str, ...]


def slow_areas(tables: Sequence[Standing], at: Situation, level: str) -> tuple[SlowArea, ...]:
    """Return the slow areas, those with most reasons first, then by code.

    An area is slow that stands in the last share of the ranks, without having reached the
    reference value, in at least ``SLOW.tables`` tables; or whose annual task lags behind the
    elapsed part of the year.
    """
    reasons: dict[str, list[str]] = {}
    for table in tables:
        for code, reason in _last_ones(table).items():
            reasons.setdefault(code, []).append(reason)
    found = {code: listed for code, listed in reasons.items() if len(listed) >= SLOW.tables}
    for code, reason in _behind_their_task(at, level).items():
        found[code] = [*found.get(code, []), reason]
    ordered = sorted(found, key=lambda code: (-len(found[code]), code))
    return tuple(SlowArea(code, at.tree.name(code), tuple(found[code])) for code in ordered)


def slow_rule(tables: Sequence[Standing], month: pd.Timestamp) -> str:
    """Return the rule as it is printed, with its numbers."""
    names = [spoken(table.table) for table in tables]
    return label(
        "circular.slow_rule",
        tables=label("sentence.comma").join(names),
        share=f"{SLOW.last_share:.0%}",
        number=min(SLOW.tables, len(tables)),
        task=spoken(INDICATORS[SLOW.task]),
        elapsed=f"{100 * month.month / MONTHS:.1f}%",
    )


def last_rank(ranked: int) -> int:
    """Return the rank beyond which an area stands in the last share: 5 of 7, 15 of 20.

    The number of last areas is rounded up. Ties share the better rank, so that a tie across the
    line leaves nobody behind it.
    """
    return ranked - math.ceil(ranked * SLOW.last_share)


def _last_ones(table: Standing) -> dict[str, str]:
    """Return the areas in the last share of a table that have not reached its reference value."""
    ranked = table.frame.dropna(subset=["rank"])
    last = ranked[ranked["rank"] > last_rank(len(ranked))]
    return {
        str(code): label(
            "circular.slow_last",
            table=spoken(table.table),
            indicator=spoken(table.indicator),
            value=table.shown(row["value"]) + table.indicator.unit_suffix(),
            rank=row["rank"],
            areas=len(ranked),
        )
        for code, row in last.iterrows()
        if not table.is_met(row["value"])
    }


def _behind_their_task(at: Situation, level: str) -> dict[str, str]:
    """Return the areas that have done less of the year's task than of the year has passed."""
    indicator = INDICATORS[SLOW.task]
    frame = at.coverage(indicator, level, at.month).dropna(subset=["value"])
    elapsed = 100 * at.month.month / MONTHS
    return {
        str(code): label(
            "circular.slow_task",
            indicator=spoken(indicator),
            value=indicator.format(row["value"], with_unit=True),
            elapsed=f"{elapsed:.1f}%",
        )
        for code, row in frame[frame["value"] < elapsed].iterrows()
    }
