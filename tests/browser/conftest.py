"""One browser, and one server for each city, shared by all browser tests."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from childcare.ingest import build, finding_lines
from childcare.settings import DEMO_DIR, PROJECT_DIR
from tests.browser.app_page import AppPage
from tests.browser.running_app import CHROMIUM, FLAGS, served
from tests.browser.tabs import Tabs

OUTPUT = PROJECT_DIR / "tests" / "output"


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Start the browser once."""
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


def built(home: Path, folder: Path, sources: Path | None = None) -> Path:
    """Build a city by the real import into a home folder of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHILDCARE_HOME", str(home))
        result = build(folder, sources=sources)
    assert result.release, finding_lines(result.findings)
    return home


@pytest.fixture(scope="session")
def demonstration_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the demonstration city (演示城市)."""
    return built(tmp_path_factory.mktemp("demonstration"), DEMO_DIR)


@pytest.fixture(scope="session")
def address(demonstration_home: Path) -> Iterator[str]:
    """Serve the demonstration city."""
    with served(home=demonstration_home) as url:
        yield url


@pytest.fixture(scope="session")
def address_without_boundaries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the demonstration city as handed in without its boundary and water files."""
    folder = tmp_path_factory.mktemp("files") / "demo"
    shutil.copytree(DEMO_DIR, folder, ignore=shutil.ignore_patterns("*.geojson"))
    with served(home=built(tmp_path_factory.mktemp("home"), folder)) as url:
        yield url


@pytest.fixture(scope="session")
def output() -> Path:
    """Return the folder of pictures to be looked at."""
    OUTPUT.mkdir(exist_ok=True)
    return OUTPUT


Opened = Callable[..., AppPage]


@pytest.fixture(scope="session")
def tabs(browser: Any) -> Tabs:
    """Keep the windows and tabs that tests open."""
    return Tabs(browser)


@pytest.fixture
def opened(tabs: Tabs, address: str) -> Iterator[Opened]:
    """Return a function that opens a page of the application in a tab of its own."""
    taken: list[AppPage] = []

    def open_page(path: str = "coverage_map", url: str = address, **options: Any) -> AppPage:
        page = tabs.take(
            **{"viewport": {"width": 1366, "height": 900}, "locale": "zh-CN", **options}
        )
        taken.append(page)
        page.go(url + path)
        return page

    yield open_page
    for page in taken:
        page.assert_no_failure()
        tabs.give_back(page)
