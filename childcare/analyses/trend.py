"""How an indicator moved, month by month (逐月走势)."""

import pandas as pd

from childcare.catalog import Indicator
from childcare.measures.ratio import evaluate


def trend(frame: pd.DataFrame, area_code: str, indicator: Indicator) -> pd.DataFrame:
    """Return ``as_of``, ``numerator``, ``denominator``, ``value`` and ``state`` of one area."""
    if area_code not in frame.index.get_level_values("area_code"):
        return pd.DataFrame(columns=["as_of", "numerator", "denominator", "value", "state"])
    of_area = frame.loc[pd.IndexSlice[:, area_code], :].droplevel("area_code")
    return evaluate(of_area, indicator).reset_index()


def values_over_time(frame: pd.DataFrame, codes: list[str], indicator: Indicator) -> pd.DataFrame:
    """Return evaluated rows of some areas in every month, in the order of ``codes`` each month."""
    evaluated = evaluate(frame, indicator)
    months = frame.index.get_level_values("as_of").unique().sort_values()
    wanted = pd.MultiIndex.from_product([months, codes], names=["as_of", "area_code"])
    return evaluated.reindex(wanted)


def latest_and_year_before(
    series: pd.DataFrame, month: pd.Timestamp
) -> tuple[float | None, float | None]:
    """Return the value of a month and of the same month a year before; None where unknown."""
    values = series.set_index("as_of")["value"] if not series.empty else pd.Series(dtype=float)
    before = month - pd.DateOffset(years=1)
    found = (values.get(month), values.get(before))
    now, then = (None if value is None or pd.isna(value) else float(value) for value in found)
    return now, then
