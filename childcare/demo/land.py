"""The invented land: cells, townships, the levels above them, their polygons and the water."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from childcare.demo import borders, regions, water
from childcare.demo.assumptions import ASSUMPTIONS
from childcare.demo.cells import Array, Cells, Flags, Indexes, crowding, make_cells


@dataclass(frozen=True)
class Land:
    """All that has a place. Townships are numbered from 0; ``parents`` go one level up each."""

    cell_points: Array
    cell_township: Indexes
    township_middle: Array
    township_area: Array
    township_crowding: Array
    parents: list[Indexes]
    neighbours: Indexes
    polygons: npt.NDArray[np.object_]
    waters: list[shapely.Geometry]


def make_cores(counties: int, radius: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """Place one urban core for each county; the middle one is the strongest."""
    land = ASSUMPTIONS["land"]
    points = rng.uniform(-1, 1, (40 * counties + 400, 2))
    points = points[np.hypot(*points.T) < 1] * 0.92 * radius
    cores = points[regions.spread_seeds(points, counties, rng, rounds=12)]
    away = np.hypot(*cores.T)
    order = np.argsort(away, kind="stable")
    weakest, strongest = land["core_strength_range"]
    strengths = rng.uniform(weakest, strongest, counties)
    strengths[order[0]] = land["core_strength_capital"]
    second = order[1 : 1 + max(counties // 3, 0)]
    strengths[second] = np.maximum(strengths[second], land["core_strength_second"])
    # The districts of one city lie close together, the county towns far out.
    cores[order[0]] *= 0.3
    if counties < land["counties_around_cores"]:
        cores[second] *= 0.62
    lake = radius * np.array(land["lake_centre"])
    gap = cores - lake
    near = np.hypot(*gap.T) < 0.3 * radius
    cores[near] += 0.25 * radius * gap[near] / np.hypot(*gap[near].T)[:, None]
    return cores, strengths


def _crossing_costs(cells: Cells, noise: float, rng: np.random.Generator) -> Array:
    """Return what crossing each side costs a growing township: water is crossed unwillingly."""
    land = ASSUMPTIONS["land"]
    gap = np.hypot(*(cells.sites[cells.between[:, 0]] - cells.sites[cells.between[:, 1]]).T)
    length = np.hypot(*(cells.vertices[cells.ends[:, 0]] - cells.vertices[cells.ends[:, 1]]).T)
    costs = gap * np.exp(noise * rng.standard_normal(len(gap)))
    costs[is_water_side(cells)] *= land["water_crossing_cost"]
    # Over a very short side two cells hardly touch: such a neck would look like a break.
    costs[length < 0.12 * gap] *= 50
    return np.asarray(costs)


def is_water_side(cells: Cells) -> npt.NDArray[np.bool_]:
    """Tell which sides lie in the river or on the shore of the lake."""
    return is_river_side(cells) | is_shore_side(cells)


def is_river_side(cells: Cells) -> npt.NDArray[np.bool_]:
    """Tell which sides lie in the middle of the river."""
    kinds = np.sort(cells.kinds[cells.between], axis=1)
    return np.asarray((kinds[:, 0] == water.LEFT) & (kinds[:, 1] == water.RIGHT))


def is_shore_side(cells: Cells) -> npt.NDArray[np.bool_]:
    """Tell which sides divide the lake from the land."""
    return np.asarray((cells.kinds[cells.between] == water.LAKE).sum(axis=1) == 1)


def grow_townships(
    cells: Cells, wanted: int, rng: np.random.Generator
) -> tuple[Indexes, Indexes, Array]:
    """Return the township of each cell (-1 outside), the neighbours, and their wet share."""
    land = ASSUMPTIONS["land"]
    total = int(wanted * land["surplus"])
    seeds = regions.spread_seeds(cells.sites, total, rng)
    costs = _crossing_costs(cells, land["township_noise"], rng)
    owner, _ = regions.grow(len(cells.sites), cells.between, costs, seeds)
    length = np.hypot(*(cells.vertices[cells.ends[:, 0]] - cells.vertices[cells.ends[:, 1]]).T)
    pairs, _ = regions.neighbours(owner, cells.between, length)
    centre = regions.middles(owner, cells.sites, total)
    steps = np.hypot(*(centre[pairs[:, 0]] - centre[pairs[:, 1]]).T)
    steps = steps * np.exp(land["outline_noise"] * rng.standard_normal(len(steps)))
    start = np.array([np.hypot(*centre.T).argmin()])
    _, distance = regions.grow(total, pairs, steps, start)
    distance[owner[cells.is_open]] = np.inf
    kept = regions.keep_nearest(distance, pairs, wanted)
    number = np.where(kept, np.cumsum(kept) - 1, -1)
    owner = number[owner]
    pairs, shared = regions.neighbours(owner, cells.between, length)
    _, dry = regions.neighbours(owner, cells.between, length * ~is_river_side(cells))
    return owner, pairs, 1 - dry / shared


def group_upwards(
    centre: Array,
    pairs: Indexes,
    wet: Array,
    sizes: list[int],
    cores: Array,
    rng: np.random.Generator,
) -> list[Indexes]:
    """Group townships into counties around their cores, counties into cities, and so on."""
    land = ASSUMPTIONS["land"]
    parents = []
    for step, size in enumerate(sizes):
        # Over a large land the cores miss the lobes of the outline; seeds among all do not.
        around_cores = step == 0 and size < land["counties_around_cores"]
        seeds = (
            regions.nearest_unique(centre, cores)
            if around_cores
            else regions.spread_seeds(centre, size, rng, rounds=10)
        )
        # The root, so that a county of many small streets does not swallow its neighbours.
        cost = np.hypot(*(centre[pairs[:, 0]] - centre[pairs[:, 1]]).T) ** land["county_reach"]
        cost = cost * np.exp(land["county_noise"] * rng.standard_normal(len(cost)))
        cost *= 1 + land["water_crossing_cost"] * wet
        owner, _ = regions.grow(len(centre), pairs, cost, seeds)
        parents.append(owner)
        centre = regions.middles(owner, centre, size)
        upper, share = regions.neighbours(owner, pairs, np.ones(len(pairs)))
        _, wet = regions.neighbours(owner, pairs, wet)
        pairs, wet = upper, wet / share
    return parents


def _waters(cells: Cells, lines: npt.NDArray[np.object_], drawn: Indexes) -> list[shapely.Geometry]:
    """Return the river as a band around its middle, and the lake."""
    river = shapely.line_merge(shapely.multilinestrings(lines[is_river_side(cells)[drawn]]))
    width = ASSUMPTIONS["land"]["river_width_km"] / 111.0
    shore = shapely.polygonize(lines[is_shore_side(cells)[drawn]]).geoms
    shapes = [shapely.buffer(river, width / 2, quad_segs=3), *shore]
    return [shapely.set_precision(shape, 1e-6) for shape in shapes if not shape.is_empty]


def choose_sides(cells: Cells, owner: Indexes, differs: Flags, finest: int) -> borders.Sides:
    """Choose the sides to draw: between townships, and along the water."""
    inside = (owner[cells.between] >= 0).any(axis=1)
    wet = is_water_side(cells)
    drawn = np.flatnonzero(inside & (differs | wet))
    # Smoothing would shrink a township of one or two cells until its own sites lie outside.
    size = np.bincount(owner[owner >= 0])
    is_small = (owner >= 0) & (size[owner] < 3)
    firm = np.asarray(is_small[cells.between[drawn]].any(axis=1))
    return borders.Sides(drawn, wet[drawn], firm, finest)


def make_land(townships: int, sizes: list[int], rng: np.random.Generator) -> Land:
    """Make land for ``townships`` townships; ``sizes`` says how many areas each level above has."""
    land = ASSUMPTIONS["land"]
    is_large = townships > land["large_from_townships"]
    radius = float(np.sqrt(townships * land["township_area_km2"] / np.pi))
    cores, strengths = make_cores(sizes[0], radius, rng)
    per_township = land["cells_per_township_large"] if is_large else land["cells_per_township"]
    count = int(townships * land["surplus"] * per_township)
    cells = make_cells(count, radius * land["margin"], cores, strengths, rng)
    owner, pairs, wet = grow_townships(cells, townships, rng)
    middle = regions.middles(owner, cells.sites, townships)
    parents = group_upwards(middle, pairs, wet, sizes, cores, rng)
    place = borders.Projection(land["longitude"], land["latitude"])
    differs = owner[cells.between[:, 0]] != owner[cells.between[:, 1]]
    sides = choose_sides(cells, owner, differs, 2 if is_large else 4)
    drawn = sides.drawn
    lines = borders.draw_sides(cells, sides, place, rng)
    shapes = borders.polygons(lines[differs[drawn]], place.degrees(cells.sites), owner, townships)
    return Land(
        cell_points=place.degrees(cells.sites),
        cell_township=owner,
        township_middle=place.degrees(middle),
        township_area=shapely.area(shapes) * 111.32 * 110.9 * np.cos(np.radians(place.latitude)),
        township_crowding=crowding(middle, cores, strengths),
        parents=parents,
        neighbours=pairs,
        polygons=shapes,
        waters=_waters(cells, lines, drawn),
    )
