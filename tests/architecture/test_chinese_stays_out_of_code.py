"""Chinese lives in docstrings, comments and data/catalog; never in code."""

import ast
import re

from childcare.settings import PROJECT_DIR
from tests.architecture.project_files import CODE, name, strings, tree_of

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
SCRIPT_COMMENT = re.compile(r"/\*.*?\*/|^\s*//.*$", re.DOTALL | re.MULTILINE)


def test_no_string_of_the_code_is_chinese() -> None:
    found = [
        f"{name(path)}:{line} {text!r}"
        for path in CODE
        for line, text in strings(path)
        if CHINESE.search(text)
    ]
    assert found == []


def test_no_name_in_the_code_is_chinese() -> None:
    found = [
        f"{name(path)} {getattr(node, field)}"
        for path in CODE
        for node in ast.walk(tree_of(path))
        for field in ("id", "name", "arg", "attr")
        if isinstance(getattr(node, field, None), str) and not getattr(node, field).isascii()
    ]
    assert found == []


def test_no_script_for_the_browser_holds_chinese() -> None:
    ours = [path for path in (PROJECT_DIR / "static").glob("*.js") if ".min." not in path.name]
    assert ours
    for path in ours:
        code = SCRIPT_COMMENT.sub("", path.read_text(encoding="utf-8"))
        assert not CHINESE.search(code), name(path)
