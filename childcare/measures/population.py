"""People at a date to come, in three scenarios (人口情景): unchanged, trend, births falling."""

import math
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

UNCHANGED = "unchanged"
TREND = "trend"
FEWER_BIRTHS = "fewer_births"
SCENARIOS = (UNCHANGED, TREND, FEWER_BIRTHS)
# How far back a trend looks, and the least that is enough to be one, in days.
_DAYS_OF_YEAR = 365.25
_FARTHEST, _LEAST = 3 * _DAYS_OF_YEAR + 1, _DAYS_OF_YEAR - 1


class Statistic(NamedTuple):
    """People of an area at one date of statistics; NaN where unknown."""

    day: date
    population_total: float
    children_age_0: float
    children_age_1: float
    children_age_2: float

    @property
    def children_under_3(self) -> float:
        """Return the children of the three ages."""
        return self.children_age_0 + self.children_age_1 + self.children_age_2


class People(NamedTuple):
    """People of an area at a date to come; the names are those of the counted columns."""

    population_total: float
    children_under_3: float


NOBODY_KNOWS = People(math.nan, math.nan)


def scenarios(history: Sequence[Statistic], now: date, due: date) -> dict[str, People]:
    """Return the people at ``due`` in each of ``SCENARIOS``.

    ``history`` is in order of time. Each scenario begins at the latest date up to ``now``:

    - ``unchanged`` (不变): as it is.
    - ``trend`` (近三年趋势): the yearly rate of the last three years goes on.
    - ``fewer_births`` (出生下行): births go on falling at their rate of those years (they never
      rise here); the born grow up; the total loses the births that do not come.

    NaN where a number it rests on is unknown, such as a trend of less than a year. People are not
    rounded.
    """
    known = [one for one in history if one.day <= now]
    if not known:
        return dict.fromkeys(SCENARIOS, NOBODY_KNOWS)
    base = known[-1]
    years = max(0.0, (due - base.day).days / _DAYS_OF_YEAR)
    total = yearly_factor([(one.day, one.population_total) for one in known])
    children = yearly_factor([(one.day, one.children_under_3) for one in known])
    births = yearly_factor([(one.day, one.children_age_0) for one in known])
    births = births if math.isnan(births) else min(1.0, births)
    ages = (base.children_age_0, base.children_age_1, base.children_age_2)
    return {
        UNCHANGED: People(base.population_total, base.children_under_3),
        TREND: People(
            base.population_total * total**years, base.children_under_3 * children**years
        ),
        FEWER_BIRTHS: People(
            base.population_total - missing_births(ages[0], births, years),
            children_to_come(ages, births, years),
        ),
    }


def yearly_factor(series: Sequence[tuple[date, float]]) -> float:
    """Return by which factor a series, in order of time, changed a year in its last three years.

    The earliest figure of those three years counts, without one the latest before them; NaN where
    there is none a year before the last.
    """
    known = [(day, value) for day, value in series if not math.isnan(value)]
    if not known:
        return math.nan
    last, now = known[-1]
    earlier = [(day, value) for day, value in known if (last - day).days >= _LEAST]
    recent = [(day, value) for day, value in earlier if (last - day).days <= _FARTHEST]
    if not earlier:
        return math.nan
    first, then = recent[0] if recent else earlier[-1]
    return (now / then) ** (_DAYS_OF_YEAR / (last - first).days) if then > 0 else math.nan


def children_to_come(ages: Sequence[float], factor: float, years: float) -> float:
    """Return the children under 3 in some years, if births change by a factor a year.

    ``ages`` are the children aged 0, 1 and 2 now: who is 0 now is 2 in two years. Between two
    whole years the way is straight. Nobody dies or moves in this reckoning.
    """

    def born(year: int) -> float:
        return ages[-year] if year <= 0 else ages[0] * factor**year

    return _between(lambda year: born(year) + born(year - 1) + born(year - 2), years)


def missing_births(births: float, factor: float, years: float) -> float:
    """Return how many births do not come in some years, if births change by a factor a year.

    Held against as many births a year as now: ``sum of births * (1 - factor ** year)``.
    """
    return _between(
        lambda year: sum(births * (1 - factor**one) for one in range(1, year + 1)), years
    )


def _between(after: Callable[[int], float], years: float) -> float:
    """Return the value after some years, straight between the whole ones."""
    whole = math.floor(years)
    rest = years - whole
    return after(whole) if rest == 0 else (1 - rest) * after(whole) + rest * after(whole + 1)
