"""People at a date to come (未来人口), of one area or of every area of a level."""

import pandas as pd

from childcare.analyses.areas import area_tree
from childcare.measures.population import People, Statistic, scenarios
from childcare.store import Connection, run


def population_of_parts(
    connection: Connection, *, level: str, within: str, month: pd.Timestamp, due: pd.Timestamp
) -> pd.DataFrame:
    """Return people at the end of ``due`` in three scenarios, seen from the end of ``month``.

    Indexed by area code and scenario, with ``population_total`` and ``children_under_3`` in whole
    people, NaN where nobody knows; ``childcare.measures.population.scenarios`` tells how they are
    reckoned. Each area goes its own way: in the scenarios of change the parts need not add up to
    the whole.
    """
    frame = run(connection, "children_by_age", level=level, within=within)
    days = pd.to_datetime(frame["stat_date"]).dt.date
    figures = frame[list(Statistic._fields[1:])].astype("float64")
    history: dict[str, list[Statistic]] = {}
    for code, day, row in zip(frame["area_code"], days, figures.to_numpy(), strict=True):
        history.setdefault(code, []).append(Statistic(day, *row.tolist()))
    now, then = ((date + pd.offsets.MonthEnd(0)).date() for date in (month, due))
    rows = {
        (code, scenario): people
        for code in area_tree(connection).at_level(level, within).index
        for scenario, people in scenarios(history.get(code, []), now, then).items()
    }
    index = pd.MultiIndex.from_tuples(rows, names=["area_code", "scenario"])
    return pd.DataFrame(rows.values(), index=index, columns=list(People._fields)).round()


def population_scenarios(
    connection: Connection, *, area: str, month: pd.Timestamp, due: pd.Timestamp
) -> pd.DataFrame:
    """Return the people of one area at the end of ``due``, one row a scenario.

    Columns ``population_total`` and ``children_under_3``, NaN where nobody knows.
    """
    level = area_tree(connection).level(area)
    parts = population_of_parts(connection, level=level, within=area, month=month, due=due)
    return parts.loc[[area]].droplevel("area_code")
