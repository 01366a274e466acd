"""The look of every figure (图式). The only place that names a colour or a font.

A figure is complete in its light form, which is also the form of every downloaded picture;
``DARK`` tells the browser what each light colour becomes on a dark screen.
"""

import math
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width

import plotly.graph_objects as go

INK = "#1c2733"
MUTED = "#5b6672"
HAIRLINE = "#d5dae0"
GROUND = "#ffffff"
ACCENT = "#1e5a9b"
WATER = "#cfdfec"
# Names on a map keep their colours on a dark screen: they stand on classes, which do not change.
NAME = "#17202a"
CASING = "#fffffe"

# Below the reference orange, at or above it blue; told apart with three kinds of colour blindness.
BELOW = ("#5c1f00", "#a8480a", "#e88f33", "#fbdca0")
ABOVE = ("#8fc1e3", "#1f5a9c")
CHANGE = ("#9a3d00", "#e07b1a", "#fbd08f", "#c9e0f2", "#6aa6d6", "#1f4e8c")
STEPS = ("#dfeaf4", "#b4d0e7", "#7fb0d8", "#4a89c0", "#235f9e")
STATE_COLOURS = {
    "zero": "#fff4e2",
    "small": "#eef2f5",
    "inapplicable": "#f4f5f6",
    "missing": "#c9cdd2",
    "unchanged": "#f1f1ee",
}
STATE_PATTERNS = {"zero": "diagonal", "small": "dots"}
# Inclusive (普惠) is this green on every page, whatever the chart.
INCLUSIVE = "#12805c"
NOT_INCLUSIVE = "#6d5f8d"

DARK = {
    INK: "#e7ebf0",
    MUTED: "#a7b1bc",
    HAIRLINE: "#39424c",
    GROUND: "#12171d",
    ACCENT: "#86bdf6",
    WATER: "#2b4257",
    STATE_COLOURS["zero"]: "#3a2f20",
    STATE_COLOURS["small"]: "#222a32",
    STATE_COLOURS["inapplicable"]: "#1b2128",
    STATE_COLOURS["missing"]: "#4a525b",
    STATE_COLOURS["unchanged"]: "#2b2f31",
    INCLUSIVE: "#35b98c",
    NOT_INCLUSIVE: "#a898cf",
}

FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif'
SIZE_SMALL, SIZE_TEXT, SIZE_TITLE = 13, 14, 18
LINE = 1.35
# Half-width characters that fit in a line of a title, a subtitle and a foot note.
WIDE_LINES = (78, 104, 116)
HALF_LINES = (44, 58, 64)
NARROW_LINES = (36, 46, 50)


# What stands between two parts of a foot note.
BAR = " | "
# Marks that belong to what stands before them.
CLOSING = tuple(",.;:!?)|·%，。；：！？）》”、")


@dataclass(frozen=True)
class Caption:
    """The words of a figure: what it shows, what is measured, where from."""

    title: str
    subtitle: str
    foot: list[str]
    alt: str = ""


def themed(
    traces: list[dict[str, Any]],
    layout: dict[str, Any],
    caption: Caption,
    *,
    height: int,
    view: str,
    wide: bool = True,
    room_above: int = 0,
) -> go.Figure:
    """Return the figure in house style with its words; every figure ends here.

    Traces and layout come as plain values and become a figure once, at the end: plotly checks
    each change to a figure, which took ten times as long.

    Args:
        traces: what is drawn.
        layout: what this figure needs besides the house style; its ``meta`` is merged in.
        caption: Title, subtitle and foot note; they travel inside every downloaded picture.
        height: Height in pixels.
        view: Names the view; zoom and pan are kept as long as it stays the same.
        wide: False for a figure that takes half of the page or less.
        room_above: pixels between the subtitle and what is drawn.
    """
    lines = WIDE_LINES if wide else HALF_LINES
    title, top = _title(caption, lines)
    foot, bottom = _foot(caption, lines)
    narrow_title, narrow_top = _title(caption, NARROW_LINES)
    narrow_foot, narrow_bottom = _foot(caption, NARROW_LINES)
    meta = dict(layout.get("meta", {}))
    narrow = {"margin": {"t": narrow_top + room_above}, "title": {"text": narrow_title}}
    meta["narrow"] = narrow | meta.get("narrow", {})
    meta["narrow_foot"] = {"text": narrow_foot, "bottom": narrow_bottom}
    house = _HOUSE | {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": top + room_above, "b": bottom},
        "title": _TITLE | {"text": title},
        "uirevision": view,
    }
    notes = [*layout.get("annotations", []), _foot_note(foot, bottom)]
    own = {"annotations": notes, "meta": _META | meta}
    return go.Figure({"data": traces, "layout": house | layout | own})


_HOUSE: dict[str, Any] = {
    "template": "none",
    "font": {"family": FONT, "size": SIZE_TEXT, "color": INK},
    "paper_bgcolor": GROUND,
    "plot_bgcolor": GROUND,
    "hoverlabel": {
        "font": {"family": FONT, "size": SIZE_TEXT, "color": INK},
        "bgcolor": GROUND,
        "bordercolor": HAIRLINE,
    },
    "dragmode": "pan",
    "hovermode": "closest",
}

_TITLE: dict[str, Any] = {
    "x": 0,
    "xref": "container",
    "xanchor": "left",
    "y": 1,
    "yanchor": "top",
    "yref": "container",
    # plotly sets the first of several lines by its foot, not by its head.
    "pad": {"l": 8, "t": 6 + SIZE_TITLE},
    "font": {"size": SIZE_TITLE, "color": INK},
}

_META: dict[str, Any] = {
    "dark": DARK,
    "patterns": {STATE_COLOURS[state]: kind for state, kind in STATE_PATTERNS.items()},
    "pattern_ink": MUTED,
    "accent": ACCENT,
    "halo": NAME,
    "link": True,
}


def _foot_note(text: str, bottom: int) -> dict[str, Any]:
    """Return the foot note as an annotation in the lower margin."""
    return {
        "text": text,
        "x": 0,
        "y": 0,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "top",
        "yshift": -(bottom - _height(text, SIZE_SMALL) - 6),
        "align": "left",
        "showarrow": False,
        "font": {"size": SIZE_SMALL, "color": MUTED},
        "name": "foot",
    }


def axis(**more: Any) -> dict[str, Any]:
    """Return an axis in house style: hairlines only, room made for its labels."""
    plain = {
        "gridcolor": HAIRLINE,
        "linecolor": HAIRLINE,
        "zerolinecolor": HAIRLINE,
        "tickfont": {"size": SIZE_SMALL, "color": MUTED},
        "automargin": True,
        "fixedrange": True,
    }
    return plain | more


def class_colours(number: int, met_from: int | None, *, is_change: bool) -> list[str]:
    """Return the colour of each class, the worst first."""
    if is_change:
        return list(CHANGE)
    if met_from is None:
        return list(STEPS[-number:]) if number < len(STEPS) else list(STEPS[:number])
    return list(BELOW + ABOVE)[:number]


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
        if used + size > even and line and not piece.startswith(CLOSING):
            lines.append(line.rstrip())
            line, used = "", 0
            piece = piece.lstrip()
        line, used = line + piece, used + size
    return "<br>".join([*lines, line])


def filled(parts: list[str], width: int) -> str:
    """Return parts set one after another, a bar between two on a line, each kept whole if it can."""
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


def title_text(caption: Caption) -> str:
    """Return the whole title of a wide figure, as a time-lapse changes it."""
    return _title(caption, WIDE_LINES)[0]


def _title(caption: Caption, lines: tuple[int, int, int]) -> tuple[str, int]:
    """Return title and subtitle as one text, and the room they take in pixels."""
    title = wrapped(caption.title, lines[0])
    subtitle = wrapped(caption.subtitle, lines[1])
    style = f"font-size:{SIZE_TEXT}px;color:{MUTED};font-weight:normal"
    text = f'<b>{title}</b><br><span style="{style}">{subtitle}</span>'
    return text, 14 + _height(title, SIZE_TITLE) + _height(subtitle, SIZE_TEXT)


def _foot(caption: Caption, lines: tuple[int, int, int]) -> tuple[str, int]:
    foot = filled(caption.foot, lines[2])
    return foot, 14 + _height(foot, SIZE_SMALL)


def _height(text: str, size: int) -> int:
    return round((text.count("<br>") + 1) * size * LINE)
