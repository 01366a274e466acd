"""The look of every figure (图式). The only place that names a colour or a font.

A figure is complete in its light form, which is also the form of every downloaded picture;
``DARK`` tells the browser what each light colour becomes on a dark screen.
"""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from childcare.catalog.lights import COLOUR_WORDS
from childcare.charts.lettering import HALF_LINES, NARROW_LINES, WIDE_LINES, filled, wrapped

INK = "#1c2733"
MUTED = "#5b6672"
HAIRLINE = "#d5dae0"
GROUND = "#ffffff"
ACCENT = "#1e5a9b"
WATER = "#cfdfec"
# Names on a map keep their colours on a dark screen: they stand on classes, which do not change.
NAME = "#17202a"
CASING = "#fffffe"
CLEAR = "rgba(0,0,0,0)"
# Numbers that stand out from whatever runs below them.
FIGURES = "#1c2734"

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
# Lights (状态灯) by the colour words of data/catalog/lights.toml; shape and word say the same.
_LIT = ("#1f8a5b", "#215b9e", "#dfa400", "#d9640f", "#b3261e", "#8c959f")
_LIT_ON_DARK = ("#3fc48f", "#5a9cf0", "#f2c94c", "#ef8a3c", "#ee6a60", "#7d8792")
LIGHTS = dict(zip(COLOUR_WORDS, _LIT, strict=True))
TRACK = "#edf0f3"
# Cells of a handed-in file with findings (校验发现): the cell, and the row it stands in.
FINDING_CELLS = {"fail": "#f4b6ae", "warn": "#fbdf9a"}
FINDING_ROWS = {"fail": "#fcebe9", "warn": "#fef6e2"}

DARK = {
    INK: "#e7ebf0",
    MUTED: "#a7b1bc",
    HAIRLINE: "#39424c",
    FIGURES: "#e7ebf1",
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
    **dict(zip(_LIT, _LIT_ON_DARK, strict=True)),
    TRACK: "#232b34",
}

FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif'
OFFICE_LATIN, OFFICE_EAST_ASIAN = "Arial", "Microsoft YaHei"
SIZE_SMALL, SIZE_TEXT, SIZE_TITLE, LINE = 13, 14, 18, 1.35


@dataclass(frozen=True)
class Caption:
    """The words of a figure: what it shows, what is measured, where from."""

    title: str
    subtitle: str
    foot: list[str]
    alt: str = ""
    # Half-width characters in a line of title, subtitle and foot, where the figure's own do not do.
    lines: tuple[int, int, int] | None = None


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

    Args:
        traces: what is drawn.
        layout: what this figure needs besides the house style; its ``meta`` is merged in.
        caption: Title, subtitle and foot note; they travel inside every downloaded picture.
        height: Height in pixels.
        view: Names the view; zoom and pan are kept as long as it stays the same.
        wide: False for a figure that takes half of the page or less.
        room_above: pixels between subtitle and drawing.
    """
    lines = caption.lines or (WIDE_LINES if wide else HALF_LINES)
    title, top = _title(caption, lines)
    foot, bottom = _foot(caption, lines)
    own = {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": top + room_above, "b": bottom},
        "title": _TITLE | {"text": title},
        "uirevision": view,
        "annotations": [*layout.get("annotations", []), _foot_note(foot, bottom)],
        "meta": _META | _narrowed(caption, layout.get("meta", {}), room_above),
    }
    return go.Figure({"data": traces, "layout": _HOUSE | layout | own}, _validate=False)


def _narrowed(caption: Caption, meta: dict[str, Any], room_above: int) -> dict[str, Any]:
    """Return the figure's own meta with what its words become where it is narrow."""
    title, top = _title(caption, NARROW_LINES)
    foot, bottom = _foot(caption, NARROW_LINES)
    words = {"margin": {"t": top + room_above}, "title": {"text": title}}
    return meta | {
        "words": [caption.title, caption.subtitle, *caption.foot],
        "narrow": words | meta.get("narrow", {}),
        "narrow_foot": {"text": foot, "bottom": bottom},
    }


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
    "halo": {NAME: CASING, FIGURES: GROUND},
    "link": True,
}


def _foot_note(text: str, bottom: int) -> dict[str, Any]:
    """Return the foot note as an annotation in the lower margin."""
    corner = {"x": 0, "y": 0, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
    return corner | {
        "text": text,
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
