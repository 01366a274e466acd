"""Slots for 2-year-olds of the county (年龄匹配): against its children of age 2."""

import pandas as pd
import streamlit as st

from childcare import analyses
from childcare.analyses import stamp
from childcare.catalog import INDICATORS, label
from childcare.catalog.numbers import whole
from childcare.charts.age_bars import age_bars
from childcare.charts.theme import Caption
from childcare.ui import captions, data, filters, profile_data
from childcare.ui.figure import show_figure
from childcare.ui.profile_view import ProfileView


def show_age_fit(view: ProfileView) -> None:
    """Draw slots per 100 children of age 2 in every township, or say why there are none."""
    tree = data.tree()
    own = _of_area(view.area, view.month)
    if own["value"] != own["value"]:
        st.info(label("profile.no_age_fit"))
        return
    level = "township" if view.has_townships else tree.level(view.area)
    frame = profile_data.age_fit(level=level, within=view.area, month=view.month)
    caption = _caption(view, own, level)
    # The areas above may hold a part that is unknown; the county itself is known.
    above = _of_area(view.profile.parent, view.month) if view.profile.parent else own
    is_above = above["value"] == above["value"]
    reference = float(above["value"] if is_above else own["value"])
    show_figure(
        age_bars(
            tree.at_level(level, view.area)[["area_name"]].join(frame),
            caption,
            reference=reference,
            reference_name=label(
                "profile.average",
                area=view.parent_name if is_above and view.parent_name else view.name,
                value=f"{reference:.1f}",
            ),
            name=f"age-{view.area}",
        ),
        key="profile_age",
        file_name=view.file_name(label("profile.age")),
        alt=caption.alt,
    )


def _of_area(area: str, month: pd.Timestamp) -> pd.Series:
    """Return the supply for age 2 of one area as a whole."""
    frame = profile_data.age_fit(level=data.tree().level(area), within=area, month=month)
    return frame.loc[[area]].iloc[0]


def _caption(view: ProfileView, own: pd.Series, level: str) -> Caption:
    title = label(
        "profile.age_title",
        area=view.name,
        children=whole(own["children_age_2"]),
        slots=whole(own["slots_for_age_2"]),
        value=f"{own['value']:.1f}",
    )
    parts = [
        label("profile.age_measured"),
        view.month.strftime(filters.MONTH_FORMAT),
        label("caption.by_level", level=analyses.level_words(level)),
    ]
    subtitle = label("caption.dot").join(parts)
    notes = [label("profile.age_rule")]
    if own["slots_without_class"] > 0:
        notes.append(label("profile.without_class", slots=whole(own["slots_without_class"])))
    notes += captions.history_notes(view.area, view.month)
    foot = stamp.foot(data.release(), INDICATORS["slots"], notes)
    return Caption(title, subtitle, foot, alt=f"{title} {subtitle}")
