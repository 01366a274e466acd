"""The documents that the export panel offers (导出的文件), each made of the same briefing."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from childcare.analyses.briefing_tables import BriefingTables, briefing_tables
from childcare.analyses.circular import Circular, circular
from childcare.analyses.finding import Finding
from childcare.analyses.stamp import Stamp
from childcare.catalog import label
from childcare.exports.circular import build_circular
from childcare.exports.circular_pictures import circular_pictures
from childcare.exports.deck import build_deck
from childcare.exports.pictures import Wish, pictures, pictures_zip
from childcare.exports.workbook import build_workbook
from childcare.store import Connection
from childcare.ui import briefing_data, data
from childcare.ui.remembered import asked

# Told how many parts of a document are made, and of how many.
Tell = Callable[[int, int], None]


@dataclass(frozen=True)
class Asked:
    """What is exported: an area in a month; ``wish`` is how pictures are wanted."""

    area: str
    month: pd.Timestamp
    wish: Wish


@dataclass(frozen=True)
class Export:
    """One kind of document.

    Attributes:
        name: of the kind, also on the command line.
        spoken: returns what people call it.
        ending: of its file.
        build: makes it.
    """

    name: str
    spoken: Callable[[], str]
    ending: str
    build: Callable[[Asked, Tell], bytes]


def deck_file(asked_for: Asked, tell: Tell) -> bytes:
    """Return the slides."""

    def told(done: int, total: int, _title: str) -> None:
        tell(done, total)

    findings, stamp = _briefing(asked_for)
    return build_deck(findings, stamp, data.geometry(), tell=told)


def circular_file(asked_for: Asked, tell: Tell) -> bytes:
    """Return the circular; it says so where there is no browser to draw its pictures."""
    findings, stamp = _briefing(asked_for)
    computed = _circular(
        area=asked_for.area, month=asked_for.month, rests_on=briefing_data.rests_on()
    )
    drawn, why = circular_pictures(findings, stamp, data.geometry(), tell)
    return build_circular(
        findings, computed, stamp, pictures=drawn, without_pictures=why, tell=tell
    )


def workbook_file(asked_for: Asked, tell: Tell) -> bytes:
    """Return the workbook."""
    stamp = briefing_data.stamp(area=asked_for.area, month=asked_for.month)
    tables = _tables(area=asked_for.area, month=asked_for.month, rests_on=briefing_data.rests_on())
    return build_workbook(tables, stamp, tell=tell)


def pictures_file(asked_for: Asked, tell: Tell) -> bytes:
    """Return all pictures in one ZIP."""
    findings, stamp = _briefing(asked_for)
    made = list(pictures(findings, stamp, data.geometry(), asked_for.wish, tell))
    return pictures_zip(made, stamp)


def _briefing(asked_for: Asked) -> tuple[list[Finding], Stamp]:
    findings = briefing_data.briefing(area=asked_for.area, month=asked_for.month)
    return findings, briefing_data.stamp(area=asked_for.area, month=asked_for.month)


def _circular_of(
    connection: Connection, *, area: str, month: pd.Timestamp, rests_on: object
) -> Circular:
    """Answer what a circular says, by the plan files and progress notes as they are."""
    return circular(connection, area=area, month=month, counts_of=_counts)


def _tables_of(
    connection: Connection, *, area: str, month: pd.Timestamp, rests_on: object
) -> BriefingTables:
    """Answer the tables of a workbook, by the plan files and progress notes as they are."""
    return briefing_tables(connection, area=area, month=month, counts_of=_counts)


def _counts(level: str, within: str) -> pd.DataFrame:
    return data.counts(level=level, within=within)


_circular: Callable[..., Circular] = asked(_circular_of)
_tables: Callable[..., BriefingTables] = asked(_tables_of)

# To offer another document, add its line.
EXPORTS = (
    Export("deck", lambda: label("export.deck"), "pptx", deck_file),
    Export("circular", lambda: label("export.circular"), "docx", circular_file),
    Export("workbook", lambda: label("export.workbook"), "xlsx", workbook_file),
    Export("pictures", lambda: label("export.pictures"), "zip", pictures_file),
)
