"""Where areas alike lie together (集聚): a map of clusters, or the reason why there is none."""

import pandas as pd
import streamlit as st

from childcare.analyses.clusters_of_areas import cluster_names, reason_text
from childcare.analyses.place_words import clusters_title
from childcare.catalog import COLUMNS, label, spoken
from childcare.catalog.numbers import whole
from childcare.charts.kinds import CLUSTER_COLOURS, kind_entries
from childcare.measures.clusters import LEVEL, PERMUTATIONS, SEED, Clusters
from childcare.measures.quadrants import UNKNOWN
from childcare.measures.ratio import evaluate
from childcare.ui import balance_data, data
from childcare.ui import show as showing
from childcare.ui.balance_view import BalanceView, draw_map, open_area
from childcare.ui.figure import show_figure


def show(view: BalanceView) -> None:
    """Show the clusters; with too few areas or without boundaries say so."""
    if not view.balance.is_known:
        return
    if not data.geometry().known(list(view.areas.index)):
        st.info(label("balance.no_boundaries"))
        return
    with st.spinner(label("balance.drawing_lots", permutations=f"{PERMUTATIONS:,}")):
        found = balance_data.clusters(level=view.level, within=view.area, month=view.month)
    if found.areas is None:
        st.info(reason_text(found))
        return
    frame = _frame(view, found.areas)
    left, right = st.columns([0.66, 0.34], gap="small")
    with left:
        _show_map(view, frame, found)
    with right:
        _show_table(view, frame)


def _frame(view: BalanceView, measured: pd.DataFrame) -> pd.DataFrame:
    """Return every area with its rate, its cluster, and how sure it is."""
    frame = view.areas.join(evaluate(view.now, view.supply)[["value"]])
    frame["children_under_3"] = view.now["children_under_3"].astype("float64")
    frame["slots"] = view.now["slots"].astype("float64")
    frame = frame.join(measured[["local_moran", "p", "adjusted_p", "cluster"]])
    return frame.assign(class_key=frame["cluster"].fillna(UNKNOWN))


def _names() -> dict[str, str]:
    return cluster_names() | {UNKNOWN: label("state.missing")}


def _show_map(view: BalanceView, frame: pd.DataFrame, found: Clusters) -> None:
    words = view.caption(
        clusters_title(found, view.level),
        view.supply,
        *_notes(found),
        measured=label("balance.clusters_of", supply=spoken(view.supply)),
    )
    names, title = _names(), label("balance.kind_of_cluster")
    told = pd.DataFrame(
        {
            title: frame["class_key"].map(names),
            spoken(view.supply): [view.supply.format(value) for value in frame["value"]],
            spoken(COLUMNS["slots"]): frame["slots"].map(whole),
            label("balance.adjusted_p"): [_p(value) for value in frame["adjusted_p"]],
        },
        index=frame.index,
    )
    listed = kind_entries(frame, names, CLUSTER_COLOURS)
    show_figure(
        draw_map(view.map_view(frame, listed, words, told, title)),
        key="balance_clusters",
        file_name=view.file_name(label("balance.view_clusters")),
        alt=words.alt,
        geojson=data.geometry().geojson(list(frame.index)),
        on_click=open_area,
    )


def _notes(found: Clusters) -> list[str]:
    """Return how clusters were looked for, how alike neighbours are, and what is not claimed."""
    return [
        label(
            "balance.clusters_note",
            permutations=f"{PERMUTATIONS:,}",
            seed=SEED,
            share=f"{100 * LEVEL:.0f}",
            islands=len(found.islands),
        ),
        label("balance.moran_is", moran=f"{found.moran:.3f}", p=_p(found.moran_p)),
        label("balance.clusters_describe"),
    ]


def _p(value: float) -> str:
    return label("number.none") if value != value else f"{value:.4f}"


def _show_table(view: BalanceView, frame: pd.DataFrame) -> None:
    """List the areas, those in clusters first, then by how unlike chance their place is."""
    order = {kind: place for place, kind in enumerate(_names())}
    ordered = frame.assign(place=frame["class_key"].map(order)).sort_values(["place", "p"])
    table = pd.DataFrame(
        {
            label("balance.kind_of_cluster"): ordered["class_key"].map(_names()),
            spoken(COLUMNS["area_name"]): ordered["area_name"],
            spoken(COLUMNS["parent_name"]): ordered["parent_name"],
            spoken(view.supply): ordered["value"],
            label("balance.local_moran"): ordered["local_moran"],
            label("balance.p"): ordered["p"],
            label("balance.adjusted_p"): ordered["adjusted_p"],
        }
    )
    digits = {
        spoken(view.supply): view.supply.decimals,
        label("balance.local_moran"): 3,
        label("balance.p"): 4,
        label("balance.adjusted_p"): 4,
    }
    showing.show_table(table, decimals=digits)
    name = view.file_name(label("balance.view_clusters"))
    showing.downloads(
        table, name, [label("balance.clusters_describe")], key="balance_clusters_table"
    )
