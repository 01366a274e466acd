"""Institutions (托育服务机构) open in a month, as points and as rows."""

from dataclasses import dataclass

import pandas as pd

from childcare.store import Connection, run


@dataclass(frozen=True)
class PointFilter:
    """Which institutions to show; an empty choice shows all."""

    inclusive: str = ""
    provider_types: tuple[str, ...] = ()
    operation_modes: tuple[str, ...] = ()

    def apply(self, institutions: pd.DataFrame) -> pd.DataFrame:
        """Return the institutions that pass."""
        kept = pd.Series(True, index=institutions.index)
        if self.inclusive:
            wanted = self.inclusive == "yes"
            kept &= institutions["is_inclusive"].astype("boolean").fillna(False) == wanted
        if self.provider_types:
            kept &= institutions["provider_type"].isin(self.provider_types)
        if self.operation_modes:
            kept &= institutions["operation_mode"].isin(self.operation_modes)
        return institutions[kept]


def open_institutions(connection: Connection, *, as_of: pd.Timestamp, within: str) -> pd.DataFrame:
    """Return the institutions open in a month within an area, the largest first."""
    return run(connection, "open_institutions", as_of=as_of.date(), within=within)
