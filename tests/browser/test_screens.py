"""Do the pages fit their screens? Pictures of all of them are kept in tests/output/."""

import pytest

from tests.browser.running_app import NEEDS_BROWSER

pytestmark = NEEDS_BROWSER
PAGES = (
    "overview",
    "coverage_map",
    "target_progress",
    "regional_balance",
    "county_profile",
    "institutions",
    "policy_tasks",
    "definitions",
)
# A county's page is of a county.
OF_A_COUNTY = {"county_profile": "&area=990122"}
SIZES = {"1920x1080": (1920, 1080), "1366x768": (1366, 768)}
HIDDEN_BELOW = """() => { const main = document.querySelector("[data-testid=stMain]");
    return main.scrollHeight - main.clientHeight; }"""
TOO_WIDE = """() => [document.documentElement, document.querySelector("[data-testid=stMain]")]
    .map((element) => element.scrollWidth - element.clientWidth)"""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_overview_fits_a_meeting_room_screen_without_scrolling(opened, language):
    page = opened(f"?lang={language}", viewport={"width": 1920, "height": 1080})
    assert page.page.evaluate(HIDDEN_BELOW) <= 0


@pytest.mark.parametrize("path", PAGES)
def test_a_phone_never_scrolls_sideways(opened, output, path):
    page = opened(
        path.replace("overview", ""),
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
    )
    assert page.page.evaluate(TOO_WIDE) == [0, 0]
    # Streamlit scrolls inside the page, so a long page is caught by a tall window.
    page.page.set_viewport_size({"width": 390, "height": 2600})
    page.settle()
    page.page.screenshot(path=output / f"{path}_390x844_light_zh.png")


# With the phone above: every size, light and dark, both languages, in as few pictures as show all.
@pytest.mark.parametrize(
    ("size", "scheme", "language"),
    [("1920x1080", "light", "zh"), ("1366x768", "dark", "en")],
)
def test_every_page_is_drawn_on_every_screen(opened, output, size, scheme, language):
    width, height = SIZES[size]
    page = opened("definitions", viewport={"width": width, "height": height}, color_scheme=scheme)
    root = page.page.url.split("definitions")[0]
    for name in PAGES:
        where = OF_A_COUNTY.get(name, "")
        page.go(f"{root}{name.replace('overview', '')}?lang={language}{where}")
        page.page.screenshot(path=output / f"{name}_{size}_{scheme}_{language}.png")
        page.assert_no_failure()
