"""A home folder of its own for tests that build, and copies of the six townships to spoil."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

SIX_TOWNSHIPS = Path(__file__).parents[1] / "fixtures" / "six_townships"

Edit = Callable[[str, str, str], None]


@pytest.fixture
def own_home(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Use a copy of the home of the six townships, which a build may change."""
    folder = Path(shutil.copytree(home, tmp_path / "home"))
    monkeypatch.setenv("CHILDCARE_HOME", str(folder))
    return folder


@pytest.fixture
def folder(own_home: Path, tmp_path: Path) -> Path:
    """Return a copy of what the six townships hand in."""
    return Path(shutil.copytree(SIX_TOWNSHIPS, tmp_path / "handed_in"))


@pytest.fixture
def edit(folder: Path) -> Edit:
    """Return a function that replaces a text, which must be there, in a handed-in file."""

    def replace(file: str, old: str, new: str) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace
