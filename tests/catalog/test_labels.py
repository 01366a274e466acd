"""Do both languages hold the same texts, and does a missing one make itself known?"""

import string

import pytest

from childcare.catalog import label, labels, speaking
from childcare.catalog.numbers import compact, signed, whole
from childcare.catalog.toml_file import read

CHINESE, ENGLISH = read("labels.zh"), read("labels.en")
KEYS = [f"{group}.{name}" for group, texts in CHINESE.items() for name in texts]


def text_of(texts: dict[str, dict[str, str]], key: str) -> str:
    group, name = key.split(".")
    return texts[group][name]


def test_both_languages_hold_the_same_keys() -> None:
    english = {f"{group}.{name}" for group, texts in ENGLISH.items() for name in texts}
    assert set(KEYS) ^ english == set()


@pytest.mark.parametrize("key", KEYS)
def test_a_text_has_the_same_placeholders_in_both_languages(key: str) -> None:
    chinese, english = (
        {field for _, field, _, _ in string.Formatter().parse(text_of(texts, key)) if field}
        for texts in (CHINESE, ENGLISH)
    )
    assert chinese == english


def test_a_text_that_is_not_declared_never_reaches_the_screen_as_a_key() -> None:
    for key in ("page.nowhere", "nowhere.page"):
        with pytest.raises(KeyError):
            label(key)


def test_a_text_missing_in_one_language_is_an_error_there_and_no_fallback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(labels._TEXTS["en"]["page"], "overview")
    assert label("page.overview") == "总览"
    with speaking("en"), pytest.raises(KeyError):
        label("page.overview")


def test_a_placeholder_that_is_not_filled_is_an_error() -> None:
    with pytest.raises(KeyError):
        label("legend.below")


def test_a_text_follows_the_language() -> None:
    assert label("page.coverage_map") == "供给地图"
    with speaking("en"):
        assert label("page.coverage_map") == "Coverage map"
        assert label("legend.below", value="4.5") == "below 4.5"


@pytest.mark.parametrize(
    ("number", "chinese", "english"),
    [
        (9_999, "9,999", "9,999"),
        (34_000, "3.4万", "34k"),
        (0, "0", "0"),
        (float("nan"), "—", "—"),
    ],
)
def test_a_large_number_is_short_in_the_way_of_each_language(
    number: float, chinese: str, english: str
) -> None:
    assert compact(number) == chinese
    with speaking("en"):
        assert compact(number) == english


def test_whole_numbers_and_changes_have_a_dash_where_nothing_is_known() -> None:
    assert (whole(1234.0), whole(float("nan"))) == ("1,234", "—")
    assert (signed(1.25, 1), signed(-3, 0), signed(float("nan"), 1)) == ("+1.2", "-3", "—")
