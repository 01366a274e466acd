"""Do pictures say what was found, in letters that can be read, at the size that was asked for?"""

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import duckdb
import numpy as np
import pandas as pd
import pytest
from PIL import Image

from childcare.analyses import geometry
from childcare.analyses.briefing import briefing
from childcare.analyses.finding import Finding
from childcare.analyses.stamp import Stamp, stamp_of
from childcare.catalog.pictures import PRESETS
from childcare.charts.theme import FONT
from childcare.cli import main
from childcare.exports.file_names import file_name
from childcare.exports.picture_browser import PictureError, drawn, fonts_wanted
from childcare.exports.picture_server import PictureServer, Work, job
from childcare.exports.pictures import Picture, Wish, pictures, pictures_zip
from childcare.settings import PROJECT_DIR
from tests.browser.running_app import NEEDS_BROWSER

NOW = pd.Timestamp("2025-12")
CITY = "980100"
OUTPUT = PROJECT_DIR / "tests" / "output" / "pictures"
with_browser = [*NEEDS_BROWSER, pytest.mark.xdist_group("pictures")]
Told = list[tuple[int, int]]


@pytest.fixture(scope="module")
def findings(opened: duckdb.DuckDBPyConnection) -> list[Finding]:
    return briefing(opened, area=CITY, month=NOW)


@pytest.fixture(scope="module")
def stamp(opened: duckdb.DuckDBPyConnection) -> Stamp:
    return stamp_of(opened, area=CITY, month=NOW)


def _made(
    opened: duckdb.DuckDBPyConnection, findings: list[Finding], stamp: Stamp, wish: Wish
) -> tuple[list[Picture], Told]:
    told: Told = []
    made = pictures(findings, stamp, geometry(opened), wish, lambda *one: told.append(one))
    return list(made), told


@pytest.fixture(scope="module")
def slides(
    opened: duckdb.DuckDBPyConnection, findings: list[Finding], stamp: Stamp
) -> tuple[list[Picture], Told]:
    """Draw the whole briefing once; the pictures stay in the tests' output to be looked at."""
    made, told = _made(opened, findings, stamp, Wish())
    OUTPUT.mkdir(parents=True, exist_ok=True)
    for picture in made:
        (OUTPUT / f"{picture.name}.png").write_bytes(picture.files["png"])
    return made, told


def _text(svg: bytes) -> str:
    """Return all text of an SVG, without the places where lines and names break."""
    words = "".join(ElementTree.fromstring(svg.decode("utf-8")).itertext())
    return re.sub(r"[\s\u00b7]", "", words)


def _pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


def test_without_a_browser_a_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHILDCARE_CHROMIUM", str(tmp_path / "nowhere"))
    assert main(["export", "pictures", "--out", str(tmp_path / "a.zip")]) == 1
    assert "CHILDCARE_CHROMIUM" in capsys.readouterr().err
    assert not (tmp_path / "a.zip").exists()


def test_a_program_that_is_no_browser_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "browser"
    program.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("CHILDCARE_CHROMIUM", str(program))
    with pytest.raises(PictureError, match="browser"):
        next(drawn(Work([], b"{}", fonts_wanted(""))))


def test_the_drawing_service_serves_nothing_but_its_own_files() -> None:
    server = PictureServer(Work([b"{}"], b"{}", b"{}"))
    try:
        assert server.content("job/0") is not None
        assert server.content("job/1") == (b"", "application/json")
        assert server.content("static/theme.js") is not None
        for path in ("static/../requirements.txt", "static/..", "static//etc/passwd", "other"):
            assert server.content(path) is None, path
    finally:
        server._server.server_close()


class TestInTheBrowser:
    """What needs a browser to be drawn."""

    pytestmark = with_browser

    def test_every_finding_is_drawn_and_told_of(
        self, slides: tuple[list[Picture], Told], findings: list[Finding]
    ) -> None:
        made, told = slides
        assert [picture.finding.name for picture in made] == [one.name for one in findings]
        assert told == [(number, len(findings)) for number in range(1, len(findings) + 1)]

    def test_the_svg_holds_sentence_and_stamp_as_text(
        self, slides: tuple[list[Picture], Told], stamp: Stamp
    ) -> None:
        for picture in slides[0]:
            text = _text(picture.files["svg"])
            for wanted in (picture.finding.title, picture.finding.subtitle, *stamp.lines):
                assert re.sub(r"[\s\u00b7]", "", wanted) in text, picture.name

    def test_a_map_has_a_shape_for_every_area_and_no_colour_bar_of_its_own(
        self, slides: tuple[list[Picture], Told]
    ) -> None:
        for picture in slides[0]:
            if picture.finding.kind != "map":
                continue
            svg = picture.files["svg"].decode("utf-8")
            assert svg.count("choroplethlocation") >= len(picture.finding.frame)
            assert "pattern" in svg

    def test_a_png_has_the_size_and_resolution_of_its_preset(
        self, opened: duckdb.DuckDBPyConnection, findings: list[Finding], stamp: Stamp
    ) -> None:
        for preset in PRESETS.values():
            wish = Wish(preset, formats=("png",), views=("coverage", "targets"))
            for picture in _made(opened, findings, stamp, wish)[0]:
                assert set(picture.files) == {"png"}
                image = Image.open(io.BytesIO(picture.files["png"]))
                assert image.size == (preset.width, preset.height)
                assert round(image.info["dpi"][0]) == preset.dots
                name = f"{preset.name}_{picture.finding.name}.png"
                (OUTPUT / name).write_bytes(picture.files["png"])

    def test_no_words_reach_the_edge_of_a_picture(self, slides: tuple[list[Picture], Told]) -> None:
        for picture in slides[0]:
            pixels = _pixels(picture.files["png"])
            for edge in (pixels[:4], pixels[-4:], pixels[:, :4], pixels[:, -4:]):
                assert (edge == 255).all(), picture.name

    def test_greyscale_has_no_colour_and_hatches_what_is_below_the_reference(
        self, opened: duckdb.DuckDBPyConnection, findings: list[Finding], stamp: Stamp
    ) -> None:
        views = ("coverage", "ranking", "inclusive", "empty")
        wish = Wish(PRESETS["phone"], greyscale=True, views=views)
        for picture in _made(opened, findings, stamp, wish)[0]:
            pixels = _pixels(picture.files["png"]).astype(int)
            assert (pixels.max(axis=2) - pixels.min(axis=2)).max() <= 2, picture.name
            (OUTPUT / f"{picture.name}.png").write_bytes(picture.files["png"])
            if picture.finding.kind in ("map", "ranking"):
                svg = picture.files["svg"].decode("utf-8")
                assert re.search(r"fill: ?url\(#picture-pattern", svg), picture.name

    def test_different_characters_look_different_so_none_is_a_box(self) -> None:
        first, second, missing = _words("\u6258", "\u80b2", "\u0378")
        assert (first != second).any()
        assert (first != missing).any()

    def test_without_a_chinese_font_nothing_is_drawn(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        fonts = tmp_path / "fonts.conf"
        fonts.write_text(
            f'<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
            f"<dir>{tmp_path}</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>",
            encoding="utf-8",
        )
        monkeypatch.setenv("FONTCONFIG_FILE", str(fonts))
        work = Work([], b"{}", fonts_wanted("\u6258\u80b2"))
        with pytest.raises(PictureError, match="\u6258"):
            list(drawn(work))

    def test_the_zip_names_pictures_for_what_they_show_and_lists_them(
        self, slides: tuple[list[Picture], Told], stamp: Stamp
    ) -> None:
        made = slides[0]
        with zipfile.ZipFile(io.BytesIO(pictures_zip(made, stamp))) as archive:
            names = archive.namelist()
            listed = archive.read(names[-1]).decode("utf-8-sig")
        assert len(names) == 2 * len(made) + 1
        place = file_name("2025-12", stamp.area_name)
        assert all(place in name for name in names[:-1])
        assert all(picture.finding.title in listed for picture in made)

    def test_the_command_line_writes_a_folder_of_the_views_asked_for(self, tmp_path: Path) -> None:
        folder = tmp_path / "pictures"
        views = ["--view", "ranking", "--view", "trend"]
        asked = ["export", "pictures", "--preset", "phone", "--out", str(folder)]
        assert main([*asked, *views]) == 0
        assert len(list(folder.glob("*.png"))) == len(list(folder.glob("*.svg"))) == 2


def _words(*texts: str) -> list[np.ndarray]:
    """Return the pixels of words as the browser draws them."""
    work = Work([job(_figure(text), (120, 120)) for text in texts], b"{}", fonts_wanted(""))
    return [_pixels(answer.content) for answer in drawn(work) if answer.kind == "png"]


def _figure(text: str) -> dict[str, object]:
    note = {"text": text, "x": 0.5, "y": 0.5, "showarrow": False}
    return {
        "data": [{"type": "scatter", "x": [None], "y": [None]}],
        "layout": {
            "width": 120,
            "height": 120,
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "xaxis": {"visible": False, "range": [0, 1]},
            "yaxis": {"visible": False, "range": [0, 1]},
            "annotations": [note | {"font": {"size": 60, "family": FONT}}],
        },
    }
