"""From a light on the overview to the clause behind it, and a note in the ledger that stays."""

import re

import pytest

from tests.browser.running_app import NEEDS_BROWSER

pytestmark = NEEDS_BROWSER
DESK = {"width": 1920, "height": 1080}


def test_a_light_of_the_overview_opens_its_clause_in_one_click(opened):
    page = opened("?as_of=2025-12", viewport=DESK)
    page.page.get_by_role("link", name=re.compile("街道普惠性托育机构覆盖率")).click()
    page.page.wait_for_url("**/target_progress**")
    page.settle()
    assert page.query()["target"] == "street_inclusive_coverage"
    assert page.page.get_by_text("实现每个街道至少建成1所普惠性托育机构", exact=False).count() >= 1
    assert page.page.get_by_text(re.compile("未覆盖的 2 个单位")).count() == 1


def test_clicking_a_row_opens_that_target(opened):
    page = opened("target_progress", viewport=DESK)
    name = page.page.locator(".figure-plot text", has_text="托位使用率").first
    box = name.bounding_box()
    page.page.mouse.click(box["x"] + 400, box["y"] + box["height"] / 2)
    page.page.wait_for_url("**target=utilisation_rate**")
    page.settle()
    assert page.page.locator("blockquote", has_text="托位使用率").count() == 1


@pytest.mark.parametrize("scheme", ["red_yellow_green", "red_yellow_blue", "five_colours"])
def test_every_light_has_its_word_beside_its_colour(opened, scheme):
    page = opened(f"target_progress?scheme={scheme}", viewport=DESK)
    words = page.page.locator(".figure-plot text").all_text_contents()
    lights = [word for word in words if word in ("达标", "未达标", "缺对照值", "不考核", "无数据")]
    assert len(lights) == 18


def test_the_page_of_a_district_outside_the_data_shows_its_promises_without_verdict(opened):
    page = opened("target_progress?plan=dazu_2023_2025", viewport=DESK)
    words = page.page.locator(".figure-plot text").all_text_contents()
    assert words.count("无数据") == 10
    assert words.count("缺对照值") == 1
    assert "达标" not in words


def test_a_note_in_the_ledger_stays_with_its_author(opened):
    page = opened("policy_tasks?task=5", viewport=DESK)
    page.page.get_by_role("textbox", name=re.compile("填报人")).fill("李梅")
    page.page.get_by_role("textbox", name=re.compile("说明|进展")).fill("已约谈两家园区")
    page.page.get_by_role("button", name=re.compile("登记|保存")).click()
    page.settle()
    page.go(page.page.url)
    assert page.page.get_by_text("已约谈两家园区").count() >= 1
    assert page.page.get_by_text(re.compile("李梅")).count() >= 1
