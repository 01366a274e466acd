"""What stands on the pages about the whole (综述类页面): cover, headlines, targets, tasks."""

from childcare.analyses.assessment import Assessment
from childcare.analyses.finding import Finding
from childcare.analyses.target_words import missing_text, value_text, wanted_text
from childcare.catalog import INDICATORS, Indicator, label, spoken
from childcare.catalog import briefing as declared
from childcare.catalog.lights import SCHEMES, STATUSES
from childcare.catalog.numbers import signed
from childcare.charts.bullet_marks import light_colour
from childcare.charts.theme import ABOVE, BELOW, HAIRLINE, INK, MUTED, TRACK
from childcare.exports.deck_charts import Bars, Series, put_bars
from childcare.exports.deck_measure import LEAST, LINE, Box, fitted, points_wide
from childcare.exports.deck_page import Page
from childcare.exports.deck_shapes import Look, line
from childcare.exports.deck_tables import HEAD, PADDING, Column, put_table, shared_out
from childcare.exports.deck_text import Words, put_text

CARDS_ACROSS = 4
SENTENCE, SENTENCE_ROW = 20.0, 62.0
# A bar that reaches further than this share of its target is cut off there.
LONGEST = 1.5
BARS_SHARE = 0.17
ROW_SIZE = 14.0
# A headline number and its unit.
FIGURE, UNIT = 34.0, 15.0


def draw_cover(page: Page, finding: Finding) -> None:
    """Write the whole in a few sentences below the title."""
    high = min(SENTENCE_ROW, page.box.height / max(len(finding.frame), 1))
    for number, text in enumerate(finding.frame["text"]):
        row = page.box.row(number, high)
        line(page.shapes, (row.left, row.top), (row.right, row.top), Look(outline=HAIRLINE))
        inner = Box(row.left, row.top + 8, row.width, row.height - 12)
        kept, size = fitted(text, inner, SENTENCE, 13)
        put_text(page.shapes, inner, [[Words(kept, size)]])


def draw_headlines(page: Page, finding: Finding) -> None:
    """Write each headline indicator large, with its change on the year."""
    rows = -(-len(finding.frame) // CARDS_ACROSS)
    gap = 22.0
    wide = (page.box.width - gap * (CARDS_ACROSS - 1)) / CARDS_ACROSS
    high = min(page.box.height / max(rows, 1), 190.0)
    for number, row in enumerate(finding.frame.to_dict("records")):
        left = page.box.left + (number % CARDS_ACROSS) * (wide + gap)
        top = page.box.top + (number // CARDS_ACROSS) * high
        _card(page, Box(left, top, wide, high), {str(key): one for key, one in row.items()})


def _card(page: Page, box: Box, row: dict[str, object]) -> None:
    indicator = INDICATORS[str(row["indicator"])]
    value, change = float(str(row["value"])), float(str(row["change"]))
    line(page.shapes, (box.left, box.top), (box.right, box.top), Look(outline=INK, line=1))
    name, size = fitted(str(row["label"]), Box(0, 0, box.width, 36), 15, 11)
    place = Box(box.left, box.top + 8, box.width, 36)
    put_text(page.shapes, place, [[Words(name, size, MUTED)]])
    number, unit = indicator.format(value), indicator.unit_suffix()
    needed = points_wide(number, FIGURE, bold=True) + points_wide(unit, UNIT)
    shrink = min(1.0, box.width / needed)
    pieces = [
        Words(number, FIGURE * shrink, INK, bold=True),
        Words(unit, max(UNIT * shrink, LEAST), MUTED),
    ]
    put_text(page.shapes, Box(box.left, box.top + 44, box.width, 44), [pieces], anchor="middle")
    words = [[Words(_change_text(change, indicator), 14, _change_colour(change, indicator))]]
    if row["is_reported"]:
        words = [[Words(label("note.as_reported"), 14, MUTED)]]
    reference = float(str(row["reference"]))
    if reference == reference:
        shown = indicator.format(reference, with_unit=indicator.unit == "percent")
        words.append([Words(label("chart.reference_is", value=shown), 13, MUTED)])
    put_text(page.shapes, Box(box.left, box.top + 92, box.width, 40), words)


def _change_text(change: float, indicator: Indicator) -> str:
    if change != change:
        return label("deck.no_year_before")
    amount = signed(change, indicator.decimals)
    if indicator.unit == "percent":
        return f"{amount} {label('chart.points_on_the_year')}"
    return f"{amount} {label('chart.on_the_year')}"


def _change_colour(change: float, indicator: Indicator) -> str:
    """Return blue for the better and orange for the worse."""
    if not change or change != change or indicator.better_when == "none":
        return MUTED
    is_better = (change > 0) == (indicator.better_when == "higher")
    return ABOVE[1] if is_better else BELOW[1]


def draw_targets(page: Page, finding: Finding) -> None:
    """Draw one row a target: light, name, value, wanted, missing; beside it how far it is met."""
    shown = list(finding.assessments)[: declared.VIEWS[finding.name].most_rows or None]
    head = HEAD * LINE + 2 * PADDING
    high = min((page.box.height - head) / max(len(shown), 1), 34.0)
    size = max(LEAST, min(ROW_SIZE, high * 0.58))
    left, right = page.box.columns(page.box.width * (1 - BARS_SHARE) - 10, 10)
    columns = [
        Column(label("target.light"), 0.12),
        Column(label("table.indicator"), 0.32),
        Column(label("target.value"), 0.15, "right"),
        Column(label("target.wanted"), 0.18, "right"),
        Column(label("target.missing_or_over"), 0.23),
    ]
    columns, shrink = shared_out(columns, [_target_row(one, size) for one in shown], left.width)
    rows = [_target_row(one, max(LEAST, size * shrink)) for one in shown]
    put_table(page.shapes, left, columns, rows, finding.alt, row_height=high)
    _bullets(
        page, Box(right.left, right.top + head, right.width, high * len(shown)), shown, finding
    )


def _target_row(one: Assessment, size: float) -> list[Words]:
    colour = light_colour(one, next(iter(SCHEMES.values())))
    return [
        Words(STATUSES[one.status].spoken_light(), size, colour, bold=True),
        Words(spoken(one.indicator), size),
        Words(value_text(one), size),
        Words(wanted_text(one), size),
        Words(missing_text(one), size, MUTED),
    ]


def _bullets(page: Page, box: Box, shown: list[Assessment], finding: Finding) -> None:
    """Draw each value as a share of its target over a track as long as the target."""
    scheme = next(iter(SCHEMES.values()))
    shares = [None if one.share != one.share else 100 * one.share for one in shown]
    track = [None if share is None else 100.0 for share in shares]
    cut = [None if share is None else min(share, 100 * LONGEST) for share in shares]
    colours = [light_colour(one, scheme) for one in shown]
    names = [spoken(one.indicator) for one in shown]
    series = [
        Series(label("target.wanted"), track, [TRACK], with_labels=False),
        Series(label("target.value"), cut, colours, with_labels=False),
    ]
    bars = Bars(names, series, "0", 100.0, longest=100 * LONGEST, has_names=False)
    head = Box(box.left, box.top - HEAD * LINE - 2 * PADDING, box.width, HEAD * LINE + 2 * PADDING)
    words = [[Words(label("deck.share_of_target"), HEAD - 2, MUTED)]]
    put_text(page.shapes, head, words, anchor="middle")
    put_bars(page.shapes, box, bars, finding.alt, finding.title)


def draw_tasks(page: Page, finding: Finding) -> None:
    """List the open tasks: what, who leads, until when, how far."""
    rows = finding.frame.head(declared.VIEWS[finding.name].most_rows or len(finding.frame))
    columns = [
        Column(label("task.title"), 0.42),
        Column(label("task.lead_units"), 0.30),
        Column(label("task.due"), 0.15),
        Column(label("task.status"), 0.13),
    ]
    cells = [
        [
            Words(row["title"], 15, INK, bold=bool(row["is_overdue"])),
            Words(row["lead_units"], 13, MUTED),
            Words(row["due"], 13, BELOW[1] if row["is_overdue"] else INK),
            Words(row["status"], 13),
        ]
        for row in rows.to_dict("records")
    ]
    put_table(page.shapes, page.box, columns, cells, finding.alt)
