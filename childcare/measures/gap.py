"""What is missing to a target, area by area and altogether (缺口), in whole units."""

import pandas as pd

from childcare.measures.targets import units_missing, units_wanted


def gaps(counts: pd.DataFrame, comparator: str, scale: float, wanted: float) -> pd.DataFrame:
    """Return ``needed``, ``shortfall`` and ``surplus`` of each row, in whole units.

    ``counts`` has ``numerator`` and ``denominator`` of a ratio of which more is better. An area
    needs the least whole number of units that satisfies the target by itself. Nullable integers:
    a row with an unknown count is unknown; without anything to divide by nothing is needed.

    Raises:
        ValueError: the comparator is none of ``>=``, ``>``.
    """
    if comparator not in (">=", ">"):
        raise ValueError(f"a gap needs the comparator >= or >, not {comparator!r}")
    known = counts.dropna(subset=["numerator", "denominator"])
    pairs = zip(known["numerator"], known["denominator"], strict=True)
    rows = [_of_area(comparator, float(have), float(under), scale, wanted) for have, under in pairs]
    columns = ["needed", "shortfall", "surplus"]
    frame = pd.DataFrame(rows, index=known.index, columns=columns, dtype="Int64")
    return frame.reindex(counts.index)


def _of_area(
    comparator: str, have: float, under: float, scale: float, wanted: float
) -> tuple[int, int, int]:
    """Return the units needed, missing and to spare of one area."""
    if under == 0:
        return 0, 0, int(have)
    needed = units_wanted(comparator, under, scale, wanted)
    missing = units_missing(comparator, have, under, scale, wanted)
    return needed, missing, max(0, int(have) - needed)
