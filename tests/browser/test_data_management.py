"""Can new data be loaded, mended, published and taken back in a browser, by hand?"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from childcare.settings import DEMO_DIR
from tests.browser.app_page import AppPage
from tests.browser.running_app import NEEDS_BROWSER, served

pytestmark = NEEDS_BROWSER
NAME = "机构台账_2025.csv"
COUNTY = "990122"


@pytest.fixture(scope="module")
def own_address(
    demonstration_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Serve a copy of the demonstration city, to be changed."""
    home = tmp_path_factory.mktemp("own") / "home"
    shutil.copytree(demonstration_home, home)
    with served(home=home) as url:
        yield url


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Give a register without one county in its last month: once with a fault, once mended."""
    lines = (DEMO_DIR / NAME).read_text(encoding="utf-8-sig").splitlines(keepends=True)
    last = re.compile(rf",2025-12,[^,]*,{COUNTY}")
    kept = [line for line in lines if not last.search(line)]
    assert len(kept) < len(lines)
    paths = []
    for folder, text in (
        ("wrong", "".join(kept).replace(",2025-01,", ",2025-13,", 1)),
        ("mended", "".join(kept)),
    ):
        path = tmp_path_factory.mktemp(folder) / NAME
        path.write_text(text, encoding="utf-8-sig")
        paths.append(path)
    return paths[0], paths[1]


def hand_in(page: AppPage, file: Path) -> None:
    """Choose a file, and wait until it stands in the list."""
    page.page.set_input_files("[data-testid=stFileUploaderDropzoneInput]", str(file))
    page.page.get_by_text("替换同名文件").first.wait_for()
    page.settle()


def test_a_file_with_a_fault_is_mended_published_seen_on_the_map_and_taken_back(
    opened, own_address, registers, output, tmp_path
):
    before = opened("coverage_map", url=own_address)
    title = before.title()

    page = opened("data_management", url=own_address)
    page.page.get_by_label("名称").fill("去掉一个县")
    page.press("开始")
    hand_in(page, registers[0])
    page.press("下一步:识别结果")
    assert "认出 14 张表" in page.words()
    page.press("下一步:校验")
    page.page.get_by_text("不能发布").wait_for()
    page.page.screenshot(path=output / "data_management_findings.png")
    book = openpyxl.load_workbook(page.save("下载批注工作簿", tmp_path))
    texts = {str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row}
    assert {NAME, "2025-13"} <= texts

    # The browser is closed and opened again: the link brings everything back.
    page = opened(f"data_management?submission={page.query()['submission']}", url=own_address)
    assert "不能发布" in page.words()
    page.press("上一步:识别结果")
    page.press("上一步:文件")
    hand_in(page, registers[1])
    page.press("下一步:识别结果")
    page.press("下一步:校验")
    page.page.get_by_text("可以发布").wait_for()
    page.press("下一步:预览")
    page.page.get_by_text("项主要指标有变化").wait_for()
    page.press("下一步:发布")
    page.page.get_by_label("事由(必填)").fill("试发布")
    page.page.get_by_label("事由(必填)").press("Enter")
    page.settle()
    page.press("发布")
    page.page.get_by_text("现在是当前版本").first.wait_for()

    before.go(before.page.url)
    assert before.title() != title

    page = opened("data_management?section=releases", url=own_address)
    old = page.page.get_by_role("combobox", name="版本")
    old.click()
    page.page.get_by_role("option", name=re.compile("曾发布")).click()
    page.settle()
    page.page.get_by_label("事由(必填)").fill("数据有误,退回")
    page.page.get_by_label("事由(必填)").press("Enter")
    page.settle()
    page.press("恢复为当前版本")
    page.page.get_by_text("已恢复").wait_for()
    before.go(before.page.url)
    assert before.title() == title


@pytest.mark.parametrize(
    ("name", "address_of", "options"),
    [
        ("files", "?section=import", {"viewport": {"width": 1920, "height": 1080}}),
        ("completeness", "?section=completeness&lang=en", {"color_scheme": "dark"}),
        ("phone", "?section=releases", {"viewport": {"width": 390, "height": 844}}),
    ],
)
def test_the_page_fits_the_screen(opened, address, output, name, address_of, options):
    page = opened(f"data_management{address_of}", **options)
    page.page.screenshot(path=output / f"data_management_{name}.png")
    too_wide = page.page.evaluate(
        "() => document.querySelector('[data-testid=stMain]').scrollWidth > window.innerWidth"
    )
    assert not too_wide
