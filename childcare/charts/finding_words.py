"""Views of a briefing that are words (文字画面): cover, headline indicators, next steps."""

import html
from typing import Any

from childcare.analyses.finding import Finding
from childcare.analyses.stamp import Stamp
from childcare.catalog import INDICATORS, Indicator, label
from childcare.catalog.numbers import signed
from childcare.charts.finding_bars import fitted_rows
from childcare.charts.lettering import literal, text_width, wrapped
from childcare.charts.opened import opened
from childcare.charts.sheet import Sheet, characters
from childcare.charts.theme import (
    ACCENT,
    BELOW,
    HAIRLINE,
    INK,
    LINE,
    MUTED,
    SIZE_SMALL,
    SIZE_TEXT,
    SIZE_TITLE,
    Caption,
    themed,
)

VALUE, COVER = 46, 38
CARD_WIDTH, TALLEST_CARD, GAP = 190, 190, 14
# A card this high has room for larger words beside its number; a number has this many characters.
ROOMY, LONG = 120, 2.4
TASK_ROW, TALLEST_TASK = 42, 76
# From this width on the words of a task may be as large as a title.
ALL_LARGE = 1000
# Columns of the next steps: task, who leads it, until when, where it stands.
SHARES = (0.5, 0.22, 0.16, 0.12)

Notes = list[dict[str, Any]]


def title_figure(finding: Finding, stamp: Stamp, sheet: Sheet) -> dict[str, Any]:
    """Return the cover: of what, of when, and the whole in a few sentences."""
    caption = sheet.caption(finding, stamp)
    bare = Caption("", "", caption.foot, caption.alt, caption.lines)
    size = COVER if not sheet.is_narrow else 24
    room = sheet.inner_width - 24
    notes, top = [], 0.16 * sheet.height
    for text, letters, colour in (
        (f"<b>{wrapped(finding.title, characters(room, size, 0.57))}</b>", size, INK),
        (literal(finding.subtitle), SIZE_TITLE, MUTED),
        *(("", SIZE_TITLE, INK),),
        *(
            (wrapped(str(line), characters(room, SIZE_TITLE)), SIZE_TITLE, INK)
            for line in finding.frame["text"]
        ),
    ):
        notes.append(_note(text, 12, top, letters, colour))
        top += (text.count("<br>") + 1) * letters * LINE + 10
    return _page(notes, [], bare, finding, sheet)


def headlines_figure(finding: Finding, stamp: Stamp, sheet: Sheet) -> dict[str, Any]:
    """Return the headline indicators as a grid: value, change on the year, reference."""
    caption = sheet.caption(finding, stamp)
    frame = finding.frame
    columns = max(1, min(len(frame), int((sheet.inner_width + GAP) / (CARD_WIDTH + GAP)), 4))
    if sheet.is_narrow:
        columns = 2
    rows = -(-len(frame) // columns)
    room = sheet.left_for_rows(caption) - 10
    wide = (sheet.inner_width - GAP * (columns - 1)) / columns
    high = min((room - GAP * (rows - 1)) / rows, TALLEST_CARD * (1.3 if sheet.is_upright else 1))
    notes: Notes = []
    shapes: Notes = []
    for number, row in enumerate(frame.to_dict("records")):
        left, top = (number % columns) * (wide + GAP), 8 + (number // columns) * (high + GAP)
        notes += _card(row, INDICATORS[str(row["indicator"])], left, top, wide, high)
        line = {"type": "line", "x0": left, "x1": left + wide, "y0": top, "y1": top}
        shapes.append(line | {"line": {"color": HAIRLINE, "width": 1.5}})
    return _page(notes, shapes, caption, finding, sheet)


def tasks_figure(finding: Finding, stamp: Stamp, sheet: Sheet) -> dict[str, Any]:
    """Return the open tasks, the overdue first, each with who leads it and until when."""
    least = TASK_ROW * (2 if sheet.is_narrow else 1)
    caption, shown = fitted_rows(finding, stamp, sheet, least, 16)
    room = sheet.left_for_rows(caption) - 16
    row = least if sheet.is_narrow else min(TALLEST_TASK, room / max(shown, 1))
    largest = SIZE_TITLE * min(1.0, sheet.inner_width / ALL_LARGE)
    size = max(SIZE_SMALL, min(largest, SIZE_SMALL * row / TASK_ROW))
    notes: Notes = []
    shapes: Notes = []
    for number, task in enumerate(finding.frame.head(shown).to_dict("records")):
        top = 10 + number * row
        line = {"type": "line", "x0": 0, "x1": sheet.inner_width, "y0": top, "y1": top}
        shapes.append(line | {"line": {"color": HAIRLINE, "width": 1}})
        notes += _task(task, top + 5, sheet, size)
    return _page(notes, shapes, caption, finding, sheet)


def _card(
    row: dict[Any, Any], indicator: Indicator, left: float, top: float, wide: float, high: float
) -> Notes:
    """Return name, value, change and reference of one indicator."""
    small = SIZE_TEXT if high > ROOMY else SIZE_SMALL
    name = wrapped(str(row["label"]), characters(wide - 8, small))
    size = min(VALUE, high * 0.28, 2 * VALUE * wide / (CARD_WIDTH * LONG))
    below = top + 6 + (name.count("<br>") + 1) * small * LINE
    value = indicator.format(row["value"], with_unit=indicator.unit == "percent")
    unit = "" if indicator.unit == "percent" else indicator.unit_name()
    style = f"font-size:{small}px;color:{MUTED};font-weight:normal"
    words = f'<b>{value}</b> <span style="{style}">{unit}</span>'
    parts = _beside(row, indicator)
    joined = label("caption.dot").join(parts)
    fits = text_width(joined) <= characters(wide - 4, small)
    beside = joined if fits else "<br>".join(parts)
    return [
        _note(name, left, top + 6, small, MUTED),
        _note(words, left, below, size, INK),
        _note(beside, left, below + size * LINE, small, ACCENT),
    ]


def _beside(row: dict[Any, Any], indicator: Indicator) -> list[str]:
    """Return the change since a year before, and the reference value, as far as they are known."""
    parts = []
    if row["change"] == row["change"]:
        shown = signed(row["change"], indicator.decimals)
        is_share = indicator.unit == "percent"
        words = label("chart.points_on_the_year") if is_share else label("chart.on_the_year")
        parts.append(f"{shown} {words}" if is_share else f"{words} {shown}")
    if row["reference"] == row["reference"]:
        value = indicator.format(row["reference"], with_unit=indicator.unit == "percent")
        parts.append(label("chart.reference_is", value=value))
    return parts


def _task(task: dict[Any, Any], top: float, sheet: Sheet, size: float) -> Notes:
    """Return the words of one task; what is overdue stands in another colour."""
    due = BELOW[1] if task["is_overdue"] else INK
    texts = [(task["title"], INK), (task["lead_units"], MUTED), (task["due"], due)]
    texts.append((task["status"], MUTED))
    total = sheet.inner_width
    if sheet.is_narrow:
        joined = label("caption.dot").join(str(text) for text, _ in texts[1:])
        title = _two_lines(task["title"], total, SIZE_TEXT)
        below = top + (title.count("<br>") + 1) * SIZE_TEXT * LINE
        return [
            _note(title, 0, top, SIZE_TEXT, INK),
            _note(
                _two_lines(joined, total, SIZE_SMALL),
                0,
                below,
                SIZE_SMALL,
                due if due != INK else MUTED,
            ),
        ]
    notes, left = [], 0.0
    for (text, colour), share in zip(texts, SHARES, strict=True):
        words = _two_lines(text, share * total - GAP, size)
        notes.append(_note(words, left, top, size, colour))
        left += share * total
    return notes


def _two_lines(text: str, room: float, size: float) -> str:
    """Return a text on two lines at the most, cut off where it is longer."""
    width = characters(room, size)
    lines = wrapped(str(text), width).split("<br>")
    if len(lines) <= 2:
        return "<br>".join(lines)
    return "<br>".join([lines[0], f"{literal(html.unescape(lines[1])[:-1])}\u2026"])


def _note(text: str, left: float, top: float, size: float, colour: str) -> dict[str, Any]:
    """Return words whose upper left corner stands at a place, in pixels."""
    return {
        "text": text,
        "x": left,
        "y": top,
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": size, "color": colour},
    }


def _page(
    notes: Notes, shapes: Notes, caption: Caption, finding: Finding, sheet: Sheet
) -> dict[str, Any]:
    """Return words on axes that count pixels, from the upper left corner."""
    hidden = {"visible": False, "fixedrange": True}
    layout: dict[str, Any] = {"annotations": notes, "shapes": shapes}
    # Without a trace plotly draws axes of its own.
    traces = [{"type": "scatter", "x": [None], "y": [None], "showlegend": False}]
    figure = opened(themed(traces, layout, caption, height=sheet.height, view=finding.name))
    margin = figure["layout"]["margin"]
    room = sheet.height - margin["t"] - margin["b"]
    figure["layout"]["xaxis"] = hidden | {"range": [0, sheet.inner_width]}
    figure["layout"]["yaxis"] = hidden | {"range": [room, 0]}
    return figure
