"""A sources file is enough to read files under other headings, codes and ways of counting."""

import pytest

from childcare.catalog import DeclarationError
from childcare.catalog.sources import load_sources
from childcare.ingest import build, finding_lines
from childcare.settings import PROJECT_DIR
from childcare.store import connect

SOURCES = """
[tables.area]
file     = "areas.csv"
required = ["area_code", "area_name"]
columns  = { id = "area_code", title = "area_name" }
prefixes = { area_code = "X-" }
constants = { level = "township", parent_code = "X" }
rows     = [{ area_code = "X", area_name = "Xanadu", level = "city" }]

[tables.institution]
file        = "centres.csv"
required    = ["institution_id", "institution_name"]
columns     = { ID = "institution_id", NAME = "institution_name", RUN = "as_of", WHO = "operation_mode", DAY10 = "is_inclusive" }
date_format = "%d%b%y"
keep        = { STATE = ["open", "new"] }
sums        = { slots = ["A", "B"], inclusive_slots = { columns = ["A", "B"], when = "DAY10", equals = "Y" } }
flags       = { is_counted = ["A", "B"] }
codes       = { operation_mode = { "Shop" = "private" } }
locate_by   = "WHERE"

[boundaries]
file   = "areas.geojson"
code   = "id"
name   = "title"
prefix = "X-"
"""  # noqa: E501
CENTRES = """ID,NAME,RUN,WHO,DAY10,STATE,A,B,WHERE
1,One,11MAR26,Shop,Y,open,10,5,"[10.5, 50.5]"
2,Two,11MAR26,private,N,new,,7,"10.5,50.5"
3,Three,11MAR26,Shop,Y,closed,9,9,"10.5,50.5"
4,Four,11MAR26,Shop,Y,open,0,0,"10.5,50.5"
5,Five,11MAR26,Shop,Y,open,,,"{'type': 'Point', 'coordinates': [11.5, 50.5]}"
"""
SQUARE = (
    '{"type": "Feature", "properties": {"id": %d, "title": "%s"}, "geometry": {"type": "Polygon",'
    ' "coordinates": [[[%d, 50], [%d, 50], [%d, 51], [%d, 51], [%d, 50]]]}}'
)


@pytest.fixture
def foreign(tmp_path, own_home):
    folder = tmp_path / "foreign"
    folder.mkdir()
    (folder / "sources.toml").write_text(SOURCES, encoding="utf-8")
    (folder / "areas.csv").write_text("id,title\n1,Alpha\n2,Beta\n", encoding="utf-8")
    (folder / "centres.csv").write_text(CENTRES, encoding="utf-8")
    squares = [SQUARE % (1, "Alpha", 10, 11, 11, 10, 10), SQUARE % (2, "Beta", 11, 12, 12, 11, 11)]
    text = '{"type": "FeatureCollection", "features": [%s]}' % ",".join(squares)  # noqa: UP031
    (folder / "areas.geojson").write_text(text, encoding="utf-8")
    return folder


def test_sums_conditions_flags_codes_and_points_are_read(foreign):
    result = build(foreign)
    assert result.release, finding_lines(result.findings)
    with connect() as connection:
        rows = connection.execute(
            "select institution_id, area_code, slots, inclusive_slots, is_counted, operation_mode"
            " from institution order by institution_id"
        ).fetchall()
        assert connection.execute("select title_zh from release").fetchall() == [("Xanadu",)]
    assert rows == [
        ("1", "X-1", 15, 15, True, "private"),
        ("2", "X-1", 7, 0, True, "private"),
        ("4", "X-1", 0, 0, False, "private"),
        ("5", "X-2", None, None, False, "private"),
    ]


def test_a_row_that_lies_nowhere_is_left_out_and_mentioned(foreign):
    text = CENTRES.replace('"10.5,50.5"', '"20.5,50.5"', 1).replace('"10.5,50.5"', "", 2)
    (foreign / "centres.csv").write_text(text, encoding="utf-8")
    result = build(foreign)
    assert [(one.check_name, one.source_row) for one in result.findings] == [
        ("point_in_no_area", 3),
        ("not_a_point", 5),
    ]
    assert result.release


def test_a_summed_heading_that_holds_no_number_is_named(foreign):
    (foreign / "centres.csv").write_text(CENTRES.replace("10,5", "ten,5"), encoding="utf-8")
    lines = finding_lines(build(foreign).findings)
    assert lines[0].startswith("centres.csv 第 2 行「A」 = ten:不是数字")


@pytest.mark.parametrize("heading", ["RUN", "A", "STATE", "DAY10", "WHERE"])
def test_a_heading_that_the_sources_file_names_must_be_there(foreign, heading):
    first_line, *rest = CENTRES.splitlines()
    headings = [name if name != heading else "gone" for name in first_line.split(",")]
    text = "\n".join([",".join(headings), *rest])
    (foreign / "centres.csv").write_text(text, encoding="utf-8")
    lines = finding_lines(build(foreign).findings)
    assert any(f"centres.csv「{heading}」:缺少表头" in line for line in lines)


def test_a_foreign_word_without_a_code_is_named(foreign):
    (foreign / "centres.csv").write_text(CENTRES.replace("Shop", "Church", 1), encoding="utf-8")
    assert "centres.csv 第 2 行「WHO」(One) = Church" in finding_lines(build(foreign).findings)[0]


@pytest.mark.parametrize("name", ["toronto", "wenshang"])
def test_the_sources_files_that_come_with_the_product_are_understood(name):
    declared = load_sources(PROJECT_DIR / "data" / "sources" / f"{name}.toml")
    assert declared.dataset.title_en
    assert declared.boundaries.file


def test_a_sources_file_with_tables_does_not_inherit_the_default_boundaries(tmp_path):
    path = tmp_path / "sources.toml"
    path.write_text("[tables.area]\nfile = 'a.csv'\n", encoding="utf-8")
    assert load_sources(path).boundaries.file == ""
    path.write_text("[tables.area]\nfile = 1\n", encoding="utf-8")
    with pytest.raises(DeclarationError, match="file = 1"):
        load_sources(path)
