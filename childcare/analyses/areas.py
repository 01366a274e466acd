"""The tree of areas (行政区域): city, counties (县区), townships and streets (乡镇街道)."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from childcare.store import Connection, run

# From the largest to the smallest area that figures are counted for.
LEVELS = ("nation", "province", "city", "county", "township")


@dataclass(frozen=True)
class AreaTree:
    """Every area above the community, by code, with the way up and down."""

    frame: pd.DataFrame
    # Codes above the topmost area, for a person bound to a county: its plans hold in there too.
    above: tuple[str, ...] = ()

    @cached_property
    def by_code(self) -> pd.DataFrame:
        """Return the areas indexed by their code."""
        return self.frame.set_index(self.frame["area_code"].rename(None))

    @cached_property
    def root(self) -> str:
        """Return the code of the topmost area."""
        return str(self.frame.loc[self.frame["parent_code"].isna(), "area_code"].iloc[0])

    @cached_property
    def _parents(self) -> dict[str, str | None]:
        pairs = zip(self.frame["area_code"], self.frame["parent_code"], strict=True)
        return {code: None if pd.isna(parent) else parent for code, parent in pairs}

    @cached_property
    def _levels(self) -> dict[str, str]:
        return dict(zip(self.frame["area_code"], self.frame["level"], strict=True))

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        children: dict[str, list[str]] = {}
        for code, parent in self._parents.items():
            if parent is not None:
                children.setdefault(parent, []).append(code)
        return children

    def __contains__(self, code: object) -> bool:
        """Say whether there is an area of this code."""
        return code in self._parents

    def name(self, code: str) -> str:
        """Return the name of an area."""
        return str(self.by_code.loc[code, "area_name"])

    def level(self, code: str) -> str:
        """Return the level of an area."""
        return self._levels[code]

    def path(self, code: str) -> list[str]:
        """Return the codes from the topmost area down to this one."""
        steps = [code]
        while (parent := self._parents[steps[0]]) is not None:
            steps.insert(0, parent)
        return steps

    def plan_areas(self, code: str) -> list[str]:
        """Return the codes of all areas whose plans hold in an area, largest first, itself last."""
        return [*self.above, *self.path(code)]

    def descendants(self, code: str) -> list[str]:
        """Return the area itself and all areas below it."""
        found, waiting = [], [code]
        while waiting:
            current = waiting.pop()
            found.append(current)
            waiting.extend(self._children.get(current, []))
        return found

    def levels_below(self, code: str) -> list[str]:
        """Return the levels found below an area, largest first; its own where it has no parts."""
        present = {self._levels[below] for below in self.descendants(code)[1:]}
        return [level for level in LEVELS if level in present] or [self.level(code)]

    def at_level(self, level: str, within: str) -> pd.DataFrame:
        """Return the areas of one level within an area, by code."""
        inside = self.by_code.loc[sorted(self.descendants(within))]
        return inside[inside["level"] == level]


def area_tree(connection: Connection) -> AreaTree:
    """Return the tree of areas."""
    frame = run(connection, "areas")
    # Plain Python texts: every view picks some of these rows, which takes Arrow's texts longer.
    texts: list[str] = list(frame.select_dtypes("str").columns)
    above = tuple(run(connection, "areas_above")["area_code"].iloc[:-1])
    return AreaTree(frame.astype(dict.fromkeys(texts, object)), above)
