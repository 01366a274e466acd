"""The values of one release that targets are held against: computed, reported, benchmarks."""

from collections.abc import Iterable

import pandas as pd

from childcare.analyses.assessment import COMPUTED, REPORTED, Reading
from childcare.catalog import Indicator
from childcare.catalog.lights import LIGHT_RULES
from childcare.catalog.plans import Plan
from childcare.measures.ratio import evaluate


class Readings:
    """Values by indicator, area and month.

    ``counts`` holds the counts of one level, indexed by month and area code, or None where the
    area is not in the data; ``reported`` the reported values of every area.
    """

    def __init__(self, counts: pd.DataFrame | None, reported: pd.DataFrame) -> None:
        """Keep the counts and the reported values; an indicator is evaluated when asked for."""
        self._counts = counts
        self._evaluated: dict[str, dict[tuple[pd.Timestamp, str], dict[str, object]]] = {}
        self._reported = {
            key: rows.sort_values("period")
            for key, rows in reported.groupby(["indicator", "area_code"])
        }

    def computed(self, indicator: Indicator, area: str, month: pd.Timestamp) -> Reading | None:
        """Return the value counted from the registers, whatever its state; None without counts."""
        if self._counts is None or not indicator.numerator:
            return None
        if indicator.name not in self._evaluated:
            frame = evaluate(self._counts, indicator)
            self._evaluated[indicator.name] = frame.to_dict("index")  # type: ignore[assignment]
        row = self._evaluated[indicator.name].get((month, area))
        return None if row is None else Reading(period=month, origin=COMPUTED, **row)  # type: ignore[arg-type]

    def reported(self, indicator: Indicator, area: str, month: pd.Timestamp) -> Reading | None:
        """Return the latest reported value up to a month that is young enough to speak for it."""
        oldest = month - pd.DateOffset(months=LIGHT_RULES.reported_age)
        latest = self.published_before(indicator, area, month)
        return latest if latest is not None and latest.period > oldest else None

    def published_before(
        self, indicator: Indicator, area: str, month: pd.Timestamp
    ) -> Reading | None:
        """Return the latest reported value up to a month, however old: to be shown, not judged."""
        rows = self._reported.get((indicator.name, area))
        until = None if rows is None else rows[rows["period"] <= month]
        return None if until is None or until.empty else _reading(until.iloc[-1])

    def benchmark(self, indicator: Indicator, area: str, month: pd.Timestamp) -> Reading | None:
        """Return a benchmark area's value of that very month: an older one would flatter."""
        rows = self._reported.get((indicator.name, area))
        same = None if rows is None else rows[rows["period"] == month]
        if same is not None and not same.empty:
            return _reading(same.iloc[-1])
        counted = self.computed(indicator, area, month)
        return counted if counted is not None and counted.value == counted.value else None


def _reading(row: pd.Series) -> Reading:
    return Reading(
        value=float(row["value"]),
        period=row["period"],
        origin=REPORTED,
        source=_text(row["source"]),
        note=_text(row["note"]),
        sample_size=float(row["sample_size"]),
    )


def _text(cell: object) -> str:
    """Return the text of a cell that may be empty."""
    return cell if isinstance(cell, str) else ""


def with_figures(reported: pd.DataFrame, plans: Iterable[Plan]) -> pd.DataFrame:
    """Return the reported values with the figures that the plans' documents publish.

    A value that the release itself has for the same indicator, area and month stays the only one.
    """
    published = pd.DataFrame(
        [
            {
                "indicator": figure.indicator,
                "area_code": plan.area_code,
                "period": pd.Timestamp(figure.period),
                "value": figure.value,
                "source": figure.source or plan.document,
                "note": "",
                "sample_size": figure.sample_size or float("nan"),
            }
            for plan in plans
            for figure in plan.figures.values()
            if figure.indicator
            and figure.period
            and figure.value is not None
            # "More than 5,000" is published, but it is no value to hold against anything.
            and figure.comparator == "="
        ],
        columns=reported.columns,
    )
    if published.empty:
        return reported
    key = ["indicator", "area_code", "period"]
    return pd.concat([published, reported]).drop_duplicates(key, keep="last", ignore_index=True)
