"""The filter bar (筛选条): the same choices on every page, kept in the URL."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from childcare.analyses.stamp import region_name as name_of_region
from childcare.catalog import CATEGORIES, INDICATORS, Indicator, label, set_language, spoken
from childcare.catalog.labels import LANGUAGES
from childcare.ui import choices, data
from childcare.ui.plain_text import plain_text

MONTH_FORMAT = "%Y-%m"
NO_COMPARISON = "none"
# A map of more areas is slow to draw, and one of many more than a few hundred is hard to read.
MOST_DRAWN, MOST_READABLE = 3_000, 400


def choose_language() -> None:
    """Use the language of the URL for this run; Chinese without one."""
    set_language(choices.get("lang", LANGUAGES[0]))


def language_switch() -> None:
    """Offer the two languages."""
    names = {"zh": label("filter.chinese"), "en": label("filter.english")}
    choose_one("lang", label("filter.language"), list(LANGUAGES), names.get, segmented=True)


def chosen_area() -> str:
    """Return the area looked at; the topmost one where the URL names none that exists."""
    tree = data.tree()
    code = choices.get("area")
    return code if code in tree else tree.root


def region_name(area: str) -> str:
    """Return the name of an area, or the title of the release for the topmost one."""
    return name_of_region(data.tree(), data.release(), area)


def go_to(code: str) -> None:
    """Look at another area; the level falls back to the one next below it."""
    choices.put("area", code, default=data.tree().root)
    choices.put("level", "")


def breadcrumb(*, with_parts: bool = False) -> str:
    """Show the way from the topmost area down to the one looked at; return its code.

    ``with_parts`` stops at the last area that has parts of its own, for pages that compare them.
    """
    tree, code = data.tree(), chosen_area()
    path = tree.path(code)
    if with_parts and len(path) > 1 and len(tree.descendants(code)) == 1:
        path = path[:-1]
        code = path[-1]
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for step in path[:-1]:
            st.button(
                label("filter.up_to", area=plain_text(region_name(step))),
                key=f"up_{step}",
                type="tertiary",
                on_click=go_to,
                args=(step,),
            )
        st.markdown(f"**{plain_text(region_name(code))}**", width="content")
    return code


def choose_month() -> pd.Timestamp:
    """Ask for a month; the latest is chosen first."""
    listed = [month.strftime(MONTH_FORMAT) for month in data.months()]
    return pd.Timestamp(choose_one("as_of", label("filter.month"), listed, str, width=130))


def choose_comparison(month: pd.Timestamp) -> pd.Timestamp | None:
    """Ask for a month to compare with; None compares with nothing."""
    listed = [NO_COMPARISON, *(m.strftime(MONTH_FORMAT) for m in data.months() if m != month)]
    names = {NO_COMPARISON: label("filter.no_comparison")}
    name = choose_one(
        "compare",
        label("filter.compare"),
        listed,
        lambda value: names.get(value, value),
        width=130,
    )
    return None if name == NO_COMPARISON else pd.Timestamp(name)


def choose_level(area: str) -> str:
    """Ask for the level of the areas shown, among those below an area that a map can draw.

    The finest level that is still readable is chosen first.
    """
    tree = data.tree()
    sizes = {level: len(tree.at_level(level, area)) for level in tree.levels_below(area)}
    drawable = [level for level, size in sizes.items() if size <= MOST_DRAWN]
    readable = [level for level in drawable if sizes[level] <= MOST_READABLE]
    first = (readable or list(sizes)[:1])[-1]
    listed = list(reversed(drawable)) or [first]
    names = {level: spoken(CATEGORIES["level"][level]) for level in listed}
    if len(listed) == 1:
        return listed[0]
    return choose_one(
        "level", label("filter.level"), listed, names.get, segmented=True, first=first
    )


def choose_indicator(level: str, area: str) -> Indicator:
    """Ask for an indicator; those that have a value anywhere come first.

    Reported ones are not offered: they belong to single areas, and there is nothing to map.
    """
    known = data.indicators_with_values(level=level, within=area)
    counted = [name for name, indicator in INDICATORS.items() if indicator.is_counted]
    listed = [*known, *(name for name in counted if name not in known)]
    name = choose_one(
        "indicator",
        label("filter.indicator"),
        listed,
        lambda name: spoken(INDICATORS[name]),
        width=280,
    )
    return INDICATORS[name]


def choose_one(
    name: str,
    text: str,
    listed: list[str],
    shown: Callable[[str], object],
    *,
    segmented: bool = False,
    width: int = 200,
    first: str = "",
) -> str:
    """Ask for one of a list; what is not listed falls back to ``first``, or the first of it."""
    first = first or listed[0]
    value = choices.get(name, first)
    value = value if value in listed else first
    key = choices.widget_key(name)
    # Said on every run: on another page the widget is a new one, which would begin with its first
    # value although the old one's is still remembered.
    st.session_state[key] = value
    options: dict[str, Any] = {
        "key": key,
        "format_func": lambda option: str(shown(option)),
        "on_change": choices.take_from_widget,
        "args": (name, first),
    }
    if segmented:
        return st.segmented_control(text, listed, required=True, **options) or first
    return st.selectbox(text, listed, width=width, **options)


def choose_many(name: str, text: str, category: str) -> tuple[str, ...]:
    """Ask for some of the values of a category; none chosen means all."""
    values = CATEGORIES[category]
    key = choices.widget_key(name)
    st.session_state[key] = [v for v in choices.get(name).split(",") if v in values]
    return tuple(
        st.multiselect(
            text,
            list(values),
            key=key,
            format_func=lambda value: spoken(values[value]),
            placeholder=label("filter.all"),
            on_change=choices.take_from_widget,
            args=(name, ""),
        )
    )
