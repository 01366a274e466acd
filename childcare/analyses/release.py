"""Which release of which data is being looked at, and what it covers."""

from dataclasses import dataclass

import pandas as pd

from childcare.catalog import INDICATORS, spoken
from childcare.store import Connection, run


@dataclass(frozen=True)
class Release:
    """One built database (数据版本) and what it holds."""

    release_id: str
    built_at: pd.Timestamp
    title_zh: str
    title_en: str
    source_zh: str
    source_en: str
    is_demonstration: bool
    map_review_number: str

    @property
    def title(self) -> str:
        """Return its title in the language in use."""
        return spoken(self, "title")

    @property
    def source(self) -> str:
        """Return where its figures come from, in the language in use."""
        return spoken(self, "source")


def release(connection: Connection) -> Release:
    """Return what the database says about itself."""
    row = run(connection, "release").iloc[0]
    return Release(**{str(name): value for name, value in row.items()})


def latest_reported(connection: Connection, *, area: str, month: pd.Timestamp) -> pd.DataFrame:
    """Return what was last reported for an area up to a month, one row an indicator, by its name.

    Columns are those of ``reported_values``.
    """
    frame = reported_values(connection)
    until = frame["period"] <= month + pd.offsets.MonthEnd(0)
    chosen = frame[(frame["area_code"] == area) & until].sort_values("period")
    latest = chosen.groupby("indicator").tail(1)
    return latest.set_index(latest["indicator"].rename(None))


def months(connection: Connection) -> list[pd.Timestamp]:
    """Return the months one can look at, latest first."""
    return list(pd.to_datetime(run(connection, "available_months")["as_of"]))


def reported_values(connection: Connection) -> pd.DataFrame:
    """Return the values that documents and offices reported (上报值), for declared indicators."""
    frame = run(connection, "reported_values")
    frame["period"] = pd.to_datetime(frame["period"])
    frame["sample_size"] = frame["sample_size"].astype("float64")
    return frame[frame["indicator"].isin(INDICATORS)]
