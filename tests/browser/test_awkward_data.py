"""What does a reader see where data are missing, or come from a real place?"""

import os
from pathlib import Path

import pytest

from childcare.settings import PROJECT_DIR
from tests.browser.conftest import built
from tests.browser.running_app import NEEDS_BROWSER, served

pytestmark = NEEDS_BROWSER
REAL = Path(os.environ.get("CHILDCARE_REAL_DATA") or PROJECT_DIR.parent / "shared" / "real")


@pytest.fixture(scope="module", params=["wenshang", "toronto"])
def real_city(request, tmp_path_factory):
    """Serve a real city."""
    name = request.param
    if not (REAL / name).is_dir():
        pytest.skip(f"no real data of {name}: set CHILDCARE_REAL_DATA")
    home = built(
        tmp_path_factory.mktemp(name),
        REAL / name,
        PROJECT_DIR / "data" / "sources" / f"{name}.toml",
    )
    with served(home=home) as url:
        yield name, url


def drawn_marks(page) -> int:
    """Return how many areas, bubbles or tiles the first figure shows."""
    return page.page.evaluate(
        """() => [...document.querySelector(".figure-plot").querySelectorAll(
        ".choroplethlocation, .scattergeo path.point, .points path.point, .shapelayer path")]
        .filter((shape) => shape.getBoundingClientRect().width > 3).length"""
    )


@pytest.mark.parametrize("style", ["areas", "bubbles", "tiles"])
def test_without_boundaries_there_is_still_a_mark_for_every_area(
    opened, address_without_boundaries, style
):
    page = opened(f"coverage_map?style={style}", url=address_without_boundaries)
    assert drawn_marks(page) >= 100


def test_without_boundaries_the_overview_is_not_empty(opened, address_without_boundaries):
    assert drawn_marks(opened("", url=address_without_boundaries)) >= 7


def test_a_month_without_a_report_shows_no_data_and_names_the_place(opened):
    page = opened("coverage_map?as_of=2022-07&level=county")
    texts = page.page.evaluate(
        "document.querySelectorAll('.figure-plot')[1].data"
        ".find(({ name }) => name === 'numbers').text"
    )
    areas = page.page.evaluate(
        "document.querySelectorAll('.figure-plot')[1].data"
        ".find(({ name }) => name === 'names').text"
    )
    silent = [
        name.strip() for name, text in zip(areas, texts, strict=True) if text.strip() == "无数据"
    ]
    assert len(silent) >= 2  # the zone never reports, and one county did not in this month
    words = page.page.locator(".figure").first.text_content()
    assert "无数据" in words
    assert any(name in words.split("无数据", 1)[1] for name in silent)


def test_a_real_city_shows_its_areas_and_its_published_figure(opened, real_city):
    name, url = real_city
    page = opened("coverage_map", url=url)
    assert page.areas() == {"wenshang": 15, "toronto": 158}[name]
    page = opened("", url=url)
    if name == "toronto":
        first = page.page.locator("[data-testid=stMetricValue]").first
        assert first.inner_text().startswith("6.31")
    else:
        assert "4.55" in page.words()
