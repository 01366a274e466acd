"""Figures for the photocopier (灰度版): greys light to dark, hatches below the reference.

A copy of a coloured map cannot be read: its two ends are both dark. Here what is below the
reference is hatched and light, what meets it is plain and dark, and states have marks of their own.
"""

import re
from typing import Any

from childcare.analyses.finding import Finding
from childcare.charts.legend import class_colours
from childcare.charts.theme import (
    BELOW,
    CASING,
    HAIRLINE,
    INCLUSIVE,
    NOT_INCLUSIVE,
    STATE_COLOURS,
    STEPS,
    WATER,
)

# Shades of grey, from 0 (black) to 1 (white).
UNMET, MET, ORDERED = (0.99, 0.85), (0.74, 0.52), (0.97, 0.5)
BORDER = 0.45
STATES = {"zero": 0.985, "small": 0.975, "inapplicable": 0.965, "missing": 0.955, "unchanged": 0.86}
STATE_HATCHES = {"zero": "cross", "small": "dots", "missing": "ticks"}
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")


def in_greys(figure: dict[str, Any], finding: Finding) -> dict[str, Any]:
    """Return a copy without any colour; the browser adds the hatches named in ``meta``."""
    shades, hatches = _shades(finding)
    meta = figure["layout"]["meta"]
    known = {colour.lower(): grey(shade) for colour, shade in shades.items()}
    plain = {
        "data": _greyed(figure["data"], known),
        "layout": _greyed({**figure["layout"], "meta": {}}, known),
    }
    for trace in plain["data"]:
        if trace["type"] == "choropleth" and trace["name"] == "areas":
            # White borders between light areas would not be seen.
            trace["marker"]["line"]["color"] = grey(BORDER)
    plain["layout"]["meta"] = meta | {
        "dark": {},
        "accent": _greyed(meta.get("accent", ""), known),
        "patterns": {known[colour.lower()]: kind for colour, kind in hatches.items()},
        "pattern_ink": grey(0.25),
        "halo": _greyed_keys(meta.get("halo", {}), known),
    }
    return plain


def grey(shade: float) -> str:
    """Return a grey as figures write colours."""
    return f"#{round(255 * shade):02x}" + f"{round(255 * shade):02x}" * 2


def _shades(finding: Finding) -> tuple[dict[str, float], dict[str, str]]:
    """Return the shade of each colour that means something, and which of them are hatched."""
    shades = {STATE_COLOURS[state]: shade for state, shade in STATES.items()}
    hatches = {STATE_COLOURS[state]: kind for state, kind in STATE_HATCHES.items()}
    shades |= {INCLUSIVE: 0.3, NOT_INCLUSIVE: 0.5, WATER: 0.93, CASING: 1.0, HAIRLINE: 0.82}
    shades |= {BELOW[2]: 0.75, STEPS[0]: 0.99}
    hatches |= {BELOW[2]: "diagonal"} if finding.kind == "empty" else {}
    if finding.classes is None:
        return shades, hatches
    classes = finding.classes
    colours = class_colours(classes.number, classes.met_from, is_change=finding.is_change)
    if classes.met_from is None:
        return shades | dict(zip(colours, _steps(ORDERED, len(colours)), strict=True)), hatches
    unmet, met = colours[: classes.met_from], colours[classes.met_from :]
    shades |= dict(zip(unmet, _steps(UNMET, len(unmet)), strict=True))
    shades |= dict(zip(met, _steps(MET, len(met)), strict=True))
    return shades, hatches | dict.fromkeys(unmet, "diagonal")


def _steps(ends: tuple[float, float], number: int) -> list[float]:
    first, last = ends
    return [first + (last - first) * index / max(number - 1, 1) for index in range(number)]


def _greyed(value: Any, known: dict[str, str]) -> Any:
    if isinstance(value, str):
        return _COLOUR.sub(lambda found: known.get(found[0].lower()) or _by_light(found[0]), value)
    if isinstance(value, dict):
        return {key: _greyed(part, known) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_greyed(part, known) for part in value]
    return value


def _greyed_keys(value: dict[str, str], known: dict[str, str]) -> dict[str, str]:
    return {_greyed(key, known): _greyed(part, known) for key, part in value.items()}


def _by_light(colour: str) -> str:
    """Return the grey that is as light as a colour (Rec. 709)."""
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return grey(0.2126 * red + 0.7152 * green + 0.0722 * blue)
