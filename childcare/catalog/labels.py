"""Text that users read (界面文字), by key, in Chinese or English."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from childcare.catalog import toml_file

LANGUAGES = ("zh", "en")
_TEXTS = {language: toml_file.read(f"labels.{language}") for language in LANGUAGES}
# Each session runs in a thread of its own, so one person's choice never reaches another's screen.
_current: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])


def set_language(language: str) -> None:
    """Choose the language of the texts of this thread; an unknown one leaves Chinese."""
    _current.set(language if language in LANGUAGES else LANGUAGES[0])


def language() -> str:
    """Return the language in use: ``zh`` or ``en``."""
    return _current.get()


@contextmanager
def speaking(chosen: str) -> Iterator[None]:
    """Use a language for the length of a block."""
    before = language()
    set_language(chosen)
    try:
        yield
    finally:
        set_language(before)


def label(key: str, **values: object) -> str:
    """Return the text for ``group.name``, with ``{placeholders}`` filled in.

    Raises:
        KeyError: the key is not declared, so that no raw key reaches the screen.
    """
    group, name = key.split(".")
    return str(_TEXTS[language()][group][name]).format(**values)


def spoken(declared: Any, field: str = "label") -> str:
    """Return ``label_zh`` or ``label_en`` (or another such pair) of a declared object."""
    return str(getattr(declared, f"{field}_{language()}"))
