"""Does the figure keep what a person did, and carry away what the screen shows?"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from childcare.settings import STATIC_DIR
from tests.browser.running_app import NEEDS_BROWSER, served
from tests.browser.tabs import Tabs

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = NEEDS_BROWSER
BASE = "atlas"
AREAS = ".choroplethlocation"
FILLS = """number => [...document.querySelectorAll(".figure")[number]
    .querySelectorAll(".choroplethlocation")].map((area) => area.getAttribute("fill")).join()"""
PLACES = """() => [...document.querySelector(".figure").querySelectorAll(".choroplethlocation")]
    .map((area) => (area.getAttribute("d") ?? "").replace(/\\.\\d+/g, "")).join()"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the page, under a path as behind an office's proxy."""
    folder = tmp_path_factory.mktemp("page")
    shutil.copy(Path(__file__).with_name("figure_page.py"), folder)
    (folder / "static").symlink_to(STATIC_DIR)
    options = {
        "server.enableStaticServing": "true",
        "server.baseUrlPath": BASE,
        "browser.gatherUsageStats": "false",
    }
    with served("figure_page.py", folder=folder, **options) as url:
        yield url


@pytest.fixture
def options() -> dict[str, object]:
    """How the browser is opened; a test may ask for another size or theme."""
    return {"viewport": {"width": 1000, "height": 1400}}


@pytest.fixture
def page(tabs: Tabs, address: str, options: dict[str, object]) -> Iterator["playwright.Page"]:
    """Open the page and wait until its three figures are drawn."""
    tab = tabs.take(**options)
    tab.page.goto(address)
    tab.page.wait_for_function(
        f"document.querySelectorAll('{AREAS}').length >= 48"
        " && document.querySelectorAll('.bars .point').length >= 24"
        " && document.querySelector('.figure-player:not([hidden])')"
    )
    yield tab.page
    tab.assert_no_failure()
    tabs.give_back(tab)


def choose(page: "playwright.Page", month: int) -> None:
    """Choose another month and wait until the map shows it."""
    before = page.evaluate(FILLS, 0)
    page.get_by_text(str(month), exact=True).first.click()
    page.wait_for_function(f"before => ({FILLS})(0) !== before", arg=before)
    page.wait_for_timeout(300)


def centre(page: "playwright.Page", selector: str, index: int) -> tuple[float, float]:
    """Return the middle of a drawn shape."""
    box = page.locator(selector).nth(index).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def saved(page: "playwright.Page", name: str, folder: Path, number: int = 0) -> Path:
    """Press a download button and return the file."""
    with page.expect_download() as waiting:
        page.locator(".figure").nth(number).get_by_text(name, exact=True).click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file


def test_zoom_and_pan_survive_new_data(page: "playwright.Page") -> None:
    untouched = page.evaluate(PLACES)
    page.locator(".figure").first.hover()
    page.locator(".figure").first.locator(".modebar-btn").first.click()
    page.mouse.move(*centre(page, AREAS, 9))
    page.mouse.down()
    page.mouse.move(*(value + 25 for value in centre(page, AREAS, 9)), steps=4)
    page.mouse.up()
    page.wait_for_timeout(300)
    zoomed = page.evaluate(PLACES)
    choose(page, 1)
    assert untouched != zoomed == page.evaluate(PLACES)


def test_new_data_fetch_nothing_and_send_little(page: "playwright.Page") -> None:
    requests: list[str] = []
    sizes: list[int] = []
    page.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda frame: sizes.append(len(frame))),
    )
    page.reload()
    page.wait_for_selector(".figure-player:not([hidden])")
    page.wait_for_timeout(500)
    page.on("request", lambda request: requests.append(request.url))
    sizes.clear()
    choose(page, 1)
    assert requests == []
    assert 0 < sum(sizes) < 12_000


def test_a_figure_whose_data_stay_is_not_drawn_again(page: "playwright.Page") -> None:
    page.evaluate(
        """() => { window.drawn = []; const react = Plotly.react;
        Plotly.react = (plot, ...rest) => (drawn.push(plot.ariaLabel), react(plot, ...rest)); }"""
    )
    choose(page, 1)
    assert sorted(page.evaluate("drawn")) == ["A chessboard", "Bars"]


def test_a_click_reaches_the_page_once(page: "playwright.Page") -> None:
    page.mouse.click(*centre(page, AREAS, 9))
    page.get_by_text("clicked 990009, told ['990009']").wait_for()
    choose(page, 1)
    page.get_by_text("clicked nothing, told ['990009']").wait_for()


def test_an_area_under_the_mouse_is_marked_in_the_other_figures(page: "playwright.Page") -> None:
    marks = "[...document.querySelectorAll('.figure-plot')].map("
    marks += "plot => plot.querySelectorAll('.figure-marked').length).join()"
    page.mouse.move(*centre(page, AREAS, 9), steps=3)
    page.wait_for_function(f"{marks} === '1,1,1'")
    page.mouse.move(2, 2)
    page.wait_for_function(f"{marks} === '0,0,0'")


def test_the_class_that_needs_it_is_hatched_on_the_screen(page: "playwright.Page") -> None:
    hatched = page.evaluate(
        """() => [...document.querySelectorAll(".figure-plot path")].filter(
        (shape) => getComputedStyle(shape).fill.includes("pattern")).length"""
    )
    expected = page.evaluate(FILLS, 0).count("rgb(217, 217, 217)")
    assert expected > 0
    assert hatched == 3 * expected


def test_an_svg_picture_holds_its_words_and_its_hatch(
    page: "playwright.Page", tmp_path: Path
) -> None:
    choose(page, 2)
    picture = saved(page, "SVG", tmp_path).read_text(encoding="utf-8")
    assert "Month 2" in picture
    assert "Invented data" in picture
    assert "Area" in picture
    hatched = page.evaluate(FILLS, 0).count("rgb(217, 217, 217)")
    assert picture.count('fill="url(#picture-pattern-0)"') == hatched > 0


def test_a_png_picture_is_three_times_as_sharp(page: "playwright.Page", tmp_path: Path) -> None:
    width = page.evaluate("document.querySelector('.figure-plot').clientWidth")
    picture = saved(page, "PNG", tmp_path)
    assert picture.name == "map.png"
    header = picture.read_bytes()[:24]
    assert int.from_bytes(header[16:20], "big") == 3 * width


def test_a_time_lapse_plays_without_a_word_to_the_server(page: "playwright.Page") -> None:
    said: list[object] = []
    page.evaluate(
        "() => { const send = WebSocket.prototype.send; window.said = 0;"
        " WebSocket.prototype.send = function (m) { said += 1; send.call(this, m); } }"
    )
    page.on("request", lambda request: said.append(request.url))
    first = page.evaluate(FILLS, 2)
    page.locator(".figure-player:not([hidden]) button").first.click()
    page.locator(".figure-player output", has_text="2025-12").wait_for()
    page.wait_for_function(f"first => ({FILLS})(2) !== first", arg=first)
    assert page.locator(".figure").nth(2).locator(".gtitle").text_content() == "Month 2"
    assert said == []
    assert page.evaluate("said") == 0


def test_the_slider_obeys_the_keyboard_and_the_picture_follows(
    page: "playwright.Page", tmp_path: Path
) -> None:
    page.locator(".figure-player:not([hidden]) input").focus()
    page.keyboard.press("ArrowRight")
    page.locator(".figure-player output", has_text="2025-11").wait_for()
    assert "Month 1" in saved(page, "SVG", tmp_path, 2).read_text(encoding="utf-8")


class TestInTheDark:
    @pytest.fixture
    def options(self) -> dict[str, object]:
        return {"viewport": {"width": 1000, "height": 1400}, "color_scheme": "dark"}

    def test_the_screen_is_dark_and_the_picture_light(
        self, page: "playwright.Page", tmp_path: Path
    ) -> None:
        ground = "getComputedStyle(document.querySelector('.main-svg')).backgroundColor"
        assert page.evaluate(ground) == "rgb(16, 20, 24)"
        picture = saved(page, "SVG", tmp_path).read_text(encoding="utf-8")
        assert "rgb(255, 255, 255)" in picture
        assert "rgb(16, 20, 24)" not in picture

    def test_the_theme_changes_without_a_reload(self, page: "playwright.Page") -> None:
        page.emulate_media(color_scheme="light")
        ground = "getComputedStyle(document.querySelector('.main-svg')).backgroundColor"
        page.wait_for_function(f"{ground} === 'rgb(255, 255, 255)'")


class TestOnAPhone:
    @pytest.fixture
    def options(self) -> dict[str, object]:
        return {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

    def test_the_figure_takes_its_narrow_form(self, page: "playwright.Page") -> None:
        svg = page.locator(".figure .main-svg").first
        assert svg.get_attribute("height") == "300"
        assert float(svg.get_attribute("width")) <= 390
        assert page.locator(".figure .annotation").first.text_content() == "Inventeddata"
        assert page.locator(".figure .scattergeo text").count() == 0

    def test_a_finger_opens_an_area_and_does_not_drag_the_map(
        self, page: "playwright.Page"
    ) -> None:
        page.touchscreen.tap(*centre(page, AREAS, 9))
        page.get_by_text("clicked 990009").wait_for()
        assert page.evaluate("document.querySelector('.figure-plot')._fullLayout.dragmode") is False
