"""The presentation that slides are added to (演示文稿模板): the office's own, or a plain one."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from childcare.charts.theme import OFFICE_EAST_ASIAN, OFFICE_LATIN
from childcare.exports.deck_measure import Box
from childcare.exports.deck_text import Fonts

WIDE, HIGH = 960, 540  # points: 16 to 9
MARGIN = 40
TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
# What every page has anyway, and what does not ask for text.
QUIET = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
COVER_TITLE = Box(MARGIN, 118, WIDE - 2 * MARGIN, 64)
COVER_SUBTITLE = Box(MARGIN, 190, WIDE - 2 * MARGIN, 28)
COVER = {PP_PLACEHOLDER.CENTER_TITLE: COVER_TITLE, PP_PLACEHOLDER.SUBTITLE: COVER_SUBTITLE}
PAGE_TITLE = Box(MARGIN, 20, WIDE - 2 * MARGIN, 66)
BODY = Box(MARGIN, 118, WIDE - 2 * MARGIN, 380)
# A title that stands lower than this share of the page is no heading of what is below it.
LOWEST_TITLE = 0.3
SMALLEST_FOOT = 26


class TemplateError(ValueError):
    """A template that no slide can be made from."""


@dataclass(frozen=True)
class Deck:
    """An open presentation, its two layouts, its fonts, and where title and foot stand."""

    presentation: Any
    cover: Any
    page: Any
    fonts: Fonts
    title: Box
    foot: Box


def open_deck(template: Path | None) -> Deck:
    """Return a presentation without slides: of the office's template, or a plain one.

    Raises:
        TemplateError: the file is no presentation, or has no layout with a title.
    """
    presentation = _plain() if template is None else _opened(template)
    layouts = list(presentation.slide_layouts)
    titled = [layout for layout in layouts if _title_of(layout) is not None]
    if not titled:
        raise TemplateError(str(template))
    page = min(titled, key=_asks_for)
    cover = next((one for one in titled if _is_cover(one)), page)
    wide, high = presentation.slide_width / Pt(1), presentation.slide_height / Pt(1)
    title = _title_box(page, wide, high)
    foot_top = min(_foot_top(page, high), high - SMALLEST_FOOT)
    return Deck(
        presentation,
        cover,
        page,
        _fonts(presentation, template is None),
        title,
        Box(title.left, foot_top, title.width, high - foot_top - 6),
    )


def _opened(template: Path) -> Any:
    try:
        presentation = Presentation(str(template))
    except Exception as error:  # The library raises whatever its zip and XML readers do.
        raise TemplateError(str(template)) from error
    listed = presentation.slides._sldIdLst
    for slide in list(listed):
        presentation.part.drop_rel(slide.rId)
        listed.remove(slide)
    return presentation


def _plain() -> Any:
    """Return an empty presentation, 16 to 9, with the two layouts that are used."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Pt(WIDE), Pt(HIGH)
    # The library's own pages are 4 to 3, and say so beside their size.
    presentation.element.find(qn("p:sldSz")).attrib.pop("type", None)
    _name_fonts(presentation)
    layouts = presentation.slide_layouts
    kept = (layouts[0], layouts[5])
    for layout in list(layouts):
        if layout not in kept:
            layouts.remove(layout)
    for holder, places in (
        (presentation.slide_master, {PP_PLACEHOLDER.TITLE: PAGE_TITLE, PP_PLACEHOLDER.BODY: BODY}),
        (
            kept[0],
            {PP_PLACEHOLDER.CENTER_TITLE: COVER_TITLE, PP_PLACEHOLDER.SUBTITLE: COVER_SUBTITLE},
        ),
        (kept[1], {PP_PLACEHOLDER.TITLE: PAGE_TITLE}),
    ):
        for shape in list(holder.placeholders):
            kind = shape.placeholder_format.type
            if kind in places:
                _place(shape, places[kind])
            elif kind in QUIET:
                shape._element.getparent().remove(shape._element)
    return presentation


def _name_fonts(presentation: Any) -> None:
    """Name our fonts in the theme, for text that somebody adds by hand."""
    part = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = parse_xml(part.blob)
    for tag, font in (("a:latin", OFFICE_LATIN), ("a:ea", OFFICE_EAST_ASIAN)):
        for kind in ("a:majorFont", "a:minorFont"):
            theme.find(f".//{qn(kind)}").find(qn(tag)).set("typeface", font)
    part._blob = serialize_part_xml(theme)


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top = Pt(box.left), Pt(box.top)
    shape.width, shape.height = Pt(box.width), Pt(box.height)


def _title_of(layout: Any) -> Any:
    holders = layout.placeholders
    return next((one for one in holders if one.placeholder_format.type in TITLES), None)


def _asks_for(layout: Any) -> int:
    """Return how many texts besides the title a layout asks for; a cover asks for most."""
    kinds = [one.placeholder_format.type for one in layout.placeholders]
    return sum(kind not in (*QUIET, *TITLES) for kind in kinds) + 100 * _is_cover(layout)


def _is_cover(layout: Any) -> bool:
    kinds = [one.placeholder_format.type for one in layout.placeholders]
    return PP_PLACEHOLDER.CENTER_TITLE in kinds and PP_PLACEHOLDER.SUBTITLE in kinds


def _title_box(layout: Any, wide: float, high: float) -> Box:
    """Return where the title of a page stands; a usual place where the layout says nothing apt."""
    holder = _title_of(layout)
    place = box_of(holder)
    if place.bottom > LOWEST_TITLE * high or place.width < wide / 2:
        return Box(MARGIN, 20, wide - 2 * MARGIN, 66)
    return place


def box_of(shape: Any) -> Box:
    """Return where a shape stands, in points."""
    edges = (shape.left, shape.top, shape.width, shape.height)
    return Box(*(edge / Pt(1) for edge in edges))


def _foot_top(layout: Any, high: float) -> float:
    """Return where the foot of a page begins: at the layout's own footer."""
    feet = [one for one in layout.placeholders if one.placeholder_format.type in QUIET]
    tops = [one.top / Pt(1) for one in feet if one.top is not None and one.top / Pt(1) > high * 0.8]
    return min(tops, default=high - 32)


def _fonts(presentation: Any, is_plain: bool) -> Fonts:
    """Return the fonts of the template's theme; ours where it names none for Chinese."""
    ours = Fonts(OFFICE_LATIN, OFFICE_EAST_ASIAN)
    if is_plain:
        return ours
    theme = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    minor = parse_xml(theme.blob).find(f".//{qn('a:minorFont')}")
    if minor is None:
        return ours
    name: Callable[[str], str] = lambda tag: minor.find(qn(tag)).get("typeface", "")  # noqa: E731
    return Fonts(name("a:latin") or ours.latin, name("a:ea") or ours.east_asian)
