"""How long a change takes until it is painted, against the barest application (重绘用时).

Run from the project's folder, on a quiet machine: ``python -m benchmarks.redraw``.
"""

import argparse
import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from benchmarks.counted_wire import CountedWire
from benchmarks.report import PAGES, Sample, report
from childcare.catalog import INDICATORS, spoken
from childcare.settings import PROJECT_DIR
from tests.browser.running_app import served

STOPWATCH = Path(__file__).with_name("stopwatch.js").read_text(encoding="utf-8")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
SCREEN: ViewportSize = {"width": 1920, "height": 1080}
SETTLED = "quiet => stopwatch.touched && performance.now() - stopwatch.touched > quiet"
RESULT = """() => Object.fromEntries(["drawn", "first", "charts", "page", "message"].map(
    (name) => [name, stopwatch[name] && stopwatch[name] - stopwatch.start])
    .concat([["bytes", stopwatch.bytes]]))"""
WARM_UPS, CHANGES, OPENINGS = 3, 15, 5
OUTPUT = PROJECT_DIR / "benchmarks" / "output"


def opened(browser: Browser, url: str) -> Page:
    """Open a page in a browser that knows nothing yet, and wait until it is quiet."""
    context = browser.new_context(viewport=SCREEN, locale="zh-CN")
    context.add_init_script(STOPWATCH)
    page = context.new_page()
    page.goto(url, wait_until="commit")
    page.wait_for_selector("[data-testid='stSelectbox'], [data-testid='stTabs']")
    _settle(page, 700)
    return page


def _settle(page: Page, quiet: int) -> None:
    page.wait_for_function(SETTLED, arg=quiet, polling=50)


def change(page: Page, box: str, option: str) -> Sample:
    """Choose an option of a select box; the clock starts at the click on it."""
    field = page.get_by_role("combobox", name=box)
    field.click()
    field.fill(option)
    choice = page.get_by_role("option", name=option, exact=True)
    choice.wait_for()
    # Not by the mouse: left over the map, it would set off a redraw of its own.
    choice.evaluate("option => option.click()")
    _settle(page, 400)
    result: Sample = page.evaluate(RESULT)
    return result


def changes(page: Page, box: str, options: Iterable[str]) -> list[Sample]:
    """Measure one change after the other."""
    return [change(page, box, option) for option in options]


def openings(browser: Browser, url: str) -> dict[str, list[Sample]]:
    """Open a page with an empty and with a filled browser cache, from the first request on."""
    new, known = [], []
    for _ in range(OPENINGS):
        page = opened(browser, url)
        new.append(page.evaluate(RESULT))
        page.goto(url, wait_until="commit")
        page.wait_for_selector("[data-testid='stSelectbox'], [data-testid='stTabs']")
        _settle(page, 700)
        known.append(page.evaluate(RESULT))
        page.context.close()
    return {"empty": new, "filled": known}


def wire_bytes(browser: Browser, url: str, path: str, box: str, options: list[str]) -> list[int]:
    """Count the bytes that reach the browser for each change, as packed on the wire."""
    wire = CountedWire(int(urlsplit(url).port or 0))
    page = opened(browser, f"http://localhost:{wire.port}/{path}")
    change(page, box, options[0])
    sizes = []
    for option in options[1:]:
        before = wire.down
        change(page, box, option)
        sizes.append(wire.down - before)
    page.context.close()
    return sizes


def measure(browser: Browser, home: Path) -> dict[str, Any]:
    """Measure everything in one run, the bare application before and after."""
    with served("benchmarks/bare_app.py", home=home) as bare_url, served(home=home) as atlas_url:
        bare_page = opened(browser, bare_url)
        numbers = [f"number {number}" for number in range(1, 50)]
        changes(bare_page, "number", numbers[:WARM_UPS])
        found: dict[str, Any] = {"bare": changes(bare_page, "number", numbers[3:18])}
        page = opened(browser, atlas_url + "coverage_map")
        found |= _redraws(page)
        found["bare"] += changes(bare_page, "number", numbers[18:33])
        page.context.close()
        bare_page.context.close()
        found["wire bare"] = wire_bytes(browser, bare_url, "", "number", numbers[:8])
        indicators = _indicators()[:8]
        found["wire indicator"] = wire_bytes(browser, atlas_url, "coverage_map", "指标", indicators)
        months = _months()[1:9]
        found["wire month"] = wire_bytes(browser, atlas_url, "coverage_map", "月份", months)
        found["open bare"] = openings(browser, bare_url)
        for name, path in PAGES.items():
            found[f"open {name}"] = openings(browser, atlas_url + path)
    return found


def _redraws(page: Page) -> dict[str, list[Sample]]:
    """Change indicator and month, to values nobody asked for yet and to values asked for before."""
    indicators, months = _indicators(), _months()
    changes(page, "指标", indicators[:WARM_UPS])
    fresh = indicators[WARM_UPS : WARM_UPS + CHANGES]
    found = {"indicator, new": changes(page, "指标", fresh)}
    found["indicator, seen"] = changes(page, "指标", fresh)
    change(page, "指标", indicators[0])
    fresh = months[1 : CHANGES + 1]
    found["month, new"] = changes(page, "月份", fresh)
    found["month, seen"] = changes(page, "月份", fresh)
    return found


def _indicators() -> list[str]:
    """Return names of indicators, a change being one from each to the next."""
    names = [spoken(indicator) for indicator in INDICATORS.values() if indicator.is_counted]
    return names[1:] + names[:1]


def _months() -> list[str]:
    """Return months without their neighbours, so that figures really change."""
    return [
        f"{year}-{month:02d}" for year in (2025, 2024, 2023, 2022) for month in range(12, 0, -2)
    ]


def main() -> None:
    """Measure the current release of an installation and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, default=PROJECT_DIR / "data" / "local")
    given = parser.parse_args()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        found = measure(browser, given.home)
        browser.close()
    OUTPUT.mkdir(exist_ok=True)
    (OUTPUT / "redraw.json").write_text(json.dumps(found), encoding="utf-8")
    print(report(found))


if __name__ == "__main__":
    main()
