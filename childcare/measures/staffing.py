"""Care staff against a standard of children to one care worker (保育人员配备)."""

import math
from collections.abc import Mapping
from fractions import Fraction

# How it stands with the care staff of an institution.
ENOUGH_WHEN_FULL = "enough_when_full"
ENOUGH_NOW = "enough_now"  # for the children there are, not for all its slots
SHORT = "short"  # even for the children there are
UNCLEAR = "unclear"  # it depends on which classes the children are in
UNKNOWN = "unknown"  # class slots or care staff were not given
STATES = (ENOUGH_WHEN_FULL, ENOUGH_NOW, SHORT, UNCLEAR, UNKNOWN)


def needed_when_full(slots: Mapping[str, int], children_to_one: Mapping[str, int]) -> int:
    """Return the least whole care workers for every slot of every class taken.

    ``slots`` by class, ``children_to_one`` the most children to one care worker in each. Divided
    exactly and rounded up once: a part of a worker in one class may be made up in another, so
    that no reading of the standard asks for fewer.
    """
    return math.ceil(sum(Fraction(size, children_to_one[name]) for name, size in slots.items()))


def needed_for(
    children: int, slots: Mapping[str, int], children_to_one: Mapping[str, int], *, most: bool
) -> int:
    """Return the care workers that some children need, whose classes are not known.

    The least that they can need, or with ``most`` the most: the classes fill up from the one of
    most children to one worker on, or from the one of fewest. Children beyond all slots are
    counted as if in the first of them, since nothing says where they sit.
    """
    held = {name: size for name, size in slots.items() if size > 0}
    if not held:
        return 0
    order = sorted(held, key=lambda name: children_to_one[name], reverse=not most)
    need, waiting = Fraction(0), children
    for name in order:
        taken = min(waiting, held[name])
        need += Fraction(taken, children_to_one[name])
        waiting -= taken
    return math.ceil(need + Fraction(waiting, children_to_one[order[0]]))


def staffing_state(
    care_staff: int,
    when_full: tuple[int, int],
    for_present: tuple[int, int] | None,
) -> str:
    """Return one of ``STATES`` from the least and the most care workers that are needed.

    ``for_present`` is of the children enrolled now, None where their number is unknown.
    """
    if care_staff >= when_full[1]:
        return ENOUGH_WHEN_FULL
    if for_present is None:
        return UNCLEAR
    if care_staff >= for_present[1]:
        return ENOUGH_NOW
    return SHORT if care_staff < for_present[0] else UNCLEAR
