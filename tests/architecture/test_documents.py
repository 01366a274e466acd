"""What the documents name is there."""

import re
from pathlib import Path

import pytest

from childcare.settings import PROJECT_DIR
from tests.architecture.project_files import name, project_files

DOCUMENTS = [*sorted(PROJECT_DIR.glob("*.md")), *sorted((PROJECT_DIR / "docs").glob("*.md"))]
DOCUMENTS += sorted((PROJECT_DIR / "data").glob("*.md"))
FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
QUOTED = re.compile(r"`([^`\s]+)`")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
FILE = re.compile(r"\.(py|toml|sql|md|js|css|csv|geojson|json|txt|sh|png)$")
# Made by running the program; a place that is not there yet is no broken promise.
MADE_BY_RUNNING = ("data/local", ".venv", "static/plotly.min.js", "current.txt", "releases/")
# Written by whoever sets sign-in up.
MADE_BY_HAND = (".streamlit/secrets.toml", "secrets.toml", "access.toml")


def _named_paths(text: str) -> set[str]:
    """Return the words in backquotes that are paths of this project."""
    words = {word.rstrip("/") for word in QUOTED.findall(FENCED.sub("", text))}
    top = {path.name for path in PROJECT_DIR.iterdir()}
    return {
        word
        for word in words
        if (word.split("/")[0] in top or FILE.search(word))
        and not word.startswith(MADE_BY_RUNNING)
        and word not in MADE_BY_HAND
        and not word.startswith(("http", "<", "$", "--", "*"))
    }


def _exists(path: str, document: Path) -> bool:
    """Say whether a path is there; a bare file name may lie in any folder."""
    if "/" not in path and any(file.match(path) for file in project_files()):
        return True
    return any(any(folder.glob(path)) for folder in (PROJECT_DIR, document.parent))


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_path_a_document_names_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    missing = [path for path in sorted(_named_paths(text)) if not _exists(path, document)]
    links = [link for link in LINK.findall(text) if not (document.parent / link).exists()]
    assert missing + links == []


def test_newcomers_find_every_change_in_the_architecture() -> None:
    text = (PROJECT_DIR / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text.split("## Where do I change", 1)[1].split("\n## ", 1)[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")][1:]
    assert len(rows) >= 20
    assert [row for row in rows if "`" not in row.split("|")[2]] == []


def test_the_readme_says_the_two_commands() -> None:
    text = (PROJECT_DIR / "README.md").read_text(encoding="utf-8")
    assert "make run" in text
    assert "make test" in text
