"""What the tests of the architecture look at: the files of the project, read once."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from childcare.settings import PROJECT_DIR

PACKAGE = sorted((PROJECT_DIR / "childcare").rglob("*.py"))
PAGES = sorted((PROJECT_DIR / "pages").glob("*.py"))
CODE = [PROJECT_DIR / "app.py", *PAGES, *PACKAGE]
# Made on this machine and never handed on (see .gitignore).
NOT_OURS = {".fuzz", ".git", ".hypothesis", ".venv", "__pycache__", "output"}
MADE_HERE = {PROJECT_DIR / "data" / "local", PROJECT_DIR / "static" / "plotly.min.js"}


def name(path: Path) -> str:
    """Return the path as people name it: from the root of the project."""
    return path.relative_to(PROJECT_DIR).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Give every string of a Python file that is no docstring, with its line."""
    tree = tree_of(path)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)  # type: ignore[attr-defined]
        for node in ast.walk(tree)
        if isinstance(node, documented) and ast.get_docstring(node) is not None
    }
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in docstrings:
            yield node.lineno, node.value


def imported_modules(path: Path) -> Iterator[str]:
    """Give the full name of every module that a Python file imports."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@cache
def project_files() -> list[Path]:
    """Return every file that is handed on."""

    def below(folder: Path) -> Iterator[Path]:
        for path in sorted(folder.iterdir()):
            if path.name in NOT_OURS or path.name.endswith("_cache") or path in MADE_HERE:
                continue
            if path.is_dir():
                yield from below(path)
            else:
                yield path

    return list(below(PROJECT_DIR))
