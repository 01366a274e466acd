"""Which units a coverage lacks (未覆盖单位), by name: streets, communities, institutions."""

from collections.abc import Callable

import pandas as pd

from childcare.analyses.areas import AreaTree
from childcare.catalog import Indicator
from childcare.store import Connection, run

# Where a unit is no township, a query of its own names those that miss.
_QUERIES = {
    "communities_with_service_point": "communities_without_service_point",
    "inclusive_with_medical_partner": "institutions_without_medical_partner",
}
_TOWNSHIPS = (
    "streets_with_inclusive",
    "townships_with_inclusive",
    "townships_with_public",
    "townships_with_toddler_kindergarten",
)


class MissingUnits:
    """Names the units of an area that a coverage indicator lacks in a month."""

    def __init__(
        self,
        connection: Connection,
        tree: AreaTree,
        counts_of: Callable[[str, str], pd.DataFrame],
    ) -> None:
        """Keep where to look; nothing is asked before a name is wanted."""
        self._connection, self._tree, self._counts_of = connection, tree, counts_of

    def __call__(self, indicator: Indicator, area: str, month: pd.Timestamp) -> tuple[str, ...]:
        """Return the names in the order of the area table; empty where units are not told apart."""
        if area not in self._tree:
            return ()
        if indicator.numerator in _TOWNSHIPS:
            return self._townships(indicator, area, month)
        if indicator.numerator in _QUERIES:
            query = _QUERIES[indicator.numerator]
            frame = run(self._connection, query, within=area, as_of=month.date())
            return tuple(frame.iloc[:, 1])
        return ()

    def _townships(self, indicator: Indicator, area: str, month: pd.Timestamp) -> tuple[str, ...]:
        parts = self._tree.at_level("township", area)
        counted = self._counts_of("township", self._tree.root)
        months = counted.index.get_level_values("as_of")
        if month not in months:
            return ()
        rows = counted.xs(month, level="as_of").reindex(parts.index)
        lacks = rows[indicator.denominator].gt(0) & rows[indicator.numerator].eq(0)
        return tuple(parts["area_name"][lacks.fillna(False).astype(bool)])
