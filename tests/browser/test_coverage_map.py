"""Does the coverage map do in a browser what its readers do with it?"""

import pytest

from tests.browser.running_app import NEEDS_BROWSER

pytestmark = NEEDS_BROWSER
MARKED = """() => [...document.querySelectorAll(".figure-plot")].map(
    (plot) => plot.querySelectorAll(".figure-marked").length)"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_area_with_a_boundary_is_drawn(opened, scheme):
    page = opened(color_scheme=scheme)
    assert page.areas() == 115
    page.press("县区")
    assert page.areas() == 7


def test_a_click_leads_from_the_city_to_the_institutions_of_a_township(opened):
    page = opened("coverage_map?level=county")
    page.click_area("990103")
    assert page.query() == {"area": "990103"}
    townships = page.codes()
    assert {code[:6] for code in townships} == {"990103"}
    page.click_area(townships[0])
    assert page.query() == {"area": townships[0]}
    assert page.page.locator(".scattergeo path.point").count() > 0
    page.press("机构清单")
    assert page.page.locator("[data-testid=stDataFrame]").count() == 1


def test_the_breadcrumb_leads_back_up(opened):
    page = opened("coverage_map?area=990103")
    page.page.get_by_role("button", name="示例市").click()
    page.settle()
    assert page.query() == {}
    assert page.areas() == 115


def test_a_click_on_a_bar_goes_where_a_click_on_the_map_goes(opened):
    page = opened("coverage_map?level=county")
    code = page.page.evaluate(
        "document.querySelectorAll('.figure-plot')[1].data[0].customdata[0][0]"
    )
    box = page.page.locator(".figure").nth(1).locator(".bars .point").first.bounding_box()
    page.page.mouse.move(box["x"] + 4, box["y"] + box["height"] / 2 - 1)
    page.page.mouse.click(box["x"] + 4, box["y"] + box["height"] / 2)
    page.page.mouse.move(2, 2)
    page.settle()
    assert page.query() == {"area": code}


def test_the_zoom_survives_another_indicator_and_another_month(opened):
    page = opened()
    first = page.view()
    page.page.locator(".figure").first.hover()
    page.page.locator(".figure").first.locator(".modebar-btn").first.click()
    page.page.mouse.move(2, 2)
    page.settle()
    zoomed = page.view()
    assert zoomed[0] > first[0]
    page.choose("指标", "托位使用率")
    assert page.view() == pytest.approx(zoomed)
    page.choose("月份", "2024-06")
    assert page.view() == pytest.approx(zoomed)


def test_another_area_starts_with_a_view_of_its_own(opened):
    fresh = opened("coverage_map?area=990103").view()
    page = opened()
    page.page.locator(".figure").first.hover()
    page.page.locator(".figure").first.locator(".modebar-btn").first.click()
    page.settle()
    page.press("县区")
    page.click_area("990103")
    assert page.view() == pytest.approx(fresh)


def test_an_area_under_the_mouse_is_marked_in_the_bars(opened):
    page = opened("coverage_map?level=county")
    x, y = page.spot("990103")
    page.page.mouse.move(x - 1, y)
    page.page.mouse.move(x, y)
    page.page.wait_for_function(f"({MARKED})().join() === '1,1'")
    marked = page.page.evaluate(
        """() => { const { y, height } = document.querySelectorAll(".figure-plot")[1]
        .querySelector(".figure-marked").getBoundingClientRect(); return y + height / 2; }"""
    )
    number = page.page.evaluate(
        "code => document.querySelectorAll('.figure-plot')[1].data[0].customdata"
        ".findIndex(([first]) => first === code)",
        "990103",
    )
    bar = page.page.locator(".figure").nth(1).locator(".bars .point").nth(number).bounding_box()
    assert marked == pytest.approx(bar["y"] + bar["height"] / 2, abs=2)
    page.page.mouse.move(2, 2)
    page.page.wait_for_function(f"({MARKED})().join() === '0,0'")


def test_the_months_play_without_a_word_to_the_server(opened):
    sent: list[object] = []

    def listen(socket):
        socket.on("framesent", lambda frame: sent.append(frame))
        socket.on("framereceived", lambda frame: sent.append(frame))

    page = opened("definitions")
    page.page.on("websocket", listen)
    page.go(page.page.url.replace("definitions", "coverage_map?play=yes&as_of=2024-01"))
    page.page.locator(".figure-player:not([hidden])").wait_for()
    before = page.title()
    assert sent
    sent.clear()
    page.requests.clear()
    page.page.locator(".figure-player:not([hidden]) button").first.click()
    page.page.locator(".figure-player output", has_text="2024-04").wait_for()
    page.page.wait_for_function(
        "before => document.querySelector('.figure .gtitle').textContent !== before", arg=before
    )
    assert "2024-0" in page.title()
    assert sent == page.requests == []


def test_a_month_that_one_county_did_not_report_is_not_a_zero(opened):
    page = opened("coverage_map?as_of=2022-07&level=county")
    keys = page.page.evaluate(
        "document.querySelectorAll('.figure-plot')[1].data"
        ".find(({ name }) => name === 'numbers').text.filter((t) => t.trim() === '无数据')"
    )
    assert len(keys) >= 1
    assert "无数据" in page.page.locator(".figure").first.text_content()
