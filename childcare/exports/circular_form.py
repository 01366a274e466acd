"""The form of a circular (公文格式): page and styles after GB/T 9704, or of a template."""

from dataclasses import dataclass
from math import floor
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from childcare.catalog.circular import PAGE, STYLES, TextStyle
from childcare.exports.circular_fonts import declare_fonts

# What office programs call the styles; those of every template keep their usual names.
WORD_NAMES = {
    "title": "Title",
    "subtitle": "Subtitle",
    "body": "Body Text",
    "heading_1": "Heading 1",
    "heading_2": "Heading 2",
    "heading_3": "Heading 3",
    "caption": "Caption",
    "picture": "Circular Picture",
    "table_head": "Circular Table Head",
    "table_cell": "Circular Table Cell",
    "note": "Circular Note",
    "page_number": "Circular Page Number",
    "draft": "Circular Draft",
}
ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
KEPT_WITH_NEXT = ("heading_1", "heading_2", "picture", "table_head")
TWIPS = 20  # in a point


class TemplateError(ValueError):
    """A template that no circular can be written into."""


@dataclass(frozen=True)
class Form:
    """An open document, and the styles that its template sets by itself."""

    document: Any
    kept: frozenset[str]

    def font_of(self, style: str) -> str | None:
        """Return the East-Asian font of a style; None where the template says it."""
        return None if style in self.kept else STYLES[style].font


def open_form(template: Path | None) -> Form:
    """Return an empty document: in the form of GB/T 9704, or in that of a template.

    A template keeps its page, header, footer, and those of our styles that it has; its text goes.

    Raises:
        TemplateError: the file is no document.
    """
    if template is None:
        form = Form(Document(), frozenset())
        _set_page(form.document.sections[0])
        declare_fonts(form.document)
    else:
        form = _opened(template)
    normal = form.document.styles["Normal"]
    if template is None:
        shape_style(normal, STYLES["body"], indent=0)
    for name, word_name in WORD_NAMES.items():
        if name not in form.kept:
            _own_style(form.document, name, word_name)
    return form


def _opened(template: Path) -> Form:
    try:
        document = Document(str(template))
    except Exception as error:  # The library raises whatever its zip and XML readers do.
        raise TemplateError(str(template)) from error
    body = document.element.body
    for element in list(body):
        if element.tag != qn("w:sectPr"):
            body.remove(element)
    has = {style.name for style in document.styles}
    kept = frozenset(name for name, word_name in WORD_NAMES.items() if word_name in has)
    return Form(document, kept)


def _set_page(section: Any) -> None:
    section.page_width, section.page_height = Mm(PAGE.width), Mm(PAGE.height)
    section.top_margin, section.bottom_margin = Mm(PAGE.top), Mm(PAGE.bottom)
    section.left_margin, section.right_margin = Mm(PAGE.left), Mm(PAGE.right)
    section.footer_distance, section.header_distance = Mm(PAGE.footer), Mm(PAGE.footer)
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(int(PAGE.line_pitch * TWIPS)))
    properties.append(grid)


def _own_style(document: Any, name: str, word_name: str) -> None:
    """Shape one of our styles, adding it where the document has none of its name."""
    styles = document.styles
    if word_name in {style.name for style in styles}:
        style = styles[word_name]
    else:
        style = styles.add_style(word_name, WD_STYLE_TYPE.PARAGRAPH)
    shape_style(style, STYLES[name], indent=STYLES[name].indent)
    style.paragraph_format.keep_with_next = name in KEPT_WITH_NEXT or None


def shape_style(style: Any, declared: TextStyle, *, indent: int) -> None:
    """Set a style in full, so that nothing of an older look remains in it."""
    element = style.element
    level = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    for tag in ("w:pPr", "w:rPr"):
        for old in element.findall(qn(tag)):
            element.remove(old)
    paragraph = style.paragraph_format
    paragraph.alignment = ALIGNMENTS[declared.align]
    paragraph.space_before = paragraph.space_after = Pt(0)
    if declared.line >= 0:
        paragraph.line_spacing = Pt(declared.line or int(PAGE.line_pitch * TWIPS) / TWIPS)
    if indent:
        paragraph.first_line_indent = Pt(indent * declared.size)
        inward = element.pPr.find(qn("w:ind"))
        inward.set(qn("w:firstLineChars"), str(100 * indent))
    if level is not None:
        element.pPr.append(level)
    style.font.size, style.font.bold = Pt(declared.size), declared.bold
    set_font(element.get_or_add_rPr(), declared.font)
    if declared.line:
        _leave_grid(element)
    elif declared.size == STYLES["body"].size:
        _narrow(element, declared.size)


def _leave_grid(element: Any) -> None:
    """Free a style of the page's lines, which would set its own twice as far apart."""
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    element.pPr.insert_element_before(
        snap, "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl"
    )


def _narrow(element: Any, size: float) -> None:
    """Set characters so close that a line holds as many as the form asks for.

    A character grid would do so too, but some office programs give each character two of its cells.
    """
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(floor((PAGE.character_pitch - size) * TWIPS)))
    element.rPr.insert_element_before(spacing, "w:w", "w:kern", "w:position", "w:sz", "w:szCs")


def set_font(properties: Any, east_asian: str) -> None:
    """Name both fonts of a run or a style; quotes and dashes are set as Chinese (东亚字体)."""
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    fonts.set(qn("w:hint"), "eastAsia")
    for place in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{place}"), PAGE.latin)
    fonts.set(qn("w:eastAsia"), east_asian)
