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


WEST_UNREPORTED = "delete from institution where as_of = '2025-12-01' and area_code like '980102%'"
WITHOUT = {
    "boundaries": "delete from boundary; delete from backdrop",
    "boundaries and places": "delete from boundary; delete from backdrop;"
    "update area set longitude = null, latitude = null",
    "one boundary": "delete from boundary where area_code = '980102102'",
    "the report of a county": WEST_UNREPORTED,
    "a register": "delete from institution; delete from kindergarten;"
    "delete from service_point; delete from designation",
    "population": "delete from population",
    "children": "update population set children_age_0 = null",
    "kindergartens": "delete from kindergarten",
    "anything but areas": "delete from institution; delete from kindergarten;"
    "delete from service_point; delete from population where area_code <> '980100'",
}
LOOKED_AT = [
    ("overview", {}),
    ("overview", {"area": "980102102"}),
    ("coverage_map", {"area": "980102", "play": "yes"}),
    ("coverage_map", {"indicator": "children_per_slot", "style": "bubbles", "lang": "en"}),
    ("coverage_map", {"compare": "2024-12"}),
]


@pytest.mark.parametrize("missing", WITHOUT)
def test_every_page_shows_without(opened: Opened, altered_home: Altered, missing: str) -> None:
    altered_home(WITHOUT[missing])
    for page, choices in LOOKED_AT:
        test = opened(page, **choices)
        assert not test.exception, (page, choices)


def test_without_boundaries_and_places_areas_are_tiles(
    opened: Opened, altered_home: Altered, figure_of: FigureOf
) -> None:
    altered_home(WITHOUT["boundaries and places"])
    assert types(figure_of(opened("coverage_map"), 0))[0] == "scatter"
    assert types(figure_of(opened("coverage_map", style="bubbles"), 0))[0] == "scatter"
    assert types(figure_of(opened("overview"), 0))[0] == "scatter"


def test_without_boundaries_but_with_places_areas_are_bubbles(
    opened: Opened, altered_home: Altered, figure_of: FigureOf
) -> None:
    places = "update area set longitude = 118.0 + right(area_code, 2)::int / 100, latitude = 34.1"
    altered_home(f"{WITHOUT['boundaries']}; {places}")
    first = figure_of(opened("coverage_map"), 0)["figure"]["data"][0]
    assert (first["type"], first["name"]) == ("scattergeo", "areas")


def test_an_unreported_county_leaves_the_city_without_a_value(
    opened: Opened, altered_home: Altered
) -> None:
    altered_home(WEST_UNREPORTED)
    first = opened("overview").metric[0]
    assert first.label.startswith("每千人口托位数")
    assert first.value.startswith("—")


def test_a_county_by_itself_has_no_city_above_it(opened: Opened, altered_home: Altered) -> None:
    altered_home(
        "delete from area where area_code = '980100' or area_code like '980102%';"
        "update area set parent_code = null where area_code = '980101';"
        "delete from area_ancestor where ancestor_code = '980100' or area_code like '980102%';"
        "delete from institution where area_code like '980102%';"
        "update release set title_zh = ''"
    )
    for page in PAGES:
        test = opened(page)
        assert not test.exception
        assert page == "definitions" or "**东区**" in words(test)


def test_strange_names_are_shown_as_they_are(opened: Opened, altered_home: Altered) -> None:
    names = ["<script>alert(1)</script>", "**甲** [x](http://x)", "=1+1", "甲{slots}乙", "%{x}"]
    codes = ["980102102", "980102101", "980101101", "980101002", "980101"]
    altered_home(
        ";".join(
            f"update area set area_name = '{name}' where area_code = '{code}'"
            for name, code in zip(names, codes, strict=True)
        )
    )
    for page in ("overview", "coverage_map"):
        assert not opened(page).exception
        assert not opened(page, area="980102102").exception
    # What looks like Markdown in a name is escaped, so nothing of it becomes a link.
    assert "[x](http://x)" not in words(opened("overview", area="980102"))
