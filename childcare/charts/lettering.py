"""Breaking the words of a figure into lines (折行): plotly itself never does."""

import math
from collections.abc import Iterable
from functools import cache
from unicodedata import category, east_asian_width, normalize

import numpy as np

# Half-width characters that fit in a line of a title, a subtitle and a foot note.
WIDE_LINES = (78, 104, 116)
HALF_LINES = (32, 58, 64)
NARROW_LINES = (36, 46, 50)
# What stands between two parts of a foot note.
BAR = " | "
# Where a sentence pauses, and by what share of its length two lines may differ for it.
PAUSES = {",", ";", ":", chr(0x3001), chr(0x3002)}
UNEVEN = 0.5
# Nothing is parted by these at the end of a line.
SEPARATORS = " \u00b7"


def literal(text: str) -> str:
    """Return a text of somebody else as plotly shows it: it would take ``<b>`` for a command."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def literals(texts: Iterable[object]) -> np.ndarray:
    """Return texts of somebody else, such as names from files, as plotly shows them."""
    return np.array([literal(str(text)) for text in texts], dtype=object)


@cache
def text_width(text: str) -> int:
    """Return the width of a text in half-width characters: a Chinese one counts two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def wrapped(text: str, width: int) -> str:
    """Return a text as plotly shows it, in lines of about the same length, joined by ``<br>``.

    ``width`` is the most half-width characters in a line; what the text holds is never markup.

    No line begins with a mark that closes, so none is left with a lone full stop or bracket, and
    a number stays with the word it counts. Two lines part at a pause, where one is near enough.
    """
    return "<br>".join(literal(line) for line in _lines(text, width))


def _lines(text: str, width: int) -> list[str]:
    """Return the lines of a text."""
    total = text_width(text)
    parts = math.ceil(total / width) or 1
    if parts == 2 and (halves := _at_a_pause(text, width)):
        return list(halves)
    even = width if parts == 1 else min(width, math.ceil(total / parts) + 6)
    lines = _filled_up(text, even)
    while len(lines) > parts and even < width:
        even = min(even + 2, width)
        lines = _filled_up(text, even)
    return lines


def _filled_up(text: str, width: int) -> list[str]:
    """Return lines of at most ``width`` half-width characters, each as full as can be."""
    lines, line, used = [], "", 0
    for piece in _pieces(text):
        size = text_width(piece)
        if used + size > width and line and not _closes(piece):
            lines.append(line.rstrip(SEPARATORS))
            line, used = "", 0
            piece = piece.lstrip()
        line, used = line + piece, used + size
    return [*lines, line]


def _at_a_pause(text: str, width: int) -> tuple[str, str] | None:
    """Return both lines of a text parted after a comma or the like, as even as can be."""
    total, used = text_width(text), 0
    found: list[tuple[int, int]] = []
    for place, character in enumerate(text[:-1], start=1):
        used += text_width(character)
        in_number = place > 1 and text[place - 2].isdigit() and text[place].isdigit()
        is_pause = normalize("NFKC", character) in PAUSES and not in_number
        if is_pause and used <= width and total - used <= width:
            found.append((abs(total - 2 * used), place))
    if not found or min(found)[0] > total * UNEVEN:
        return None
    place = min(found)[1]
    return text[:place].rstrip(), text[place:].lstrip()


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
            lines += _lines(part, width)
    return "<br>".join(literal(line) for line in lines)


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
    return _kept_together([*pieces, word] if word else pieces)


def _kept_together(pieces: list[str]) -> list[str]:
    """Join a number to the word it counts, and what an opening bracket stands before to it."""
    joined: list[str] = []
    for piece in pieces:
        before = joined[-1].rstrip() if joined else ""
        if before and (before[-1].isdigit() or category(before[-1]) in ("Ps", "Pi")):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined
