"""Opening a page as a browser would, on the six townships or on a copy of them with less in it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from childcare.settings import PROJECT_DIR

Opened = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def serve_as_after_the_first_visitor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run app.py before every page, as a server does once st.navigation was called in it.

    AppTest forgets that call before each run, and then runs a page of pages/ without its frame.
    """
    begin = PagesManager.__init__

    def begin_with_navigation(self: PagesManager, *given: Any, **named: Any) -> None:
        begin(self, *given, **named)
        PagesManager.uses_pages_directory = False

    monkeypatch.setattr(PagesManager, "__init__", begin_with_navigation)


@pytest.fixture
def opened() -> Opened:
    """Return a function that opens a page by name, with choices as a pasted link carries them."""

    def open_page(page: str = "coverage_map", **choices: str) -> AppTest:
        test = AppTest.from_file(str(PROJECT_DIR / "app.py"), default_timeout=60)
        # A page other than the first can be opened once the pages are known, which a run without
        # a release tells quickest.
        if not _pages:
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("CHILDCARE_HOME", "nowhere")
                _pages.update(test.run()._registered_pages)
            test = AppTest.from_file(str(PROJECT_DIR / "app.py"), default_timeout=60)
        test._registered_pages = _pages
        test.switch_page(f"pages/{page}.py")
        test.query_params.update(choices)
        return test.run()

    return open_page


_pages: dict[str, Any] = {}


@pytest.fixture
def altered_home(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], None]:
    """Return a function that makes the application read a copy changed by SQL."""

    def alter(sql: str) -> None:
        folder = Path(shutil.copytree(home, tmp_path / "home"))
        release = (folder / "current.txt").read_text(encoding="utf-8").strip()
        with duckdb.connect(str(folder / "releases" / release)) as writable:
            writable.execute(sql)
        monkeypatch.setenv("CHILDCARE_HOME", str(folder))

    return alter


@pytest.fixture
def figure_of() -> Callable[[AppTest, int], dict[str, Any]]:
    """Return a function that reads what the browser receives for the first or second figure."""

    def read(test: AppTest, place: int) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(test.get("bidi_component")[place].proto.bytes)
        return message

    return read
