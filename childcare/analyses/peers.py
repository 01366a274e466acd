"""Peers of an area (同类县区): those most alike in people and in how urban they are."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from childcare.analyses.areas import AreaTree
from childcare.measures.peers import distances, telling

# How many are chosen where nobody chose by hand.
NUMBER = 3
FEATURES = ("population_total", "urban_share")


@dataclass(frozen=True)
class Peers:
    """Who an area is held against.

    Attributes:
        codes: The peers, the most alike first; empty where there is nobody to compare with.
        features: ``population_total`` and ``urban_share`` (percent of people) of every area of the
            level, NaN where unknown, and their ``distance``, NaN for the area itself.
        used: The features that the distance rests on, empty where peers were chosen by hand.
    """

    codes: tuple[str, ...]
    features: pd.DataFrame
    used: tuple[str, ...]

    @property
    def is_by_hand(self) -> bool:
        """Say whether somebody chose them."""
        return bool(self.codes) and not self.used


def peers_of(
    tree: AreaTree,
    area: str,
    counts_of_level: pd.DataFrame,
    counts_of_townships: pd.DataFrame,
    *,
    by_hand: Sequence[str] = (),
) -> Peers:
    """Return the peers of an area among all areas of its level, wherever they lie.

    ``counts_of_level`` and ``counts_of_townships`` are the counts of one month by area code.
    Codes chosen by hand that are no other area of the level are passed over.
    """
    areas = tree.at_level(tree.level(area), tree.root)
    features = pd.DataFrame(
        {
            "population_total": counts_of_level["population_total"].reindex(areas.index),
            "urban_share": urban_share(tree, counts_of_townships).reindex(areas.index),
        }
    ).astype("float64")
    distance = distances(features, area)
    features["distance"] = distance.reindex(features.index)
    chosen = tuple(code for code in by_hand if code in features.index and code != area)
    if chosen:
        return Peers(chosen, features, ())
    nearest = tuple(str(code) for code in distance.index[:NUMBER])
    return Peers(nearest, features, tuple(telling(features[list(FEATURES)], area)))


def urban_share(tree: AreaTree, counts_of_townships: pd.DataFrame) -> pd.Series:
    """Return the percentage of people who live in urban townships, by the code of their parent.

    Of the townships whose people and whose kind are known; NaN where there is none.
    """
    townships = tree.by_code[tree.by_code["level"] == "township"]
    people = counts_of_townships["population_total"].reindex(townships.index).astype("float64")
    known = people.notna() & townships["urban_rural"].notna()
    people, parents = people[known], townships.loc[known, "parent_code"]
    urban = people.where(townships.loc[known, "urban_rural"] == "urban", 0.0)
    whole = people.groupby(parents).sum()
    return 100 * urban.groupby(parents).sum() / whole.where(whole > 0)
