"""Childcare deserts (托育荒漠): more than three children for a slot; now, entered and left."""

import pandas as pd

from childcare.catalog import REFERENCES, label
from childcare.measures.quadrants import (
    ENTERED,
    LEFT,
    NEVER,
    PERSISTENT,
    UNKNOWN,
    desert_changes,
    deserts,
)

# A desert now, but nothing is known of the month before.
NEWLY_SEEN = "newly_seen"


def most_children() -> float:
    """Return how many children to a slot are no desert yet."""
    return REFERENCES["children_per_slot"].value


def desert_frame(now: pd.DataFrame, before: pd.DataFrame | None) -> pd.DataFrame:
    """Return one row for each area of ``now``: ``is_desert`` and ``kind``.

    ``now`` and ``before`` are counts by area; ``kind`` is one of the changes of
    ``measures.quadrants``. Without a month before, a desert counts as ``newly_seen`` and the
    rest as never one.
    """
    is_desert = deserts(now["slots"], now["children_under_3"], most_children())
    if before is None:
        then = pd.Series(pd.NA, index=now.index, dtype="boolean")
    else:
        then = deserts(before["slots"], before["children_under_3"], most_children())
    kinds = desert_changes(then, is_desert)
    known_now_only = then.reindex(now.index).isna() & is_desert.notna()
    kinds = kinds.mask(known_now_only & is_desert.fillna(False).astype(bool), NEWLY_SEEN)
    kinds = kinds.mask(known_now_only & ~is_desert.fillna(True).astype(bool), NEVER)
    return pd.DataFrame({"is_desert": is_desert, "kind": kinds})


def desert_names() -> dict[str, str]:
    """Return what the kinds are called, the worst first."""
    return {
        PERSISTENT: label("balance.persistent"),
        ENTERED: label("balance.entered"),
        NEWLY_SEEN: label("balance.newly_seen"),
        LEFT: label("balance.left"),
        NEVER: label("balance.never"),
        UNKNOWN: label("state.missing"),
    }
