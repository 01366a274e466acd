"""Does the tree of areas lead up and down, whatever levels a city has?"""

import pandas as pd
import pytest

from childcare.analyses import AreaTree

CITY, EAST, WEST, JIA = "980100", "980101", "980102", "980101001"


def test_the_topmost_area_is_the_one_without_a_parent(tree: AreaTree) -> None:
    assert tree.root == CITY


def test_the_path_leads_from_the_topmost_area_down(tree: AreaTree) -> None:
    assert tree.path(JIA) == [CITY, EAST, JIA]
    assert tree.path(CITY) == [CITY]


def test_descendants_are_the_area_itself_and_all_below_but_no_communities(tree: AreaTree) -> None:
    assert set(tree.descendants(WEST)) == {WEST, "980102101", "980102102", "980102201"}
    assert tree.descendants(JIA) == [JIA]
    assert len(tree.descendants(CITY)) == 9


def test_the_levels_below_an_area_come_largest_first(tree: AreaTree) -> None:
    assert tree.levels_below(CITY) == ["county", "township"]
    assert tree.levels_below(EAST) == ["township"]


def test_a_township_without_parts_has_its_own_level(tree: AreaTree) -> None:
    assert tree.levels_below(JIA) == ["township"]


def test_areas_of_a_level_are_those_within_and_in_the_order_of_their_codes(tree: AreaTree) -> None:
    assert list(tree.at_level("township", WEST).index) == ["980102101", "980102102", "980102201"]
    assert list(tree.at_level("county", CITY)["area_name"]) == ["东区", "西县"]
    assert tree.at_level("county", JIA).empty


def test_an_area_knows_its_name_and_level_and_whether_it_exists(tree: AreaTree) -> None:
    assert (tree.name(EAST), tree.level(EAST)) == ("东区", "county")
    assert EAST in tree
    assert "110000" not in tree
    assert None not in tree


@pytest.fixture
def county_alone() -> AreaTree:
    """Return a tree as a county hands it in: nothing above, townships right below."""
    rows = [("3708", "汶上", "county", None), ("370801", "甲镇", "township", "3708")]
    names = ["area_code", "area_name", "level", "parent_code"]
    return AreaTree(pd.DataFrame(rows, columns=names))


def test_a_county_by_itself_is_the_root(county_alone: AreaTree) -> None:
    assert county_alone.root == "3708"
    assert county_alone.path("370801") == ["3708", "370801"]
    assert county_alone.levels_below("3708") == ["township"]


def test_a_city_whose_townships_have_no_county_between_skips_that_level() -> None:
    rows = [("44", "东莞", "city", None), ("4401", "甲镇", "township", "44")]
    names = ["area_code", "area_name", "level", "parent_code"]
    assert AreaTree(pd.DataFrame(rows, columns=names)).levels_below("44") == ["township"]
