"""Every declared problem can be found, and says the same in both languages."""

import re
from string import Formatter

import pytest

from childcare.catalog.problems import PROBLEMS
from childcare.settings import PROJECT_DIR

CODE = "\n".join(
    path.read_text(encoding="utf-8") for path in (PROJECT_DIR / "childcare" / "ingest").glob("*.py")
)


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_declared_problem_is_used(name):
    assert re.search(rf'"{name}"', CODE)


@pytest.mark.parametrize("problem", PROBLEMS.values(), ids=PROBLEMS)
def test_a_remedy_asks_for_the_same_words_in_both_languages(problem):
    assert placeholders(problem.todo_zh) == placeholders(problem.todo_en)
    assert not placeholders(problem.title_zh + problem.title_en)
