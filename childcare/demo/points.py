"""Where institutions stand (经纬度): inside their township, a few just over the border."""

import numpy as np
import pandas as pd
import shapely

from childcare.demo.assumptions import ASSUMPTIONS
from childcare.demo.cells import Array
from childcare.demo.land import Land
from childcare.demo.people import Move
from childcare.demo.places import Places


def _inside(land: Land, township: Array, points: Array) -> Array:
    """Put points that fell outside their township back to a point that is surely inside."""
    shapes = land.polygons[township]
    outside = ~shapely.contains_xy(shapes, points[:, 0], points[:, 1])
    sure = shapely.point_on_surface(shapes[outside])
    points[outside] = np.column_stack([shapely.get_x(sure), shapely.get_y(sure)])
    return points


def locate(
    rows: pd.DataFrame, land: Land, places: Places, move: Move | None, rng: np.random.Generator
) -> pd.DataFrame:
    """Add a point and the community to each institution, crowded towards the township's core."""
    numbers = ASSUMPTIONS["institutions"]
    township = rows["township"].to_numpy()
    order = np.argsort(land.cell_township, kind="stable")
    first = np.searchsorted(land.cell_township[order], np.arange(len(places.codes)))
    size = np.bincount(land.cell_township[land.cell_township >= 0], minlength=len(places.codes))
    cell = order[first[township] + (rng.random(len(rows)) * size[township]).astype(np.int64)]
    reach = 0.25 * np.sqrt(land.township_area / size)[township] / 111.0
    points = land.cell_points[cell] + reach[:, None] * rng.uniform(-1, 1, (len(rows), 2))
    points = _inside(land, township, points)
    stray = np.sort(rng.choice(len(rows), min(numbers["over_border"], len(rows)), replace=False))
    points[stray] = [_over_border(land, int(township[index])) for index in stray]
    rows[["longitude", "latitude"]] = points.round(5)
    unknown = rng.random(len(rows)) < numbers["without_point_share"]
    rows.loc[unknown, ["longitude", "latitude"]] = np.nan
    rows["community_code"] = _communities(rows, places, points)
    rows["moves"] = _in_strip(rows, land, move)
    return rows


def _over_border(land: Land, township: int) -> tuple[float, float]:
    """Return a point some ten metres outside a township, in another one."""
    shape = land.polygons[township]
    others = shapely.union_all(
        [
            land.polygons[other]
            for other in land.neighbours[(land.neighbours == township).any(axis=1)].ravel()
            if other != township
        ]
    )
    ring = shapely.buffer(shape, 0.0012).exterior
    for share in np.linspace(0.0, 1.0, 60):
        point = ring.interpolate(share, normalized=True)
        if others.contains(point):
            break
    return point.x, point.y


def _communities(rows: pd.DataFrame, places: Places, points: Array) -> list[str | None]:
    """Return the code of the community of the same township nearest to each institution."""
    nearest: list[str | None] = [None] * len(rows)
    if places.communities.empty:
        return nearest
    groups = dict(list(places.communities.groupby("township")))
    for index, township in enumerate(rows["township"]):
        group = groups[township]
        gaps = (group[["longitude", "latitude"]].to_numpy(float) - points[index]) ** 2
        nearest[index] = group["area_code"].iloc[int(gaps.sum(axis=1).argmin())]
    return nearest


def _in_strip(rows: pd.DataFrame, land: Land, move: Move | None) -> Array:
    """Tell which institutions stand in the strip that changed hands: the nearest to the giver."""
    moves = np.zeros(len(rows), bool)
    if move is None:
        return moves
    inside = np.flatnonzero(
        (rows["township"] == move.taker)
        & rows["longitude"].notna()
        & (rows["provider"] != "kindergarten_class")
        & (rows["opened"] < move.month - 3)
    )
    points = shapely.points(rows[["longitude", "latitude"]].to_numpy()[inside])
    gaps = shapely.distance(points, land.polygons[move.giver])
    moves[inside[np.argsort(gaps, kind="stable")[:3]]] = True
    return moves
