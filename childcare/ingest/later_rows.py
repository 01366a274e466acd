"""Rows of a later round (后报送的行) take the place of earlier ones; nothing else changes."""

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa

from childcare.catalog.import_limits import IMPORT_LIMITS
from childcare.catalog.sources import IDENTITY
from childcare.ingest.finding import Finding, file_of, problem

# Their figures are of an area at a time: what became of the area decides what is the same figure.
_OF_AREAS = ("population", "reported_value", "annual_task")
_SAME_AREA, _REMADE = ("renamed", "recoded"), ("merged", "split")
_PLACE = ["source_name", "source_row"]


def replace_earlier_rows(
    rows: pa.Table, table: str, rounds: Mapping[str, int], former: pd.DataFrame
) -> tuple[pa.Table, list[Finding]]:
    """Return the rows of a table without those that a later round gives anew, and what to say.

    A row is the same by the columns of ``IDENTITY``. Rows of one round stay, so that a check finds
    those given twice. Nobody knows whether a figure of a merged or split area, beside one of its
    parts from another round, stands for the whole: that is a failure.

    Args:
        rows: of all files, with ``source_name`` and ``source_row``.
        table: which they fill.
        rounds: round of each file that is not of the first one (0).
        former: the former areas, see ``successors.former_areas``.
    """
    names = rows["source_name"].to_pandas()
    round_of_file = {name: rounds.get(file_of(name), 0) for name in names.unique()}
    if len(set(round_of_file.values())) < 2:
        return rows, []
    identity = [name for name in IDENTITY[table] if name in rows.column_names]
    told = rows.select([*identity, *_PLACE]).to_pandas(types_mapper=pd.ArrowDtype)
    told["round"] = names.map(round_of_file).astype("int64")
    keys = _keys(told[identity], table, former)
    by_key = told["round"].groupby([keys[name] for name in identity], dropna=False, sort=False)
    is_kept = told["round"] == by_key.transform("max")
    told["is_new"] = by_key.transform("min") == told["round"]
    findings = [
        problem("rows_replaced", table=table, source_name=str(file), value=str(count))
        for file, count in names[is_kept & ~told["is_new"]].value_counts().sort_index().items()
    ]
    if table in _OF_AREAS:
        findings += _in_doubt(told[is_kept], table, identity, former)
    return rows.filter(pa.array(is_kept)), findings


def _keys(written: pd.DataFrame, table: str, former: pd.DataFrame) -> pd.DataFrame:
    """Return the keys of rows, areas that were renamed or recoded under their code of today."""
    if table not in _OF_AREAS:
        return written
    same = former[former["change_kind"].isin(_SAME_AREA)]
    today = dict(zip(same["former_code"], same["area_code"], strict=True))
    return written.assign(area_code=written["area_code"].map(lambda code: today.get(code, code)))


def _in_doubt(
    rows: pd.DataFrame, table: str, identity: list[str], former: pd.DataFrame
) -> list[Finding]:
    """Return a failure for each figure of which a remade area and its parts stand side by side.

    Those of one round are as declared: the parts, and the area as it was then. So is a part that
    takes the place of its own earlier figure.
    """
    remade = former.loc[former["change_kind"].isin(_REMADE), ["former_code", "area_code"]]
    parts = rows.merge(remade.rename(columns={"former_code": "area_code", "area_code": "today"}))
    parts = parts.drop(columns="area_code").rename(columns={"today": "area_code"})
    both = rows.merge(parts, on=identity, suffixes=("", "_of_part"))
    of_whole = both[both["round"] > both["round_of_part"]]
    of_part = both[(both["round_of_part"] > both["round"]) & both["is_new_of_part"]]
    found = pd.concat(
        [
            of_whole[["source_name", "source_row", "area_code"]],
            of_part[["source_name_of_part", "source_row_of_part", "area_code"]].set_axis(
                ["source_name", "source_row", "area_code"], axis=1
            ),
        ]
    ).drop_duplicates()
    return [
        problem(
            "row_of_a_remade_area",
            table=table,
            column="area_code",
            source_name=str(row["source_name"]),
            source_row=int(row["source_row"]),
            value=str(row["area_code"]),
        )
        for row in found.head(IMPORT_LIMITS.findings_per_check).to_dict("records")
    ]
