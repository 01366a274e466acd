"""Numbers as people read them (数的写法)."""

from childcare.catalog.labels import label, language

WAN = 10_000


def compact(number: float) -> str:
    """Return a count in few characters: 3.4 in units of ten thousand (万), or 34k."""
    if number != number:
        return label("number.none")
    if language() == "zh":
        return (
            label("number.wan", number=f"{number / WAN:.1f}") if number >= WAN else f"{number:,.0f}"
        )
    return f"{number / 1000:.0f}k" if number >= WAN else f"{number:,.0f}"


def whole(number: float) -> str:
    """Return a count with thousands apart; a dash where it is unknown."""
    return label("number.none") if number != number else f"{number:,.0f}"


def signed(number: float, decimals: int) -> str:
    """Return a change with its sign; a dash where it is unknown."""
    return label("number.none") if number != number else f"{number:+,.{decimals}f}"
