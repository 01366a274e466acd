"""Communities and villages (社区村) of the townships, each at the site of one cell."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from childcare.demo import names
from childcare.demo.assumptions import ASSUMPTIONS
from childcare.demo.cells import Indexes
from childcare.demo.land import Land

COLUMNS = (
    "area_code", "area_name", "level", "parent_code", "area_type", "urban_rural", "in_assessment",
    "longitude", "latitude", "township",
)  # fmt: skip


def community_rows(
    land: Land, townships: pd.DataFrame, root: str, called: list[str], rng: np.random.Generator
) -> pd.DataFrame:
    """Return the communities of a city or county; larger places are invented without them."""
    if root not in ("county", "city"):
        return pd.DataFrame(columns=list(COLUMNS))
    taken = set(called)
    spare = iter([name for name in names.place_names(10**4, rng) if name not in taken])
    parts = []
    for index, code in enumerate(townships["area_code"]):
        cells = _choose_cells(np.flatnonzero(land.cell_township == index), rng)
        rows = _rows_of_township(len(cells), townships["area_type"].iloc[index], spare, rng)
        rows["area_code"] = [f"{code}{number:03d}" for number in range(1, len(cells) + 1)]
        rows["parent_code"] = code
        rows["in_assessment"] = townships["in_assessment"].iloc[index]
        rows[["longitude", "latitude"]] = land.cell_points[cells]
        rows["township"] = index
        parts.append(rows)
    return pd.concat(parts, ignore_index=True)[list(COLUMNS)]


def _choose_cells(cells: Indexes, rng: np.random.Generator) -> Indexes:
    """Choose the cells of a township that are communities of their own."""
    mean = ASSUMPTIONS["places"]["communities_per_township"]
    wanted = max(round(mean * np.exp(0.3 * rng.standard_normal()) * 0.98), 3)
    return np.sort(rng.choice(cells, min(wanted, len(cells)), replace=False))


def _rows_of_township(
    count: int, kind: str, spare: Iterator[str], rng: np.random.Generator
) -> pd.DataFrame:
    """Return names and kinds: streets have mostly communities, rural townships villages."""
    urban = rng.random(count) < ASSUMPTIONS["places"]["community_share"][kind]
    kinds = np.where(urban, "community", "village")
    return pd.DataFrame(
        {
            "area_name": [next(spare) + names.NAMES[one] for one in kinds],
            "level": "community",
            "area_type": kinds,
            "urban_rural": np.where(urban, "urban", "rural"),
        }
    )
