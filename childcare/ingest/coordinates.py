"""In which order, plane and system are the coordinates (坐标体检)? Asked of the polygons.

Every row says in which township it lies. Whichever reading of a whole column puts clearly more of
its points into their own township is the right one; if it is not clear, people are asked.
"""

from dataclasses import dataclass, field
from math import comb

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
from shapely.geometry.base import BaseGeometry

from childcare.catalog.import_limits import IMPORT_LIMITS
from childcare.catalog.sources import TableSource
from childcare.ingest.arrange import ArrangedTable
from childcare.ingest.datum import SYSTEMS, Points
from childcare.ingest.degrees import DEGREES, zone_crs
from childcare.ingest.finding import Finding, problem
from childcare.ingest.locate import Locator

# Greater numbers are no degrees.
_LARGEST_DEGREES = 1000
# A point so many degrees outside of all polygons may still be a poor one of the same city.
_AROUND = 0.5
_NEARLY_ALL, _NEARLY_NONE = 0.9, 0.05
_CHANCE_TO_ASK = 0.05
_DECIMALS = 7


class Townships:
    """The polygons of a city, and which of its areas lie in which."""

    def __init__(self, polygons: dict[str, BaseGeometry], areas: pd.DataFrame) -> None:
        """Make the polygons ready to be asked; without any nothing is known."""
        self.locator = Locator(polygons) if polygons else None
        self._parents = areas.set_index("area_code")["parent_code"].dropna().to_dict()

    def are_own(self, codes: np.ndarray, points: Points) -> np.ndarray:
        """Say of each point whether it lies in its own area, or in a part of it."""
        if self.locator is None:
            return np.zeros(len(codes), dtype=bool)
        found = self.locator.find(*points)
        known = {pair: self._is_within(*pair) for pair in set(zip(found, codes, strict=True))}
        return np.array([known[pair] for pair in zip(found, codes, strict=True)], dtype=bool)

    def share_around(self, points: Points) -> float:
        """Return the share of points in the rectangle around all polygons and a little beyond."""
        if self.locator is None:
            return float("nan")
        west, south, east, north = self.locator.bounds
        within = (points[0] > west - _AROUND) & (points[0] < east + _AROUND)
        within &= (points[1] > south - _AROUND) & (points[1] < north + _AROUND)
        return float(within.mean())

    def _is_within(self, found: str | None, code: str | None) -> bool:
        """Say whether one of two areas is the other, or lies within it."""
        if found is None or code is None:
            return False
        return code in self._upwards(found) or found in self._upwards(code)

    def _upwards(self, code: str) -> list[str]:
        """Return an area and those above it."""
        line = [code]
        while (above := self._parents.get(line[-1])) and above not in line:
            line.append(above)
        return line


@dataclass
class _Work:
    """The points under way, and what was found."""

    points: Points
    place: dict[str, str]
    findings: list[Finding] = field(default_factory=list)

    def found(self, name: str, value: str, **words: str) -> None:
        """Add a finding about the whole column."""
        self.findings.append(problem(name, **self.place, value=value, **words))


def settle_coordinates(
    rows: pa.Table, arranged: ArrangedTable, source: TableSource, townships: Townships
) -> tuple[pa.Table, list[Finding]]:
    """Return the rows with coordinates in degrees of CGCS2000, and what was done to get them."""
    if not {"longitude", "latitude"} <= set(rows.column_names) or not rows.num_rows:
        return rows, []
    x = rows["longitude"].to_numpy(zero_copy_only=False).astype(float)
    y = rows["latitude"].to_numpy(zero_copy_only=False).astype(float)
    has_point = np.isfinite(x) & np.isfinite(y)
    if not has_point.any():
        return rows, []
    place = {
        "table": source.name,
        "column": "longitude",
        "heading": arranged.headings.get("longitude", ""),
        "source_name": arranged.source_name,
    }
    work = _Work((x[has_point], y[has_point]), place)
    _out_of_the_plane(work)
    _put_in_order(work, townships)
    codes = (
        rows["area_code"].to_numpy(zero_copy_only=False)[has_point]
        if "area_code" in rows.column_names
        else np.full(int(has_point.sum()), None, dtype=object)
    )
    _take_back_shift(work, source.coordinate_system, codes, townships)
    if not any(one.check_name in _CHANGES for one in work.findings):
        return rows, work.findings
    x[has_point], y[has_point] = work.points
    for name, values in (("longitude", x), ("latitude", y)):
        cells = pa.array(np.round(values, _DECIMALS), pa.float64(), from_pandas=True)
        rows = rows.set_column(rows.column_names.index(name), name, cells)
    return rows, work.findings


_CHANGES = ("projected_coordinates", "coordinates_swapped", "coordinates_converted")


def _out_of_the_plane(work: _Work) -> None:
    """Turn metres of a zone into degrees."""
    both = np.vstack(work.points)
    if np.abs(both).min() < _LARGEST_DEGREES:
        return
    eastings, northings = both.max(axis=0), both.min(axis=0)
    zone = zone_crs(eastings)
    if zone is None:
        work.found("unknown_plane", f"{work.points[0][0]:.0f}, {work.points[1][0]:.0f}")
        return
    plane = gpd.GeoSeries(gpd.points_from_xy(eastings, northings), crs=zone).to_crs(DEGREES)
    work.points = (plane.x.to_numpy(), plane.y.to_numpy())
    work.found("projected_coordinates", f"{len(plane)} × EPSG:{zone}")


def _put_in_order(work: _Work, townships: Townships) -> None:
    """Exchange longitude and latitude if the whole column has them the wrong way round."""
    x, y = work.points
    if townships.locator is not None:
        is_wrong = (
            townships.share_around((x, y)) <= _NEARLY_NONE
            and townships.share_around((y, x)) >= _NEARLY_ALL
        )
    else:
        is_wrong = bool(((np.abs(y) > 90) & (np.abs(x) <= 90) & (np.abs(y) <= 180)).all())
    if is_wrong:
        work.points = (y, x)
        work.found("coordinates_swapped", f"{len(x)} × ({x[0]:g}, {y[0]:g})")


def _take_back_shift(work: _Work, declared: str, codes: np.ndarray, townships: Townships) -> None:
    """Convert from GCJ-02 or BD-09 where it is declared, or where the townships prove it."""
    if declared:
        if declared in SYSTEMS:
            work.points = SYSTEMS[declared](*work.points)
            work.found("coordinates_converted", f"{len(codes)} × {declared}")
        return
    # The same institution comes back every month: it is one witness, not sixty.
    frame = pd.DataFrame({"code": codes, "x": work.points[0], "y": work.points[1]})
    witnesses = frame.dropna().drop_duplicates()
    if townships.locator is None or witnesses.empty:
        return
    points = (witnesses["x"].to_numpy(), witnesses["y"].to_numpy())
    own_codes = witnesses["code"].to_numpy()
    as_given = townships.are_own(own_codes, points)
    own = {name: townships.are_own(own_codes, back(*points)) for name, back in SYSTEMS.items()}
    best, other = sorted(SYSTEMS, key=lambda name: -int(own[name].sum()))
    chance = _chance(own[best], as_given)
    shares = f"{as_given.mean():.1%} → {own[best].mean():.1%}"
    if chance < IMPORT_LIMITS.chance_of_shift and _chance(own[best], own[other]) < _CHANCE_TO_ASK:
        work.points = SYSTEMS[best](*work.points)
        work.found("coordinates_converted", f"{len(codes)} × {best}, {shares}")
    elif chance < _CHANCE_TO_ASK:
        work.found("coordinates_may_be_shifted", f"{best}: {shares}", system=best)


def _chance(better: np.ndarray, worse: np.ndarray) -> float:
    """Return how likely chance alone would favour one reading so much (a one-sided sign test)."""
    won, lost = int((better & ~worse).sum()), int((worse & ~better).sum())
    both = won + lost
    if not both:
        return 1.0
    return sum(comb(both, wins) for wins in range(won, both + 1)) / 2**both
