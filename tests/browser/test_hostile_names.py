"""Names from files that a browser, Markdown or plotly would obey are text, wherever they stand."""

import re

import pytest

from tests.browser.conftest import built
from tests.browser.running_app import NEEDS_BROWSER, served
from tests.pages.hostile_city import NAMES, hostile_files, hostile_plan

pytestmark = NEEDS_BROWSER

# Where each page writes names that can be read as text; tables are drawn on a canvas.
PAGES = {
    "coverage_map": ["测试市", "丁镇", "乙街道", "戊镇", "测试数据(虚构)", "测试市公报"],
    "coverage_map?style=tiles": ["西县", "乙街道", "戊镇"],
    "target_progress?plan=hostile&target=slots_per_1000_population": ["测试市"],
    "policy_tasks?plan=hostile&task=T1": [],
    "institutions?institution=A1": ["甲一托育", "甲街道", "测试数据(虚构)"],
    "county_profile?area=980101": ["东区", "丙镇", "测试市"],
    "definitions": ["测试数据(虚构)"],
    "data_management": ["测试市"],
}
PLAN_TEXTS = {
    "target_progress?plan=hostile&target=slots_per_1000_population": [
        "<img src=x onerror=window.hit=12>计划&amp;**一**:red[划]",
        "<script>window.hit=13</script>《文件》[x](javascript:window.hit=14)",
        "<img src=x onerror=window.hit=15>每千人口托位数**4.5**个:smile:",
        "<b>注</b>&amp;`注`",
    ],
    "policy_tasks?plan=hostile&task=T1": [
        "<img src=x onerror=window.hit=16>任务**一**:red[务]",
        "<b>正文</b>&amp;",
        "[单位](javascript:window.hit=17)",
    ],
}
# Elements that only a name can have made: the application makes none of them.
MADE = """() => [...document.querySelectorAll("*")].filter((one) =>
  [...one.attributes].some(({ name, value }) =>
    /^on/i.test(name) || /^\\s*javascript:/i.test(value))
  || one.matches("img[src=x], .katex, [data-testid=stMain] :is(i, u, del)")
  || (one.matches("script") && one.textContent.includes("window.hit")))
  .map((one) => one.outerHTML.slice(0, 200))"""
READ = """() => [...document.querySelectorAll("[data-testid=stMain], .meeting")]
  .map((one) => one.textContent).join(" ")"""
HOVERED = "() => document.querySelector('.hoverlayer .hovertext')?.textContent ?? ''"


@pytest.fixture(scope="module")
def hostile_address(tmp_path_factory):
    """Serve the six townships under hostile names."""
    folder = tmp_path_factory.mktemp("hostile")
    home = built(folder / "home", hostile_files(folder / "files"))
    hostile_plan(home)
    with served(home=home) as url:
        yield url


def plain(text):
    """Return a text without spaces, line ends and what keeps addresses from becoming links."""
    return re.sub(r"[\s\u200b]", "", text)


@pytest.mark.parametrize("path", PAGES)
def test_a_name_is_read_as_it_is_written_and_makes_nothing(opened, hostile_address, path):
    page = opened(path, url=hostile_address)
    read = plain(page.page.evaluate(READ))
    wanted = [*(NAMES[name] for name in PAGES[path]), *PLAN_TEXTS.get(path, [])]
    assert [text for text in wanted if plain(text) not in read] == []
    assert page.page.evaluate(MADE) == []
    assert page.page.evaluate("window.hit") is None


def test_the_mouse_tells_a_name_as_it_is_written(opened, hostile_address):
    page = opened("coverage_map", url=hostile_address)
    for code, name in {"980101001": "甲街道", "980101101": "丙镇", "980102201": "己乡"}.items():
        page.page.mouse.move(*page.spot(code))
        wanted = re.sub(r"\s", "", NAMES[name])
        page.page.wait_for_function(
            f"text => ({HOVERED})().replace(/\\s/g, '').includes(text)", arg=wanted
        )
    assert page.page.evaluate(MADE) == []


def test_a_picture_and_the_meeting_hold_names_as_text(opened, hostile_address, tmp_path):
    page = opened("coverage_map", url=hostile_address)
    picture = page.save("SVG", tmp_path, figure=0).read_text(encoding="utf-8")
    assert "&lt;script&gt;" in picture
    assert re.findall(r"<(script|img|a|i|b)[\s>]|javascript:\S+\"|onerror=\"", picture) == []
    page = opened("?mode=meeting", url=hostile_address)
    page.page.wait_for_function("() => document.querySelector('.meeting-figure .main-svg')")
    assert plain(NAMES["测试市"]) in plain(page.page.evaluate(READ))
    assert page.page.evaluate(MADE) == []
    assert page.page.evaluate("window.hit") is None
