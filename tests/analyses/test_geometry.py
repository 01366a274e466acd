"""Do maps get the polygons they need, and a frame that fits them?"""

import json

import duckdb
import pytest
import shapely

from childcare.analyses import Extent, Geometry, geometry
from childcare.analyses.geometry import MOST_AT_ONCE

JIA, WU, EAST, CITY = "980101001", "980102102", "980101", "980100"


def squares(number: int) -> Geometry:
    """Return unit squares side by side, named by their number."""
    shapes = {str(k): shapely.box(k, 0, k + 1, 1) for k in range(number)}
    return Geometry(shapes, [])


def test_counties_and_the_city_have_the_polygons_of_their_townships_together(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    shapes = geometry(connection).shapes
    assert len(shapes) == 9
    # Every township is a square of 0.1 degrees; a county has three, the city six.
    assert shapes[EAST].area == pytest.approx(3 * 0.01)
    assert shapes[CITY].area == pytest.approx(6 * 0.01)


def test_the_extent_is_the_box_around_the_areas_asked_for(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    extent = geometry(connection).extent([JIA, WU])
    assert extent is not None
    assert (extent.west, extent.south, extent.east, extent.north) == pytest.approx(
        (118.0, 34.1, 118.2, 34.3)
    )


def test_without_polygons_there_is_no_extent() -> None:
    assert squares(2).extent(["unknown"]) is None
    assert Geometry({}, []).extent([JIA]) is None


def test_a_degree_of_longitude_shrinks_towards_the_pole() -> None:
    # cos(60 degrees) is a half; a degree of latitude has 111.32 km.
    assert Extent(10, 59.5, 12, 60.5).width_km == pytest.approx(2 * 111.32 / 2)


def test_a_padded_extent_has_a_margin_on_each_side() -> None:
    padded = Extent(0, 0, 10, 20).padded(0.1)
    assert (padded.west, padded.south, padded.east, padded.north) == (-1, -2, 11, 22)


def test_the_geojson_holds_every_polygon_and_the_water_under_their_codes(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    found = geometry(connection)
    collection = json.loads(found.geojson([JIA]))
    codes = [feature["id"] for feature in collection["features"]]
    # A small region is sent whole, so that drilling down fetches nothing anew.
    assert set(codes) == set(found.shapes) | {"backdrop-0"}
    assert {feature["geometry"]["type"] for feature in collection["features"]} <= {
        "Polygon",
        "MultiPolygon",
    }


def test_every_view_of_a_small_region_fetches_the_same_bytes() -> None:
    found = squares(3)
    assert found.geojson(["0"]) is found.geojson(["1", "2"])


def test_a_view_of_a_large_region_fetches_its_own_polygons_only() -> None:
    collection = json.loads(squares(MOST_AT_ONCE + 1).geojson(["1", "2", "unknown"]))
    assert [feature["id"] for feature in collection["features"]] == ["1", "2"]


def test_an_area_knows_how_wide_it_is_and_which_codes_have_polygons() -> None:
    assert squares(3).width("1") == 1.0
    assert squares(3).known(["2", "9", "0"]) == ["2", "0"]
