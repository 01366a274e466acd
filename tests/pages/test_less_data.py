"""Does every page still say something true when boundaries, figures or the release are missing?"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

Opened = Callable[..., AppTest]
FigureOf = Callable[[AppTest, int], dict[str, Any]]
Altered = Callable[[str], None]
PAGES = ["overview", "coverage_map", "definitions"]


def words(test: AppTest) -> str:
    said = [*test.markdown, *test.caption, *test.subheader, *test.info, *test.title, *test.code]
    return "\n".join(element.value for element in said)


def types(message: dict[str, Any]) -> list[str]:
    return [trace["type"] for trace in message["figure"]["data"]]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_without_a_release_every_page_says_what_to_do(
    opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str, language: str
) -> None:
    monkeypatch.setenv("CHILDCARE_HOME", str(tmp_path))
    test = opened(page, lang=language)
    assert not test.exception
    assert "python -m childcare build" in words(test)
    assert not test.get("bidi_component")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("area", ["", "980101", "980101001"])
def test_without_boundaries_every_page_shows(
    opened: Opened, altered_home: Altered, page: str, area: str
) -> None:
    altered_home("delete from boundary; delete from backdrop")
    choices = {"area": area} if area else {}
    assert not opened(page, **choices).exception


def test_without_boundaries_and_places_areas_are_tiles(
    opened: Opened, altered_home: Altered, figure_of: FigureOf
) -> None:
    altered_home("delete from boundary; delete from backdrop")
    assert "choropleth" not in types(figure_of(opened("coverage_map"), 0))
    assert types(figure_of(opened("coverage_map", style="bubbles"), 0))[0] == "scatter"
    assert types(figure_of(opened("overview"), 0))[0] == "scatter"


def test_without_boundaries_but_with_places_areas_are_bubbles(
    opened: Opened, altered_home: Altered, figure_of: FigureOf
) -> None:
    places = "update area set longitude = 118.0 + right(area_code, 2)::int / 100, latitude = 34.1"
    altered_home(f"delete from boundary; delete from backdrop; {places}")
    first = figure_of(opened("coverage_map"), 0)["figure"]["data"][0]
    assert (first["type"], first["name"]) == ("scattergeo", "areas")


def test_a_single_area_without_a_polygon_does_not_stop_the_map(
    opened: Opened, altered_home: Altered, figure_of: FigureOf
) -> None:
    altered_home("delete from boundary where area_code = '980102102'")
    for style in ("areas", "bubbles", "tiles"):
        assert not opened("coverage_map", style=style).exception


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("area", ["", "980102", "980102102"])
def test_a_county_that_did_not_report_is_shown_as_unknown(
    opened: Opened, altered_home: Altered, page: str, area: str
) -> None:
    altered_home(
        "delete from institution where as_of = '2025-12-01' and area_code like '980102%'"
    )
    choices = {"area": area} if area else {}
    test = opened(page, **choices)
    assert not test.exception


def test_an_unreported_county_leaves_the_city_without_a_value(
    opened: Opened, altered_home: Altered
) -> None:
    altered_home(
        "delete from institution where as_of = '2025-12-01' and area_code like '980102%'"
    )
    first = opened("overview").metric[0]
    assert first.label.startswith("每千人口托位数")
    assert first.value.startswith("—")


@pytest.mark.parametrize("page", PAGES)
def test_without_a_register_population_and_reports_still_show(
    opened: Opened, altered_home: Altered, page: str
) -> None:
    altered_home(
        "delete from institution; delete from kindergarten; delete from service_point;"
        "delete from designation"
    )
    assert not opened(page).exception


@pytest.mark.parametrize("page", PAGES)
def test_without_population_slots_still_show(
    opened: Opened, altered_home: Altered, page: str
) -> None:
    altered_home("delete from population")
    assert not opened(page).exception
    assert not opened(page, indicator="slots", style="bubbles").exception


@pytest.mark.parametrize("page", PAGES)
def test_a_county_by_itself_has_no_city_above_it(
    opened: Opened, altered_home: Altered, page: str
) -> None:
    altered_home(
        "delete from area where area_code in ('980100', '980102') or area_code like '980102%';"
        "update area set parent_code = null where area_code = '980101';"
        "delete from area_ancestor where ancestor_code = '980100' or area_code like '980102%';"
        "delete from area_ancestor where area_code = '980100';"
        "delete from institution where area_code like '980102%'"
    )
    test = opened(page)
    assert not test.exception
    assert page == "definitions" or "**东区**" in words(test)


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "**甲** [x](http://x)", "=1+1", "甲{slots}乙", "%{x}"]
)
def test_a_strange_name_is_shown_as_it_is(
    opened: Opened, altered_home: Altered, name: str
) -> None:
    altered_home(f"update area set area_name = '{name}' where area_code = '980102102'")
    for page in ("overview", "coverage_map"):
        assert not opened(page).exception
        assert not opened(page, area="980102102").exception
