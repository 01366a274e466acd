"""The draft of a circular (通报, DOCX): its body in the form of GB/T 9704, without red head."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from docx.shared import Pt

from childcare.analyses.circular import Circular
from childcare.analyses.finding import Finding
from childcare.analyses.sentences import level_words
from childcare.analyses.stamp import Stamp
from childcare.catalog import label, language, spoken
from childcare.catalog.briefing import VIEWS
from childcare.catalog.circular import STYLES
from childcare.exports.circular_form import ALIGNMENTS, Form, open_form
from childcare.exports.circular_sections import (
    Content,
    write_next,
    write_overall,
    write_slow,
    write_targets,
    write_uncovered,
)
from childcare.exports.circular_standings import write_standings
from childcare.exports.circular_words import formal
from childcare.exports.circular_writer import Writer

MONTH = "%Y-%m"
# Told after each section: how many are done, and of how many.
Tell = Callable[[int, int], None]
SECTIONS = (
    write_overall,
    write_targets,
    write_standings,
    write_slow,
    write_uncovered,
    write_next,
)


def build_circular(
    findings: Sequence[Finding],
    circular: Circular,
    stamp: Stamp,
    *,
    pictures: dict[str, bytes] | None = None,
    without_pictures: str = "",
    template: Path | None = None,
    tell: Tell | None = None,
) -> bytes:
    """Return a document that says where an area stands, for somebody to edit and issue.

    Args:
        findings: what is said, see ``analyses.briefing``.
        circular: tables, slow areas, uncovered units, see ``analyses.circular``.
        stamp: of what, when and from where; it ends the document.
        pictures: PNG by name of a view.
        without_pictures: why there are none, for the notes.
        template: a document of the office, whose page and styles are used.
        tell: is told of each section.

    Raises:
        TemplateError: nothing can be written into the template.
    """
    form = open_form(template)
    writer, content = Writer(form), Content(findings, circular, pictures or {})
    if template is None:
        _head_and_foot(writer)
    _opening(writer, circular)
    for number, section in enumerate(SECTIONS, start=1):
        section(writer, content)
        if tell:
            tell(number, len(SECTIONS))
    _notes(writer, content, stamp, without_pictures)
    return _saved(form, circular, stamp)


def _opening(writer: Writer, circular: Circular) -> None:
    month = formal(circular.month.strftime(MONTH))
    title = label("circular.title", area=circular.area_name)
    writer.title(title, formal(label("circular.subtitle", month=month)))
    if circular.level:
        addressee = label("circular.to", level=level_words(circular.level))
        paragraph = writer.paragraph("body", formal(addressee))
        paragraph.paragraph_format.first_line_indent = 0
    writer.body(label("circular.opening", area=circular.area_name, month=month))


def _notes(writer: Writer, content: Content, stamp: Stamp, without_pictures: str) -> None:
    """Write what the numbers mean, by which rules, where they come from, and the stamp."""
    writer.paragraph("body", "")
    writer.note("", lead=label("circular.notes"))
    defined = {
        table.indicator.name: label(
            "briefing.definition",
            indicator=spoken(table.indicator),
            definition=spoken(table.indicator, "definition"),
        )
        for table in content.circular.tables
    }
    sources = [line for one in content.findings for line in one.source.splitlines()]
    texts = [*defined.values(), label("circular.rule_ranks"), label("circular.rule_round")]
    texts += [
        label("circular.note_of", view=spoken(VIEWS[one.name]), text=note)
        for one in content.findings
        for note in one.notes
    ]
    writer.notes([text for text in dict.fromkeys([*texts, *sources, without_pictures]) if text])
    writer.note(stamp.text, lead=label("circular.stamp"))


def _head_and_foot(writer: Writer) -> None:
    """Mark every page as a draft, and number it: odd pages at the right, even ones at the left."""
    document = writer.form.document
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for head in (section.header, section.even_page_header):
        _emptied(head)
        writer.paragraph("draft", formal(label("circular.draft")), container=head)
    for foot, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        _emptied(foot)
        paragraph = writer.paragraph("page_number", "", container=foot)
        _place(paragraph, side)
        writer.page_number(paragraph, *label("circular.page_number").split("#"))


def _emptied(part: Any) -> None:
    part.is_linked_to_previous = False
    for paragraph in part.paragraphs:
        paragraph._p.getparent().remove(paragraph._p)


def _place(paragraph: Any, side: str) -> None:
    """Set a page number one character in from its side."""
    paragraph.alignment = ALIGNMENTS[side]
    inward = Pt(STYLES["page_number"].size)
    if side == "right":
        paragraph.paragraph_format.right_indent = inward
    else:
        paragraph.paragraph_format.left_indent = inward


def _saved(form: Form, circular: Circular, stamp: Stamp) -> bytes:
    properties = form.document.core_properties
    title = label("circular.title", area=circular.area_name)
    properties.title = label("circular.join").join(title.split("\n"))
    properties.subject, properties.author, properties.comments = stamp.text, "", ""
    properties.language = "zh-CN" if language() == "zh" else "en-US"
    memory = io.BytesIO()
    form.document.save(memory)
    return memory.getvalue()
