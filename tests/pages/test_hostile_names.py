"""What a page sends to the browser under hostile names: Markdown escaped, figures escaped."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from childcare.charts.lettering import literal
from childcare.ingest import build
from tests.pages.hostile_city import NAMES, hostile_files, hostile_plan

# Options of a select box are shown as they are; these read their words as Markdown.
MARKDOWN = ("markdown", "caption", "info", "warning", "error", "success", "subheader", "title")
LABELS = ("metric", "button", "tab", "expander", "popover", "page_link", "toggle", "checkbox")
VIEWS = [
    ("overview", {}),
    ("overview", {"mode": "meeting"}),
    ("coverage_map", {}),
    ("coverage_map", {"style": "bubbles", "area": "980101"}),
    ("coverage_map", {"style": "tiles", "level": "county"}),
    ("target_progress", {"plan": "hostile", "target": "slots_per_1000_population"}),
    ("policy_tasks", {"plan": "hostile", "task": "T1"}),
    ("institutions", {"institution": "A1"}),
    ("county_profile", {"area": "980101"}),
    ("definitions", {}),
    ("data_management", {}),
    *(("regional_balance", {"view": view}) for view in
      ("spread", "use", "denominators", "deserts")),
]  # fmt: skip
# Words that are no part of the drawing: read aloud, or copied.
SPOKEN = ("words",)


@pytest.fixture(scope="module")
def hostile_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the six townships under hostile names."""
    folder = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHILDCARE_HOME", str(folder / "home"))
        assert build(hostile_files(folder / "files")).release
    hostile_plan(folder / "home")
    return folder / "home"


@pytest.mark.parametrize(("page", "choices"), VIEWS, ids=str)
def test_no_name_reaches_a_page_as_markup(
    opened: Any, hostile_home: Path, monkeypatch: pytest.MonkeyPatch, page: str, choices: Any
) -> None:
    monkeypatch.setenv("CHILDCARE_HOME", str(hostile_home))
    test = opened(page, **choices)
    assert [one.value for one in test.exception] == []
    bare = [text for text in _markdown(test._tree) if _obeyed(text, NAMES.values())]
    markup = [name for name in NAMES.values() if {"<", "&"} & {*name}]
    for one in test.get("bidi_component"):
        message = json.loads(one.proto.bytes or b"{}")
        bare += [text for text in _drawn(message) if _obeyed(text, markup)]
    assert bare == []


def _obeyed(text: str, names: Any) -> bool:
    # What is written right may hold the name again: &amp;amp; holds &amp;.
    return any(name in text.replace(literal(name), "") for name in names)


def _markdown(node: Any) -> Iterator[str]:
    """Give the texts of a page that are read as Markdown."""
    for child in (getattr(node, "children", None) or {}).values():
        kind = getattr(child, "type", "")
        if kind in MARKDOWN:
            yield getattr(child.proto, "body", "")
        elif kind in LABELS:
            yield getattr(child.proto, "label", "")
        yield from _markdown(child)


def _drawn(part: Any) -> Iterator[str]:
    """Give the texts of figures that plotly draws."""
    if isinstance(part, dict) and {"data", "layout"} <= part.keys():
        yield from _strings([part["data"], part["layout"]])
    elif isinstance(part, dict | list):
        for value in part.values() if isinstance(part, dict) else part:
            yield from _drawn(value)


def _strings(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            if key not in SPOKEN:
                yield from _strings(value)
    elif isinstance(part, list):
        for value in part:
            yield from _strings(value)
    elif isinstance(part, str):
        yield part
