"""The register of one month (机构台账): every institution, and those that pass a filter."""

from dataclasses import dataclass
from unicodedata import normalize

import pandas as pd

from childcare.catalog import COLUMNS
from childcare.store import Connection, run

# Shares of slots taken at which an institution counts as hardly used, and as full.
HARDLY_USED, FULL = 0.5, 0.9
USES = ("low", "middle", "high", "unknown")
_SEARCHED = ("institution_name", "institution_id", "area_name", "parent_name")


def register(connection: Connection, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """Return every row of the register of a month by institution, the largest first.

    Counts are floats, NaN where not given; yes-or-no columns are nullable. ``utilisation`` is the
    share of slots taken in percent, and ``searched`` what a search looks at.
    """
    frame = run(connection, "register", as_of=as_of.date())
    for name in frame.columns:
        kind = COLUMNS[name].type
        if kind in ("count", "number"):
            frame[name] = frame[name].astype("float64")
        elif kind == "yes_no":
            frame[name] = frame[name].astype("boolean")
        elif kind == "date":
            frame[name] = pd.to_datetime(frame[name])
    taken = 100 * frame["children_enrolled"] / frame["slots"].where(frame["slots"] > 0)
    texts = zip(*(frame[name].fillna("") for name in _SEARCHED), strict=True)
    searched = [_plain("\n".join(parts)) for parts in texts]
    frame = frame.assign(utilisation_rate=taken, searched=pd.Series(searched, dtype="str"))
    return frame.set_index(frame["institution_id"].rename(None))


@dataclass(frozen=True)
class RegisterFilter:
    """Which institutions to show; an empty choice shows all.

    Attributes:
        search: Words that must all occur in name, id, township or county.
        states: Values of ``register_state``.
        inclusive: ``yes``, ``no`` or empty; not known counts as not inclusive.
        use: One of ``USES``: how much of its slots is taken.
    """

    search: str = ""
    states: tuple[str, ...] = ()
    inclusive: str = ""
    use: str = ""
    provider_types: tuple[str, ...] = ()
    operation_modes: tuple[str, ...] = ()
    filing: tuple[str, ...] = ()

    def apply(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of a register that pass."""
        kept = pd.Series(True, index=frame.index)
        listed = {
            "register_state": self.states,
            "provider_type": self.provider_types,
            "operation_mode": self.operation_modes,
            "filing_status": self.filing,
        }
        for column, values in listed.items():
            if values:
                kept &= frame[column].isin(values)
        if self.inclusive:
            kept &= frame["is_inclusive"].fillna(False).astype(bool) == (self.inclusive == "yes")
        if self.use:
            kept &= uses(frame) == self.use
        for word in _plain(self.search).split():
            kept &= frame["searched"].str.contains(word, regex=False)
        return frame[kept]

    def of_any_state(self) -> "RegisterFilter":
        """Return the filter without the choice of states, as for what closed meanwhile."""
        return RegisterFilter(**{**self.__dict__, "states": ()})


def uses(frame: pd.DataFrame) -> pd.Series:
    """Return one of ``USES`` for each institution."""
    taken = frame["utilisation_rate"] / 100
    kinds = pd.Series("middle", index=frame.index, dtype=object)
    kinds[taken < HARDLY_USED] = "low"
    kinds[taken >= FULL] = "high"
    kinds[taken.isna()] = "unknown"
    return kinds


def within_areas(frame: pd.DataFrame, codes: list[str]) -> pd.DataFrame:
    """Return the rows that lie in one of some areas."""
    return frame[frame["area_code"].isin(codes)]


def _plain(text: str) -> str:
    """Return a text as it is searched: full-width and capital letters are all one."""
    return normalize("NFKC", str(text)).casefold()
