"""One institution (机构卡片): its history, titles, fee among others, and care staff."""

from dataclasses import dataclass

import pandas as pd

from childcare.catalog.staffing import CLASSES, MIXED, STAFFING
from childcare.measures.staffing import (
    UNKNOWN,
    needed_for,
    needed_when_full,
    staffing_state,
)
from childcare.store import Connection, run

# With fewer other fees a spread says nothing.
FEWEST_FEES = 5


def institution_history(connection: Connection, *, institution_id: str) -> pd.DataFrame:
    """Return an institution in every register that lists it, month by month; counts are floats."""
    frame = run(connection, "institution_history", institution_id=institution_id)
    counts = ["slots", "inclusive_slots", "children_enrolled", "monthly_fee", "care_staff"]
    return frame.astype(dict.fromkeys(counts, "float64")).assign(
        as_of=pd.to_datetime(frame["as_of"])
    )


def designations(connection: Connection, *, institution_id: str) -> pd.DataFrame:
    """Return the titles (称号) of an institution, the earliest first."""
    frame = run(connection, "designations", institution_id=institution_id)
    return frame.assign(granted_on=pd.to_datetime(frame["granted_on"]))


def kindergarten_classes(connection: Connection, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return the kindergartens with a toddler class in the last snapshot up to a month."""
    return run(connection, "kindergarten_classes", as_of=as_of.date())


def on_every_month(history: pd.DataFrame, months: list[pd.Timestamp]) -> pd.DataFrame:
    """Return a history with a row for every month from the first on, empty where not listed.

    What is not listed or not open has no slots to draw: its numbers are unknown, not 0.
    """
    wanted = sorted(month for month in months if month >= history["as_of"].min())
    frame = history.set_index("as_of").reindex(pd.DatetimeIndex(wanted, name="as_of"))
    is_open = frame["is_open"].astype("boolean").fillna(False).astype(bool)
    numbers = ["slots", "inclusive_slots", "children_enrolled"]
    return frame.assign(**{name: frame[name].where(is_open) for name in numbers}).reset_index()


@dataclass(frozen=True)
class FeeStanding:
    """Where the fee of one institution stands among those open in its county.

    Attributes:
        frame: ``institution_id``, ``institution_name``, ``is_inclusive`` and ``monthly_fee`` of all
            that gave one, itself included.
        fee: its own, NaN where not given.
        median: of all of them.
        cheaper: how many of the others ask for less.
        others: how many others gave a fee.
    """

    frame: pd.DataFrame
    fee: float
    median: float
    cheaper: int
    others: int

    @property
    def has_spread(self) -> bool:
        """Say whether there are enough others to stand among."""
        return self.others >= FEWEST_FEES


def fee_standing(register: pd.DataFrame, institution_id: str) -> FeeStanding:
    """Return how the fee of an institution stands among those open in its county."""
    county = register["parent_code"].loc[institution_id]
    is_peer = (register["parent_code"] == county) & (
        (register["register_state"] == "open") | (register.index == institution_id)
    )
    frame = register.loc[is_peer, ["institution_id", "institution_name", "is_inclusive"]].assign(
        monthly_fee=register.loc[is_peer, "monthly_fee"]
    )
    frame = frame.dropna(subset=["monthly_fee"])
    others = frame["monthly_fee"].drop(institution_id, errors="ignore")
    fee = float(register["monthly_fee"].loc[institution_id])
    return FeeStanding(
        frame, fee, float(frame["monthly_fee"].median()), int((others < fee).sum()), len(others)
    )


@dataclass(frozen=True)
class Staffing:
    """The care staff (保育人员) of an institution against the standard.

    Attributes:
        state: one of the states of ``childcare.measures.staffing``.
        care_staff: how many there are, NaN where not given.
        children: enrolled now, NaN where not given.
        classes: slots of each kind of class that it has.
        when_full: least and most care workers needed with every slot taken.
        for_present: least and most for the children enrolled, whose classes nobody recorded.
    """

    state: str
    care_staff: float
    children: float
    classes: dict[str, int]
    when_full: tuple[int, int] = (0, 0)
    for_present: tuple[int, int] | None = None


def staffing(institution: pd.Series) -> Staffing:
    """Return the care staff of a row of the register against the standard.

    Nothing is said where the care staff was not given, or where the classes that were given do
    not add up to the slots. Where they do, a class left empty has none.
    """
    given = institution[[*CLASSES, MIXED]].astype("float64")
    care_staff = float(institution["care_staff"])
    children = float(institution["children_enrolled"])
    is_whole = given.sum() == institution["slots"] and given.sum() > 0
    classes = {str(name): int(size) for name, size in given.items() if size > 0} if is_whole else {}
    if not classes or care_staff != care_staff:
        return Staffing(UNKNOWN, care_staff, children, classes)
    loosest, strictest = STAFFING.loosest, STAFFING.strictest
    when_full = needed_when_full(classes, loosest), needed_when_full(classes, strictest)
    for_present = None
    if children == children:
        for_present = (
            needed_for(int(children), classes, loosest, most=False),
            needed_for(int(children), classes, strictest, most=True),
        )
    state = staffing_state(int(care_staff), when_full, for_present)
    return Staffing(state, care_staff, children, classes, when_full, for_present)
