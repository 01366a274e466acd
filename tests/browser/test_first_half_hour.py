"""Does the guide of the first half hour lead from nothing to a published map, word by word?"""

import io
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from PIL import Image

from childcare.demo.practice import PRACTICE
from childcare.settings import CATALOG_DIR, PROJECT_DIR
from tests.browser.app_page import READY, AppPage
from tests.browser.guide_reader import WORDS, Deed, deeds, pasted
from tests.browser.running_app import NEEDS_BROWSER, served

pytestmark = NEEDS_BROWSER
GUIDE = PROJECT_DIR / "docs" / "first_half_hour.md"
PICTURES = GUIDE.parent / "pictures"
WRITES_PICTURES = bool(os.environ.get("CHILDCARE_WRITE_PICTURES"))
MAP = "first_9_map.png"
UPLOAD = "[data-testid=stFileUploaderDropzoneInput]"
HEADING_ROW = 2  # of the list and the register: a title stands above


class Reader:
    """Somebody who does what a guide says, in the browser and in a folder of files."""

    def __init__(self, page: AppPage, address: str, folder: Path) -> None:
        """Sit down before an empty browser."""
        self.page, self.address, self.folder = page, address, folder
        self.got = ""
        self.deeds: dict[str, Callable[..., None]] = {
            "打开": self.open,
            "按": self.press,
            "下载": self.download,
            "得到": self.find,
            "填": self.fill,
            "选": self.choose,
            "上传": self.upload,
            "粘贴": self.paste,
            "改": self.mend,
            "看到": self.see,
            "picture": self.picture,
        }

    def follow(self, deed: Deed) -> None:
        """Do one thing; where it cannot be done, say which line of the guide asked for it."""
        try:
            self.deeds[deed.verb](*deed.words)
        except Exception as error:
            shown = self.page.words()
            pytest.fail(f"{GUIDE.name}:{deed.line} {deed.verb} {deed.words}: {error}\n{shown}")

    def open(self, _: str) -> None:
        """Open the address; here it has another port."""
        self.page.page.goto(self.address)
        self.settle()

    def settle(self) -> None:
        """Wait until the page is quiet; before the first release no page has a figure."""
        self.page.page.wait_for_timeout(60)
        self.page.page.wait_for_function(READY, arg=0, polling=50)

    def press(self, text: str) -> None:
        """Press a button, a link or a page by its words."""
        found = self.page.page.get_by_text(text, exact=True)
        found.locator("visible=true").first.click()
        self.settle()

    def download(self, button: str) -> None:
        """Press a button that downloads, and unpack what is packed."""
        path = self.page.save(button, self.folder)
        if path.suffix == ".zip":
            zipfile.ZipFile(path).extractall(self.folder)

    def find(self, *names: str) -> None:
        """See that files are there."""
        assert [name for name in names if not (self.folder / name).is_file()] == []

    def fill(self, field: str, text: str) -> None:
        """Fill in a field, and leave it."""
        box = self.page.page.get_by_label(field, exact=True)
        box.fill(text)
        box.press("Tab")
        self.settle()

    def choose(self, question: str, answer: str) -> None:
        """Choose an answer out of a box."""
        box = self.page.page.get_by_test_id("stSelectbox").filter(has_text=question)
        box.get_by_role("combobox").click()
        self.page.page.get_by_role("option", name=answer, exact=True).click()
        self.settle()

    def upload(self, *names: str) -> None:
        """Choose files, and wait until each stands in the list."""
        paths = [str(self.folder / name) for name in names]
        field = self.page.page.wait_for_selector(UPLOAD, state="attached")
        field.set_input_files(paths)
        # Once the files are taken in, another field stands in its place.
        self.page.page.wait_for_function("field => !field.isConnected", arg=field)
        self.settle()
        for name in names:
            self.see(name)

    def paste(self, source: str, target: str) -> None:
        """Paste columns of the list into the template, as the table of the guide says."""
        rows = list(openpyxl.load_workbook(self.folder / source).active.values)[HEADING_ROW - 1 :]
        workbook = openpyxl.load_workbook(self.folder / target)
        for one in pasted(GUIDE):
            sheet = workbook[one.sheet]
            place = [cell.value for cell in sheet[1]].index(one.column) + 1
            for row, cells in enumerate(rows[1:], start=3):
                found = cells[rows[0].index(one.content)] if one.is_column else one.content
                sheet.cell(row, place).value = found
        workbook.save(self.folder / target)

    def mend(self, file: str, row: str, column: str, value: str) -> None:
        """Write a value into a cell."""
        workbook = openpyxl.load_workbook(self.folder / file)
        sheet = workbook.active
        place = [cell.value for cell in sheet[HEADING_ROW]].index(column) + 1
        sheet.cell(int(row), place).value = value
        workbook.save(self.folder / file)

    def see(self, text: str) -> None:
        """Wait for words on the page."""
        self.page.page.get_by_text(text).locator("visible=true").first.wait_for()

    def picture(self, name: str) -> None:
        """Take the picture of the guide, when it is asked for."""
        assert (PICTURES / name).is_file() or WRITES_PICTURES
        if WRITES_PICTURES:
            taken = Image.open(io.BytesIO(self.page.page.screenshot()))
            taken.convert("RGB").quantize(128).save(PICTURES / name, optimize=True)


def per_thousand(folder: Path) -> pd.Series:
    """Return slots per 1,000 people by the files alone: of the county first, then of townships.

    The township of so few people that nothing is reckoned for it is left out.
    """
    listed, register = (
        pd.read_excel(folder / PRACTICE[part]["file"], header=1, dtype=str, engine="openpyxl")
        for part in ("township_list", "register")
    )
    people = listed.set_index("名称")["常住人口"].astype(int)
    slots = register["托位数"].str.removesuffix("个").iloc[:-1].astype(int)
    of_area = slots.groupby(register["所属乡镇"]).sum().reindex(people.index).fillna(0)
    of_area[people.index[0]] = slots.sum()
    return (1000 * of_area / people).drop(people.idxmin())


def test_the_guide_leads_from_an_empty_installation_to_the_map(browser, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    options = {"viewport": {"width": 1366, "height": 768}, "locale": "zh-CN"}
    with served(home=home) as address:
        page = AppPage(browser.new_page(**options))
        page.page.set_default_timeout(40_000)
        reader = Reader(page, address, tmp_path)
        for deed in list(deeds(GUIDE)):
            reader.follow(deed)
            if deed.words[0] == MAP:
                county, *townships = per_thousand(tmp_path)
                assert page.areas() == len(townships) + 1 == 15
                ranking = page.page.locator(".figure").nth(1).text_content()
                assert [one for one in townships if f"{one:.2f}" not in ranking] == []
        assert f"{county:.2f}" in page.words()
        page.assert_no_failure()
        page.page.close()


def test_the_sentences_one_may_meet_are_those_of_the_screen():
    rows = GUIDE.read_text(encoding="utf-8").split("## 不是这样的时候", 1)[1]
    sentences = [row for row in rows.splitlines() if row.startswith("| 「")]
    spoken = "".join(
        (CATALOG_DIR / f"{name}.toml").read_text(encoding="utf-8")
        for name in ("labels.zh", "problems")
    )
    said = [found for row in sentences for found in re.findall(WORDS, row.split("|")[1])]
    assert len(said) > 10
    assert [one for one in said if one not in spoken] == []
