"""How the facts of a task are written (台账用语): units, date, status, lights, who wrote when."""

from collections import Counter
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from childcare.analyses.assessment import Assessment
from childcare.analyses.policy_tasks import LedgerTask
from childcare.catalog import CATEGORIES, label, spoken
from childcare.catalog.lights import STATUSES
from childcare.store.task_notes import LONGEST_NOTE, TaskNote
from childcare.ui.filters import MONTH_FORMAT

NO_BREAK, ELLIPSIS = "\u00a0", "…"


def lights_text(judged: list[Assessment]) -> str:
    """Return the lights of some targets as shape and word, each once with how many there are."""
    counted = Counter(one.status for one in judged)
    lights = [
        label("task.light", light=STATUSES[status].spoken_light(), number=number)
        if number > 1
        else STATUSES[status].spoken_light()
        for status, number in counted.items()
    ]
    # Shape and word stay on one line.
    return " ".join(light.replace(" ", NO_BREAK) for light in lights)


def units_text(units: list[str]) -> str:
    """Return the units in a row, or that the document lists none."""
    return label("sentence.comma").join(units) or label("task.not_listed")


def due_text(one: LedgerTask) -> str:
    """Return the month it is due in and whether that is past, or that the document names none."""
    if one.due is None:
        return label("task.no_due")
    month = one.due.strftime(MONTH_FORMAT)
    return label("task.overdue_since", due=month) if one.is_overdue else month


def status_text(one: LedgerTask) -> str:
    """Return the status in words."""
    return spoken(CATEGORIES["task_status"][one.status])


def local_time(moment: datetime) -> str:
    """Return a moment in the reader's time zone, or this computer's where that is unknown."""
    return moment.astimezone(_zone()).strftime("%Y-%m-%d %H:%M")


def _zone() -> tzinfo | None:
    try:
        return ZoneInfo(st.context.timezone) if st.context.timezone else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def latest_text(notes: tuple[TaskNote, ...], most: int = LONGEST_NOTE) -> str:
    """Return the latest note, cut to so many characters, and its signature; empty without any."""
    if not notes:
        return ""
    last = notes[-1]
    if not last.note:
        return signature(last)
    note = last.note if len(last.note) <= most else last.note[:most].rstrip() + ELLIPSIS
    return label("task.note_signed", note=note, signed=signature(last))


def signature(note: TaskNote) -> str:
    """Return when a note was written, and by whom."""
    return label("task.signed", when=local_time(note.written_at), author=note.author)
