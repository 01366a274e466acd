"""What makes answers remembered (缓存): once for each release, area, question and parameters.

The area is the county that the person looking is bound to: what was answered to one person is not
shown to another who may see less.
"""

from collections.abc import Callable
from contextvars import ContextVar
from functools import lru_cache, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from childcare.settings import current_database
from childcare.store import Connection, connect
from childcare.ui import signed_in

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

# The release this run of a page reads: all of a page is of one release, also while it changes.
_database: ContextVar[str] = ContextVar("database", default="")


def begin_run(chosen: Path | None = None) -> bool:
    """Choose the release for this run, the current one without a choice; False where none is.

    Raises:
        OutsideError: the person is bound to a county that this release does not know.
    """
    database = chosen or current_database()
    _database.set(str(database or ""))
    if database is not None and signed_in.person().area:
        _connection(str(database), signed_in.person().area)
    return database is not None


def database() -> str:
    """Return which release this run reads; not enough as a key, see ``seen``."""
    return _database.get() or str(current_database())


def seen() -> tuple[str, str]:
    """Return what this run may see: a part of the key of whatever is remembered.

    A release, and the county that the person is bound to (empty for the whole region).
    """
    return database(), signed_in.person().area


# A county's connection holds its rows in memory; that of the whole release is a file opened.
@lru_cache(maxsize=32)
def _connection(database: str, area: str) -> Connection:
    """Return one connection for each release and area."""
    return connect(Path(database), area=area)


# functools' cache answers in a hundredth of the time of Streamlit's, which hashes its arguments.
@lru_cache(maxsize=2_000)
def _remembered(
    database: str, area: str, name: str, params: tuple[tuple[str, object], ...]
) -> object:
    """Answer a question once for each release and area; the name is part of the key."""
    return _QUESTIONS[name](_connection(database, area), **dict(params))


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
            *seen(),
            name,
            tuple(sorted(params.items())),
        )

    return ask
