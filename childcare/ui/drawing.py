"""How a map is drawn (画法): style, months in motion, institutions; a panel of the filter bar."""

from dataclasses import dataclass

import streamlit as st

from childcare.analyses import PointFilter
from childcare.catalog import label
from childcare.ui import data, filters

STYLES = ("areas", "bubbles", "tiles")


@dataclass(frozen=True)
class Drawing:
    """How the map is drawn: style, whether the months play, and which institutions are on it."""

    style: str
    play: bool
    points: PointFilter | None


def choose_drawing() -> Drawing:
    """Ask how the map is drawn, in a panel of its own."""
    with st.popover(label("filter.drawing")):
        style = _choose_style()
        play = _choose_time_lapse()
        points = _choose_points()
    return Drawing(style, play, points)


def _choose_style() -> str:
    names = {
        "areas": label("filter.style_areas"),
        "bubbles": label("filter.style_bubbles"),
        "tiles": label("filter.style_tiles"),
    }
    return filters.choose_one(
        "style", label("filter.style"), list(STYLES), names.get, segmented=True
    )


def _choose_time_lapse() -> bool:
    names = {"no": label("filter.one_month"), "yes": label("filter.play_months")}
    chosen = filters.choose_one(
        "play", label("filter.time"), ["no", "yes"], names.get, segmented=True
    )
    return chosen == "yes"


def _choose_points() -> PointFilter | None:
    """Ask whether and which institutions are drawn; None draws none."""
    yes_no = {"yes": label("filter.shown"), "no": label("filter.hidden")}
    # In a county or township they are what one came for; in a whole city they would hide the map.
    near = data.tree().level(filters.chosen_area()) in ("county", "township")
    first = ["yes", "no"] if near else ["no", "yes"]
    name = "points" if near else "city_points"
    shown = filters.choose_one(name, label("filter.points"), first, yes_no.get, segmented=True)
    kinds = {
        "all": label("filter.all"),
        "yes": label("filter.inclusive_only"),
        "no": label("filter.not_inclusive"),
    }
    inclusive = filters.choose_one(
        "inclusive", label("filter.inclusive"), list(kinds), kinds.get, segmented=True
    )
    types = filters.choose_many("provider", label("filter.provider_type"), "provider_type")
    modes = filters.choose_many("operation", label("filter.operation_mode"), "operation_mode")
    if shown == "no":
        return None
    return PointFilter("" if inclusive == "all" else inclusive, types, modes)
