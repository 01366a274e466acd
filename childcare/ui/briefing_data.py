"""The briefing (汇报), remembered: once for each release, area, month, language and plan file."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from childcare.analyses.briefing import briefing as briefing_of
from childcare.analyses.finding import Finding
from childcare.analyses.stamp import Stamp, region_name
from childcare.catalog.labels import language
from childcare.catalog.plan_files import plan_files
from childcare.settings import task_notes_file
from childcare.store import Connection
from childcare.ui import data
from childcare.ui.remembered import asked


def briefing(*, area: str, month: pd.Timestamp) -> list[Finding]:
    """Return what is to be said about an area in a month, in the language in use."""
    return _briefing(area=area, month=month, rests_on=rests_on())


def rests_on() -> tuple[object, ...]:
    """Return what a briefing rests on besides the release: language, plans, progress notes."""
    return (language(), plan_files(), _last_change(task_notes_file()))


def stamp(*, area: str, month: pd.Timestamp) -> Stamp:
    """Return the stamp of what is told about an area in a month."""
    release = data.release()
    return Stamp(region_name(data.tree(), release, area), month, release)


def _found(
    connection: Connection, *, area: str, month: pd.Timestamp, rests_on: object
) -> list[Finding]:
    """Answer what is to be said, by the plan files and progress notes as they are."""

    def counts(level: str, within: str) -> pd.DataFrame:
        return data.counts(level=level, within=within)

    return briefing_of(connection, area=area, month=month, counts_of=counts)


def _last_change(file: Path) -> int:
    return file.stat().st_mtime_ns if file.is_file() else 0


_briefing: Callable[..., list[Finding]] = asked(_found)
