"""Merged, renamed and split areas (区划变更): what was handed in under a former code goes on.

The rows of a release stand under the areas of today, so that a figure of an earlier month is of
the same area as one of this month (可比口径). The files as handed in stay as they were.
"""

from collections import defaultdict

import duckdb
import pandas as pd

from childcare.catalog import INDICATORS, spoken
from childcare.catalog.import_limits import IMPORT_LIMITS
from childcare.ingest.finding import Finding, problem
from childcare.store import execute

# No chain of changes is longer; a circle of successors must not turn for ever.
_DEEPEST = 20
_SPLIT = "split"
# Kinds of indicators whose values add up over areas; a ratio of parts is no part of a ratio.
_ADDING = ("count", "flow")
_AREA_COLUMNS = {"service_point": "community_code"}


def fill_former_areas(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the table of former areas from the successors handed in; the areas come before.

    What the successors contradict (a circle, a successor nobody knows) is left out here and found
    by the checks ``successor_…``.
    """
    execute(connection, "build/former_areas", deepest=_DEEPEST)


def former_areas(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Return the former areas: one row for each area of today that a former code became.

    Columns: ``former_code``, ``former_name``, ``area_code``, ``changed_on``, ``change_kind`` and
    ``share`` (of its people, NaN where not given).
    """
    return execute(connection, "build/former_area_list").df()


def successors_of(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return today's code of every former code that became one area; chains are followed."""
    frame = former_areas(connection)
    whole = frame[frame["change_kind"] != _SPLIT]
    return dict(zip(whole["former_code"], whole["area_code"], strict=True))


def former_names(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Return the name that the area of a former code had, where it was given."""
    frame = former_areas(connection).dropna(subset=["former_name"])
    return dict(zip(frame["former_code"], frame["former_name"], strict=True))


def map_history(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Put every row of a former area under its code of today; say what could not be.

    Every table is filled before, and so are the points of the register. What became one area takes
    its code; people of merged areas are added up, those of a split one shared out; institutions of
    a split area go by their point, else by a later row of the same institution.
    """
    if former_areas(connection).empty:
        return []
    execute(connection, "build/rows_of_former_areas")
    findings = []
    for month in execute(connection, "build/change_months").df()["changed_on"]:
        findings += _map_figures(connection, month)
    # Institutions come after people: what was there before a change is seen by the codes handed in.
    for rows in ("institutions", "communities", "kindergartens", "service_points", "projects"):
        execute(connection, f"build/{rows}_of_former_areas")
    return [*findings, *_not_settled(connection)]


def _map_figures(connection: duckdb.DuckDBPyConnection, month: pd.Timestamp) -> list[Finding]:
    """Map what is given for areas as a whole, over the changes of one month."""
    when = month.date()
    adding = [name for name, indicator in INDICATORS.items() if indicator.kind in _ADDING]
    for figures in ("population", "values", "tasks"):
        execute(connection, f"build/{figures}_of_one_successor", month=when)
    execute(connection, "build/changing_areas", month=when)
    execute(connection, "build/population_remade", month=when)
    findings = _unknown_people(connection)
    execute(connection, "build/population_of_parts")
    execute(connection, "build/population_put_back")
    for figures in ("values", "tasks"):
        execute(connection, f"build/{figures}_remade", adding=adding)
        execute(connection, f"build/{figures}_of_parts", month=when)
    execute(connection, "build/figures_left_out")
    findings += _left_out(connection.table("figure_left_out").df())
    for figures in ("values", "tasks"):
        execute(connection, f"build/{figures}_taken_out")
        execute(connection, f"build/{figures}_put_back")
    return findings


def _unknown_people(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Return a finding for each area of which a part gave no people for a day of before."""
    rows = connection.table("remade_population").df()
    rows = rows[rows["population_total"].isna()]
    return [
        problem(
            "people_of_a_part_unknown",
            table="population",
            column="population_total",
            source_name=alike["source_name"].iloc[0],
            source_row=int(alike["source_row"].iloc[0]),
            subject=str(code),
            value=", ".join(str(day.date()) for day in alike["stat_date"]),
        )
        for code, alike in rows.groupby("area_code", sort=True)
    ]


def _left_out(rows: pd.DataFrame) -> list[Finding]:
    """Return one finding for each indicator of which figures of former areas are not carried on."""
    findings = []
    for (table, indicator), alike in rows.groupby(["table_name", "indicator"], sort=True):
        first = alike.iloc[0]
        findings.append(
            problem(
                "figures_of_former_areas_left_out",
                table=table,
                column="indicator",
                source_name=first["source_name"],
                source_row=int(first["source_row"]),
                subject=spoken(INDICATORS[indicator]) if indicator in INDICATORS else indicator,
                value=str(len(alike)),
            )
        )
    return findings


def _not_settled(connection: duckdb.DuckDBPyConnection) -> list[Finding]:
    """Return a question for each thing of a split area that could be of any of its parts."""
    successors: dict[str, list[str]] = defaultdict(list)
    for row in former_areas(connection).to_dict("records"):
        successors[row["former_code"]].append(row["area_code"])
    left = execute(connection, "build/rows_not_settled").df()
    told = left.groupby("table_name").head(IMPORT_LIMITS.findings_per_check)
    return [
        problem(
            "row_of_a_split_area",
            table=row["table_name"],
            column=_AREA_COLUMNS.get(row["table_name"], "area_code"),
            source_name=row["source_name"],
            source_row=int(row["source_row"]),
            subject=row["subject"],
            value=f"{row['mapped_rows']} × {_called(row['former_name'], row['former_code'])}",
            codes="/".join(successors[row["former_code"]]),
        )
        for row in told.to_dict("records")
    ]


def _called(name: object, code: object) -> str:
    """Return the name and code of a former area, or its code alone."""
    return f"{name} {code}" if isinstance(name, str) and name else str(code)
