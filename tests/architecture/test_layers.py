"""The layers of the house hold."""

import re

import pytest
from importlinter.cli import lint_imports

from childcare.settings import PROJECT_DIR
from tests.architecture.project_files import CODE, PAGES, imported_modules, name, strings

PAGE_IMPORTS = ("streamlit", "childcare.catalog", "childcare.ui")
MOST_LINES_OF_A_PAGE = 60
COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b|\brgba?\(")
THEME = "childcare/charts/theme.py"


def test_imports_go_down_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT_DIR)
    assert lint_imports(config_filename="pyproject.toml", no_cache=True) == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_page_only_lays_out(page) -> None:
    foreign = [
        module
        for module in imported_modules(page)
        if not any(
            module == allowed or module.startswith(f"{allowed}.") for allowed in PAGE_IMPORTS
        )
    ]
    assert foreign == []
    assert len(page.read_text(encoding="utf-8").splitlines()) <= MOST_LINES_OF_A_PAGE


def test_the_entry_knows_only_the_frame() -> None:
    assert set(imported_modules(PROJECT_DIR / "app.py")) == {"childcare.ui"}


def test_only_settings_reads_the_environment() -> None:
    readers = {
        name(path)
        for path in CODE
        if "os.environ" in path.read_text(encoding="utf-8")
        or "getenv" in path.read_text(encoding="utf-8")
    }
    assert readers == {"childcare/settings.py"}


def test_only_the_screen_and_the_command_line_choose_a_language() -> None:
    choosers = {
        name(path).split("/")[1]
        for path in CODE
        if "set_language(" in path.read_text(encoding="utf-8")
    }
    assert choosers <= {"catalog", "ui", "cli"}


def test_whatever_is_downloaded_is_asked_for_at_one_gate() -> None:
    buttons = {name(path) for path in CODE if "st.download_button(" in path.read_text("utf-8")}
    assert buttons == {"childcare/ui/carry_away.py"}


def test_whoever_opens_a_release_for_the_screen_says_for_which_county() -> None:
    opened = re.compile(r"(?<![\w.])connect\((?![^\n]*area=)")
    whole = {
        name(path)
        for path in CODE
        if name(path).startswith("childcare/ui/") and opened.search(path.read_text("utf-8"))
    }
    # It reads codes and names of counties, before anybody knows who is bound to which.
    assert whole == {"childcare/ui/counties.py"}


def test_sql_lives_in_queries() -> None:
    beginnings = ("select ", "with ", "create ", "update ", "delete ")
    statements = [
        f"{name(path)}:{line} {text[:60]!r}"
        for path in CODE
        for line, text in strings(path)
        if (words := text.strip().lower()).startswith(beginnings) and " from " in words
    ]
    assert statements == []


def test_colours_live_in_the_theme() -> None:
    colours = [
        (name(path), f"{line} {text!r}")
        for path in CODE
        for line, text in strings(path)
        if COLOUR.search(text)
    ]
    assert [found for found in colours if found[0] != THEME] == []
    assert THEME in dict(colours)
