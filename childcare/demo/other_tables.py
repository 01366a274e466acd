"""Designations (称号) and community service points (社区服务点)."""

import numpy as np
import pandas as pd

from childcare.demo import months
from childcare.demo.assumptions import ASSUMPTIONS
from childcare.demo.places import Places

NUMBERS = ASSUMPTIONS["designations"]


def _awarded(rows: pd.DataFrame, rng: np.random.Generator) -> list[tuple[str, pd.Series]]:
    """Return who holds which designation."""
    chance = pd.Series(rng.random((len(rows), 5)).tolist(), index=rows.index)
    picked = [chance.map(lambda draws, place=place: draws[place]) for place in range(5)]
    provider = rows["provider"]
    return [
        ("inclusive_certified", rows["inclusive_since"] <= months.LAST),
        ("demonstration", picked[0] < NUMBERS["demonstration_share"]),
        ("kindergarten_pilot", (provider == "kindergarten_class") & (picked[1] < 0.3)),
        ("medical_childcare", (provider == "medical") & (picked[2] < 0.6)),
        ("community_demonstration", (provider == "community_embedded") & (picked[3] < 0.2)),
        ("caring_employer", (provider == "employer") & (picked[4] < 0.6)),
    ]


def designations(rows: pd.DataFrame, last: int, rng: np.random.Generator) -> pd.DataFrame:
    """Return the designations of institutions that are still open, granted after they opened."""
    still = rows[(rows["closed"] > months.LAST) & (rows["opened"] <= last)]
    since, opened = still["inclusive_since"].to_dict(), still["opened"].to_dict()
    made = []
    for name, holds in _awarded(still, rng):
        levels = list(NUMBERS[name])
        for row in still[holds].itertuples():
            is_inclusive = name == "inclusive_certified"
            earliest = max(
                since[row.Index] if is_inclusive else opened[row.Index] + 6, months.FIRST
            )
            month = earliest if is_inclusive else int(rng.integers(earliest, earliest + 30))
            day = int(rng.integers(26, 29))
            level = levels[int(rng.choice(len(levels), p=list(NUMBERS[name].values())))]
            paper = NUMBERS["document"].format(year=month // 12, number=int(rng.integers(3, 90)))
            if month <= last:
                made.append(
                    (row.institution_id, name, level, f"{months.text(month)}-{day:02d}", paper)
                )
    columns = ["institution_id", "designation", "designation_level", "granted_on", "document"]
    return pd.DataFrame(made, columns=columns).sort_values(["designation", "institution_id"])


def service_points(
    places: Places, register: pd.DataFrame, chance: np.ndarray, month: int
) -> pd.DataFrame:
    """Return one month's service points: an institution where there is one, else a point."""
    open_now = register[register["closed_on"].isna()].dropna(subset=["community_code"])
    hosts = open_now.drop_duplicates("community_code").set_index("community_code")["institution_id"]
    host = places.communities["area_code"].map(hosts)
    lucky = np.where(host.notna(), chance * 0.75, chance)
    share = months.course("service_point_share", month) * 0.96
    chosen = lucky < share
    code = places.communities["area_code"][chosen]
    host = host[chosen]
    spare = np.where(chance[chosen] * 1000 % 1 < 0.7, "point", "station")
    kind = np.where(host.notna(), "institution", spare)
    return pd.DataFrame(
        {
            "service_point_id": "F" + code,
            "as_of": months.text(month),
            "community_code": code,
            "service_point_kind": kind,
            "institution_id": host.where(host.notna(), None),
        }
    )
