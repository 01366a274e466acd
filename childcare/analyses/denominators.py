"""What people do to a rate (分母的作用): two denominators rank differently, and both move."""

import pandas as pd

from childcare.catalog import INDICATORS, Indicator
from childcare.measures.decomposition import effects
from childcare.measures.ratio import evaluate, rank

OFFICIAL, NEED = "slots_per_1000_population", "slots_per_100_under_3"


def rank_disagreement(now: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Return how differently people and children rank the areas, one row an area.

    Adds to the columns of the area tree ``official`` and ``need`` (the two rates), their ranks
    ``official_rank`` and ``need_rank`` among the areas that have both, and ``places``: official
    less need. Below 0 the official rate flatters the area; above, children have more than it
    says. Areas without either rate have no rank.
    """
    official = evaluate(now, INDICATORS[OFFICIAL])
    need = evaluate(now, INDICATORS[NEED])
    both = official["value"].notna() & need["value"].notna()
    result = areas.assign(
        official=official["value"],
        need=need["value"],
        population_total=now["population_total"].astype("float64"),
        children_under_3=now["children_under_3"].astype("float64"),
    )
    result["official_rank"] = rank(official["value"].where(both), INDICATORS[OFFICIAL])
    result["need_rank"] = rank(need["value"].where(both), INDICATORS[NEED])
    result["places"] = result["official_rank"] - result["need_rank"]
    return result


def rate_changes(
    now: pd.DataFrame, before: pd.DataFrame, areas: pd.DataFrame, indicator: Indicator
) -> pd.DataFrame:
    """Return why a rate changed in each of ``areas``: by slots, and by people.

    The columns of the area tree with those of ``measures.decomposition.effects``; the two effects
    add up to the change without rest.
    """
    first, last = (
        pd.DataFrame(
            {"numerator": one[indicator.numerator], "denominator": one[indicator.denominator]}
        ).reindex(areas.index)
        for one in (before, now)
    )
    return areas.join(effects(first, last, indicator.scale))
