"""What projects bring by a month, and what closes until then (预计增减): low, middle, high."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from childcare.measures.pace import months_between
from childcare.measures.pipeline import HIGH, LOW, MIDDLE, Outcomes, expected_closings, outcomes


@dataclass(frozen=True)
class Arrivals:
    """Slots at a month to come, if each project opens by its own odds: a reckoning (测算).

    Attributes:
        now: Slots at the month looked from, NaN where unknown; so is everything that rests on it.
        projects: The projects that may open by then, with their ``odds``, the earliest first.
        left_out: How many projects are likely at all, but later, undated or without slots.
        closings: Slots expected to close by then (预计退出), in whole slots.
        opening: The chances of what opens.
    """

    now: float
    projects: pd.DataFrame
    left_out: int
    closings: int
    opening: Outcomes

    @property
    def low(self) -> float:
        """Return the slots that there are at most with a chance of one tenth."""
        return self._at(LOW)

    @property
    def middle(self) -> float:
        """Return the slots that there are at most with a chance of one half."""
        return self._at(MIDDLE)

    @property
    def high(self) -> float:
        """Return the slots that there are at most with a chance of nine tenths."""
        return self._at(HIGH)

    def chance_of(self, needed: float) -> float:
        """Return the chance that there are at least so many slots; NaN where one is unknown."""
        missing = needed - (self.now - self.closings)
        return missing if missing != missing else self.opening.chance_of(missing)

    def _at(self, share: float) -> float:
        return self.now - self.closings + self.opening.quantile(share)


def arrivals(
    projects: pd.DataFrame,
    now: float,
    month: pd.Timestamp,
    due: pd.Timestamp,
    odds: Mapping[str, float],
    yearly_closing: float,
) -> Arrivals:
    """Return the slots at the end of ``due``, seen from ``month`` with ``now`` slots.

    ``projects`` are rows of ``queries/projects.sql``; ``odds`` gives each stage its chance, 0
    where it has none. A project that is late still counts; nothing opens where ``due`` is over.
    """
    months_left = max(0, months_between(month, due))
    rated = projects.assign(odds=projects["stage"].map(dict(odds)).fillna(0.0).astype("float64"))
    likely = rated[rated["odds"] > 0]
    in_time = likely["expected_open_on"] <= due + pd.offsets.MonthEnd(0)
    counted = likely[in_time & (likely["slots_planned"] > 0).fillna(False) & (months_left > 0)]
    closings = expected_closings(now, yearly_closing, months_left)
    return Arrivals(
        now=now,
        projects=counted,
        left_out=len(likely) - len(counted),
        closings=0 if closings != closings else round(closings),
        opening=outcomes(counted["slots_planned"].tolist(), counted["odds"].tolist()),
    )
