"""The same figure with larger type and marks (放大): for a wall to be read from afar."""

import re
from typing import Any

import numpy as np

# Sizes are in pixels under these names, wherever they stand; lengths on axes are not.
SIZES = {"size", "yshift", "xshift", "ax", "ay", "borderpad", "standoff", "ticklen", "sizeref"}
MARGINS = {"l", "r", "t", "b", "pad"}
_IN_WORDS = re.compile(r"font-size:([\d.]+)px")


def enlarged(figure: dict[str, Any], scale: float) -> dict[str, Any]:
    """Return a copy in which type, lines, marks and margins are ``scale`` times as large."""
    if scale == 1:
        return figure
    layout = {key: value for key, value in figure["layout"].items() if key != "meta"}
    return {
        "data": [_scaled(trace, "", scale) for trace in figure["data"]],
        "layout": _scaled(layout, "", scale) | {"meta": figure["layout"].get("meta", {})},
    }


def _scaled(value: Any, parent: str, scale: float) -> Any:
    if isinstance(value, dict):
        # The foot of an arrow is a length on an axis where its reference names one.
        kept = {key: value[key] for key in ("ax", "ay") if f"{key}ref" in value}
        return {key: _entry(key, part, parent, scale) for key, part in value.items()} | kept
    if isinstance(value, list | tuple):
        return [_scaled(part, parent, scale) for part in value]
    if isinstance(value, str) and "font-size" in value:
        return _IN_WORDS.sub(lambda found: f"font-size:{float(found[1]) * scale:g}px", value)
    return value


def _entry(key: str, value: Any, parent: str, scale: float) -> Any:
    """Return what stands under a name; ``parent`` is the name it stands in."""
    is_size = key in SIZES or (key in MARGINS and parent in ("margin", "pad"))
    # A line's width is in pixels, a bar's is in units of its axis.
    if is_size or (key == "width" and parent == "line"):
        return _times(value, scale)
    return _scaled(value, key if isinstance(key, str) else parent, scale)


def _times(value: Any, scale: float) -> Any:
    if isinstance(value, list | tuple):
        return [_times(part, scale) for part in value]
    if isinstance(value, np.ndarray):
        return (value.astype("float32") * scale).round(1)
    return value * scale if isinstance(value, int | float) else _scaled(value, "", scale)
