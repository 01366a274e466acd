"""Points of another order, plane or system are found by the townships they should lie in."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import shapely

from childcare.catalog.sources import TableSource
from childcare.ingest.arrange import ArrangedTable
from childcare.ingest.coordinates import Townships, settle_coordinates
from childcare.ingest.datum import from_bd09, from_gcj02, to_bd09, to_gcj02

# A county of five by five townships, each some four kilometres wide.
SIDE = 0.04
POLYGONS = {
    f"37083010{row}{column}": shapely.box(
        116.4 + column * SIDE, 35.6 + row * SIDE, 116.4 + (column + 1) * SIDE, 35.64 + row * SIDE
    )
    for row in range(5)
    for column in range(5)
}
AREAS = pd.DataFrame({"area_code": ["370830", *POLYGONS], "parent_code": [None, *["370830"] * 25]})


@pytest.fixture
def points():
    """Return the codes and the true places of 400 institutions, the same at every run."""
    random = np.random.default_rng(20251231)
    codes = random.choice(list(POLYGONS), 400)
    corners = np.array([POLYGONS[code].bounds[:2] for code in codes])
    places = corners + random.uniform(0, SIDE, (400, 2))
    return codes, places[:, 0].round(6), places[:, 1].round(6)


def settle(codes, x, y, polygons=POLYGONS, **declared):
    rows = pa.table({"area_code": pa.array(list(codes)), "longitude": x, "latitude": y})
    lines = np.arange(2, len(codes) + 2)
    arranged = ArrangedTable(pd.DataFrame(), {}, "机构台账.csv", lines)
    source = TableSource("institution", **declared)
    settled, findings = settle_coordinates(rows, arranged, source, Townships(polygons, AREAS))
    return (
        settled["longitude"].to_numpy(),
        settled["latitude"].to_numpy(),
        [(one.check_name, one.value) for one in findings],
    )


def test_the_shift_of_web_maps_is_that_of_published_examples():
    # Pairs that eviltransform and coordtransform give in their tests and manuals.
    x, y = np.array([121.5272106, 113.912316, 116.404]), np.array([31.1774276, 22.543847, 39.915])
    assert np.round(to_gcj02(x, y), 7).T.tolist() == [
        [121.5315419, 31.175304], [113.9171765, 22.5407961], [116.4102445, 39.9164043],
    ]  # fmt: skip
    back = to_gcj02(*from_bd09(x[2:], y[2:]))
    assert np.round(back, 7).T.tolist() == [[116.3976273, 39.9086567]]


def test_the_way_back_ends_where_the_way_there_began(points):
    _, x, y = points
    assert np.abs(np.subtract(from_gcj02(*to_gcj02(x, y)), (x, y))).max() < 1e-9
    # A metre is 1e-5 of a degree.
    assert np.abs(np.subtract(from_bd09(*to_bd09(x, y)), (x, y))).max() < 2e-6


def test_nothing_is_shifted_outside_of_china():
    x, y = np.array([-79.4]), np.array([43.7])
    assert to_gcj02(x, y)[0] == x


def test_true_points_stay_as_they_are(points):
    codes, x, y = points
    settled_x, settled_y, found = settle(codes, x, y)
    assert found == []
    assert (settled_x == x).all() and (settled_y == y).all()


@pytest.mark.parametrize(("system", "shift"), [("gcj02", to_gcj02), ("bd09", to_bd09)])
def test_a_shifted_system_is_recognised_converted_and_said(points, system, shift):
    codes, x, y = points
    settled_x, settled_y, found = settle(codes, *shift(x, y))
    assert np.abs(settled_x - x).max() < 3e-6 and np.abs(settled_y - y).max() < 3e-6
    ((name, value),) = found
    assert name == "coordinates_converted"
    assert value.startswith(f"400 × {system}, ") and value.endswith("100.0%")


@pytest.mark.parametrize("share", [0.05, 0.15])
def test_poor_points_are_no_proof_of_a_shift(points, share):
    codes, x, y = points
    random = np.random.default_rng(7)
    poor = random.random(400) < share
    x, y = x + poor * random.normal(0, 0.05, 400), y + poor * random.normal(0, 0.05, 400)
    assert settle(codes, x, y)[2] == []


def test_few_points_are_asked_about_and_not_converted(points):
    codes, x, y = (part[:25] for part in points)
    given = to_bd09(x, y)
    settled_x, _, found = settle(codes, *given)
    assert [name for name, _ in found] == ["coordinates_may_be_shifted"]
    assert (settled_x == given[0]).all()


def test_the_same_point_every_month_is_one_witness(points):
    codes, x, y = (np.tile(part[:25], 60) for part in points)
    assert [name for name, _ in settle(codes, *to_bd09(x, y))[2]] == ["coordinates_may_be_shifted"]


def test_a_declared_system_needs_no_proof_and_forbids_a_guess(points):
    codes, x, y = points
    given = to_gcj02(x, y)
    assert settle(codes, *given, coordinate_system="wgs84")[2] == []
    settled_x, _, found = settle(codes[:1], *(part[:1] for part in given),
                                 coordinate_system="gcj02")  # fmt: skip
    assert found == [("coordinates_converted", "1 × gcj02")]
    assert abs(settled_x[0] - x[0]) < 1e-6


def test_a_swapped_column_is_put_right_and_a_single_swapped_row_is_not(points):
    codes, x, y = points
    settled_x, _, found = settle(codes, y, x)
    assert (settled_x == x).all()
    assert [name for name, _ in found] == ["coordinates_swapped"]
    x[0], y[0] = y[0], x[0]
    assert settle(codes, x, y)[2] == []


def test_a_swapped_column_is_seen_without_boundaries_too(points):
    codes, x, y = points
    assert [name for name, _ in settle(codes, y, x, {})[2]] == ["coordinates_swapped"]
    assert settle(codes, x, y, {})[2] == []


def test_swapped_and_shifted_at_once_is_found_out(points):
    codes, x, y = points
    shifted = to_gcj02(x, y)
    settled_x, _, found = settle(codes, shifted[1], shifted[0])
    assert [name for name, _ in found] == ["coordinates_swapped", "coordinates_converted"]
    assert np.abs(settled_x - x).max() < 1e-6


@pytest.mark.parametrize(("zone", "metres_east_first"), [(4527, True), (4527, False), (4498, True)])
def test_metres_of_a_zone_become_degrees(points, zone, metres_east_first):
    codes, x, y = points
    plane = gpd.GeoSeries(gpd.points_from_xy(x, y), crs=4490).to_crs(zone)
    metres = (plane.x.to_numpy(), plane.y.to_numpy())
    settled_x, settled_y, found = settle(codes, *(metres if metres_east_first else metres[::-1]))
    assert found == [("projected_coordinates", f"400 × EPSG:{zone}")]
    assert np.abs(settled_x - x).max() < 1e-6 and np.abs(settled_y - y).max() < 1e-6


def test_metres_without_a_zone_are_refused(points):
    codes, x, y = points
    plane = gpd.GeoSeries(gpd.points_from_xy(x, y), crs=4490).to_crs(4548)
    found = settle(codes, plane.x.to_numpy(), plane.y.to_numpy())[2]
    assert [name for name, _ in found] == ["unknown_plane"]


def test_rows_without_points_stay_empty(points):
    codes, x, y = points
    x = x.copy()
    x[3] = np.nan
    settled_x, _, found = settle(codes, *to_gcj02(x, y))
    assert np.isnan(settled_x[3]) and not np.isnan(settled_x[4])
    assert found[0][1].startswith("399 × gcj02")
