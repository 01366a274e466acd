"""``export circular`` and ``export workbook``: the draft of a circular, and its tables."""

import argparse
from functools import lru_cache

import pandas as pd

from childcare.analyses import counts, geometry
from childcare.analyses.briefing import briefing
from childcare.analyses.briefing_tables import briefing_tables
from childcare.analyses.circular import circular
from childcare.analyses.situation import CountsOf
from childcare.analyses.stamp import stamp_of
from childcare.catalog import label
from childcare.cli.request import RefusalError, tell
from childcare.exports.circular import build_circular
from childcare.exports.circular_form import TemplateError
from childcare.exports.circular_pictures import circular_pictures
from childcare.exports.workbook import build_workbook
from childcare.store import Connection


def circular_file(
    given: argparse.Namespace, connection: Connection, area: str, month: pd.Timestamp
) -> bytes:
    """Return the draft of a circular, with pictures where a browser is installed."""
    counts_of = _remembered(connection)
    findings = briefing(connection, area=area, month=month, counts_of=counts_of)
    stamp = stamp_of(connection, area=area, month=month)
    pictures, why = circular_pictures(findings, stamp, geometry(connection), _picture)
    if why:
        tell(why)
    try:
        return build_circular(
            findings,
            circular(connection, area=area, month=month, counts_of=counts_of),
            stamp,
            pictures=pictures,
            without_pictures=why,
            template=given.template,
            tell=_section,
        )
    except TemplateError as error:
        raise RefusalError(label("circular.no_template", template=error)) from error


def workbook_file(
    _given: argparse.Namespace, connection: Connection, area: str, month: pd.Timestamp
) -> bytes:
    """Return the workbook of the tables."""
    tables = briefing_tables(connection, area=area, month=month, counts_of=_remembered(connection))
    return build_workbook(tables, stamp_of(connection, area=area, month=month), tell=_sheet)


def _remembered(connection: Connection) -> CountsOf:
    """Return the counts of a level within an area, each asked once."""

    @lru_cache(maxsize=16)
    def count(level: str, within: str) -> pd.DataFrame:
        return counts(connection, level=level, within=within)

    return count


def _picture(done: int, total: int) -> None:
    tell(label("circular.step_picture", done=done, total=total))


def _section(done: int, total: int) -> None:
    tell(label("circular.step_section", done=done, total=total))


def _sheet(done: int, total: int) -> None:
    tell(label("workbook.step", done=done, total=total))
