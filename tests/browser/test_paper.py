"""Does the county profile print on two sheets, light, without what is pressed, and uncut?"""

import re
import subprocess

import pytest

from tests.browser.running_app import NEEDS_BROWSER

pytestmark = NEEDS_BROWSER
FIGURES = ".figure-plot .main-svg:first-of-type"


def drawn(tab):
    """Wait until all figures of a county are drawn and nothing moves, and return the page."""
    tab.page.wait_for_function(f"document.querySelectorAll('{FIGURES}').length == 4")
    tab.settle()
    return tab.page


@pytest.fixture(scope="module")
def printed(tabs, address, output):
    """Return a function that prints the profile of a county, each only once, as a person would."""
    files = {}

    def print_profile(area, language="zh", scheme="light"):
        name = f"paper_{area}_{language}_{scheme}.pdf"
        if name not in files:
            files[name] = output / name
            viewport = {"width": 1366, "height": 768}
            tab = tabs.take(viewport=viewport, color_scheme=scheme, locale="zh-CN")
            tab.go(f"{address}county_profile?area={area}&lang={language}")
            drawn(tab)
            tab.page.pdf(path=files[name], format="A4", print_background=True)
            tabs.give_back(tab)
        return files[name]

    return print_profile


def sheets(file):
    """Return how many pages a printed file has."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", file.read_bytes()))


@pytest.mark.parametrize(
    ("area", "language", "scheme"),
    [("990103", "zh", "dark"), ("990103", "en", "light"), ("990122", "zh", "light")],
)
def test_a_county_prints_on_two_sheets(printed, area, language, scheme):
    # The county with the most townships, and the one with the most that is missing.
    assert sheets(printed(area, language, scheme)) == 2


def test_on_paper_stand_the_words_and_nothing_to_press(printed):
    file = printed("990122")
    if subprocess.run(["which", "pdftotext"], capture_output=True, check=False).returncode:
        pytest.skip("pdftotext is not installed")
    told = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)
    text = told.stdout.decode()
    assert "衡泽县 县区画像" in text
    assert "乡镇街道一览" in text
    for pressed in ("下载", "PNG", "语言", "供给地图"):
        assert pressed not in text


def test_figures_shrink_to_their_column_on_paper(opened):
    page = drawn(opened("county_profile?area=990122", viewport={"width": 1366, "height": 768}))
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1000})
    widths = page.evaluate(
        f"[...document.querySelectorAll('{FIGURES}')].map((svg) => "
        "[svg.getBoundingClientRect().width, svg.closest('.figure').clientWidth])"
    )
    assert len(widths) == 4
    assert all(drawn <= column + 1 for drawn, column in widths)
