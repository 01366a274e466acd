"""Supply against use (供给与使用): where to build, to improve, to convert, or to leave alone."""

from dataclasses import dataclass

import pandas as pd

from childcare.analyses.denominators import NEED, OFFICIAL
from childcare.catalog import INDICATORS, Indicator, label
from childcare.measures.quadrants import (
    BUILD,
    CONVERT,
    IMPROVE,
    NO_SLOTS,
    STABLE,
    UNKNOWN,
    quadrants,
)
from childcare.measures.ratio import evaluate

USE = "utilisation_rate"


@dataclass(frozen=True)
class SupplyAndUse:
    """Areas by their supply and its use.

    Attributes:
        areas: the area tree's columns with ``supply``, ``use``, ``slots``, ``people`` and
            ``action`` (one of ``measures.quadrants.ACTIONS``).
        indicator: what supply is measured by.
        supply_reference: of the reference area, NaN where it is unknown.
        use_reference: the same for use.
    """

    areas: pd.DataFrame
    indicator: Indicator
    supply_reference: float
    use_reference: float


def supply_and_use(
    now: pd.DataFrame, whole: pd.DataFrame, areas: pd.DataFrame, base: str
) -> SupplyAndUse:
    """Return every area with its quadrant, against the mean of the whole city.

    ``whole`` holds the counts of the topmost area, one row. Where it does not know its own mean,
    because a part is unknown, the known areas shown are added up instead.
    """
    indicator = INDICATORS[OFFICIAL if base == "population_total" else NEED]
    supply, use = evaluate(now, indicator), evaluate(now, INDICATORS[USE])
    references = [
        _mean(whole, now, indicator),
        _mean(whole, now, INDICATORS[USE]),
    ]
    frame = areas.assign(
        supply=supply["value"],
        use=use["value"],
        slots=now["slots"].astype("float64"),
        people=supply["denominator"],
        action=quadrants(supply["value"], use["value"], *references),
    )
    return SupplyAndUse(frame, indicator, *references)


def _mean(whole: pd.DataFrame, now: pd.DataFrame, indicator: Indicator) -> float:
    """Return the mean of the whole, or of the known parts; NaN where nothing is known."""
    own = evaluate(whole, indicator)["value"]
    if len(own) == 1 and own.notna().all():
        return float(own.iloc[0])
    known = now[[indicator.numerator, indicator.denominator]].astype("float64").dropna()
    sums = known.sum()
    if not sums[indicator.denominator] > 0:
        return float("nan")
    return float(indicator.scale * sums[indicator.numerator] / sums[indicator.denominator])


def action_names() -> dict[str, str]:
    """Return what is to be done where."""
    return {
        BUILD: label("balance.build"),
        IMPROVE: label("balance.improve"),
        CONVERT: label("balance.convert"),
        STABLE: label("balance.stable"),
        NO_SLOTS: label("balance.no_slots"),
        UNKNOWN: label("state.missing"),
    }


def quadrant_names() -> dict[str, tuple[str, str]]:
    """Return what is to be done in each quadrant, and the state that asks for it."""
    means = {
        BUILD: label("balance.build_means"),
        IMPROVE: label("balance.improve_means"),
        CONVERT: label("balance.convert_means"),
        STABLE: label("balance.stable_means"),
    }
    names = action_names()
    return {action: (names[action], text) for action, text in means.items()}
