"""The counties (县区) of the current release, by code: what a person may be bound to."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from childcare.analyses import area_tree
from childcare.settings import current_database
from childcare.store import connect

# A figure needs a county that reports: nobody is bound to a part of one.
LEVELS = ("province", "city", "county")


def counties() -> Mapping[str, str]:
    """Return the name of each county, and of the areas above, by code; none without a release."""
    database = current_database()
    return _counties(database) if database else {}


@lru_cache(maxsize=4)
def _counties(database: Path) -> Mapping[str, str]:
    with connect(database) as connection:
        areas = area_tree(connection).frame
    bound = areas[areas["level"].isin(LEVELS)]
    return dict(zip(bound["area_code"], bound["area_name"], strict=True))
