"""Boundaries reach the map light, sound, under the right area and at every level."""

import json

import geopandas
import pandas as pd
import pytest
import shapely
from shapely.geometry import mapping, shape

from childcare.ingest import build, finding_lines
from childcare.ingest.inspect import inspect
from childcare.ingest.locate import Locator, read_points
from childcare.ingest.simplify import simplify
from childcare.store import connect

BOUNDARIES = "边界.geojson"


@pytest.fixture
def change_features(folder):
    """Return a function that rewrites the boundary file through a function of its collection."""

    def rewrite(change):
        collection = json.loads((folder / BOUNDARIES).read_text(encoding="utf-8"))
        change(collection)
        (folder / BOUNDARIES).write_text(json.dumps(collection), encoding="utf-8")

    return rewrite


def stored_boundaries():
    with connect() as connection:
        rows = connection.execute("select area_code, geometry from boundary").fetchall()
    return {code: shapely.from_wkb(bytes(geometry)) for code, geometry in rows}


def test_every_level_has_a_boundary_made_of_those_below(connection):
    polygons = stored_boundaries()
    assert len(polygons) == 9
    assert polygons["980100"].area == pytest.approx(0.06)
    assert polygons["980101"].area == pytest.approx(0.03)
    assert polygons["980101"].equals(shapely.box(118.1, 34.0, 118.2, 34.3))


def test_boundaries_are_clockwise_outside_as_the_map_engine_wants_them():
    assert not any(polygon.exterior.is_ccw for polygon in stored_boundaries().values())


def test_an_area_without_coordinates_gets_a_point_inside_its_boundary(connection):
    longitude, latitude = connection.execute(
        "select longitude, latitude from area where area_code = '980102102'"
    ).fetchone()
    assert stored_boundaries()["980102102"].contains(shapely.Point(longitude, latitude))


def test_given_coordinates_of_an_area_are_kept(connection):
    assert connection.execute(
        "select longitude, latitude from area where area_code = '980101001001'"
    ).fetchone() == (118.12, 34.22)


def test_neighbours_keep_their_shared_edges_when_simplified():
    wave = [(10 + 0.0003 * (step % 2), 30 + step / 1000) for step in range(1000)]
    west = shapely.Polygon([(9, 30), *wave, (9, 30.999)])
    east = shapely.Polygon([(11, 30), *wave, (11, 30.999)])
    light = simplify({"west": west, "east": east})
    assert shapely.coverage_is_valid(list(light.values()))
    assert shapely.get_num_coordinates(list(light.values())).sum() < 1000
    assert sum(polygon.area for polygon in light.values()) == pytest.approx(2 * 0.999, rel=0.01)


def test_a_hair_between_neighbours_is_closed():
    west = shapely.Polygon([(9, 30), (10, 30), (10, 30.5), (10, 31), (9, 31)])
    east = shapely.Polygon([(11, 30), (10, 30), (10.00003, 30.5), (10, 31), (11, 31)])
    light = simplify({"west": west, "east": east})
    assert shapely.coverage_is_valid(list(light.values()))
    assert shapely.union_all(list(light.values())).equals(shapely.box(9, 30, 11, 31))


def test_old_codes_are_matched_by_name_with_aliases(folder, change_features):
    def age(collection):
        for number, feature in enumerate(collection["features"]):
            feature["properties"]["行政区划代码"] = f"98010100{number}"
        collection["features"][5]["properties"]["区域名称"] = "巳乡"

    change_features(age)
    assert build(folder).release is None
    with (folder / "sources.toml").open("a", encoding="utf-8") as file:
        file.write(
            "[boundaries]\nfile = '边界*.geojson'\nname = '区域名称'\nmatch_by = 'name'\n"
            "aliases = { '巳乡' = '己乡' }\n"
        )
    assert build(folder).findings == []
    assert len(stored_boundaries()) == 9


def test_codes_may_carry_a_prefix_that_the_file_leaves_out(folder, change_features):
    def shorten(collection):
        for feature in collection["features"]:
            properties = feature["properties"]
            properties["行政区划代码"] = float(properties["行政区划代码"][3:])

    change_features(shorten)
    with (folder / "sources.toml").open("a", encoding="utf-8") as file:
        file.write(
            "[boundaries]\nfile = '边界*.geojson'\ncode = '行政区划代码'\nname = '区域名称'\n"
            "prefix = '980'\n"
        )
    assert build(folder).findings == []


@pytest.mark.parametrize("name", ["EPSG:4490", "urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"])
def test_degrees_are_taken_as_they_are(folder, change_features, name):
    change_features(lambda c: c.update(crs={"type": "name", "properties": {"name": name}}))
    assert build(folder).findings == []
    assert stored_boundaries()["980100"].bounds == (118.0, 34.0, 118.2, 34.3)


def test_metres_in_a_declared_projection_become_degrees(folder, change_features):
    def project(collection):
        collection["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4548"}}
        for feature in collection["features"]:
            degrees = geopandas.GeoSeries([shape(feature["geometry"])], crs="EPSG:4326")
            feature["geometry"] = mapping(degrees.to_crs("EPSG:4548").iloc[0])

    change_features(project)
    assert build(folder).findings == []
    assert stored_boundaries()["980100"].bounds == pytest.approx((118.0, 34.0, 118.2, 34.3))


def test_an_area_without_boundary_and_a_boundary_without_area_are_mentioned(
    folder, change_features
):
    def rename(collection):
        collection["features"][4]["properties"] |= {"行政区划代码": "980999", "区域名称": "无名镇"}

    change_features(rename)
    lines = finding_lines(build(folder).findings)
    assert any("(无名镇) = 980999:边界在行政区划表里找不到" in line for line in lines)
    assert any("行政区划.csv 第 9 行(戊镇) = 980102102:区域没有边界" in line for line in lines)


def test_boundaries_of_counties_alone_are_stored_as_such(folder, change_features):
    def only_counties(collection):
        west, east = shapely.box(118.0, 34.0, 118.1, 34.3), shapely.box(118.1, 34.0, 118.2, 34.3)
        collection["features"] = [
            {
                "type": "Feature",
                "properties": {"行政区划代码": code, "区域名称": name},
                "geometry": mapping(polygon),
            }
            for code, name, polygon in [("980101", "东区", east), ("980102", "西县", west)]
        ]

    change_features(only_counties)
    assert build(folder).findings == []
    assert set(stored_boundaries()) == {"980100", "980101", "980102"}


def test_a_spike_is_mended_and_mentioned(folder, change_features):
    def spike(collection):
        ring = collection["features"][0]["geometry"]["coordinates"][0]
        ring[2:2] = [[118.2, 34.25], [118.20001, 34.25], [118.2, 34.25]]

    change_features(spike)
    result = build(folder)
    assert [finding.check_name for finding in result.findings] == ["mended_polygon"]
    assert result.release


def test_a_polygon_that_crosses_itself_is_refused_by_name(folder, change_features):
    def cross(collection):
        ring = collection["features"][0]["geometry"]["coordinates"][0]
        ring[1], ring[2] = ring[2], ring[1]

    change_features(cross)
    result = build(folder)
    assert result.release is None
    assert ("invalid_polygon", "甲街道") in {
        (finding.check_name, finding.subject) for finding in result.findings
    }


def test_a_ring_left_open_and_a_shape_there_twice_are_read_all_the_same(folder, change_features):
    def spoil(collection):
        features = collection["features"]
        features[1]["geometry"]["coordinates"][0].pop()
        features.append(features[2])

    change_features(spoil)
    result = build(folder)
    assert [finding.check_name for finding in result.findings] == ["boundary_given_twice"]
    assert len(stored_boundaries()) == 9
    assert stored_boundaries()["980100"].area == pytest.approx(0.06)


def test_an_area_without_boundary_and_place_lies_amid_its_institutions(folder, change_features):
    change_features(lambda collection: collection["features"].pop(0))
    assert build(folder).release
    with connect() as connection:
        place = connection.execute(
            "select longitude, latitude from area where area_code = '980101001'"
        ).fetchone()
    # Its institutions, and its two communities of the area table, lie within.
    assert 118.1 < place[0] < 118.2
    assert 34.2 < place[1] < 34.3
    assert "980101001" not in stored_boundaries()


def test_points_of_areas_are_put_in_order_once_the_polygons_are_known(folder, edit):
    for place in ("118.12,34.22", "118.18,34.28", "118.15,34.15", "118.05,34.25"):
        edit("行政区划.csv", place, ",".join(reversed(place.split(","))))
    result = build(folder)
    assert {finding.check_name for finding in result.findings} == {"coordinates_swapped"}
    with connect() as connection:
        assert connection.execute(
            "select longitude, latitude from area where area_code = '980101001001'"
        ).fetchone() == (118.12, 34.22)


def test_the_report_on_every_shape_is_kept_and_told(folder, change_features):
    def age(collection):
        collection["features"][4]["properties"] |= {"行政区划代码": "980999", "区域名称": "戊鎮"}

    change_features(age)
    assert build(folder).release
    with connect() as connection:
        assert connection.execute(
            "select written_name, match_status, matched_by, area_code from boundary_match"
            " where written_code = '980999'"
        ).fetchall() == [("戊鎮", "matched", "like_name", "980102102")]
    told = next(one for one in inspect([folder])["matches"] if one["code"] == "980999")
    assert (told["status"], told["area_name"], told["answer_key"]) == ("matched", "戊镇", "戊鎮")


def test_boundaries_that_cover_the_same_ground_are_mentioned(folder, change_features):
    def widen(collection):
        ring = collection["features"][3]["geometry"]["coordinates"][0]
        ring[1][0], ring[2][0] = 118.12, 118.12

    change_features(widen)
    lines = finding_lines(build(folder).findings)
    assert any("边界.geojson(甲街道) = 丁镇:两个区域的边界重叠" in line for line in lines)


def test_points_are_read_from_json_from_python_and_from_a_plain_pair():
    texts = pd.Series(
        [
            '{"type": "Point", "coordinates": [-79.5, 43.6]}',
            "{'type': 'MultiPoint', 'coordinates': [[-79.5, 43.6]]}",
            "-79.5,43.6",
            "",
            "nowhere",
        ]
    )
    points = read_points(texts)
    assert points[:3].tolist() == [[-79.5, 43.6]] * 3
    assert (points[3:] != points[3:]).all()


def test_a_point_near_a_long_border_is_not_taken_across_it():
    west, east = shapely.box(118.0, 34.0, 118.5, 34.5), shapely.box(118.5, 34.0, 119.0, 34.5)
    locator = Locator({"south": shapely.box(118.0, 33.5, 119.0, 34.0), "west": west, "east": east})
    points = [118.25, 118.75, 118.25, 118.75], [34.0001, 34.0001, 33.9999, 33.9999]
    for within in (0, 300):
        found = locator.find(*points, within=within).tolist()
        assert found == ["west", "east", "south", "south"]


def test_a_point_nowhere_on_earth_lies_in_no_area():
    locator = Locator({"land": shapely.box(118.0, 34.0, 118.1, 34.1)})
    assert locator.find([34.05], [118.05], within=300).tolist() == [None]


def test_no_point_lies_nowhere():
    locator = Locator({"land": shapely.box(118.0, 34.0, 118.1, 34.1)})
    assert locator.find([], [], within=300).tolist() == []


def test_a_point_just_off_the_shore_belongs_to_the_nearest_area():
    locator = Locator({"land": shapely.box(118.0, 34.0, 118.1, 34.1)})
    longitudes, latitudes = shapely.get_coordinates(
        shapely.points([[118.05, 34.05], [118.102, 34.05], [118.104, 34.05]])
    ).T
    assert locator.find(longitudes, latitudes, within=300).tolist() == ["land", "land", None]
    assert locator.find(longitudes, latitudes).tolist() == ["land", None, None]
    assert locator.kilometres_outside(longitudes, latitudes).round(2).tolist() == [0, 0.18, 0.37]
