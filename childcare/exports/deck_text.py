"""Text on slides (幻灯片文字): measured before it is set, with an East-Asian font on every run."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from childcare.catalog import language
from childcare.charts.theme import INK
from childcare.exports.deck_measure import LEAST, Box

ALIGNMENTS = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
ANCHORS = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}


@dataclass(frozen=True)
class Words:
    """A piece of text in one look; ``size`` in points."""

    text: str
    size: float
    colour: str = INK
    bold: bool = False


@dataclass(frozen=True)
class Fonts:
    """The names of the two fonts of a document."""

    latin: str
    east_asian: str


def put_text(
    shapes: Any,
    box: Box,
    lines: Sequence[Sequence[Words]],
    *,
    align: str = "left",
    anchor: str = "top",
    name: str = "",
    wraps: bool = True,
) -> Any:
    """Add a text box without margins; each line is a paragraph of one or more pieces."""
    shape = shapes.add_textbox(Pt(box.left), Pt(box.top), Pt(box.width), Pt(box.height))
    if name:
        shape.name = name
    write(shape.text_frame, lines, align=align, anchor=anchor)
    shape.text_frame.word_wrap = wraps
    return shape


def write(
    frame: Any, lines: Sequence[Sequence[Words]], *, align: str = "left", anchor: str = "top"
) -> None:
    """Write lines into a text frame, in place of what it holds."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = ANCHORS[anchor]
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = ALIGNMENTS[align]
        for words in line:
            _add_words(paragraph, words)
        # What is empty would else be as high as the program's own size of text.
        size = {"sz": str(round(100 * max((words.size for words in line), default=LEAST)))}
        paragraph._p.append(paragraph._p.makeelement(qn("a:endParaRPr"), size))


def _add_words(paragraph: Any, words: Words) -> None:
    """Add a piece of text; where it holds a line end, the line is broken."""
    for number, part in enumerate(words.text.split("\n")):
        if number:
            paragraph.add_line_break()
        run = paragraph.add_run()
        run.text = part
        run.font.size = Pt(words.size)
        run.font.bold = words.bold
        run.font.color.rgb = colour_of(words.colour)


def colour_of(colour: str) -> RGBColor:
    """Return a colour of the theme as office files write it."""
    return RGBColor.from_string(colour.lstrip("#").upper())


def set_fonts(element: Any, fonts: Fonts) -> None:
    """Name both fonts in every run below an element.

    Office programs fall back to a font of their own for Chinese where only the Latin one is named.
    """
    for run in element.iter(qn("a:r")):
        run.get_or_add_rPr()
    for tag in ("a:rPr", "a:defRPr", "a:endParaRPr"):
        for properties in element.iter(qn(tag)):
            _set_font(properties, fonts)
            if tag != "a:defRPr":
                properties.set("lang", "zh-CN" if language() == "zh" else "en-US")


def _set_font(properties: Any, fonts: Fonts) -> None:
    for tag in ("a:latin", "a:ea", "a:cs"):
        for found in properties.findall(qn(tag)):
            properties.remove(found)
    latin = properties.get_or_add_latin()
    latin.set("typeface", fonts.latin)
    before = latin
    for tag, name in (("a:ea", fonts.east_asian), ("a:cs", fonts.latin)):
        font = properties.makeelement(qn(tag), {"typeface": name})
        before.addnext(font)
        before = font
