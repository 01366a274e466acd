"""What makes answers remembered (缓存): once for each release, question and set of parameters."""

from collections.abc import Callable
from contextvars import ContextVar
from functools import lru_cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from childcare.settings import current_database
from childcare.store import Connection, connect

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

# The release this run of a page reads: all of a page is of one release, also while it changes.
_database: ContextVar[str] = ContextVar("database", default="")


def begin_run() -> bool:
    """Choose the current release for this run; return False where there is none."""
    database = current_database()
    _database.set(str(database or ""))
    return database is not None


def database() -> str:
    """Return which release this run reads: a part of the key of whatever is remembered."""
    return _database.get() or str(current_database())


@lru_cache(maxsize=4)
def _connection(database: str) -> Connection:
    """Return one connection for each release."""
    return connect(Path(database))


# functools' cache answers in a hundredth of the time of Streamlit's, which hashes its arguments.
@lru_cache(maxsize=2_000)
def _remembered(database: str, name: str, params: tuple[tuple[str, object], ...]) -> object:
    """Answer a question once for each release; the name is part of the key."""
    return _QUESTIONS[name](_connection(database), **dict(params))


_QUESTIONS: dict[str, Callable[..., object]] = {}


def asked(question: Callable[..., Answer]) -> Callable[..., Answer]:
    """Remember the answers to a question, which is given a connection first.

    Answers are kept as they are, not copied: whoever gets a frame must not write into it.
    """
    name = f"{question.__module__}.{question.__name__}"
    _QUESTIONS[name] = question

    @wraps(question)
    def ask(**params: object) -> Answer:
        return _remembered(  # type: ignore[return-value]
            database(),
            name,
            tuple(sorted(params.items())),
        )

    return ask
