"""Ratios as live formulas (活公式): the rule of ``measures.ratio.evaluate`` in a spreadsheet."""

from childcare.catalog import Indicator, label
from childcare.charts.hover import value_text
from childcare.measures.ratio import ZERO


def ratio_formula(indicator: Indicator, numerator: str, denominator: str) -> str:
    """Return the formula of a ratio of two cells; where it has no value, it says why.

    Args:
        indicator: a ratio or a task.
        numerator: address of the cell with the numerator, such as ``D5``.
        denominator: address of the cell with the denominator.
    """
    empty = label("state.inapplicable")
    if indicator.empty_denominator == ZERO:
        empty = label("state.zero")
    ratio = f"{_plain(indicator.scale)}*{numerator}/{denominator}"
    if indicator.smallest_denominator:
        least = _plain(indicator.smallest_denominator)
        ratio = f'IF({denominator}<{least},"{label("state.small")}",{ratio})'
    nothing = f'"{label("state.inapplicable")}"'
    if empty != label("state.inapplicable"):
        nothing = f'IF({numerator}=0,{nothing},"{empty}")'
    counted = f"IF({denominator}=0,{nothing},{ratio})"
    return f'=IF(COUNT({numerator},{denominator})<2,"{label("state.missing")}",{counted})'


def shown(indicator: Indicator, value: float, state: str) -> float | str:
    """Return what such a formula gives now."""
    return float(value) if value == value else value_text(state, value, indicator)


def difference_formula(now: str, before: str) -> str:
    """Return the formula of a change between two cells, empty unless both hold numbers."""
    return f'=IF(COUNT({now},{before})<2,"",{now}-{before})'


def share_formula(value: str, wanted: str, *, lower_is_better: bool) -> str:
    """Return the formula of how far a value reaches, in percent of what is wanted."""
    over, under = (wanted, value) if lower_is_better else (value, wanted)
    return f'=IF(COUNT({value},{wanted})<2,"",IF({under}=0,"",100*{over}/{under}))'


def _plain(number: float) -> str:
    return f"{number:.0f}" if number % 1 == 0 else repr(number)
