"""Writing a circular piece by piece (逐段写入): headings with numbers, captions, pictures, runs."""

import io
from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from childcare.catalog import label
from childcare.catalog.circular import MILLIMETRE, PAGE, STYLES
from childcare.charts.lettering import text_width
from childcare.exports.circular_form import WORD_NAMES, Form, set_font
from childcare.exports.circular_words import formal, sentence

FIGURE, TABLE = "figure", "table"


class Writer:
    """Adds to a document, and counts its headings, figures and tables."""

    def __init__(self, form: Form) -> None:
        """Start at the first heading, figure and table."""
        self.form = form
        styles = form.document.styles
        self._ids = {name: styles[word_name].style_id for name, word_name in WORD_NAMES.items()}
        self._headings = [0, 0, 0]
        self._captions = {FIGURE: 0, TABLE: 0}

    def paragraph(self, style: str, text: str, *, lead: str = "", container: Any = None) -> Any:
        """Add a paragraph in one of our styles; ``lead`` are bold words before the text."""
        holder = self.form.document if container is None else container
        paragraph = holder.add_paragraph()
        # By its id: a name is looked for among all styles, for every cell of every table.
        paragraph._p.style = self._ids[style]
        if lead:
            self.run(paragraph, style, lead).bold = True
        if text:
            self.run(paragraph, style, text)
        return paragraph

    def run(self, paragraph: Any, style: str, text: str) -> Any:
        """Add a run with the fonts of its style."""
        run = paragraph.add_run(text)
        font = self.form.font_of(style)
        if font:
            set_font(run._r.get_or_add_rPr(), font)
        return run

    def title(self, text: str, subtitle: str) -> None:
        """Write the title, what it is as of, and an empty line.

        A title that one line does not hold is broken where its text has a line break (词意完整).
        """
        first, second = text.split("\n")
        room = PAGE.type_width * MILLIMETRE / STYLES["title"].size
        joined = label("circular.join").join((first, second))
        for line in [joined] if text_width(joined) / 2 <= room - 1 else [first, second]:
            self.paragraph("title", line)
        self.paragraph("subtitle", subtitle)
        self.paragraph("body", "")

    def heading(self, level: int, text: str) -> None:
        """Write a numbered heading of the first or the second level (一、 or (一))."""
        number = label("circular.numerals").split(",")[self._count(level) - 1]
        if level == 1:
            numbered = label("circular.heading_1", number=number, text=text)
        else:
            numbered = label("circular.heading_2", number=number, text=text)
        self.paragraph(f"heading_{level}", formal(numbered))

    def item(self, lead: str, text: str) -> None:
        """Write a numbered paragraph of the third level, its first words bold."""
        numbered = label("circular.heading_3", number=self._count(3), text=lead)
        self.paragraph("body", formal(text), lead=formal(numbered))

    def body(self, text: str) -> None:
        """Write a paragraph of the text."""
        if text:
            self.paragraph("body", formal(text))

    def note(self, text: str, *, lead: str = "") -> None:
        """Write a small paragraph."""
        self.paragraph("note", formal(text), lead=formal(lead))

    def notes(self, texts: Sequence[str]) -> None:
        """Write small numbered paragraphs."""
        for number, text in enumerate(texts, start=1):
            self.note(label("circular.note", number=number, text=sentence(text)))

    def _count(self, level: int) -> int:
        self._headings[level - 1] += 1
        for below in range(level, len(self._headings)):
            self._headings[below] = 0
        return self._headings[level - 1]

    def caption(self, kind: str, text: str) -> Any:
        """Write a caption whose number office programs can count anew (题注)."""
        self._captions[kind] += 1
        word = label("circular.figure") if kind == FIGURE else label("circular.table")
        paragraph = self.paragraph("caption", word)
        self._field(paragraph, "caption", f"SEQ {word.strip()} \\* ARABIC", self._captions[kind])
        self.run(paragraph, "caption", label("circular.caption", text=formal(text)))
        paragraph.paragraph_format.keep_with_next = kind == TABLE
        return paragraph

    def picture(self, png: bytes, alt: str, caption: str) -> None:
        """Add a picture as wide as the type area, with its alternative text and its caption."""
        paragraph = self.paragraph("picture", "")
        shape = paragraph.add_run().add_picture(io.BytesIO(png), width=Mm(PAGE.type_width))
        properties = shape._inline.docPr
        properties.set("descr", alt)
        properties.set("title", caption)
        self.caption(FIGURE, caption)

    def page_number(self, paragraph: Any, lead: str, end: str) -> None:
        """Write a page number between two signs."""
        self.run(paragraph, "page_number", lead)
        self._field(paragraph, "page_number", "PAGE", 1)
        self.run(paragraph, "page_number", end)

    def _field(self, paragraph: Any, style: str, code: str, shown: object) -> None:
        """Add a field with the value it has now, for programs that do not compute it."""
        parts: Sequence[tuple[str, str]] = (
            ("w:fldChar", "begin"),
            ("w:instrText", f" {code} "),
            ("w:fldChar", "separate"),
            ("w:t", str(shown)),
            ("w:fldChar", "end"),
        )
        for tag, content in parts:
            element = OxmlElement(tag)
            if tag == "w:fldChar":
                element.set(qn("w:fldCharType"), content)
            else:
                element.text = content
                element.set(qn("xml:space"), "preserve")
            self.run(paragraph, style, "")._r.append(element)
