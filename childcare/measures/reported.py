"""What a published figure implies (反推): the denominator behind a rounded ratio."""

import math
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


def printed_bounds(value: float) -> tuple[Fraction, Fraction]:
    """Return between which numbers one lies that was printed as ``value``.

    Half of its last printed decimal to either side: 3.5 stands for 3.45 to 3.55. How many decimals
    were printed is read from the number itself, so that 3.50 is taken for 3.5.
    """
    written = Decimal(repr(float(value))).normalize()
    exponent = written.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    half = Fraction(1, 2 * 10**decimals)
    return Fraction(written) - half, Fraction(written) + half


def implied_denominator(numerator: float, value: float, scale: float) -> tuple[float, float] | None:
    """Return the least and the largest denominator that give a published ratio.

    ``denominator = scale * numerator / value``, for every value that is printed as this one:
    17,947 slots at "3.5 per 1,000 people" imply 5.055 to 5.202 million people. None where the
    ratio may have been zero or nothing is counted.
    """
    low, high = printed_bounds(value)
    if low <= 0 or not numerator > 0 or math.isinf(numerator):
        return None
    counted = Fraction(scale) * Fraction(Decimal(repr(float(numerator))))
    return float(counted / high), float(counted / low)


def differs_when_printed(computed: float, reported: float) -> bool:
    """Say whether a computed value, rounded as the reported one was printed, is another number."""
    if math.isnan(computed) or math.isnan(reported):
        return False
    written = Decimal(repr(float(reported))).normalize()
    exponent = written.as_tuple().exponent
    places = Decimal(1).scaleb(min(0, exponent if isinstance(exponent, int) else 0))
    rounded = Decimal(repr(float(computed))).quantize(places, rounding=ROUND_HALF_UP)
    return rounded != written.quantize(places)
