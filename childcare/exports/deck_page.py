"""What every page of a slide has (页面): its room, and a note of what it leaves out."""

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from childcare.analyses.finding import Finding
from childcare.analyses.geometry import Geometry
from childcare.catalog import label
from childcare.catalog.briefing import VIEWS
from childcare.charts.theme import MUTED
from childcare.exports.deck_measure import Box
from childcare.exports.deck_text import Words, put_text

NOTE_SIZE, NOTE_ROOM = 11.0, 18.0


@dataclass(frozen=True)
class Page:
    """Where a finding is drawn: the shapes of a slide, the room there, the polygons."""

    shapes: Any
    box: Box
    geometry: Geometry


def with_parent(row: pd.Series, finding: Finding) -> str:
    """Return an area's name with that of the area it lies in, where there are several of those."""
    name = str(row["area_name"])
    parents = finding.frame["parent_code"].dropna().unique()
    return f"{name} ({row['parent_name']})" if len(parents) > 1 else name


def rows_shown(page: Page, finding: Finding, frame: pd.DataFrame) -> tuple[Page, pd.DataFrame]:
    """Return as many rows as the view declares, and what is left of the page below a note of it."""
    most = VIEWS[finding.name].most_rows
    if not most or len(frame) <= most:
        return page, frame
    put_note(page, label("briefing.shown", all=len(frame), shown=most))
    box = page.box
    left = Box(box.left, box.top, box.width, box.height - NOTE_ROOM)
    return replace(page, box=left), frame.head(most)


def put_note(page: Page, text: str) -> None:
    """Write a line at the foot of a page."""
    place = Box(page.box.left, page.box.bottom - NOTE_ROOM, page.box.width, NOTE_ROOM)
    put_text(page.shapes, place, [[Words(text, NOTE_SIZE, MUTED)]], anchor="bottom")
