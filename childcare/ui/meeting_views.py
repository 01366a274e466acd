"""The views of a meeting (会议画面): each finding of the briefing as what the browser puts up."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import plotly.graph_objects as go

from childcare.analyses.assessment import Assessment
from childcare.analyses.finding import Finding
from childcare.analyses.stamp import Stamp
from childcare.catalog import INDICATORS, label, language, spoken
from childcare.catalog import briefing as declared
from childcare.catalog.briefing import VIEWS
from childcare.catalog.meeting import Screen
from childcare.catalog.numbers import signed
from childcare.charts.finding_figure import finding_figure
from childcare.ui import data
from childcare.ui.figure import figure_texts, specification
from childcare.ui.filters import MONTH_FORMAT

Content = dict[str, Any]
OF_A_PLAN = (declared.TARGETS, declared.GAP, declared.TASKS)
IN_ROWS = (declared.RANKING, declared.COMPOSITION, declared.TARGETS, declared.GAP)
# The room a figure has on a screen of 1920 x 1080, below a title of two lines; the browser fits
# it to the room there is. Type is as many times larger as the smallest needs to be 28 pixels.
WIDTH, HEIGHT, SCALE = 1824, 770, 2.2


def meeting_view(
    screen: Screen,
    finding: Finding,
    stamp: Stamp,
    *,
    judged: tuple[Assessment, ...],
    held: dict[str, str],
) -> Content:
    """Return one view: its sentence, what is measured, what it shows, the page behind it.

    Args:
        screen: which view it is, and which page answers questions about it.
        finding: what the briefing says there.
        stamp: of what, when, where from.
        judged: the targets of the plan that the briefing speaks of.
        held: the reader's choices, which the page behind keeps.
    """
    notes = [finding.subtitle, *finding.notes]
    if finding.kind in IN_WORDS:
        content = IN_WORDS[finding.kind](finding)
        notes += left_out(finding, rows_allowed(finding))
    else:
        figure = drawn(finding, stamp)
        notes += left_out(finding, rows_drawn(finding, figure))
        content = {"figure": figure_message(finding, figure)}
    words = {
        "name": finding.name,
        "title": finding.title,
        "subtitle": label("caption.dot").join(notes),
    }
    return words | content | behind(screen, finding, judged, held)


def drawn(finding: Finding, stamp: Stamp) -> go.Figure:
    """Return the figure of a finding; the words around it are the page's own."""
    return finding_figure(
        finding,
        stamp,
        width=WIDTH,
        height=HEIGHT,
        scale=SCALE,
        geometry=data.geometry(),
        with_words=False,
    )


def left_out(finding: Finding, rows: int) -> list[str]:
    """Return how many rows are shown where there was no room for all of them."""
    total = len(finding.frame)
    return [label("briefing.shown", all=total, shown=rows)] if rows < total else []


def rows_drawn(finding: Finding, figure: go.Figure) -> int:
    """Return how many rows a figure has room for; each has its name beside it."""
    if finding.kind not in IN_ROWS:
        return len(finding.frame)
    names = next(figure.select_traces({"name": "names"})).text
    return sum(1 for name in names if name)


def rows_allowed(finding: Finding) -> int:
    """Return how many rows a view may have."""
    return min(len(finding.frame), VIEWS[finding.name].most_rows or len(finding.frame))


def figure_message(finding: Finding, figure: go.Figure) -> Content:
    """Return what the figure's own module in the browser draws."""
    codes = list(finding.frame.index) if finding.kind in (declared.MAP, declared.EMPTY) else []
    boundaries = data.geometry().geojson(codes) if codes else None
    return {
        "figure": specification(figure, f"meeting_{finding.name}", boundaries),
        "frames": None,
        "fileName": finding.name,
        "alt": finding.alt,
        "language": language(),
        "texts": figure_texts(),
    }


def sentences(finding: Finding) -> Content:
    """Return the sentences of the cover."""
    return {"sentences": list(finding.frame["text"])}


def cards(finding: Finding) -> Content:
    """Return the headline indicators: name, value, change on the year, reference value."""
    return {"cards": [_card(row) for row in finding.frame.to_dict("records")]}


def task_table(finding: Finding) -> Content:
    """Return the open tasks as a table; ``marked`` names the overdue ones."""
    frame = finding.frame.head(rows_allowed(finding))
    columns = ["title", "lead_units", "due", "status"]
    heads = [
        label("task.title"),
        label("task.lead_units"),
        label("task.due"),
        label("task.status"),
    ]
    return {
        "table": {
            "heads": heads,
            "rows": frame[columns].to_numpy().tolist(),
            "marked": frame["is_overdue"].tolist(),
        }
    }


# These are words: the browser sets them better than a figure does. All others are figures.
IN_WORDS: dict[str, Callable[[Finding], Content]] = {
    declared.TITLE: sentences,
    declared.HEADLINES: cards,
    declared.TASKS: task_table,
}


def behind(
    screen: Screen, finding: Finding, judged: tuple[Assessment, ...], held: dict[str, str]
) -> dict[str, str]:
    """Return the page that answers questions about a view: its name, and its choices.

    The reader's own choices are kept; what the view shows stands before them.
    """
    shown: dict[str, str] = {}
    indicator, compared = finding.indicator, finding.compared
    if indicator is not None:
        shown = {"indicator": indicator.name, "level": finding.level}
        shown["compare"] = compared.strftime(MONTH_FORMAT) if compared is not None else ""
    if finding.kind in OF_A_PLAN and judged:
        about = [one.target.name for one in judged if one.indicator == indicator]
        shown |= {"plan": judged[0].plan.name, "target": about[0] if about else ""}
    query = {name: value for name, value in (held | shown).items() if value}
    return {"page": screen.page, "query": urlencode(query)}


def _card(row: dict[Any, Any]) -> Content:
    """Return one headline in words; a share carries its sign, another unit stands beside it."""
    indicator = INDICATORS[str(row["indicator"])]
    is_share = indicator.unit == "percent"
    change, reference = float(row["change"]), float(row["reference"])
    notes = []
    if change == change:
        words = signed(change, indicator.decimals)
        if is_share:
            notes.append(label("meeting.change_in_points", change=words))
        else:
            notes.append(label("meeting.change", change=words))
    if reference == reference:
        value = indicator.format(reference, with_unit=is_share)
        notes.append(label("chart.reference_is", value=value))
    return {
        "label": spoken(indicator),
        "value": indicator.format(float(row["value"]), with_unit=is_share),
        "unit": "" if is_share else indicator.unit_name(),
        "notes": notes,
    }
