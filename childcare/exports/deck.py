"""A deck of slides (演示文稿, PPTX): one finding a slide, all of it native and editable."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from childcare.analyses.finding import Finding
from childcare.analyses.geometry import Geometry
from childcare.analyses.stamp import Stamp
from childcare.catalog import briefing as declared
from childcare.charts.theme import INK, MUTED
from childcare.exports.deck_chart_pages import (
    draw_composition,
    draw_gap,
    draw_ranking,
    draw_trend,
)
from childcare.exports.deck_map_pages import draw_empty, draw_map
from childcare.exports.deck_measure import Box, broken, fitted
from childcare.exports.deck_page import Page
from childcare.exports.deck_standing import draw_balance, draw_profile
from childcare.exports.deck_summary import draw_cover, draw_headlines, draw_targets, draw_tasks
from childcare.exports.deck_template import TITLES, Deck, box_of, open_deck
from childcare.exports.deck_text import Words, put_text, set_fonts, write

TITLE_SIZES = (26.0, 16.0)
COVER_SIZES = (40.0, 26.0)
SUBTITLE, FOOT = 14.0, 10.0
SUBTITLE_ROOM, COVER_ROOM = 26.0, 36.0
NUMBER_WIDTH = 40.0

# Told after each slide: how many are done, of how many, and the title of the last.
Tell = Callable[[int, int, str], None]

PAGES: dict[str, Callable[[Page, Finding], None]] = {
    declared.TITLE: draw_cover,
    declared.HEADLINES: draw_headlines,
    declared.MAP: draw_map,
    declared.RANKING: draw_ranking,
    declared.TREND: draw_trend,
    declared.COMPOSITION: draw_composition,
    declared.BALANCE: draw_balance,
    declared.PROFILE: draw_profile,
    declared.TARGETS: draw_targets,
    declared.GAP: draw_gap,
    declared.EMPTY: draw_empty,
    declared.TASKS: draw_tasks,
}


def build_deck(
    findings: Sequence[Finding],
    stamp: Stamp,
    geometry: Geometry,
    *,
    template: Path | None = None,
    tell: Tell | None = None,
) -> bytes:
    """Return a presentation that says the findings in their order.

    Args:
        findings: what is said, see ``analyses.briefing``.
        stamp: of what, when and from where; it stands on every slide.
        geometry: the polygons of the release.
        template: a presentation of the office, whose layouts are used and slides dropped.
        tell: is told of each slide.

    Raises:
        TemplateError: no slide can be made from the template.
    """
    deck = open_deck(template)
    for number, finding in enumerate(findings, start=1):
        _add_slide(deck, finding, stamp, geometry, number)
        if tell:
            tell(number, len(findings), finding.title)
    properties = deck.presentation.core_properties
    properties.title = findings[0].title if findings else ""
    properties.subject, properties.author = stamp.text, ""
    memory = io.BytesIO()
    deck.presentation.save(memory)
    return memory.getvalue()


def _add_slide(deck: Deck, finding: Finding, stamp: Stamp, geometry: Geometry, number: int) -> None:
    is_cover = finding.kind == declared.TITLE
    slide = deck.presentation.slides.add_slide(deck.cover if is_cover else deck.page)
    above = _write_title(slide, finding, deck, is_cover=is_cover)
    _foot(slide, deck, stamp, number)
    room = Box(above.left, above.bottom, above.width, deck.foot.top - above.bottom - 8)
    PAGES[finding.kind](Page(slide.shapes, room, geometry), finding)
    _write_notes(slide, finding, stamp)
    set_fonts(slide._element, deck.fonts)
    set_fonts(slide.notes_slide._element, deck.fonts)
    for shape in slide.shapes:
        if shape.has_chart:
            set_fonts(shape.chart._chartSpace, deck.fonts)


def _write_title(slide: Any, finding: Finding, deck: Deck, *, is_cover: bool) -> Box:
    """Fill the title, drop what the layout would ask for besides; return what they take."""
    title = slide.shapes.title
    for shape in list(slide.placeholders):
        if shape.placeholder_format.type not in TITLES:
            shape._element.getparent().remove(shape._element)
    place = box_of(title) if is_cover else deck.title
    text, size = fitted(finding.title, place, *(COVER_SIZES if is_cover else TITLE_SIZES))
    words = Words(broken(text, size, place.width), size, INK, bold=True)
    write(title.text_frame, [[words]], anchor="bottom")
    below = place.bottom + 6
    subtitle = Box(place.left, below, place.width, SUBTITLE_ROOM - 6)
    kept, size = fitted(_subtitle(finding), subtitle, SUBTITLE + 4 * is_cover, 10)
    put_text(slide.shapes, subtitle, [[Words(kept, size, MUTED)]])
    room = SUBTITLE_ROOM + (COVER_ROOM if is_cover else 0)
    return Box(place.left, place.top, place.width, below + room - place.top)


def _subtitle(finding: Finding) -> str:
    return " \u00b7 ".join([finding.subtitle, *finding.notes])


def _foot(slide: Any, deck: Deck, stamp: Stamp, number: int) -> None:
    """Write the stamp and the number of the slide at its foot."""
    left, right = deck.foot.columns(deck.foot.width - NUMBER_WIDTH, 0)
    kept, size = fitted(stamp.text, left, FOOT, 7)
    put_text(slide.shapes, left, [[Words(kept, size, MUTED)]], anchor="middle", name="stamp")
    words = [[Words(str(number), FOOT, MUTED)]]
    put_text(slide.shapes, right, words, align="right", anchor="middle", name="number")


def _write_notes(slide: Any, finding: Finding, stamp: Stamp) -> None:
    """Write into the notes what the numbers mean, where they come from, and by which rule."""
    parts = [finding.definition, *finding.notes, finding.rule, finding.source, stamp.text]
    slide.notes_slide.notes_text_frame.text = "\n".join(part for part in parts if part)
