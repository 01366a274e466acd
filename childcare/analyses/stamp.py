"""The stamp (落款) that everything carried away bears: of what, when, from where, for whom."""

from dataclasses import dataclass

import pandas as pd

from childcare.analyses.areas import AreaTree, area_tree
from childcare.analyses.comparable import comparable_notes, mapped_history
from childcare.analyses.figure_words import MONTH
from childcare.analyses.release import Release
from childcare.analyses.release import release as release_of
from childcare.catalog import Indicator, label
from childcare.settings import map_maker
from childcare.store import Connection


@dataclass(frozen=True)
class Stamp:
    """What a figure or a document is of: an area, a month, a release.

    ``history`` says which figures of the year are carried forward from former areas (可比口径).
    """

    area_name: str
    month: pd.Timestamp
    release: Release
    history: tuple[str, ...] = ()

    @property
    def permission(self) -> str:
        """Return the map review number (审图号), or that it is for the office only."""
        return map_permission(self.release)

    @property
    def lines(self) -> list[str]:
        """Return area, month, whether it is invented, source, release and permitted use."""
        parts = [self.area_name, label("stamp.as_of", month=self.month.strftime(MONTH))]
        if self.release.is_demonstration:
            parts.append(label("caption.demonstration"))
        elif self.release.source:
            parts.append(label("caption.source", source=self.release.source))
        parts.append(label("stamp.release", release=self.release.release_id))
        return [*parts, self.permission]

    @property
    def text(self) -> str:
        """Return the whole stamp on one line."""
        return label("caption.dot").join(self.lines)


def stamp_of(connection: Connection, *, area: str, month: pd.Timestamp) -> Stamp:
    """Return the stamp of what is told about an area in a month."""
    release, tree = release_of(connection), area_tree(connection)
    year_before = month - pd.DateOffset(years=1)
    history = comparable_notes(mapped_history(connection), tree, area, year_before)
    return Stamp(region_name(tree, release, area), month, release, tuple(history))


def region_name(tree: AreaTree, release: Release, area: str) -> str:
    """Return the name of an area, or the title of the release for the topmost one."""
    return release.title if area == tree.root and release.title else tree.name(area)


def foot(release: Release, indicator: Indicator, notes: list[str]) -> list[str]:
    """Return the foot note of a figure: invented or not, notes, source, formula, permitted use."""
    parts = [label("caption.demonstration")] if release.is_demonstration else []
    parts += notes
    if release.source:
        parts.append(label("caption.source", source=release.source))
    if indicator.is_ratio:
        parts.append(label("caption.formula", formula=indicator.formula()))
    return [*parts, map_permission(release)]


def map_permission(release: Release) -> str:
    """Return the map review number with its maker, or that the map is for the office only.

    The maker (编制单位) is a setting of the installation; without one the number stands alone.
    """
    number, maker = release.map_review_number, map_maker()
    if not number:
        return label("caption.internal")
    text = label("caption.map_review", number=number)
    return text + label("stamp.map_maker", maker=maker) if maker else text
