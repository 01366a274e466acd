"""Boundaries come in every form that map programs write, and end as the same polygons."""

import json
import zipfile

import geopandas as gpd
import pytest
import shapely
from shapely.geometry import mapping

from childcare.ingest import build, finding_lines
from childcare.store import connect

BOUNDARIES = "边界.geojson"


@pytest.fixture
def frame(folder):
    """Take the boundaries out of the folder, as a frame."""
    frame = gpd.read_file(folder / BOUNDARIES)
    (folder / BOUNDARIES).unlink()
    return frame


def found_and_bounds(folder):
    result = build(folder)
    assert result.release, finding_lines(result.findings)
    with connect() as connection:
        rows = connection.execute("select area_code, geometry from boundary").fetchall()
    polygons = {code: shapely.from_wkb(bytes(geometry)) for code, geometry in rows}
    assert len(polygons) == 9
    return {one.check_name for one in result.findings}, polygons["980100"].bounds


WHOLE = pytest.approx((118.0, 34.0, 118.2, 34.3), abs=1e-5)


def zipped_shapefile(
    frame, folder, tmp_path, encoding, *, cpg=False, name="边界", inside="", **options
):
    """Write a zipped Shapefile; without .cpg nobody says in which encoding its texts are."""
    place = tmp_path / "shp"
    place.mkdir()
    frame.to_file(place / f"{name}.shp", encoding=encoding, **options)
    if not cpg:
        (place / f"{name}.cpg").unlink(missing_ok=True)
        table = place / f"{name}.dbf"
        content = bytearray(table.read_bytes())
        content[29] = 0
        table.write_bytes(content)
    with zipfile.ZipFile(folder / "边界.zip", "w") as archive:
        for path in sorted(place.iterdir()):
            archive.write(path, inside + path.name)


@pytest.mark.parametrize("encoding", ["UTF-8", "GB18030"])
@pytest.mark.parametrize("cpg", [True, False])
def test_a_zipped_shapefile_is_read_whatever_it_says_of_its_encoding(
    frame, folder, tmp_path, encoding, cpg
):
    short = frame.rename(columns={"行政区划代码": "代码", "区域名称": "名称"})
    zipped_shapefile(short, folder, tmp_path, encoding, cpg=cpg)
    with (folder / "sources.toml").open("a", encoding="utf-8") as file:
        file.write("\n[boundaries]\nfile = '边界*.geojson'\ncode = '代码'\nname = '名称'\n")
    found, bounds = found_and_bounds(folder)
    assert found == set()
    assert bounds == WHOLE


def test_a_wrong_cpg_is_not_believed(frame, folder, tmp_path):
    short = frame.rename(columns={"行政区划代码": "XZQDM", "区域名称": "XZQMC"})
    zipped_shapefile(short, folder, tmp_path, "GB18030", cpg=True)
    names = zipfile.ZipFile(folder / "边界.zip").namelist()
    with zipfile.ZipFile(folder / "边界.zip") as archive:
        parts = {name: archive.read(name) for name in names}
    with zipfile.ZipFile(folder / "边界.zip", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, b"UTF-8" if name.endswith(".cpg") else content)
    found, bounds = found_and_bounds(folder)
    assert found == {"property_guessed"}
    assert bounds == WHOLE


def test_names_cut_after_ten_bytes_are_found(frame, folder, tmp_path):
    zipped_shapefile(frame, folder, tmp_path, "GB18030")
    found, _ = found_and_bounds(folder)
    assert found == {"property_guessed"}


def test_a_shapefile_that_is_not_zipped_is_read_too(frame, folder):
    renamed = frame.rename(columns={"行政区划代码": "XZQDM", "区域名称": "XZQMC"})
    renamed.to_file(folder / "边界.shp", encoding="UTF-8")
    assert found_and_bounds(folder)[1] == WHOLE


def test_path_names_in_an_archive_lead_nowhere(frame, folder, tmp_path):
    short = frame.rename(columns={"行政区划代码": "XZQDM", "区域名称": "XZQMC"})
    zipped_shapefile(short, folder, tmp_path, "UTF-8", inside="../../../outside/")
    before = {path for path in tmp_path.rglob("*") if "home" not in path.parts}
    found_and_bounds(folder)
    assert {path for path in tmp_path.rglob("*") if "home" not in path.parts} == before


@pytest.mark.parametrize("zone", [4490, 4527, 4548, 4498, 3857])
def test_a_geopackage_in_any_system_that_it_names_is_read(frame, folder, zone):
    frame.set_crs(4326, allow_override=True).to_crs(zone).to_file(folder / "边界.gpkg")
    found, bounds = found_and_bounds(folder)
    assert found == set()
    assert bounds == WHOLE


def test_of_several_layers_none_is_chosen_for_you(frame, folder):
    frame.to_file(folder / "边界.gpkg", layer="乡镇")
    frame.head(1).to_file(folder / "边界.gpkg", layer="村")
    (said,) = build(folder).findings
    assert said.check_name == "several_layers"
    assert "乡镇, 村" in said.remedy_zh
    with (folder / "sources.toml").open("a", encoding="utf-8") as file:
        file.write("\n[boundaries]\nfile = '边界*.geojson'\ncode = '行政区划代码'\n"
                   "name = '区域名称'\nlayer = '乡镇'\n")  # fmt: skip
    assert found_and_bounds(folder) == (set(), WHOLE)


KML = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>边界</name>%s</Document></kml>"""
PLACEMARK = """<Placemark><name>%s</name><ExtendedData>
<Data name="行政区划代码"><value>%s</value></Data></ExtendedData><Polygon>
<outerBoundaryIs><LinearRing><coordinates>%s</coordinates></LinearRing></outerBoundaryIs>
</Polygon></Placemark>"""


def kml_of(frame):
    marks = [
        PLACEMARK % (name, code, " ".join(f"{x},{y},0" for x, y in polygon.exterior.coords))
        for name, code, polygon in zip(
            frame["区域名称"], frame["行政区划代码"], frame.geometry, strict=True
        )
    ]
    return KML % "".join(marks)


def test_a_kml_is_read(frame, folder):
    (folder / "边界.kml").write_text(kml_of(frame), encoding="utf-8")
    found, bounds = found_and_bounds(folder)
    assert found == {"property_guessed"}
    assert bounds == WHOLE


def test_a_zipped_kml_is_read(frame, folder):
    with zipfile.ZipFile(folder / "边界.kmz", "w") as archive:
        archive.writestr("doc.kml", kml_of(frame))
    assert found_and_bounds(folder)[1] == WHOLE


def test_a_topojson_is_read(frame, folder):
    """Arcs are steps on a grid; the common edge of two neighbours is one arc, once backwards."""
    rings, geometries = [], []
    for number, one in enumerate(frame.itertuples(index=False)):
        steps = [
            (round((x - 118) * 1e4), round((y - 34) * 1e4)) for x, y in one.geometry.exterior.coords
        ]
        first, *rest = steps
        moves = [(b[0] - a[0], b[1] - a[1]) for a, b in zip(steps, rest, strict=False)]
        rings.append([first, *moves])
        properties = {"行政区划代码": one[0], "区域名称": one[1]}
        # Every second polygon runs backwards.
        arc = number
        geometries.append({"type": "Polygon", "properties": properties, "arcs": [[arc]]})
    topology = {
        "type": "Topology",
        "transform": {"scale": [1e-4, 1e-4], "translate": [118, 34]},
        "objects": {
            "towns": {"type": "GeometryCollection", "geometries": geometries},
            "seats": {"type": "Point", "coordinates": [0, 0]},
        },
        "arcs": rings,
    }
    (folder / "边界.topojson").write_text(json.dumps(topology), encoding="utf-8")
    assert found_and_bounds(folder) == (set(), WHOLE)


def test_arcs_are_joined_and_turned_round():
    from childcare.ingest.topojson import read_topology

    topology = {
        "type": "Topology",
        "objects": {"a": {"type": "GeometryCollection", "geometries": [
            {"type": "Polygon", "arcs": [[0, 1]], "properties": {"n": 1}},
            {"type": "MultiPolygon", "arcs": [[[~0, 2]]], "id": 7},
        ]}},
        "arcs": [[[1, 0], [1, 1]],
                 [[1, 1], [0, 1], [0, 0], [1, 0]],
                 [[1, 0], [2, 0], [2, 1], [1, 1]]],
    }  # fmt: skip
    (one, west), (other, east) = read_topology(topology, "a")
    assert west.equals(shapely.box(0, 0, 1, 1))
    assert east.equals(shapely.box(1, 0, 2, 1))
    assert (one, other) == ({"n": 1}, {"id": 7})


def write_geojson(frame, folder, change=lambda polygon: polygon, encoding="utf-8", code=str):
    features = [
        {
            "type": "Feature",
            "properties": {"行政区划代码": code(one[0]), "区域名称": one[1]},
            "geometry": mapping(change(one.geometry)),
        }
        for one in frame.itertuples(index=False)
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    (folder / BOUNDARIES).write_bytes(text.encode(encoding))


def test_swapped_axes_are_put_right_and_said(frame, folder):
    write_geojson(frame, folder, lambda one: shapely.transform(one, lambda p: p[:, ::-1]))
    assert found_and_bounds(folder) == ({"boundary_axes_swapped"}, WHOLE)


@pytest.mark.parametrize("east_first", [True, False])
def test_a_zone_that_no_one_names_is_seen_in_the_eastings(frame, folder, east_first):
    plane = frame.set_crs(4326, allow_override=True).to_crs(4527)
    turn = 1 if east_first else -1
    write_geojson(plane, folder, lambda one: shapely.transform(one, lambda p: p[:, ::turn]))
    assert found_and_bounds(folder) == ({"boundary_zone_found"}, WHOLE)


def test_a_system_may_be_declared(frame, folder):
    write_geojson(frame.set_crs(4326, allow_override=True).to_crs(4548), folder)
    assert {one.check_name for one in build(folder).findings} == {"not_in_degrees"}
    with (folder / "sources.toml").open("a", encoding="utf-8") as file:
        file.write("\n[boundaries]\nfile = '边界*.geojson'\ncode = '行政区划代码'\n"
                   "name = '区域名称'\ncrs = 'EPSG:4548'\n")  # fmt: skip
    assert found_and_bounds(folder) == (set(), WHOLE)


def test_chinese_json_may_be_gb18030(frame, folder):
    write_geojson(frame, folder, encoding="gb18030")
    assert found_and_bounds(folder) == (set(), WHOLE)


def test_the_country_before_a_code_is_taken_off(frame, folder):
    write_geojson(frame, folder, code=lambda code: f"156{code}")
    assert found_and_bounds(folder) == (set(), WHOLE)


@pytest.mark.parametrize(
    ("name", "content", "finding"),
    [
        ("边界.gpkg", b"SQLite format 3\0" + b"x" * 5000, "not_a_shape_file"),
        ("边界.shp", b"\0\0\x27\x0a" + b"\0" * 200, "not_a_shape_file"),
        ("边界.kml", b"<kml><Document>", "not_a_shape_file"),
        ("边界.kml", b"<kml><Document></Document></kml>", "no_shapes"),
        ("边界.kml", b"<OGRVRTDataSource><OGRVRTLayer/></OGRVRTDataSource>", "not_geojson"),
        ("边界.zip", b"PK\x03\x04" + b"x" * 500, "not_a_shape_file"),
        ("边界.topojson", b'{"type": "Topology", "objects": {}, "arcs": []}', "not_a_shape_file"),
        ("边界.topojson", b'{"type": "Topology", "objects": {"a": {"type": "Polygon",'
                         b' "arcs": [[9]]}},'
                         b' "arcs": []}', "not_geojson"),
        ("边界.geojson", b'{"a":' * 100_000, "not_geojson"),
        ("边界.kml", b'<!DOCTYPE x [<!ENTITY a "a">]><kml>&a;</kml>', "xml_definitions"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_map_is_refused_by_name(frame, folder, name, content, finding):
    (folder / name).write_bytes(content)
    result = build(folder)
    assert result.release is None
    assert [(one.check_name, one.source_name) for one in result.findings] == [(finding, name)]


def test_polygons_of_three_hundred_thousand_corners_are_read(frame, folder):
    def detailed(polygon):
        return shapely.segmentize(polygon, 0.4 / 50_000)

    write_geojson(frame, folder, detailed)
    assert found_and_bounds(folder) == (set(), WHOLE)


def test_more_corners_than_can_be_drawn_are_refused(frame, folder, monkeypatch):
    from childcare.ingest import shape_file

    write_geojson(frame, folder)
    few = type("Few", (), {"boundary_corners": 20, "boundary_shapes": 10})
    monkeypatch.setattr(shape_file, "IMPORT_LIMITS", few)
    assert [one.check_name for one in build(folder).findings] == ["too_many_corners"]
