"""River and lake (水系) of the invented place, as banks that boundaries can follow."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.ndimage import gaussian_filter1d
from scipy.spatial import cKDTree

from childcare.demo.assumptions import ASSUMPTIONS

Array = npt.NDArray[np.float64]
# What a site stands beside: nothing, the left or right bank of the river, or the lake.
DRY, LEFT, RIGHT, SHORE, LAKE = range(5)


@dataclass(frozen=True)
class Banks:
    """Pairs of sites on both sides of the water's edge, so that cell sides run along it."""

    points: Array
    kinds: npt.NDArray[np.int8]
    lake_centre: Array
    lake_radius: float


def _wobble(count: int, smooth: float, rng: np.random.Generator, *, closed: bool) -> Array:
    """Return a smooth random line with mean 0 and deviation 1."""
    mode = "wrap" if closed else "nearest"
    line = gaussian_filter1d(rng.standard_normal(count), smooth, mode=mode)
    return np.asarray((line - line.mean()) / line.std())


def _evenly(line: Array, spacing: float) -> Array:
    """Return points at equal distances along a line."""
    steps = np.hypot(*np.diff(line, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    stops = np.linspace(0.0, along[-1], max(int(along[-1] / spacing), 8))
    return np.column_stack([np.interp(stops, along, line[:, axis]) for axis in (0, 1)])


def river_line(radius: float, spacing: float, rng: np.random.Generator) -> Array:
    """Return the middle of a winding river that crosses the whole land."""
    land = ASSUMPTIONS["land"]
    count = 2000
    x = np.linspace(-1.9 * radius, 1.9 * radius, count)
    y = land["river_swing"] * radius * _wobble(count, count / 16, rng, closed=False)
    bends = land["river_meander"] * radius * _wobble(count, count / 75, rng, closed=False)
    drift = np.column_stack([x, land["river_north"] * radius - land["river_slope"] * x + y + bends])
    return _evenly(drift, spacing)


def lake_outline(centre: Array, radius: float, spacing: float, rng: np.random.Generator) -> Array:
    """Return the shore of the lake as a closed line."""
    count = 720
    angle = np.linspace(0.0, 2 * np.pi, count, endpoint=False)
    reach = radius * np.exp(
        0.22 * _wobble(count, 60, rng, closed=True) + 0.10 * _wobble(count, 22, rng, closed=True)
    )
    stretch = np.array([1.35, 0.8])
    shore = centre + stretch * np.column_stack([reach * np.cos(angle), reach * np.sin(angle)])
    return _evenly(np.vstack([shore, shore[:1]]), spacing)[:-1]


def _pairs(line: Array, offset: float, *, closed: bool) -> tuple[Array, Array]:
    """Return the points left and right of a line."""
    if closed:
        along = np.roll(line, -1, axis=0) - np.roll(line, 1, axis=0)
    else:
        along = np.gradient(line, axis=0)
    across = np.column_stack([-along[:, 1], along[:, 0]])
    across *= offset / np.hypot(*across.T)[:, None]
    return line + across, line - across


def make_banks(radius: float, spacing: float, rng: np.random.Generator) -> Banks:
    """Lay a river and a lake through land of a given radius in kilometres."""
    land = ASSUMPTIONS["land"]
    lake_radius = min(land["lake_radius_share"] * radius, land["lake_radius_largest_km"])
    centre = radius * np.array(land["lake_centre"])
    middle = river_line(radius, spacing, rng)
    near_lake = np.hypot(*(middle - centre).T) < 1.9 * lake_radius
    left, right = _pairs(middle, 0.4 * spacing, closed=False)
    shore = lake_outline(centre, lake_radius, spacing, rng)
    inner, outer = _pairs(shore, 0.4 * spacing, closed=True)
    wanted = ~near_lake & (np.hypot(*middle.T) < 0.96 * land["margin"] * radius)
    left, right = left[wanted], right[wanted]
    sides = ((left, LEFT), (right, RIGHT), (inner, LAKE), (outer, SHORE))
    return Banks(
        points=np.vstack([points for points, _ in sides]),
        kinds=np.concatenate([np.full(len(points), kind, np.int8) for points, kind in sides]),
        lake_centre=centre,
        lake_radius=lake_radius,
    )


def near_banks(points: Array, banks: Banks, distance: float) -> npt.NDArray[np.bool_]:
    """Tell which points stand so near the water's edge that they would push it away."""
    gaps, _ = cKDTree(banks.points).query(points)
    return np.asarray(gaps < distance)


def kinds_of(points: Array, banks: Banks) -> npt.NDArray[np.int8]:
    """Return DRY or LAKE for points away from the banks: inside the shore is lake."""
    gaps, nearest = cKDTree(banks.points).query(points)
    is_lake = (banks.kinds[nearest] == LAKE) & (gaps < 2 * banks.lake_radius)
    return np.where(is_lake, LAKE, DRY).astype(np.int8)
