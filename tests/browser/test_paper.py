"""Does the county profile print on two sheets, light, without what is pressed, and uncut?"""

import re
import subprocess

import pytest

from tests.browser.running_app import NEEDS_BROWSER

pytestmark = NEEDS_BROWSER
FIGURES = ".figure-plot .main-svg:first-of-type"


def printed(browser, address, output, name, *, scheme="light", **choices):
    """Print the profile of a county as the browser would, and return the file."""
    asked = "&".join(f"{key}={value}" for key, value in choices.items())
    context = browser.new_context(
        viewport={"width": 1366, "height": 768}, color_scheme=scheme, locale="zh-CN"
    )
    page = context.new_page()
    page.goto(f"{address}county_profile?{asked}")
    page.wait_for_function(f"document.querySelectorAll('{FIGURES}').length == 4", timeout=60_000)
    page.wait_for_timeout(1_500)
    file = output / f"paper_{name}.pdf"
    page.pdf(path=file, format="A4", print_background=True)
    context.close()
    return file


def sheets(file):
    """Return how many pages a printed file has."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", file.read_bytes()))


@pytest.mark.parametrize(
    ("area", "language", "scheme"),
    [("990103", "zh", "dark"), ("990103", "en", "light"), ("990122", "zh", "light")],
)
def test_a_county_prints_on_two_sheets(browser, address, output, area, language, scheme):
    # The county with the most townships, and the one with the most that is missing.
    name = f"{area}_{language}_{scheme}"
    file = printed(browser, address, output, name, scheme=scheme, area=area, lang=language)
    assert sheets(file) == 2


def test_on_paper_stand_the_words_and_nothing_to_press(browser, address, output):
    file = printed(browser, address, output, "words", area="990122")
    if subprocess.run(["which", "pdftotext"], capture_output=True, check=False).returncode:
        pytest.skip("pdftotext is not installed")
    told = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)
    text = told.stdout.decode()
    assert "衡泽县 县区画像" in text
    assert "乡镇街道一览" in text
    for pressed in ("下载", "PNG", "语言", "供给地图"):
        assert pressed not in text


def test_figures_shrink_to_their_column_on_paper(browser, address):
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    page.goto(f"{address}county_profile?area=990122")
    page.wait_for_function(f"document.querySelectorAll('{FIGURES}').length == 4", timeout=60_000)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1000})
    widths = page.evaluate(
        f"[...document.querySelectorAll('{FIGURES}')].map((svg) => "
        "[svg.getBoundingClientRect().width, svg.closest('.figure').clientWidth])"
    )
    context.close()
    assert len(widths) == 4
    assert all(drawn <= column + 1 for drawn, column in widths)
