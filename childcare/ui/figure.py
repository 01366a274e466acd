"""A figure that stays mounted: new data reach the drawn picture without losing zoom or pan.

``st.plotly_chart`` builds its chart anew on every change; this component hands the new figure to
``Plotly.react``. The figure comes complete in its light form; ``layout.meta`` may carry what the
browser adds: ``dark``, ``patterns`` and ``pattern_ink``, ``link`` and ``accent``, ``narrow`` and
``narrow_foot``, ``picture``, ``scroll_zoom`` (see ``static/figure.js``).
"""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import plotly.graph_objects as go
import streamlit as st
from plotly.utils import PlotlyJSONEncoder

from childcare.catalog import label, language
from childcare.settings import STATIC_DIR
from childcare.ui.served_file import serve_bytes

# A script string is sent again with every update, so only this loader travels; the modules it
# imports are cached, and the version makes the browser fetch them again after an upgrade.
_VERSION = max((int(file.stat().st_mtime) for file in STATIC_DIR.glob("*.[jc]s*")), default=0)
_LOADER = """const module = import(new URL("app/static/{file}?v={version}", document.baseURI));
export default (component) => module.then((module) => module.draw(component));
"""


def loader(file: str) -> str:
    """Return the script of a component that is drawn by ``draw`` of a module in static/."""
    return _LOADER.format(file=file, version=_VERSION)


_mount = st.components.v2.component(
    "childcare_figure",
    html='<div class="figure"></div>',
    js=loader("figure.js"),
    isolate_styles=False,
)
# The default template of plotly weighs more than a map's data; a house template is small.
_LARGEST_TEMPLATE = 2000
_NOT_DRAWN = -128


@dataclass(frozen=True, eq=False)
class Frames:
    """A time-lapse (时间推移) that plays in the browser without asking the server.

    Attributes:
        labels: The month of each frame, as shown beside the slider.
        titles: The whole title text of the figure for each frame.
        z: Frames × locations; whole numbers travel as bytes (``-128`` is not drawn), others as
            32-bit floats (NaN is not drawn).
        text: The hover value of each location in each frame (``%{text}`` in the hover template).
        trace: Which trace of the figure changes.
        bubbles: Which trace holds the last locations as circles, or -1 for none.
        circles: How many locations are circles.
        palette: The colours of the whole numbers, for the circles.
        start: The frame the figure shows when it arrives.
    """

    labels: Sequence[str]
    titles: Sequence[str]
    z: Any
    text: Sequence[Sequence[str]] | None = None
    trace: int = 0
    bubbles: int = -1
    circles: int = 0
    palette: Sequence[str] = ()
    start: int = 0

    @cached_property
    def content(self) -> bytes:
        """The frames as the JSON that the browser fetches."""
        values = np.ascontiguousarray(self.z)
        whole = values.dtype.kind in "iub"
        values = values.astype(np.int8 if whole else np.float32)
        return json_bytes(
            {
                "labels": list(self.labels),
                "titles": list(self.titles),
                "trace": self.trace,
                "bubbles": self.bubbles,
                "circles": self.circles,
                "palette": list(self.palette),
                "z": base64.b64encode(values.tobytes()).decode("ascii"),
                "whole": whole,
                "notDrawn": _NOT_DRAWN,
                "text": self.text,
            }
        )


@dataclass(frozen=True)
class FigureEvent:
    """What a person did in the figure since the run before.

    Attributes:
        clicked: ``curve``, ``index``, ``location``, ``x``, ``y`` and ``customdata`` of the point
            clicked, or None when this run was not caused by a click in this figure.
    """

    clicked: dict[str, Any] | None = None


def show_figure(
    figure: go.Figure,
    *,
    key: str,
    file_name: str,
    alt: str = "",
    geojson: dict[str, Any] | bytes | None = None,
    frames: Frames | None = None,
    on_click: Callable[[dict[str, Any]], None] | None = None,
) -> FigureEvent:
    """Draw the figure in place and return what was clicked.

    Args:
        figure: The complete figure, in its light colours.
        key: Names the figure in the page; a figure keeps its zoom as long as its key stays.
        file_name: Name of a downloaded picture, without its ending.
        alt: What the figure shows, for a screen reader.
        geojson: Boundaries for every choropleth trace that has none of its own; bytes are quicker.
        frames: Makes the figure a time-lapse with a player below it.
        on_click: Called with the clicked point before the page runs again.
    """
    message = {
        "figure": specification(figure, key, geojson),
        "frames": None if frames is None else _by_url(frames.content, f"frames.{key}"),
        "start": 0 if frames is None else frames.start,
        "fileName": file_name,
        "alt": alt,
        "language": language(),
        "texts": figure_texts(),
    }
    # Bytes are passed on as they are; a dictionary would be searched and serialised three times.
    result = _mount(key=key, data=json_bytes(message), on_clicked_change=_answer(key, on_click))
    return FigureEvent(clicked=result.get("clicked"))


def specification(
    figure: go.Figure, key: str, geojson: dict[str, Any] | bytes | None
) -> dict[str, Any]:
    """Return the figure as plain values, its boundaries replaced by their URL."""
    plain: dict[str, Any] = figure.to_dict()
    template = plain["layout"].get("template")
    if template and len(json_bytes(template)) > _LARGEST_TEMPLATE:
        del plain["layout"]["template"]
    if geojson is not None:
        content = geojson if isinstance(geojson, bytes) else json_bytes(geojson)
        boundaries = _by_url(content, f"boundaries.{key}")
        for trace in plain["data"]:
            if trace["type"] == "choropleth":
                trace.setdefault("geojson", boundaries)
    return plain


def _by_url(content: bytes, coordinates: str) -> Any:
    """Return the URL of JSON bytes, or what they hold when nothing can serve them."""
    return serve_bytes(content, coordinates=coordinates) or json.loads(content)


def json_bytes(value: Any) -> bytes:
    """Return compact UTF-8 JSON: escaped Chinese would take twice the bytes."""
    text = json.dumps(value, cls=PlotlyJSONEncoder, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8")


def figure_texts() -> dict[str, str]:
    """Return the texts of the buttons in the language in use."""
    return {
        "png": label("figure.download_png"),
        "svg": label("figure.download_svg"),
        "copy": label("figure.copy"),
        "copyHint": label("figure.copy_hint"),
        "copied": label("figure.copied"),
        "notCopied": label("figure.not_copied"),
        "zoomIn": label("figure.zoom_in"),
        "zoomOut": label("figure.zoom_out"),
        "reset": label("figure.reset_view"),
        "resetHint": label("figure.reset_hint"),
        "play": label("figure.play"),
        "pause": label("figure.pause"),
        "speed": label("figure.speed"),
        "slider": label("figure.slider"),
        "failed": label("figure.failed"),
    }


def _answer(key: str, on_click: Callable[[dict[str, Any]], None] | None) -> Callable[[], None]:
    """Return the callback of a click; Streamlit reports a trigger only when it has one."""

    def answer() -> None:
        point = (st.session_state.get(key) or {}).get("clicked")
        if on_click is not None and point:
            on_click(point)

    return answer
