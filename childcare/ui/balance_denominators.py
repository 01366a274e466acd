"""Which denominator (分母): ranks by people and by children, and how people moved a rate."""

from typing import Any

import pandas as pd
import streamlit as st

from childcare.analyses import level_words
from childcare.analyses.balance_words import change_title, disagreement_title
from childcare.analyses.denominators import NEED, OFFICIAL
from childcare.catalog import COLUMNS, INDICATORS, label, spoken
from childcare.catalog.numbers import whole
from childcare.charts.effects import effects_bars
from childcare.charts.kinds import HATCHED_PLACES, kind_entries, place_colours
from childcare.measures.classes import Classes, changes, class_key
from childcare.ui import balance_data, data
from childcare.ui import show as showing
from childcare.ui.balance_view import BalanceView, draw_map, open_area
from childcare.ui.figure import show_figure

# More rows than these are a table and not a figure.
MOST_ROWS = 24


def show(view: BalanceView) -> None:
    """Show the map of ranks that disagree, why the rate changed, and the table of ranks."""
    left, right = st.columns([0.6, 0.4], gap="small")
    with left:
        _show_ranks(view)
    with right:
        _show_changes(view)
    _show_table(view)


def _disagreement(view: BalanceView) -> pd.DataFrame:
    return balance_data.disagreement(level=view.level, within=view.area, month=view.month)


def _show_ranks(view: BalanceView) -> None:
    """Draw by how many places the official rank differs from the one by children."""
    frame = _disagreement(view)
    if frame["places"].notna().sum() < 2:
        st.info(label("balance.no_ranks"))
        return
    places = frame["places"].astype("float64")
    classes = changes(places, lower_is_better=False, decimals=0)
    keys = zip(classes.index(places), places, strict=True)
    keyed = frame.assign(class_key=[class_key(index, _state(value)) for index, value in keys])
    official, need = spoken(INDICATORS[OFFICIAL]), spoken(INDICATORS[NEED])
    words = view.caption(
        disagreement_title(frame, classes.edges[3], view.level),
        INDICATORS[NEED],
        label("balance.ranks_note"),
        measured=label("balance.ranks_of", official=official, need=need),
    )
    listed = kind_entries(keyed, _class_names(classes), place_colours(classes))
    title = label("balance.places")
    map_view = view.map_view(keyed, listed, words, _told(frame), title, HATCHED_PLACES)
    show_figure(
        draw_map(map_view),
        key="balance_ranks",
        file_name=view.file_name(label("balance.view_denominators")),
        alt=words.alt,
        geojson=data.geometry().geojson(list(frame.index)),
        on_click=open_area,
    )


def _state(places: float) -> str:
    return "known" if places == places else "missing"


def _class_names(classes: Classes) -> dict[str, str]:
    """Return the places of each class in whole numbers, both ends included; the best first."""
    names = {}
    for index in reversed(range(classes.number)):
        lower, upper = classes.bounds(index)
        # A class ends before its upper edge: one place lower is its last.
        if upper is None:
            text = label("legend.from", value=_places(lower))
        elif lower is None:
            text = label("legend.up_to", value=_places(upper - 1))
        else:
            text = label("legend.between", lower=_places(lower), upper=_places(upper - 1))
        names[f"class_{index}"] = text
    return names | {"missing": label("state.missing")}


def _told(frame: pd.DataFrame) -> pd.DataFrame:
    """Return what the mouse tells of an area: both rates with their ranks."""
    official, need = INDICATORS[OFFICIAL], INDICATORS[NEED]
    return pd.DataFrame(
        {
            spoken(official): [
                _ranked(official.format(value), rank)
                for value, rank in zip(frame["official"], frame["official_rank"], strict=True)
            ],
            spoken(need): [
                _ranked(need.format(value), rank)
                for value, rank in zip(frame["need"], frame["need_rank"], strict=True)
            ],
            label("balance.places"): [_places(value) for value in frame["places"]],
            spoken(COLUMNS["children_under_3"]): frame["children_under_3"].map(whole),
        },
        index=frame.index,
    )


def _ranked(value: str, rank: Any) -> str:
    return value if pd.isna(rank) else label("balance.ranked", value=value, rank=rank)


def _places(value: Any) -> str:
    return label("number.none") if pd.isna(value) else f"{int(value):+d}" if value else "0"


def _show_changes(view: BalanceView) -> None:
    """Draw what slots and people did to the rate since the earlier month."""
    if view.before is None:
        st.info(label("balance.one_month"))
        return
    tree = data.tree()
    level = tree.levels_below(view.area)[0]
    asked = {"month": view.month, "before": view.before, "indicator": view.rate.name}
    own = balance_data.changes(level=tree.level(view.area), within=view.area, **asked)
    own = own.loc[[view.area]].assign(area_name=view.region)
    parts = balance_data.changes(level=level, within=view.area, **asked)
    known = parts["change"].notna().any() or own["change"].notna().any()
    if not known:
        st.info(label("balance.change_unknown", area=showing.plain_text(view.region)))
        return
    ordered = parts.sort_values("change", ascending=False).head(MOST_ROWS)
    notes = [label("balance.effects_note")]
    if len(parts) > MOST_ROWS:
        notes.append(label("balance.rows_shown", shown=MOST_ROWS, all=len(parts)))
    words = view.caption(
        change_title(own.iloc[0], view.rate, view.region),
        view.rate,
        *notes,
        compared=True,
        level=level,
    )
    show_figure(
        effects_bars(
            pd.concat([own, ordered]), view.rate, words, name=f"effects-{view.area}-{level}"
        ),
        key="balance_effects",
        file_name=view.file_name(spoken(view.rate), level_words(level), label("chart.change")),
        alt=words.alt,
    )


def _show_table(view: BalanceView) -> None:
    frame = _disagreement(view)
    if frame["places"].isna().all():
        return
    ordered = frame.sort_values(["places", "area_code"])
    official, need = INDICATORS[OFFICIAL], INDICATORS[NEED]
    table = pd.DataFrame(
        {
            spoken(COLUMNS["area_name"]): ordered["area_name"],
            spoken(COLUMNS["parent_name"]): ordered["parent_name"],
            spoken(official): ordered["official"],
            label("balance.official_rank"): ordered["official_rank"],
            spoken(need): ordered["need"],
            label("balance.need_rank"): ordered["need_rank"],
            label("balance.places"): ordered["places"],
            spoken(COLUMNS["population_total"]): ordered["population_total"],
            spoken(COLUMNS["children_under_3"]): ordered["children_under_3"],
        }
    )
    digits = {spoken(official): official.decimals, spoken(need): need.decimals}
    showing.show_table(table, decimals=digits)
    name = view.file_name(label("balance.view_denominators"))
    showing.downloads(table, name, [label("balance.ranks_note")], key="balance_ranks_table")
