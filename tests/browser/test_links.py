"""Do the choices stand in the URL, hold across pages, and come back with a pasted link?"""

from urllib.parse import urlencode

import pytest

from tests.browser.running_app import NEEDS_BROWSER

pytestmark = NEEDS_BROWSER
CHOICES = {
    "lang": "en",
    "area": "990103",
    "indicator": "utilisation_rate",
    "as_of": "2024-06",
    "compare": "2023-06",
    "style": "bubbles",
    "inclusive": "yes",
}


def test_choices_stand_in_the_url_and_hold_across_pages(opened):
    page = opened()
    page.choose("指标", "托位使用率")
    page.choose("月份", "2024-06")
    page.press("县区")
    chosen = {"indicator": "utilisation_rate", "as_of": "2024-06", "level": "county"}
    assert page.query() == chosen
    for name in ("口径说明", "总览", "供给地图"):
        page.visit(name)
        assert page.query() == chosen, name
    assert "托位使用率" in page.title()
    assert "2024-06" in page.title()
    assert page.areas() == 7


def test_a_pasted_link_brings_the_whole_view_back(opened):
    # In a window that nobody used before, as at the desk of whom the link was sent to.
    page = opened("coverage_map?" + urlencode(CHOICES), viewport={"width": 1400, "height": 900})
    assert page.query() == CHOICES
    title = page.title()
    assert "2024-06" in title
    assert "2023-06" in title
    assert "Coverage map" in page.page.locator("header").inner_text()
    assert page.page.locator(".figure").first.locator(".scattergeo path.point").count() > 6
    assert page.page.get_by_role("combobox", name="Month", exact=True).input_value() == "2024-06"


def test_a_link_with_nonsense_in_it_opens_the_city(opened):
    page = opened("coverage_map?area=nowhere&indicator=luck&as_of=1999-01&level=street&lang=xx")
    assert page.areas() == 115
    assert "2025-12" in page.title()


def test_every_page_can_be_opened_by_its_own_address(opened):
    # The first visitor of a server may be answered otherwise than those who follow.
    for path in ("definitions", "coverage_map", "overview", ""):
        opened(path).assert_no_failure()


def test_the_back_button_goes_back_to_the_page_before(opened):
    page = opened("")
    page.visit("供给地图")
    page.page.go_back()
    page.page.wait_for_url(lambda url: "coverage_map" not in url)
    page.settle()
    assert "比上年同月" in page.words()


def test_the_language_changes_every_word(opened):
    page = opened("definitions")
    page.press("English")
    assert page.query() == {"lang": "en"}
    assert "Definitions" in page.page.locator("header").inner_text()
    page.visit("Overview")
    assert "口径" not in page.words()


@pytest.mark.xfail(
    strict=True, reason="Streamlit 1.67 changes the address but does not run the same page again"
)
def test_the_back_button_takes_back_the_last_choice(opened):
    page = opened()
    page.press("县区")
    assert page.areas() == 7
    page.page.go_back()
    page.page.wait_for_url(lambda url: "level" not in url)
    page.settle()
    assert page.areas() == 115
