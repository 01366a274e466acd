"""Every counted indicator of every area in one month: the table behind all screens."""

import pandas as pd

from childcare.analyses.areas import area_tree
from childcare.analyses.coverage import counts
from childcare.catalog import INDICATORS, UNITS, spoken
from childcare.measures.ratio import evaluate
from childcare.store import Connection


def indicator_table(
    connection: Connection, *, month: pd.Timestamp, level: str, within: str | None = None
) -> pd.DataFrame:
    """Return one row for each area and counted indicator, areas by code, indicators as declared.

    Reported indicators are left out: to call a value missing here would belie its report.

    Columns: ``as_of`` (YYYY-MM), ``level``, ``area_code``, ``area_name``, ``indicator`` (its
    name), ``label``, ``numerator``, ``denominator``, ``value``, ``unit``, ``state``.
    """
    tree = area_tree(connection)
    frame = counts(
        connection,
        level=level,
        within=within,
        first_month=month.date(),
        last_month=month.date(),
    ).droplevel("as_of")
    parts = []
    counted = [indicator for indicator in INDICATORS.values() if indicator.is_counted]
    for position, indicator in enumerate(counted):
        part = evaluate(frame, indicator).reset_index()
        part["indicator"] = indicator.name
        part["label"] = spoken(indicator)
        part["unit"] = spoken(UNITS[indicator.unit])
        part["position"] = position
        parts.append(part)
    table = pd.concat(parts).sort_values(["area_code", "position"], kind="stable")
    table["as_of"] = month.strftime("%Y-%m")
    table["level"] = level
    table["area_name"] = table["area_code"].map(tree.by_code["area_name"])
    order = ["as_of", "level", "area_code", "area_name", "indicator", "label"]
    order += ["numerator", "denominator", "value", "unit", "state"]
    return table[order].reset_index(drop=True)
