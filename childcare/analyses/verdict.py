"""Whether a value holds against a target, and what is missing (是否达标、还差多少)."""

from childcare.analyses.assessment import Assessment, Reading
from childcare.catalog import COLUMNS
from childcare.catalog.target import Target
from childcare.measures.targets import exact, exact_ratio, is_satisfied, units_missing


def holds(target: Target, reading: Reading, wanted: float, scale: float) -> bool:
    """Say whether a reading satisfies a target, on the unrounded numbers."""
    if reading.denominator == reading.denominator and reading.denominator:
        value = exact_ratio(reading.numerator, reading.denominator, scale)
    else:
        value = exact(reading.value)
    upper = None if target.upper is None else exact(target.upper)
    return is_satisfied(target.comparator, value, exact(wanted), upper)


def shortfall(target: Target, reading: Reading, wanted: float) -> tuple[float, str]:
    """Return what is missing and its unit: whole units where they were counted.

    A reported share, or a value that should be low, lacks the difference in its own unit.
    """
    indicator = target.measured
    if target.comparator == "<=":
        return max(0.0, float(exact(reading.value) - exact(wanted))), indicator.unit
    if indicator.is_ratio and reading.denominator == reading.denominator:
        missing = units_missing(
            target.comparator, reading.numerator, reading.denominator, indicator.scale, wanted
        )
        return float(missing), COLUMNS[indicator.numerator].unit
    if indicator.is_ratio or indicator.unit == "percent":
        return max(0.0, float(exact(wanted) - exact(reading.value))), indicator.unit
    return float(units_missing(target.comparator, reading.value, 1, 1, wanted)), indicator.unit


def unusable(reading: Reading | None, result: Assessment) -> str:
    """Return why a value cannot be judged, or nothing."""
    if reading is not None and reading.state == "inapplicable":
        return "not_here"
    if reading is None or reading.value != reading.value:
        return "no_value"
    return "over_limit" if reading.value > result.indicator.limit else ""
