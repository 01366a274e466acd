"""Modules and functions stay small, and their names say what they hold."""

import ast

from tests.architecture.project_files import CODE, PACKAGE, name, tree_of

MOST_LINES_OF_A_MODULE = 220
MOST_LINES_OF_A_FUNCTION = 35
SAYS_NOTHING = {"util", "utils", "helper", "helpers", "common", "core", "misc", "shared", "base"}


def test_no_module_is_named_for_nothing() -> None:
    parts = {part for path in PACKAGE for part in name(path).removesuffix(".py").split("/")}
    assert parts & SAYS_NOTHING == set()


def test_modules_stay_small() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in CODE}
    assert {path: n for path, n in lengths.items() if n > MOST_LINES_OF_A_MODULE} == {}


def test_functions_stay_small() -> None:
    lengths = {
        f"{name(path)}:{node.lineno} {node.name}": _length(node)
        for path in CODE
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {where: n for where, n in lengths.items() if n > MOST_LINES_OF_A_FUNCTION} == {}


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1
