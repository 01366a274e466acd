"""Where things stand in bullet rows: a column for each, one under the other on a phone."""

from typing import Any

from childcare.charts.theme import MUTED, SIZE_SMALL, axis

ROW, NARROW_ROW = 27, 68
# On a phone light and name stand this much of a row above the bar, the numbers below it.
NARROW_SHIFT = 0.33
# Part of a row's height that its bar leaves free.
GAP, NARROW_GAP = 0.52, 0.8
# Which part of the width each column takes: light, name, bar, value, wanted, missing.
COLUMNS = {
    "xaxis": (0.295, 0.6),
    "xaxis2": (0.0, 0.095),
    "xaxis3": (0.1, 0.29),
    "xaxis4": (0.605, 0.66),
    "xaxis5": (0.665, 0.8),
    "xaxis6": (0.81, 1.0),
}
PAIRS = (("x", "y"), ("x2", "y2"), ("x3", "y2"), ("x4", "y3"), ("x5", "y3"), ("x6", "y3"))
PLAIN: dict[str, Any] = {
    "showline": False,
    "showgrid": False,
    "zeroline": False,
    "showticklabels": False,
    "automargin": False,
    "ticks": "",
}
# Title, legend and foot take this much of the height.
ROOM = 150
# On a phone a target takes three lines: light and name, the bar, and the numbers.
NARROW_COLUMNS = {
    "xaxis": (0.0, 1.0),
    "xaxis2": (0.0, 0.31),
    "xaxis3": (0.32, 1.0),
    "xaxis4": (0.0, 0.14),
    "xaxis5": (0.15, 0.6),
    "xaxis6": (0.62, 1.0),
}


def axes_of(rows: int, reach: float) -> dict[str, Any]:
    """Return an axis for each column, and three for the height: on a phone they part."""
    axes: dict[str, Any] = {
        name: axis(range=[0, 1], domain=list(domain), **PLAIN) for name, domain in COLUMNS.items()
    }
    axes["xaxis"]["range"] = [0, reach]
    for down, beside in (("yaxis", "x"), ("yaxis2", "x2"), ("yaxis3", "x4")):
        axes[down] = axis(range=_down(rows), anchor=beside, **PLAIN)
    for across, down in PAIRS[1:]:
        axes[f"xaxis{across[1:]}"]["anchor"] = down
    return axes


def _down(rows: int, shift: float = 0.0) -> list[float]:
    """Return the range from the first row down to the last, with a row above for the heads."""
    return [rows - 0.5 + shift, -1.5 + shift]


def narrow(rows: int) -> dict[str, Any]:
    """Return what a phone changes: columns over one another, taller rows."""
    changed: dict[str, Any] = {
        name: {"domain": list(domain)} for name, domain in NARROW_COLUMNS.items()
    }
    changed["yaxis2"] = {"range": _down(rows, NARROW_SHIFT)}
    changed["yaxis3"] = {"range": _down(rows, -NARROW_SHIFT)}
    changed["legend"] = {"x": 0, "yanchor": "middle"}
    return changed | {"bargap": NARROW_GAP, "height": NARROW_ROW * (rows + 1) + ROOM + 60}


def legend() -> dict[str, Any]:
    """Return the legend of the ticks, above the bars."""
    return {
        "orientation": "h",
        "x": COLUMNS["xaxis"][0],
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "font": {"size": SIZE_SMALL, "color": MUTED},
        "itemclick": False,
        "itemdoubleclick": False,
    }
