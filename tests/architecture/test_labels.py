"""Every text shown is declared, in both languages alike, and every declared text is shown."""

import ast
import string
import tomllib
from collections.abc import Iterator

from childcare.settings import CATALOG_DIR
from tests.architecture.project_files import CODE, name, tree_of


def _texts(language: str) -> dict[str, str]:
    content = (CATALOG_DIR / f"labels.{language}.toml").read_text(encoding="utf-8")
    groups = tomllib.loads(content)
    return {f"{group}.{key}": text for group, keys in groups.items() for key, text in keys.items()}


def _placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def _label_calls() -> Iterator[tuple[str, ast.Call]]:
    """Give every call of label() with where it stands."""
    for path in CODE:
        for node in ast.walk(tree_of(path)):
            is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            if is_call and node.func.id == "label":
                yield f"{name(path)}:{node.lineno}", node


def _key(call: ast.Call) -> str | None:
    first = call.args[0] if call.args else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None


def test_every_text_is_asked_for_by_a_literal_key() -> None:
    assert [where for where, call in _label_calls() if _key(call) is None] == []


def test_the_texts_used_are_the_texts_declared() -> None:
    used, declared = {_key(call) for _, call in _label_calls()}, set(_texts("zh"))
    assert {"used but not declared": used - declared, "declared but not used": declared - used} == {
        "used but not declared": set(),
        "declared but not used": set(),
    }


def test_both_languages_hold_the_same_keys_and_placeholders() -> None:
    chinese, english = _texts("zh"), _texts("en")
    assert set(chinese) ^ set(english) == set()
    differing = [
        key for key in chinese if _placeholders(chinese[key]) != _placeholders(english[key])
    ]
    assert differing == []


def test_every_text_is_given_the_values_it_holds() -> None:
    texts = _texts("zh")
    wrong = []
    for where, call in _label_calls():
        given = {keyword.arg for keyword in call.keywords}
        # Values given as **values cannot be seen here.
        is_known = None not in given and (key := _key(call)) in texts
        if is_known and given != _placeholders(texts[key]):
            wrong.append(f"{where} {key}: {sorted(given)}")
    assert wrong == []
