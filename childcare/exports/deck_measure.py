"""How much room text takes on a slide (量字): boxes, widths, lines, and where a line is broken."""

import math
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from unicodedata import category

from childcare.charts.lettering import text_width

LINE = 1.2
# Widths of characters in ems, as sans-serif fonts have them.
FULL, CAPITAL, DIGIT, SMALL, THIN, SEAM = 1.0, 0.7, 0.56, 0.51, 0.31, 0.2
# How much wider bold text is.
HEAVY = 1.08
LEAST = 9.0
# A line is best broken after one of these or their Chinese forms, else after a space.
MARKS = ",;:"


@dataclass(frozen=True)
class Box:
    """A part of a slide, in points from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return where it ends at the right."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Return where it ends below."""
        return self.top + self.height

    def row(self, number: int, height: float) -> "Box":
        """Return one of several rows of the same height, counted from the top."""
        return Box(self.left, self.top + number * height, self.width, height)

    def columns(self, left_width: float, gap: float) -> tuple["Box", "Box"]:
        """Return a left part of a width, and the rest."""
        rest = self.width - left_width - gap
        return (
            Box(self.left, self.top, left_width, self.height),
            Box(self.left + left_width + gap, self.top, rest, self.height),
        )


def points_wide(text: str, size: float, *, bold: bool = False) -> float:
    """Return about how wide a text is on one line, in points."""
    ems = sum(_ems(character) for character in text)
    # Some programs set a little room between Chinese and Latin characters.
    seams = sum(_is_wide(one) != _is_wide(other) for one, other in pairwise(text))
    return size * (ems + SEAM * seams) * (HEAVY if bold else 1)


def _is_wide(character: str) -> bool:
    return text_width(character) == 2


@cache
def _ems(character: str) -> float:
    if _is_wide(character):
        return FULL
    if character.isupper():
        return CAPITAL
    if character.isdigit():
        return DIGIT
    if category(character) == "So":
        return FULL
    return SMALL if character.isalnum() else THIN


def lines_needed(text: str, size: float, width: float) -> int:
    """Return on how many lines a text is broken; one character of each line may stay empty."""
    room = max(width - size, size)
    return (
        max(1, math.ceil(points_wide(text, size) / room)) if points_wide(text, size) > width else 1
    )


def fitted(text: str, box: Box, largest: float, smallest: float) -> tuple[str, float]:
    """Return a text and the largest size at which it fits; cut off where none does."""
    size = largest
    while size > smallest and lines_needed(text, size, box.width) * size * LINE > box.height:
        size -= 1
    kept = text
    while len(kept) > 1 and lines_needed(kept, size, box.width) * size * LINE > box.height:
        kept = kept[:-1]
    return (text if kept == text else f"{kept[:-1].rstrip()}\u2026"), size


def broken(text: str, size: float, width: float) -> str:
    """Return a text of two lines broken after a mark near its middle; others as they are."""
    if points_wide(text, size) <= width or points_wide(text, size) > 2 * width - 2 * size:
        return text
    for is_apt in (_is_mark, str.isspace):
        fitting = []
        for place in range(1, len(text)):
            before, after = (points_wide(part, size) for part in (text[:place], text[place:]))
            # A comma within a number parts nothing.
            in_number = text[max(place - 2, 0)].isdigit() and text[place].isdigit()
            is_end = is_apt(text[place - 1]) and not in_number
            if is_end and max(before, after) <= width - size:
                fitting.append((abs(before - after), place))
        if fitting:
            _, place = min(fitting)
            return f"{text[:place].rstrip()}\n{text[place:].lstrip()}"
    return text


def _is_mark(character: str) -> bool:
    return character in MARKS or (_is_wide(character) and category(character) == "Po")
