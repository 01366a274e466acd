"""The monthly register (机构台账): the state of every institution in one month."""

import numpy as np
import pandas as pd

from childcare.demo import months
from childcare.demo.assumptions import ASSUMPTIONS
from childcare.demo.cells import Array, Flags
from childcare.demo.people import Move
from childcare.demo.places import Places
from childcare.demo.timeline import slots_in

NUMBERS = ASSUMPTIONS["institutions"]
COLUMNS = (
    "institution_id", "as_of", "institution_name", "area_code", "community_code", "longitude",
    "latitude", "provider_type", "operation_mode", "is_public", "is_inclusive", "filing_status",
    "opened_on", "closed_on", "kindergarten_id", "slots", "inclusive_slots", "infant_class_slots",
    "toddler_class_slots", "older_class_slots", "mixed_class_slots", "children_enrolled",
    "children_with_health_record", "monthly_fee", "staff", "care_staff", "certified_care_staff",
    "certified_staff", "has_medical_partner", "is_counted",
)  # fmt: skip


def register_rows(
    rows: pd.DataFrame, places: Places, move: Move | None, month: int
) -> pd.DataFrame:
    """Return the rows of one month: who is open, and who closed not long ago."""
    shown = (rows["opened"] <= month) & (rows["closed"] + NUMBERS["closed_rows_for_months"] > month)
    now = rows[shown].copy()
    closed = (now["closed"] <= month).to_numpy()
    now["as_of"] = months.text(month)
    now["area_code"] = _area_codes(now, places, move, month)
    now["community_code"] = now["community_code"].where(
        ~(now["moves"] & (month < (move.month if move else 0))), None
    )
    now["closed_on"] = _closing_days(now["closed"], closed)
    now["slots"] = slots_in(now, month)
    is_inclusive = (now["inclusive_since"] <= month).to_numpy()
    part = np.floor(now["slots"] * now["inclusive_part"] / 5) * 5
    now["inclusive_slots"] = np.where(is_inclusive, part, 0).astype(np.int64)
    now["is_inclusive"] = is_inclusive
    now["monthly_fee"] = _fees(now, is_inclusive, month)
    now["filing_status"] = _filing(now, is_inclusive, month)
    now["has_medical_partner"] = _early(now["partner"], "partner_share", month) | (
        now["provider"] == "medical"
    )
    _add_classes(now)
    _add_children(now, closed, month)
    _add_staff(now, closed, month)
    now = now.rename(columns={"provider": "provider_type", "mode": "operation_mode"})
    return now.sort_values("institution_id")[list(COLUMNS)]


def _area_codes(now: pd.DataFrame, places: Places, move: Move | None, month: int) -> Array:
    """Return the township that each institution belongs to in the month."""
    township = now["township"].to_numpy().copy()
    if move and month < move.month:
        township[now["moves"].to_numpy()] = move.giver
    return places.codes[township]


def _closing_days(closed_in: pd.Series, closed: Flags) -> list[str | None]:
    """Return the day on which each closed institution closed."""
    return [
        f"{months.text(when)}-{10 + when % 15}" if gone else None
        for when, gone in zip(closed_in, closed, strict=True)
    ]


def _early(chance: pd.Series, course: str, month: int) -> pd.Series:
    """Tell for whom a spreading habit has begun: the share follows its declared course."""
    return chance < months.course(course, month)


def _fees(now: pd.DataFrame, is_inclusive: Flags, month: int) -> Array:
    """Return the monthly fee, in tens; it steps up a little each September."""
    base = np.where(is_inclusive, NUMBERS["fee_inclusive"], NUMBERS["fee_other"])
    years = (month - 8) // 12 - months.LAST // 12
    fee = np.round(base * now["fee_level"] * 1.012**years / 10) * 10
    return fee.clip(NUMBERS["fee_least"], NUMBERS["fee_most"]).astype(np.int64)


def _filing(now: pd.DataFrame, is_inclusive: Flags, month: int) -> Array:
    """Return the filing status (备案状态); inclusive ones file first."""
    chance = now["filing"] * np.where(is_inclusive, 0.6, 1.0)
    share = months.course("filed_share", month)
    return np.where(
        chance < share * 0.93, "filed", np.where(chance < share + 0.06, "pending", "not_filed")
    )


def _add_classes(now: pd.DataFrame) -> None:
    """Split the slots among infant, toddler, older and mixed classes (乳儿、托小、托大、混合班)."""
    is_class = (now["provider"] == "kindergarten_class").to_numpy()
    fives = now["slots"].to_numpy() // 5
    mixed = np.where(
        now["provider"] == "family", fives, np.where(now["phase"] < 0.2, fives // 4, 0)
    )
    infant = np.where(
        is_class | (now["provider"] == "family"), 0, (fives * now["staffing"] / 4) // 1
    )
    older = np.where(is_class, fives - (fives > 6), (fives - mixed - infant) * 0.5 // 1)
    mixed = np.where(is_class, 0, mixed)
    now["infant_class_slots"] = (infant * 5).astype(np.int64)
    now["older_class_slots"] = (older * 5).astype(np.int64)
    now["mixed_class_slots"] = (mixed * 5).astype(np.int64)
    rest = infant * 5 + older * 5 + mixed * 5
    now["toddler_class_slots"] = (now["slots"] - rest).astype(np.int64)


def _add_children(now: pd.DataFrame, closed: Flags, month: int) -> None:
    """Fill the slots as the declared utilisation says: new ones slowly, popular ones more."""
    season = ASSUMPTIONS["course"]["utilisation_by_month"][month % 12]
    wanted = months.course("utilisation", month) * season
    age = np.minimum((month - now["opened"] + 2) / 10, 1.0)
    wave = 1 + 0.12 * np.sin(2 * np.pi * (now["phase"] + month / (14 + 20 * now["staffing"])))
    pull = now["popularity"] * age * wave * np.where(now["is_inclusive"], 1.1, 0.95)
    running = now["slots"].where(~closed, 0)
    pull = (pull * wanted * running.sum() / max((pull * running).sum(), 1.0)).clip(upper=1.0)
    children = np.floor(now["slots"] * pull + now["record"])
    # A few take in more than they have places for.
    children = children.clip(upper=now["slots"] + 2 * (now["filing"] > 0.985))
    children = children.where(~closed, 0)
    recorded = np.floor(children * months.course("record_share", month) + now["partner"])
    silent = now["is_silent"] & ~closed
    now["children_enrolled"] = children.where(~silent)
    now["children_with_health_record"] = recorded.clip(upper=children).where(~silent)


def _add_staff(now: pd.DataFrame, closed: Flags, month: int) -> None:
    """Add staff (从业人员) and their certificates."""
    running = np.where(closed, 0, 1)
    ratio = NUMBERS["slots_per_care_worker"] * (0.9 + 0.25 * now["staffing"])
    care = np.maximum(np.ceil(now["slots"] / ratio), 2) * running
    staff = care + running * (1 + now["slots"] // 25)
    graded = np.floor(care * months.course("certified_share", month) + now["certified"])
    graded = graded.clip(upper=care)
    any_kind = np.floor(
        staff * months.course("any_certificate_share", month) + now["any_certificate"]
    )
    now["staff"], now["care_staff"], now["certified_care_staff"] = staff, care, graded
    now["certified_staff"] = np.maximum(any_kind, graded).clip(upper=staff)
