"""The institutions shown, on a map (机构分布): a click opens one, or goes to a township."""

from typing import Any

import pandas as pd
import streamlit as st

from childcare.analyses import level_words
from childcare.analyses.areas import AreaTree
from childcare.catalog import label
from childcare.catalog.numbers import whole
from childcare.charts.institution_map import InstitutionMap, institution_map
from childcare.charts.institution_points import MOST_POINTS, OF_AREA
from childcare.charts.theme import Caption
from childcare.ui import data, filters
from childcare.ui.figure import show_figure
from childcare.ui.institution_view import CHANGES, HEIGHT, InstitutionView, open_institution
from childcare.ui.institution_words import changes_sentence, download_notes


def show_map(view: InstitutionView) -> None:
    """Draw the institutions shown where they are, or those that changed while these are listed.

    A click opens one, or goes to a township.
    """
    rows = view.changed if view.compared is not None and view.part == CHANGES else view.shown
    placed = rows.dropna(subset=["longitude", "latitude"])
    if placed.empty:
        st.info(
            label("institution.nothing_to_place") if rows.empty else label("institution.no_place")
        )
        return
    areas, borders, named = map_areas(data.tree(), view.area)
    words = _map_words(view, rows, placed, areas["level"].iloc[0])
    shown = InstitutionMap(
        placed,
        view.opened,
        list(areas.index),
        borders,
        named,
        data.geometry(),
        words,
        name=f"institutions-{view.area}",
        height=HEIGHT,
    )
    show_figure(
        institution_map(shown),
        key="institution_map",
        file_name=view.file_name(label("filter.style_areas")),
        alt=words.alt,
        geojson=data.geometry().geojson(list(areas.index)),
        on_click=_clicked,
    )


def _clicked(point: dict[str, Any]) -> None:
    told = point.get("customdata") or ["", ""]
    if told[1] == OF_AREA and told[0] in data.tree():
        filters.go_to(told[0])
    elif told[0]:
        open_institution(told[0])


def _map_words(
    view: InstitutionView, rows: pd.DataFrame, placed: pd.DataFrame, level: str
) -> Caption:
    """Return the words of the map: what it shows, how, when, where, on areas of which level."""
    is_change = "change_kind" in rows
    title = changes_sentence(view, with_slots=False) if is_change else _finding(placed)
    is_summed = len(placed) > MOST_POINTS
    size = label("institution.size_number") if is_summed else label("institution.size_slots")
    ground = label("institution.ground", level=level_words(level))
    parts = [label("institution.map_of"), size, view.when, view.area_name, ground]
    subtitle = label("caption.dot").join(parts)
    foot = download_notes(view)[1:]
    if len(placed) < len(rows):
        foot.insert(0, label("institution.unplaced", number=whole(len(rows) - len(placed))))
    alt = f"{title} {subtitle}"
    return Caption(title, subtitle, foot, alt=alt)


def _finding(placed: pd.DataFrame) -> str:
    """Return how many are on the map, and where most of their slots are if any are known."""
    number = whole(len(placed))
    if placed["slots"].isna().all():
        return label("institution.map_title_only", number=number)
    by_place = placed.groupby("area_code")["slots"].sum()
    most = data.tree().name(str(by_place.idxmax()))
    slots = whole(by_place.max())
    return label("institution.map_title", number=number, area=most, slots=slots)


def map_areas(tree: AreaTree, area: str) -> tuple[pd.DataFrame, list[str], pd.DataFrame]:
    """Return the areas to draw below the points, those with heavier borders, and those named.

    Townships with the borders and names of their counties; within a county their own names.
    """
    levels = tree.levels_below(area)
    drawable = [level for level in levels if len(tree.at_level(level, area)) <= filters.MOST_DRAWN]
    areas = tree.at_level((drawable or levels[:1])[-1], area)
    parents = sorted({code for code in areas["parent_code"].dropna() if code != area})
    if len(parents) < 2:
        return areas, [], areas
    return areas, parents, tree.by_code.loc[parents]
