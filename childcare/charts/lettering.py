"""Breaking the words of a figure into lines (折行): plotly itself never does."""

import math
from functools import cache
from unicodedata import category, east_asian_width

# Half-width characters that fit in a line of a title, a subtitle and a foot note.
WIDE_LINES = (78, 104, 116)
HALF_LINES = (32, 58, 64)
NARROW_LINES = (36, 46, 50)
# What stands between two parts of a foot note.
BAR = " | "


def literal(text: str) -> str:
    """Return a text of somebody else as plotly shows it: it would take ``<b>`` for a command."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@cache
def text_width(text: str) -> int:
    """Return the width of a text in half-width characters: a Chinese one counts two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def wrapped(text: str, width: int) -> str:
    """Return a text broken into lines of about the same length, at most ``width`` half-width.

    No line begins with a mark that closes, so none is left with a lone full stop or bracket.
    """
    total = text_width(text)
    parts = math.ceil(total / width) or 1
    even = width if parts == 1 else min(width, math.ceil(total / parts) + 6)
    lines, line, used = [], "", 0
    for piece in _pieces(text):
        size = text_width(piece)
        if used + size > even and line and not _closes(piece):
            lines.append(line.rstrip())
            line, used = "", 0
            piece = piece.lstrip()
        line, used = line + piece, used + size
    return "<br>".join([*lines, line])


def _closes(piece: str) -> bool:
    """Say whether a piece begins with a mark that belongs to what stands before it."""
    return category(piece[0]) in ("Pe", "Pf", "Po")


def filled(parts: list[str], width: int) -> str:
    """Return parts one after another, a bar between two on a line, kept whole where they fit."""
    lines: list[str] = []
    for part in parts:
        if lines and text_width(lines[-1]) + text_width(part) + len(BAR) <= width:
            lines[-1] += BAR + part
        else:
            lines += wrapped(part, width).split("<br>")
    return "<br>".join(lines)


def _pieces(text: str) -> list[str]:
    """Return where a text may break: at spaces, and after any Chinese character."""
    pieces, word = [], ""
    for character in text:
        if text_width(character) == 2:
            pieces += [word, character] if word else [character]
            word = ""
        elif character == " ":
            pieces.append(word + character)
            word = ""
        else:
            word += character
    return [*pieces, word] if word else pieces
