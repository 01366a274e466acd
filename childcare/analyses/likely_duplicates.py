"""Entries of a register that are likely one institution (疑似重复), each pair with why.

Nobody is left out of a count by this: a person looks at the pairs and corrects the register.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from itertools import combinations
from typing import Any

import pandas as pd

from childcare.catalog.likeness import ALIKE, PLACES
from childcare.measures.likeness import core_name, is_one_slip, metres_between, plain_name, slips

# Why two entries may be one, the strongest reason first.
SAME_NAME = "same_name"  # in one county
NEAR_NAME = "near_name"  # in one township, near by or of the same kind
SAME_POINT = "same_point"
KINDERGARTEN = "kindergarten"  # a kindergarten of that name has a toddler class, and no link to it
REASONS = (SAME_NAME, NEAR_NAME, SAME_POINT, KINDERGARTEN)

_OF_FIRST = [
    "institution_id",
    "institution_name",
    "area_code",
    "area_name",
    "parent_name",
    "slots",
]
_OF_PAIR = [*_OF_FIRST, "other_id", "other_name", "other_slots", "reasons", "metres"]

Pair = tuple[str, str]
Entry = dict[str, Any]


def likely_duplicates(register: pd.DataFrame, kindergartens: pd.DataFrame) -> pd.DataFrame:
    """Return pairs of open institutions that are likely one, the surest first.

    ``register`` is that of one month, ``kindergartens`` those with a toddler class. ``reasons``
    joins some of ``REASONS`` by commas, ``metres`` is NaN where a place is not known.
    """
    shown = register[register["register_state"] == "open"]
    entries = {str(row["institution_id"]): _entry(row) for row in shown.to_dict("records")}
    reasons: dict[Pair, list[str]] = defaultdict(list)
    for pair in _same(entries, "plain", "parent_code"):
        reasons[pair].append(SAME_NAME)
    for pair in _near_names(entries):
        if SAME_NAME not in reasons[pair]:
            reasons[pair].append(NEAR_NAME)
    for pair in _same_points(entries):
        reasons[pair].append(SAME_POINT)
    rows = [_row(entries, pair, found) for pair, found in reasons.items() if found]
    rows += _unlinked(entries, kindergartens)
    frame = pd.DataFrame(rows, columns=_OF_PAIR)
    strengths = pd.Series(_strengths(frame), index=frame.index, dtype=object)
    frame = frame.assign(_strength=strengths)
    ordered = frame.sort_values(["_strength", "metres", "institution_id"])
    return ordered.drop(columns="_strength").reset_index(drop=True)


def _entry(row: dict[Hashable, Any]) -> Entry:
    name = str(row["institution_name"])
    known = {str(column): value for column, value in row.items()}
    return known | {"plain": plain_name(name), "core": core_name(name, ALIKE.generic)}


def _groups(entries: dict[str, Entry], *columns: str) -> Iterable[list[str]]:
    """Give the ids of the entries that share some values, none of them empty."""
    groups: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for key, entry in entries.items():
        values = tuple(entry[column] for column in columns)
        if all(value and value == value for value in values):
            groups[values].append(key)
    return (group for group in groups.values() if len(group) > 1)


def _same(entries: dict[str, Entry], *columns: str) -> Iterable[Pair]:
    for group in _groups(entries, *columns):
        yield from combinations(sorted(group), 2)


def _near_names(entries: dict[str, Entry]) -> set[Pair]:
    """Return the pairs of one township whose names are alike, and that are near or of a kind."""
    found = set(_same(entries, "core", "area_code"))
    by_slip: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, entry in entries.items():
        core = str(entry["core"])
        if len(core) >= ALIKE.shortest_with_slip:
            for slip in slips(core):
                by_slip[str(entry["area_code"]), slip].append(key)
    for group in by_slip.values():
        for one, other in combinations(sorted(group), 2):
            cores = str(entries[one]["core"]), str(entries[other]["core"])
            if is_one_slip(*cores, ALIKE.telling):
                found.add((one, other))
    return {pair for pair in found if _is_near_or_of_a_kind(entries, pair)}


def _is_near_or_of_a_kind(entries: dict[str, Entry], pair: Pair) -> bool:
    one, other = (entries[key] for key in pair)
    if one["provider_type"] == other["provider_type"]:
        return True
    return _metres(one, other) <= PLACES.near


def _same_points(entries: dict[str, Entry]) -> Iterable[Pair]:
    """Give the pairs at one point, but not where a crowd is put at the centre of a street."""
    for group in _groups(entries, "longitude", "latitude"):
        if len(group) <= PLACES.most_at_one_point:
            yield from combinations(sorted(group), 2)


def _metres(one: Entry, other: Entry) -> float:
    places = [(float(e["longitude"]), float(e["latitude"])) for e in (one, other)]
    return metres_between(*places)


def _row(entries: dict[str, Entry], pair: Pair, reasons: list[str]) -> Entry:
    one, other = (entries[key] for key in pair)
    return _place(one) | {
        "other_id": pair[1],
        "other_name": other["institution_name"],
        "reasons": ",".join(reasons),
        "metres": _metres(one, other),
        "other_slots": other["slots"],
    }


def _place(entry: Entry) -> Entry:
    """Return what a pair tells of its first institution."""
    return {name: entry[name] for name in _OF_FIRST}


def _unlinked(entries: dict[str, Entry], kindergartens: pd.DataFrame) -> list[Entry]:
    """Return institutions named like a kindergarten whose toddler class nobody in the register has.

    One that somebody has is compared by the name and place of that entry.
    """
    linked = {entry["kindergarten_id"] for entry in entries.values()}
    by_name = {
        (row["area_code"], core): row
        for row in kindergartens.to_dict("records")
        if row["kindergarten_id"] not in linked
        and (core := core_name(str(row["kindergarten_name"]), ALIKE.generic))
    }
    rows = []
    for entry in entries.values():
        row = by_name.get((entry["area_code"], str(entry["core"])))
        if row is not None:
            rows.append(
                _place(entry)
                | {
                    "other_id": row["kindergarten_id"],
                    "other_name": row["kindergarten_name"],
                    "reasons": KINDERGARTEN,
                    "metres": float("nan"),
                    "other_slots": row["toddler_slots"],
                }
            )
    return rows


def _strengths(frame: pd.DataFrame) -> list[tuple[int, bool, int]]:
    """Return by what pairs are sorted: more reasons, near by, the stronger reason."""
    found = [reasons.split(",") for reasons in frame["reasons"]]
    far = ~(frame["metres"] <= PLACES.near)
    return [
        (-len(reasons), bool(is_far), REASONS.index(reasons[0]))
        for reasons, is_far in zip(found, far, strict=True)
    ]
