"""A question that files raise (待确认的问题), what can be chosen, and the answer each choice is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from childcare.ingest.submission import Answers

HEADING, RIVAL, MISSING, READING, LAYER, TABLE, AREA = (
    "heading", "rival", "missing", "reading", "layer", "table", "area",
)  # fmt: skip
# What a file may be besides a table.
BOUNDARIES, BACKDROP = "boundaries", "backdrop"
# The kind of a match of areas that belongs to a boundary file.
BOUNDARY = "boundary"


@dataclass(frozen=True)
class Choice:
    """One thing that a question may be answered with: what is kept, and what is shown."""

    value: str
    text: str


@dataclass(frozen=True)
class Question:
    """Something that could mean two things, and what it may mean.

    Attributes:
        kind: ``heading``, ``rival``, ``missing``, ``reading``, ``layer``, ``area``, answered by
            ``answered``; or ``table``, answered by ``submissions.name_table``.
        where: file, or file and sheet.
        subject: the heading, column, key or written name that is asked about.
        choices: what can be chosen; none is chosen beforehand.
        sentence: the question, in the language in use.
        is_needed: whether no release can be built before it is answered.
        detail: what else is known, such as the values in doubt.
    """

    kind: str
    where: str
    subject: str
    choices: tuple[Choice, ...]
    sentence: str
    is_needed: bool
    detail: str = ""


def answered(question: Question, value: str) -> Answers:
    """Return the answer that a choice is; ``value`` is one of the values of its choices.

    Raises:
        ValueError: the question has no such choice, or is none that answers are kept for.
    """
    if value not in {one.value for one in question.choices}:
        raise ValueError(f"{value!r} is no choice of {question.subject!r}")
    kind, subject = question.kind, question.subject
    if kind not in _ANSWERS:
        raise ValueError(f"{kind} is answered otherwise")
    others = {one.value: "" for one in question.choices}
    return _ANSWERS[kind](subject, value, others)


def _reading(key: str, value: str) -> dict[str, Any]:
    """Return the line of [reading] that a choice is; a code's length stands under its column."""
    name, _, column = key.partition(":")
    return {name: {column: int(value)}} if column else {name: value}


def _alias(subject: str, value: str) -> Answers:
    """Return the alias that a choice is: of a boundary, or of an area written in a table."""
    part, name = subject.split(":", 1)
    if part == BOUNDARY:
        return Answers(boundary_aliases={name: value})
    return Answers(area_aliases={name: value})


_ANSWERS: dict[str, Callable[[str, str, dict[str, str]], Answers]] = {
    HEADING: lambda heading, column, _: Answers(headings={heading: column}),
    RIVAL: lambda column, heading, others: Answers(headings={**others, heading: column}),
    MISSING: lambda column, heading, _: Answers(headings={heading: column}),
    READING: lambda key, value, _: Answers(reading=_reading(key, value)),
    LAYER: lambda key, value, _: Answers(boundaries={key: value}),
    AREA: lambda subject, value, _: _alias(subject, value),
}
