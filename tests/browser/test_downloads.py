"""Does what people carry away hold what the screen shows, with letters and not boxes?"""

import base64
import subprocess
from io import BytesIO

import numpy as np
import openpyxl
import pandas as pd
import pytest

from tests.browser.running_app import NEEDS_BROWSER

pytestmark = NEEDS_BROWSER
NAME = "2025-12_示例市_每千人口托位数_乡镇街道"


@pytest.fixture(scope="module", autouse=True)
def has_chinese_letters():
    fonts = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=False)
    assert fonts.stdout, "no Chinese font is installed: pictures would show boxes (fonts-noto-cjk)"


@pytest.fixture(scope="module")
def pixels(browser):
    """Return a function that reads a picture's pixels, with the browser's own decoder."""

    def read(file):
        page = browser.new_context().new_page()
        page.set_content("<canvas></canvas>")
        packed = page.evaluate(
            """async (packed) => {
            const blob = await (await fetch("data:image/png;base64," + packed)).blob();
            const image = await createImageBitmap(blob, 0, 0, 1500, 200);
            const canvas = new OffscreenCanvas(1500, 200), pen = canvas.getContext("2d");
            pen.drawImage(image, 0, 0);
            return Array.from(pen.getImageData(0, 0, 1500, 200).data).filter((_, i) => !(i % 4)); }
            """,
            base64.b64encode(file.read_bytes()).decode(),
        )
        page.context.close()
        return np.array(packed, dtype="uint8").reshape(200, 1500)

    return read


def letters(shades: np.ndarray) -> list[bytes]:
    """Cut a line of text into the shapes of its letters, where columns without ink part them."""
    ink = shades < 128
    rows = np.flatnonzero(ink.any(axis=1))
    # The first line of text: up to the first gap between lines.
    first = rows[: 1 + int(np.argmax(np.diff(rows) > 6))] if (np.diff(rows) > 6).any() else rows
    line = ink[first[0] : first[-1] + 1]
    filled = np.flatnonzero(line.any(axis=0))
    parts = np.split(filled, np.flatnonzero(np.diff(filled) > 1) + 1)
    return [line[:, part[0] : part[-1] + 1].tobytes() for part in parts if len(part) > 8]


def test_the_picture_is_named_by_what_it_shows_and_three_times_as_sharp(opened, tmp_path):
    page = opened()
    width, height = page.page.evaluate(
        "() => { const { clientWidth, clientHeight } = document.querySelector"
        "('.figure-plot .main-svg'); return [clientWidth, clientHeight]; }"
    )
    picture = page.save("PNG", tmp_path, figure=0)
    assert picture.name == f"{NAME}.png"
    header = picture.read_bytes()[:24]
    assert int.from_bytes(header[16:20], "big") == 3 * width
    assert int.from_bytes(header[20:24], "big") == 3 * height


def test_the_title_of_the_picture_has_letters_and_not_boxes(opened, pixels, tmp_path):
    shapes = letters(pixels(opened().save("PNG", tmp_path, figure=0)))
    assert len(shapes) >= 12
    # A letter that no font has is a box, and every box is like the other.
    assert len(set(shapes)) > 0.6 * len(shapes)


def test_the_vector_picture_holds_its_words_and_hatches(opened, tmp_path):
    page = opened()
    title = page.page.locator(".figure").first.locator(".gtitle tspan").first.text_content()
    picture = page.save("SVG", tmp_path, figure=0)
    assert picture.name == f"{NAME}.svg"
    text = picture.read_text(encoding="utf-8")
    for part in (title, "2025-12", "个/千人", "来源:", "演示数据", "内部工作用图", "<pattern"):
        assert part in text, part
    assert "乡镇街道" in title


def test_the_csv_opens_in_a_spreadsheet_with_its_chinese(opened, tmp_path):
    file = opened().save("下载 CSV", tmp_path)
    assert file.name == f"{NAME}.csv"
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    table = pd.read_csv(BytesIO(content), dtype=str)
    assert list(table.columns[:5]) == ["行政区划代码", "区域名称", "上级区域", "位次", "数值"]
    assert len(table) == 115


def test_the_workbook_holds_every_area(opened, tmp_path):
    file = opened().save("下载 XLSX", tmp_path)
    assert file.name == f"{NAME}.xlsx"
    rows = list(openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True))
    heading = next(number for number, row in enumerate(rows) if "区域名称" in row)
    assert len([row for row in rows[heading + 1 :] if row[0]]) == 115


def test_the_picture_of_an_english_dark_screen_is_light_and_english(opened, tmp_path):
    page = opened("coverage_map?lang=en", color_scheme="dark")
    text = page.save("SVG", tmp_path, figure=0).read_text(encoding="utf-8")
    assert "rgb(255, 255, 255)" in text
    assert "来源" not in text


@pytest.mark.parametrize("is_secure", [True, False])
def test_the_words_of_a_figure_are_copied_also_without_https(opened, is_secure):
    page = opened().page
    page.evaluate(
        """isSecure => {
            Object.defineProperty(window, "isSecureContext", { value: isSecure });
            const clipboard = { writeText: async (text) => { window.copiedText = text; } };
            Object.defineProperty(navigator, "clipboard", { value: clipboard });
            document.addEventListener("copy", () => {
                window.copiedText = document.activeElement.value;
            });
        }""",
        is_secure,
    )
    title = page.locator(".figure").first.locator(".gtitle tspan").first.text_content()
    page.locator(".figure-buttons").first.get_by_role("button", name="复制").click()
    page.get_by_role("button", name="已复制").first.wait_for()
    lines = page.evaluate("window.copiedText").split("\n")
    assert lines[0] == title
    assert any(line.startswith("来源:") for line in lines)
    assert not any("<" in line for line in lines)
