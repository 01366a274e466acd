"""Doing what a button asks (执行): a refusal becomes a sentence, a long task shows a bar."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

import streamlit as st

from childcare.catalog import label
from childcare.ingest.submission import SubmissionError
from childcare.store.audit_log import AuditError
from childcare.store.gate import DeniedError
from childcare.store.not_done import NotDoneError
from childcare.ui import filters
from childcare.ui.plain_text import plain_text

# Refusals whose text is a sentence for people.
REFUSALS = (AuditError, DeniedError, NotDoneError, SubmissionError)
GOOD, BAD = "good", "bad"
Answer = TypeVar("Answer")
Tell = Callable[[int, int, str], None]
_SAID = "management_said"


def say(kind: str, text: str) -> None:
    """Keep a sentence for the next time the page is shown; ``kind`` is ``GOOD`` or ``BAD``."""
    st.session_state.setdefault(_SAID, []).append((kind, text))


def show_said() -> None:
    """Show once what was to be said."""
    for kind, text in st.session_state.pop(_SAID, []):
        (st.success if kind == GOOD else st.error)(plain_text(text))


def attempt(action: Callable[[], object]) -> bool:
    """Do something; where it is refused or cannot be written, say why and return False."""
    # What a button does is done before the run begins that would choose the language.
    filters.choose_language()
    problem = ""
    try:
        action()
    except REFUSALS as error:
        problem = str(error)
    except TimeoutError:
        problem = label("management.busy")
    except OSError as error:
        problem = label("management.not_written", reason=error.strerror or type(error).__name__)
    if problem:
        say(BAD, problem)
    return not problem


@contextmanager
def progress(text: str) -> Iterator[Tell]:
    """Show a bar for the length of a block, and give what moves it: done, of how many, at what."""
    bar = st.progress(0.0, text)

    def tell(done: int, total: int, step: str) -> None:
        bar.progress(min(done / max(total, 1), 1.0), plain_text(step))

    try:
        yield tell
    finally:
        bar.empty()


class Watched(Generic[Answer]):
    """Answers that take a while: a bar moves while one is made, and the latest are remembered."""

    def __init__(self, most: int = 8) -> None:
        """Remember so many."""
        self._most = most
        self._known: dict[Hashable, Answer] = {}

    def ask(self, key: Hashable, text: str, make: Callable[[Tell], Answer]) -> Answer:
        """Return the answer to a key; ``make`` is given what moves the bar."""
        if key not in self._known:
            with progress(text) as tell:
                answer = make(tell)
            while len(self._known) >= self._most:
                self._known.pop(next(iter(self._known)), None)
            self._known[key] = answer
            return answer
        return self._known[key]
