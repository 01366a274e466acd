"""Where much lies by much and little by little (集聚区): areas with their polygons, one month."""

import numpy as np
import pandas as pd

from childcare.analyses.areas import area_tree
from childcare.analyses.balance import base_of, in_month
from childcare.analyses.coverage import counts
from childcare.analyses.geometry import Geometry
from childcare.analyses.geometry import geometry as geometry_of
from childcare.catalog import label
from childcare.measures.clusters import (
    ALL_ALIKE,
    HIGH_HIGH,
    HIGH_LOW,
    LEAST_AREAS,
    LOW_HIGH,
    LOW_LOW,
    NOT_SIGNIFICANT,
    Clusters,
    clusters,
)
from childcare.store import Connection

_MEASURED = ["standardised", "neighbours", "local_moran", "p", "adjusted_p", "cluster"]


def clusters_of_areas(
    now: pd.DataFrame, areas: pd.DataFrame, geometry: Geometry, base: str
) -> Clusters:
    """Return the clusters of slots per head among ``areas``, or the reason why there are none."""
    shapes = {code: geometry.shapes[code] for code in geometry.known(list(areas.index))}
    people = now[base] if base else pd.Series(np.nan, index=now.index)
    return clusters(now["slots"], people, shapes)


def clusters_table(
    connection: Connection, *, month: pd.Timestamp, level: str, within: str | None = None
) -> pd.DataFrame:
    """Return one row for each area of a level, with the cluster it belongs to.

    Columns: ``as_of``, ``level``, ``area_code``, ``area_name``, ``parent_name``, ``slots``,
    ``people`` (children, or people where no children are known), ``standardised``,
    ``neighbours``, ``local_moran``, ``p``, ``adjusted_p``, ``cluster``, ``label``, ``reason``
    (why there is no answer; empty where there is one). Areas left out have no cluster.
    """
    tree = area_tree(connection)
    within = within or tree.root
    only = month.date()
    frame = counts(connection, level=level, within=within, first_month=only, last_month=only)
    areas = tree.at_level(level, within)
    now = in_month(frame, month, areas)
    base = base_of(frame)
    found = clusters_of_areas(now, areas, geometry_of(connection), base)
    table = areas[["area_code", "area_name", "parent_name"]].copy()
    table.insert(0, "as_of", month.strftime("%Y-%m"))
    table.insert(1, "level", level)
    table["slots"] = now["slots"]
    table["people"] = now[base] if base else np.nan
    measured = pd.DataFrame(columns=_MEASURED) if found.areas is None else found.areas[_MEASURED]
    table = table.join(measured)
    table["label"] = table["cluster"].map(cluster_names())
    return table.assign(reason=reason_text(found)).reset_index(drop=True)


def cluster_names() -> dict[str, str]:
    """Return what the kinds of clusters are called."""
    return {
        HIGH_HIGH: label("balance.high_high"),
        LOW_LOW: label("balance.low_low"),
        HIGH_LOW: label("balance.high_low"),
        LOW_HIGH: label("balance.low_high"),
        NOT_SIGNIFICANT: label("balance.not_significant"),
    }


def reason_text(found: Clusters) -> str:
    """Return why there is no answer; empty where there is one."""
    if found.reason is None:
        return ""
    if found.reason == ALL_ALIKE:
        return label("balance.all_alike", areas=found.known)
    return label("balance.too_few", areas=found.known, least=LEAST_AREAS)
