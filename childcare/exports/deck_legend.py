"""The legend of a map on a slide (图例): each class, how many areas and children it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from childcare.catalog import label
from childcare.catalog.numbers import compact
from childcare.charts.legend import Entry
from childcare.charts.theme import GROUND, INK, MUTED, STATE_PATTERNS
from childcare.exports.deck_measure import Box
from childcare.exports.deck_shapes import Group, Look
from childcare.exports.deck_text import Words, put_text

ROW = 19.0
SIZE = 12
SWATCH = 13.0
# Numbers of shapes that no map reaches.
FIRST_NUMBER = 60_000
# Shares of the width at which the counts of areas and of children end.
AREAS_END, CHILDREN_END = 0.72, 1.0


@dataclass(frozen=True)
class Sign:
    """One line of a legend: how it looks, what it is called, what it holds."""

    look: Look
    name: str
    areas: str = ""
    children: str = ""
    is_round: bool = False


def class_signs(entries: Sequence[Entry]) -> list[Sign]:
    """Return the classes and states of a map."""
    return [
        Sign(
            Look(entry.colour, STATE_PATTERNS.get(entry.key, ""), outline=MUTED),
            entry.name,
            f"{entry.areas:,}",
            compact(entry.children),
        )
        for entry in entries
    ]


def loose_sign(areas: int) -> list[Sign]:
    """Return what a circle on the map is, where some areas have no boundary."""
    look = Look(GROUND, outline=INK)
    return [Sign(look, label("legend.no_boundary"), f"{areas:,}", "", True)] if areas else []


def put_legend(shapes: object, box: Box, title: str, signs: Sequence[Sign]) -> Box:
    """Draw a legend from the top of a box down; return what is left of the box below it."""
    heads = [(title, "left")]
    if any(sign.areas for sign in signs):
        heads += [(label("deck.areas"), "right"), (label("deck.children"), "right")]
    _row(shapes, box.row(0, ROW), [text for text, _ in heads], MUTED, 0)
    group = Group(label("deck.legend"), title, box, numbers=count(FIRST_NUMBER))
    for number, sign in enumerate(signs, start=1):
        row = box.row(number, ROW)
        middle = row.top + ROW / 2
        if sign.is_round:
            group.dot(row.left + SWATCH / 2, middle, SWATCH * 0.7, sign.name, sign.name, sign.look)
        else:
            swatch = Box(row.left, middle - SWATCH / 2, SWATCH, SWATCH)
            group.rectangle(swatch, sign.name, sign.name, sign.look)
        texts = [sign.name, sign.areas, sign.children]
        _row(shapes, row, texts[: len(heads)], INK, SWATCH + 7)
    group.put(shapes)
    used = ROW * (len(signs) + 1)
    return Box(box.left, box.top + used, box.width, box.height - used)


def _row(shapes: object, row: Box, texts: list[str], colour: str, indent: float) -> None:
    """Write a name at the left and its counts right-aligned in their columns."""
    ends = [None, AREAS_END, CHILDREN_END]
    for text, end in zip(texts, ends, strict=False):
        if end is None:
            wide = row.width * (1 if len(texts) == 1 else AREAS_END) - indent
            box, align = Box(row.left + indent, row.top, wide, ROW), "left"
        else:
            wide = row.width * (CHILDREN_END - AREAS_END) - 2
            box, align = Box(row.left + row.width * end - wide, row.top, wide, ROW), "right"
        if text:
            words = [[Words(text, SIZE, colour)]]
            put_text(shapes, box, words, align=align, anchor="middle")
