"""Every indicator in words (口径): definition, formula, parts, unit, reference value, source."""

import pandas as pd

from childcare.catalog import COLUMNS, INDICATORS, REFERENCES, UNITS, Indicator, label, spoken


def definitions_table() -> pd.DataFrame:
    """Return every indicator with its definition, formula, parts, unit and source."""
    rows = [
        {
            label("table.indicator"): spoken(indicator),
            label("table.definition"): spoken(indicator, "definition"),
            label("table.formula"): formula_text(indicator),
            label("table.numerator"): column_text(indicator.numerator),
            label("table.denominator"): column_text(indicator.denominator),
            label("table.unit"): spoken(UNITS[indicator.unit]),
            label("table.reference"): reference_text(indicator),
            label("table.source"): spoken(indicator, "source"),
        }
        for indicator in INDICATORS.values()
    ]
    return pd.DataFrame(rows)


def formula_text(indicator: Indicator) -> str:
    """Return the formula, or that no register counts the indicator."""
    return indicator.formula() if indicator.is_counted else label("definitions.reported")


def column_text(name: str) -> str:
    """Return what a counted column is called; a dash for none."""
    return spoken(COLUMNS[name]) if name else label("number.none")


def reference_text(indicator: Indicator) -> str:
    """Return the reference value with the document it comes from; empty for none."""
    if indicator.name not in REFERENCES:
        return ""
    reference = REFERENCES[indicator.name]
    value = indicator.format(reference.value, with_unit=True)
    return label("definitions.reference", value=value, source=spoken(reference, "source"))
