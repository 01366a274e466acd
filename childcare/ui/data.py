"""Remembered answers (缓存). A page asks here, so it never opens a database.

Answers are kept as they are, not copied: whoever gets a frame must not write into it.
"""

from collections.abc import Callable
from contextvars import ContextVar
from functools import lru_cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import pandas as pd

from childcare import analyses
from childcare.analyses import AreaTree, Geometry, PointFilter, Release
from childcare.catalog import INDICATORS
from childcare.measures.classes import Classes
from childcare.settings import current_database
from childcare.store import Connection, connect

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")
# Above this many rows, figures are counted for the view at hand instead of the whole region.
MOST_ROWS = 400_000


# The release this run of a page reads: all of a page is of one release, also while it changes.
_database: ContextVar[str] = ContextVar("database", default="")


def begin_run() -> bool:
    """Choose the current release for this run; return False where there is none."""
    database = current_database()
    _database.set(str(database or ""))
    return database is not None


@lru_cache(maxsize=4)
def _connection(database: str) -> Connection:
    """Return one connection for each release."""
    return connect(Path(database))


# functools' cache answers in a hundredth of the time of Streamlit's, which hashes its arguments.
@lru_cache(maxsize=2_000)
def _remembered(database: str, name: str, params: tuple[tuple[str, object], ...]) -> object:
    """Answer a question once for each release; the name is part of the key."""
    return _QUESTIONS[name](_connection(database), **dict(params))


_QUESTIONS: dict[str, Callable[..., object]] = {}


def _asked(question: Callable[..., Answer]) -> Callable[..., Answer]:
    """Remember the answers to a question, which is given a connection first."""
    _QUESTIONS[question.__name__] = question

    @wraps(question)
    def ask(**params: object) -> Answer:
        return _remembered(  # type: ignore[return-value]
            _database.get() or str(current_database()),
            question.__name__,
            tuple(sorted(params.items())),
        )

    return ask


tree: Callable[[], AreaTree] = _asked(analyses.area_tree)
geometry: Callable[[], Geometry] = _asked(analyses.geometry)
release: Callable[[], Release] = _asked(analyses.release)
months: Callable[[], list[pd.Timestamp]] = _asked(analyses.months)
reported_values: Callable[[], pd.DataFrame] = _asked(analyses.reported_values)
open_institutions: Callable[..., pd.DataFrame] = _asked(analyses.open_institutions)
_counts: Callable[..., pd.DataFrame] = _asked(analyses.counts)


def counts(*, level: str, within: str) -> pd.DataFrame:
    """Return the counts of every month of the areas of a level.

    Those of the whole region where that is not too much, so that drilling down counts nothing
    anew; else those within the area.
    """
    areas = tree()
    size = (areas.frame["level"] == level).sum() * len(months())
    return _counts(level=level, within=None if size <= MOST_ROWS else within)


def _coverage(
    connection: Connection, *, level: str, within: str, indicator: str, month: pd.Timestamp
) -> pd.DataFrame:
    """Answer what every area of a level has in a month."""
    areas = tree().at_level(level, within)
    frame = counts(level=level, within=within)
    return analyses.coverage(frame, areas, INDICATORS[indicator], month)


def _classes(connection: Connection, *, level: str, within: str, indicator: str) -> Classes:
    """Answer which classes an indicator has at a level."""
    return analyses.class_boundaries(counts(level=level, within=within), INDICATORS[indicator])


def _trend(connection: Connection, *, area: str, indicator: str) -> pd.DataFrame:
    """Answer how an indicator of one area moved."""
    frame = counts(level=tree().level(area), within=area)
    return analyses.trend(frame, area, INDICATORS[indicator])


def _without_any_slot(connection: Connection, *, within: str, month: pd.Timestamp) -> pd.DataFrame:
    """Answer which townships have no slot at all."""
    frame = counts(level="township", within=within)
    return analyses.without_any_slot(frame, tree(), within, month)


def _latest_reported(connection: Connection, *, area: str, month: pd.Timestamp) -> pd.DataFrame:
    """Answer what was last reported for an area up to a month, one row an indicator."""
    frame = reported_values()
    until = frame["period"] <= month + pd.offsets.MonthEnd(0)
    chosen = frame[(frame["area_code"] == area) & until]
    return chosen.sort_values("period").groupby("indicator").tail(1)


def _indicators_with_values(connection: Connection, *, level: str, within: str) -> list[str]:
    """Answer which indicators have a value anywhere, in declared order."""
    frame = counts(level=level, within=within)
    return [
        name
        for name, indicator in INDICATORS.items()
        if analyses.latest_known_month(frame, indicator) is not None
    ]


coverage: Callable[..., pd.DataFrame] = _asked(_coverage)
classes: Callable[..., Classes] = _asked(_classes)
trend: Callable[..., pd.DataFrame] = _asked(_trend)
without_any_slot: Callable[..., pd.DataFrame] = _asked(_without_any_slot)
latest_reported: Callable[..., pd.DataFrame] = _asked(_latest_reported)
indicators_with_values: Callable[..., list[str]] = _asked(_indicators_with_values)


def points(*, within: str, month: pd.Timestamp, chosen: PointFilter) -> pd.DataFrame:
    """Return the institutions of an area that pass the filter."""
    return chosen.apply(open_institutions(within=within, as_of=month))
