"""Are rates points or fractions (百分数)? Judged over all rows of an indicator, asked if unsure."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa

from childcare.catalog import INDICATORS, spoken
from childcare.ingest.arrange import ArrangedTable
from childcare.ingest.finding import Finding, problem
from childcare.ingest.quantities import half_width

_PERCENT = "percent"
# What rates stand under in the tables that hold values of indicators.
RATE_COLUMNS = {"reported_value": "value", "annual_task": "task_value"}
_DECIMALS = 10


@dataclass
class _Rates:
    """The values under way, and what was found."""

    numbers: np.ndarray
    findings: list[Finding]


def settle_rates(
    arranged: ArrangedTable, table: str, declared: str, indicators: pa.Array, values: pa.Array
) -> tuple[pa.Array, list[Finding]]:
    """Return the values with fractions of rates as per cent, and what to ask.

    ``declared`` is what the sources file says: points, fractions, or nothing.
    """
    column = RATE_COLUMNS[table]
    texts = arranged.texts[column].map(half_width)
    names = pd.Series(indicators.to_pylist(), dtype=object)
    work = _Rates(values.to_numpy(zero_copy_only=False).astype(float), [])
    signed = texts.str.endswith("%").to_numpy(dtype=bool)
    for name in names.dropna().unique():
        rows = (names == name).to_numpy() & ~np.isnan(work.numbers)
        place = {
            "table": table,
            "column": column,
            "heading": arranged.headings.get(column, ""),
            "source_name": arranged.source_name,
            "subject": spoken(INDICATORS[name]) if name in INDICATORS else str(name),
        }
        if name in INDICATORS and INDICATORS[name].unit == _PERCENT:
            _settle(work, rows & ~signed, declared, place, arranged.lines)
        elif (rows & signed).any() and name in INDICATORS:
            first = int(np.flatnonzero(rows & signed)[0])
            value = str(texts.iloc[first])
            line = int(arranged.lines[first])
            work.findings.append(
                problem("percent_of_no_rate", **place, source_row=line, value=value)
            )
    return pa.array(work.numbers, pa.float64(), from_pandas=True), work.findings


def _settle(
    work: _Rates,
    plain: np.ndarray,
    declared: str,
    place: dict[str, str],
    lines: np.ndarray,
) -> None:
    """Judge the rows of one rate that carry no sign of their own."""
    if declared == "fractions":
        work.numbers[plain] = np.round(work.numbers[plain] * 100, _DECIMALS)
        return
    found = work.numbers[plain]
    small = (found > 0) & (found <= 1)
    if declared == "points" or not small.any():
        return
    name = "percent_or_fraction" if (found <= 1).all() else "small_rates"
    shown = ", ".join(f"{value:g}" for value in found[small][:5])
    line = int(lines[np.flatnonzero(plain)[np.flatnonzero(small)[0]]])
    work.findings.append(problem(name, **place, source_row=line, value=shown))
