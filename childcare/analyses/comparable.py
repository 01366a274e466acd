"""Comparable history (可比口径): until when an area's figures are of former areas, carried forward.

The rows of a release stand under the areas of today (``childcare.ingest.successors``). A figure of
before a change is true of today's area, but nobody handed it in like that: so it says so.
"""

from collections.abc import Hashable, Iterable
from typing import Any

import pandas as pd

from childcare.analyses.areas import AreaTree
from childcare.analyses.figure_words import MONTH
from childcare.analyses.finding import Finding
from childcare.catalog import label
from childcare.store import Connection, run

# What figures over time are made of. Values that were reported are shown with their own source.
_DRAWN = ("population", "institution", "kindergarten")
# More sentences than these would be longer than the figure: the rest is counted.
_MOST = 2
_MOST_NAMES = 4


def mapped_history(connection: Connection) -> pd.DataFrame:
    """Return which rows were carried forward: one row a table, former code and area of today.

    Columns are those of ``queries/mapped_history.sql``; empty for a release without changes.
    """
    frame = run(connection, "mapped_history")
    return frame.assign(changed_on=pd.to_datetime(frame["changed_on"]))


def changes_after(
    history: pd.DataFrame, tree: AreaTree, area: str, since: pd.Timestamp
) -> pd.DataFrame:
    """Return the changes of an area and of those below it that came after a month.

    One row for each area of today, month and kind: ``area_code``, ``changed_on``, ``change_kind``
    and ``former`` (names, or codes where no name was given), the latest change first.
    """
    below = history["area_code"].isin(tree.descendants(area) if area in tree else [])
    drawn = history["table_name"].isin(_DRAWN) & below & (history["changed_on"] > since)
    rows = history[drawn]
    names = rows["former_name"].fillna("").where(rows["former_name"].fillna("") != "")
    rows = rows.assign(former=names.fillna(rows["former_code"]))
    keys = ["area_code", "changed_on", "change_kind"]
    found = rows.groupby(keys)["former"].agg(lambda former: _listed(sorted(set(former))))
    return found.reset_index().sort_values(
        ["changed_on", "area_code"], ascending=[False, True], ignore_index=True
    )


def comparable_notes(
    history: pd.DataFrame, tree: AreaTree, area: str, since: pd.Timestamp
) -> list[str]:
    """Return a sentence for each change of which figures from ``since`` on are carried forward.

    Args:
        history: as ``mapped_history`` returns it.
        tree: the areas.
        area: whose figures are shown, with those of the areas below it.
        since: the earliest month shown.
    """
    changes = changes_after(history, tree, area, since)
    if len(changes) > _MOST:
        months = changes["changed_on"].dt.strftime(MONTH)
        number = changes["area_code"].nunique()
        first, last = months.iloc[-1], months.iloc[0]
        if first == last:
            return [label("comparable.several_in", number=number, month=last)]
        return [label("comparable.several", number=number, first=first, last=last)]
    return [_sentence(row, tree) for row in changes.to_dict("records")]


def earliest_month(finding: Finding) -> pd.Timestamp:
    """Return the earliest month that a finding shows or compares with."""
    months = [finding.month]
    if finding.compared is not None:
        months.append(finding.compared)
    if "as_of" in finding.frame:
        months.append(pd.Timestamp(finding.frame["as_of"].min()))
    with_year_before = {"previous_rank", "change"} & set(finding.frame.columns)
    if with_year_before or len(finding.balances) > 1:
        months.append(finding.month - pd.DateOffset(years=1))
    return min(months)


def _listed(names: Iterable[str]) -> str:
    """Return names one after another, the first few of many."""
    every = list(names)
    text = label("sentence.comma").join(every[:_MOST_NAMES])
    if len(every) <= _MOST_NAMES:
        return text
    return label("comparable.and_more", named=text, number=len(every))


def _sentence(row: dict[Hashable, Any], tree: AreaTree) -> str:
    """Return what became of which area, when, and what its figures of before are."""
    words = {
        "area": tree.name(row["area_code"]),
        "former": row["former"],
        "month": row["changed_on"].strftime(MONTH),
    }
    return {
        "renamed": label("comparable.renamed", **words),
        "recoded": label("comparable.recoded", **words),
        "merged": label("comparable.merged", **words),
        "split": label("comparable.split", **words),
    }[row["change_kind"]]
