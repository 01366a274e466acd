"""What changed in the register between two months (增减变化): opened, closed, more, fewer."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

OPENED, CLOSED, MORE, FEWER = "opened", "closed", "more_slots", "fewer_slots"
NOW_INCLUSIVE, NOT_INCLUSIVE_NOW = "became_inclusive", "no_longer_inclusive"
UNKNOWN = "slots_unknown"  # open in both months, with slots not given in one of them
KINDS = (OPENED, CLOSED, MORE, FEWER, NOW_INCLUSIVE, NOT_INCLUSIVE_NOW, UNKNOWN)


@dataclass(frozen=True)
class RegisterChanges:
    """What changed between two registers, and where that cannot be told.

    Attributes:
        frame: A row for each institution that changed, as in the later register (a closed one as
            in the earlier), with ``change_kind``, ``slots_before``, ``slots_after`` and
            ``slots_change``; an institution that was not open had 0 slots.
        unreported: Codes of the counties that handed in a register in one of the months only.
    """

    frame: pd.DataFrame
    unreported: list[str]

    def sums(self) -> pd.DataFrame:
        """Return institutions and the change of slots for each kind that occurs."""
        grouped = self.frame.groupby("change_kind", sort=False)["slots_change"]
        found = pd.DataFrame({"institutions": grouped.size(), "slots_change": grouped.sum()})
        return found.reindex([kind for kind in KINDS if kind in found.index])


def register_changes(before: pd.DataFrame, after: pd.DataFrame) -> RegisterChanges:
    """Return what changed from one register to a later one; both as ``register`` returns them.

    A county that handed in nothing in one of the months has neither opened nor closed anything:
    its institutions are left out. One that moved to another county has not closed.
    """
    reported = set(before["parent_code"]) & set(after["parent_code"])
    unreported = (set(before["parent_code"]) | set(after["parent_code"])) - reported
    was, is_now = _open(before), _open(after)
    rows = pd.concat([is_now, was[~was.index.isin(is_now.index)]])
    pair = pd.DataFrame(
        {
            "was_open": rows.index.isin(was.index),
            "is_open": rows.index.isin(is_now.index),
            "before": was["slots"].reindex(rows.index),
            "after": is_now["slots"].reindex(rows.index),
            "was_inclusive": was["is_inclusive"].reindex(rows.index),
            "inclusive": is_now["is_inclusive"].reindex(rows.index),
        },
        index=rows.index,
    )
    # Open in both months is known wherever it lies; only coming and going needs both registers.
    in_both = pair["was_open"] & pair["is_open"]
    kinds = _kinds(pair).where(in_both | rows["parent_code"].isin(reported), "")
    changed = rows.assign(
        change_kind=kinds,
        slots_before=pair["before"].where(pair["was_open"], 0.0),
        slots_after=pair["after"].where(pair["is_open"], 0.0),
    )
    changed = changed.assign(slots_change=changed["slots_after"] - changed["slots_before"])
    changed = changed[changed["change_kind"] != ""]
    return RegisterChanges(_largest_first(changed), sorted(unreported))


def _open(frame: pd.DataFrame) -> pd.DataFrame:
    return frame[frame["register_state"] == "open"]


def _kinds(pair: pd.DataFrame) -> pd.Series:
    """Return what happened to each institution, an empty text where nothing did."""
    before, after = pair["before"], pair["after"]
    no, yes = (pair["inclusive"] == False, pair["inclusive"] == True)  # noqa: E712
    did, did_not = (pair["was_inclusive"] == True, pair["was_inclusive"] == False)  # noqa: E712
    gained, lost = (did_not & yes).fillna(False), (did & no).fillna(False)
    conditions = [
        ~pair["was_open"],
        ~pair["is_open"],
        after > before,
        after < before,
        before.isna() != after.isna(),
        gained.astype(bool),
        lost.astype(bool),
    ]
    kinds = [OPENED, CLOSED, MORE, FEWER, UNKNOWN, NOW_INCLUSIVE, NOT_INCLUSIVE_NOW]
    return pd.Series(np.select(conditions, kinds, ""), index=pair.index, dtype=object)


def _largest_first(frame: pd.DataFrame) -> pd.DataFrame:
    order = pd.Categorical(frame["change_kind"], categories=KINDS, ordered=True)
    keyed = frame.assign(_kind=order.codes, _size=-frame["slots_change"].abs())
    return keyed.sort_values(["_kind", "_size", "institution_id"]).drop(columns=["_kind", "_size"])
