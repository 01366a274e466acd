"""The font table of a document (字体表): what to use where a font of the form is absent."""

from typing import Any
from xml.sax.saxutils import quoteattr

from docx.oxml.ns import nsdecls

from childcare.catalog.circular import PAGE, STYLES

_CHINESE, _WESTERN = "86", "00"  # character sets


def declare_fonts(document: Any) -> None:
    """Write every font of the form into the font table, with its fallbacks as alternate names."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/fontTable"):
            relation.target_part._blob = font_table().encode("utf-8")


def font_table() -> str:
    """Return the font table as XML."""
    fonts = {style.font: style.fallbacks for style in STYLES.values()}
    entries = [_entry(font, fallbacks, _CHINESE) for font, fallbacks in fonts.items()]
    entries.append(_entry(PAGE.latin, [], _WESTERN))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f"<w:fonts {nsdecls('w')}>{''.join(entries)}</w:fonts>"
    )


def _entry(font: str, fallbacks: list[str], charset: str) -> str:
    other = f"<w:altName w:val={quoteattr(','.join(fallbacks))}/>" if fallbacks else ""
    return (
        f'<w:font w:name={quoteattr(font)}>{other}<w:charset w:val="{charset}"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
    )
