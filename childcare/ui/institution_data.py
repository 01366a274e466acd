"""Remembered answers about institutions (机构查询): the register of a month, histories, pairs."""

from collections.abc import Callable
from functools import lru_cache

import pandas as pd

from childcare.analyses import institution_card
from childcare.analyses import register as registers
from childcare.analyses.likely_duplicates import likely_duplicates
from childcare.analyses.register_changes import RegisterChanges, register_changes
from childcare.store import Connection
from childcare.ui import data
from childcare.ui.remembered import asked

register: Callable[..., pd.DataFrame] = asked(registers.register)
history: Callable[..., pd.DataFrame] = asked(institution_card.institution_history)
designations: Callable[..., pd.DataFrame] = asked(institution_card.designations)
_kindergarten_classes: Callable[..., pd.DataFrame] = asked(institution_card.kindergarten_classes)


def _changes(
    connection: Connection, *, before: pd.Timestamp, after: pd.Timestamp
) -> RegisterChanges:
    """Answer what changed anywhere from one register to a later one."""
    return register_changes(register(as_of=before), register(as_of=after))


def _duplicates(connection: Connection, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """Answer which entries of a register are likely one institution."""
    return likely_duplicates(register(as_of=as_of), _kindergarten_classes(as_of=as_of))


@lru_cache(maxsize=24)
def listed(
    seen: tuple[str, str], month: pd.Timestamp, area: str, chosen: registers.RegisterFilter
) -> pd.DataFrame:
    """Return the rows of an area that pass a filter; ``seen`` is that of ``remembered``.

    Remembered for the last few views only: each search is another one, and each is large.
    """
    rows = registers.within_areas(register(as_of=month), data.tree().descendants(area))
    return chosen.apply(rows)


changes: Callable[..., RegisterChanges] = asked(_changes)
duplicates: Callable[..., pd.DataFrame] = asked(_duplicates)
