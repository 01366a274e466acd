"""Does meeting mode hold in a meeting: keys, large type, no scrolling, a way to the page behind?"""

import pytest

from tests.browser.running_app import NEEDS_BROWSER

pytestmark = NEEDS_BROWSER
SIZES = {"1920x1080": (1920, 1080), "1366x768": (1366, 768)}
AREA = "990103"
# Everything with words of its own that can be seen: how large, and what it says.
WORDS = """() => [...document.querySelectorAll(".meeting *")]
  .filter((part) => [...part.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()))
  .filter((part) => part.checkVisibility({ visibilityProperty: true }) && !part.closest("style"))
  .filter((part) => !part.matches(".meeting-said"))
  .map((part) => [parseFloat(getComputedStyle(part).fontSize), part.textContent])"""
# What sticks out of its place: of the page, of the view, and the stage of the window.
OVERFLOW = """() => [...[document.documentElement, document.body,
    document.querySelector("[data-testid=stMain]"), document.querySelector(".meeting-shown"),
    document.querySelector(".meeting-shown .meeting-body")]
  .flatMap((one) => [one.scrollHeight - one.clientHeight, one.scrollWidth - one.clientWidth]),
    document.querySelector(".meeting-stage").getBoundingClientRect().right - innerWidth,
    document.querySelector(".meeting-stage").getBoundingClientRect().bottom - innerHeight]
  .filter((pixels) => pixels > 1)"""
DRAWN = """() => [...document.querySelectorAll(".meeting-figure")]
  .every((body) => body.querySelector(".main-svg"))"""
COVERED = """() => [[5, 5], [innerWidth - 5, 5], [5, innerHeight - 5]]
  .every(([x, y]) => document.elementFromPoint(x, y).closest(".meeting"))"""
FILLED = """() => { const { right, bottom } =
    document.querySelector(".meeting-stage").getBoundingClientRect();
  return right <= innerWidth + 1 && bottom <= innerHeight + 1
    && (Math.abs(right - innerWidth) < 2 || Math.abs(bottom - innerHeight) < 2); }"""
FOCUSED = "document.activeElement.getAttribute('aria-label')"


@pytest.fixture
def screen(opened):
    """Return a function that opens meeting mode and waits until all views are drawn."""

    def open_screen(query="", size="1920x1080", **options):
        width, height = SIZES[size]
        viewport = {"width": width, "height": height}
        page = opened(f"?mode=meeting{query}", viewport=viewport, **options)
        page.page.wait_for_function(DRAWN)
        return page

    return open_screen


def place(page):
    """Return which view is on the screen: its number, and the number of all."""
    number, of = page.page.locator("footer output").inner_text().split(" / ")
    return int(number), int(of)


def press(page, *keys):
    for key in keys:
        page.page.keyboard.press(key)
    return place(page)[0]


# Opened in one size and then looked at in the other too, so that each is opened somewhere.
@pytest.mark.parametrize(
    ("language", "scheme", "sizes"),
    [
        ("zh", "light", list(SIZES)),
        ("zh", "dark", list(SIZES)[::-1]),
        ("en", "light", list(SIZES)[::-1]),
        ("en", "dark", list(SIZES)),
    ],
)
def test_every_view_fits_the_screen_and_can_be_read_from_afar(
    screen, output, language, scheme, sizes
):
    page = screen(f"&lang={language}", sizes[0], color_scheme=scheme)
    assert place(page)[0] == 1
    for size in sizes:
        to_size(page, *SIZES[size])
        press(page, "Home")
        for number in range(1, place(page)[1] + 1):
            assert place(page)[0] == number
            assert_readable(page, number)
            name = f"meeting_{number:02}_{size}_{scheme}_{language}.png"
            page.page.screenshot(path=output / name)
            press(page, "ArrowRight")
        assert number >= 8


def to_size(page, width, height):
    """Make the window so large, and wait until the stage fills its width or its height."""
    page.page.set_viewport_size({"width": width, "height": height})
    page.page.wait_for_function(FILLED)


def assert_readable(page, number):
    """Fail where a view sticks out of the screen, leaves some of it bare, or is in small type."""
    assert page.page.evaluate(OVERFLOW) == [], number
    assert page.page.evaluate(COVERED), number
    # The stage is scaled, so sizes are those of a screen of 1920 x 1080 on every screen.
    assert [(size, text) for size, text in page.page.evaluate(WORDS) if size < 28] == []
    title = page.page.locator(".meeting-shown h1")
    assert title.evaluate("h1 => parseFloat(getComputedStyle(h1).fontSize)") >= 40


def test_type_shrinks_with_the_screen(screen):
    heights = [
        screen(size=size).page.locator(".meeting-shown h1").bounding_box()["height"]
        for size in SIZES
    ]
    assert heights[1] / heights[0] == pytest.approx(768 / 1080, rel=0.01)


def test_keys_go_from_view_to_view_without_asking_the_server(screen):
    page = screen()
    _, last = place(page)
    asked = page.page.evaluate("asked")
    assert press(page, "ArrowRight", "PageDown", "ArrowDown") == 4
    assert press(page, "ArrowLeft", "PageUp") == 2
    assert press(page, "End", "ArrowRight") == last
    assert press(page, "Home", "ArrowLeft") == 1
    assert page.page.evaluate("asked") == asked
    page.page.locator("body").evaluate("() => document.activeElement.blur()")
    assert press(page, "Space", "Space") == 3
    assert press(page, "Shift+Space") == 2


def test_only_the_view_that_is_shown_can_be_reached(screen):
    page = screen()
    press(page, "ArrowRight", "ArrowRight")
    assert page.page.locator(".meeting-view:not([inert])").count() == 1
    assert page.page.locator(".meeting-view:not([inert]) h1").is_visible()


def test_the_view_stands_in_the_url_and_a_pasted_link_opens_it(screen):
    page = screen()
    press(page, "ArrowRight", "ArrowRight")
    assert page.query()["view"] == "coverage"
    again = screen("&view=coverage")
    assert place(again)[0] == 3
    assert place(screen("&view=nonsense"))[0] == 1


def test_buttons_say_what_they_do_and_are_large(screen):
    page = screen()
    controls = page.page.locator("footer nav").locator("button, a")
    assert controls.count() == 4
    for control in controls.all():
        assert len(control.get_attribute("aria-label")) > 2
        box = control.bounding_box()
        assert min(box["width"], box["height"]) >= 60
    page.page.get_by_role("button", name="下一页").click()
    assert place(page)[0] == 2
    page.page.get_by_role("button", name="上一页").click()
    assert place(page)[0] == 1


def test_the_keyboard_alone_reaches_the_page_behind_with_the_same_filters(screen):
    page = screen(f"&area={AREA}&as_of=2024-06&view=coverage")
    assert page.page.evaluate(FOCUSED).startswith("下一页")
    page.page.keyboard.press("Tab")
    assert page.page.evaluate(FOCUSED).startswith("打开本页背后")
    outline = "parseFloat(getComputedStyle(document.activeElement).outlineWidth)"
    assert page.page.evaluate(outline) >= 3
    page.page.keyboard.press("Enter")
    page.page.wait_for_url(lambda url: "coverage_map" in url)
    page.settle()
    assert page.query() == {
        "area": AREA,
        "as_of": "2024-06",
        "indicator": "slots_per_1000_population",
        "level": "township",
    }
    assert "2024-06" in page.title()
    page.page.go_back()
    page.page.wait_for_selector(".meeting-shown")
    page.settle()
    assert place(page)[0] == 3
    assert page.query()["area"] == AREA


def test_the_targets_and_tasks_open_their_pages_with_the_plan_that_was_shown(screen):
    page = screen("&view=targets")
    behind = page.page.locator("footer a").first
    assert "target_progress?plan=demo_2023_2025" in behind.get_attribute("href")
    press(page, "End")
    assert "policy_tasks?plan=demo_2023_2025" in behind.get_attribute("href")


def test_the_button_of_the_overview_enters_and_escape_leaves(opened):
    page = opened(f"?area={AREA}")
    page.press("会议模式")
    page.page.wait_for_selector(".meeting-shown")
    page.settle()
    assert page.query() == {"area": AREA, "mode": "meeting"}
    press(page, "ArrowRight")
    page.page.keyboard.press("Escape")
    page.page.wait_for_url(lambda url: "mode" not in url)
    page.settle()
    assert page.query() == {"area": AREA}
    assert page.page.locator(".meeting").count() == 0
    assert page.page.get_by_role("link", name="供给地图").is_visible()


def test_the_back_button_leaves_what_the_button_entered(opened):
    page = opened(f"?area={AREA}")
    page.press("会议模式")
    page.page.wait_for_selector(".meeting-shown")
    page.settle()
    page.page.go_back()
    page.page.wait_for_selector(".meeting", state="detached")
    page.settle()
    assert page.query() == {"area": AREA}


def test_a_reader_who_cannot_see_hears_which_view_it_is(screen):
    page = screen()
    press(page, "ArrowRight", "ArrowRight")
    said = page.page.locator("[aria-live=polite]:not(output)").last.text_content()
    assert said.startswith("3 / ")
    assert page.page.locator(".meeting-shown h1").text_content() in said


def test_a_screen_of_another_shape_is_used_whole(screen):
    page = screen()
    to_size(page, 1024, 768)
    assert page.page.evaluate(OVERFLOW) == []
    footer = page.page.locator("footer").bounding_box()
    assert footer["y"] + footer["height"] == pytest.approx(768, abs=1)
