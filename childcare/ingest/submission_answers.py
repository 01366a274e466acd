"""Answers as a sources file (回答): what was answered, on top of the file that applied before."""

import copy
from pathlib import Path
from typing import Any

import tomli_w

from childcare.catalog import DeclarationError, label
from childcare.catalog.sources import load_sources
from childcare.catalog.toml_file import read_path
from childcare.ingest.submission import Answers, SubmissionError

SOURCES_NAME = "sources.toml"


def sources_bytes(before: Path | None, answers: Answers) -> bytes | None:
    """Return the sources file that holds the answers, None where none is needed.

    Without an answer the file that applied before is handed on as it is, to the byte.

    Raises:
        SubmissionError: the file before is no sources file.
    """
    if not answers:
        return before.read_bytes() if before else None
    try:
        document = read_path(before) if before else {}
    except DeclarationError as error:
        raise SubmissionError(label("submission.sources_wrong", reason=error)) from error
    return tomli_w.dumps(with_answers(document, answers)).encode()


def with_answers(document: dict[str, Any], answers: Answers) -> dict[str, Any]:
    """Return the tables of a sources file with the answers in it; they overrule what it says."""
    result = copy.deepcopy(document)
    said: tuple[tuple[tuple[str, ...], Any], ...] = (
        (("headings",), answers.headings),
        (("reading",), answers.reading),
        (("boundaries",), answers.boundaries),
        (("boundaries", "aliases"), answers.boundary_aliases),
        (("areas", "aliases"), answers.area_aliases),
    )
    for place, table in said:
        if table:
            _put(result, place, dict(table))
    return result


def check_sources(path: Path) -> None:
    """Refuse a file that is no sources file.

    Raises:
        SubmissionError: it is none; the text names the entry and what is wrong with it.
    """
    try:
        load_sources(path)
    except DeclarationError as error:
        raise SubmissionError(label("submission.sources_wrong", reason=error)) from error


def _put(document: dict[str, Any], place: tuple[str, ...], table: dict[str, Any]) -> None:
    """Put a table into a document at a place, entry by entry; tables in it likewise."""
    inside = document
    for part in place:
        inside = inside.setdefault(part, {})
    for key, value in table.items():
        if isinstance(value, dict) and isinstance(inside.get(key), dict):
            inside[key] = {**inside[key], **value}
        else:
            inside[key] = value
