"""Questions that files raise (待确认): found in what was read, each with its choices."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from typing import Any

from childcare.catalog import COLUMNS, label, spoken
from childcare.catalog.sources import load_sources
from childcare.ingest.finding import Finding
from childcare.ingest.new_release import BuildResult
from childcare.ingest.question import (
    AREA,
    BACKDROP,
    BOUNDARIES,
    BOUNDARY,
    HEADING,
    LAYER,
    MISSING,
    READING,
    RIVAL,
    TABLE,
    Choice,
    Question,
    answered,
)
from childcare.ingest.recognise import table_columns

__all__ = ["TABLE", "Choice", "Question", "answered", "questions"]

LONGEST_CODE = 18  # digits: no code of ours is longer
_FIELDS = {one.name for one in fields(Finding)}
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)" = "(\w*)"')


def questions(said: Mapping[str, Any] | BuildResult | Iterable[Finding]) -> list[Question]:
    """Return what ``look`` or an attempt asks, once each, what is needed first."""
    matches: list[Mapping[str, Any]] = []
    if isinstance(said, BuildResult):
        findings = list(said.findings)
    elif isinstance(said, Mapping):
        matches = list(said.get("matches", ()))
        findings = [
            Finding(**{name: value for name, value in one.items() if name in _FIELDS})
            for one in said["findings"]
        ]
    else:
        findings = list(said)
    found = [_ASKED[one.check_name](one) for one in findings if one.check_name in _ASKED]
    found += _missing(findings)
    found += [_of_match(one) for one in matches if _is_in_doubt(one)]
    # The same heading in the files of twelve months is one question.
    once: dict[object, Question] = {}
    for one in found:
        once.setdefault((one.kind, one.subject, one.choices), one)
    return sorted(once.values(), key=lambda one: not one.is_needed)


def _heading(one: Finding) -> Question:
    """Ask which column a heading is; the finding's remedy holds the lines that would say so."""
    names = [column for _, column in _QUOTED.findall(one.remedy_zh)]
    choices = [Choice(name, spoken(COLUMNS[name])) for name in names if name in COLUMNS]
    choices.append(Choice("", label("submission.none_of_ours")))
    is_needed = one.severity == "fail"
    sentence = (
        label("submission.ask_heading", heading=one.heading)
        if is_needed
        else label("submission.ask_heading_alike", heading=one.heading)
    )
    return Question(HEADING, one.source_name, one.heading, tuple(choices), sentence, is_needed)


def _rival(one: Finding) -> Question:
    choices = tuple(Choice(heading, heading) for heading in one.heading.split(" / "))
    sentence = label("submission.ask_rival", column=spoken(COLUMNS[one.column]))
    return Question(RIVAL, one.source_name, one.column, choices, sentence, True)


def _missing(findings: list[Finding]) -> list[Question]:
    """Ask which of the headings that were not read is one that a file must have."""
    unread: dict[str, list[str]] = {}
    for one in findings:
        if one.check_name == "headings_not_read":
            unread.setdefault(one.source_name, []).extend(one.value.split(", "))
        elif one.check_name == "heading_alike":
            unread.setdefault(one.source_name, []).append(one.heading)
    rivals = {
        (one.source_name, one.column) for one in findings if one.check_name == "headings_rival"
    }
    asked = []
    for one in findings:
        headings = unread.get(one.source_name, [])
        is_missing = one.check_name == "missing_heading" and one.column in COLUMNS
        # Which of several headings it is, is asked already.
        if is_missing and headings and (one.source_name, one.column) not in rivals:
            choices = tuple(Choice(heading, heading) for heading in headings)
            sentence = label("submission.ask_rival", column=spoken(COLUMNS[one.column]))
            place = (one.source_name, one.column)
            asked.append(Question(MISSING, *place, choices, sentence, True))
    return asked


def _percent(one: Finding) -> Question:
    choices = (
        Choice("fractions", label("submission.fractions")),
        Choice("points", label("submission.points")),
    )
    sentence = label("submission.ask_percent")
    return Question(READING, one.source_name, "percent", choices, sentence, True, one.value)


def _coordinates(one: Finding) -> Question:
    choices = (
        Choice("wgs84", label("submission.wgs84")),
        Choice("gcj02", label("submission.gcj02")),
        Choice("bd09", label("submission.bd09")),
    )
    sentence = label("submission.ask_coordinates")
    place = (one.source_name, "coordinate_system")
    return Question(READING, *place, choices, sentence, one.severity == "fail", one.value)


def _lengths(one: Finding) -> Question:
    """Ask how long a code is: longer than those that lost their zeros."""
    longest = max((len(code) for code in re.findall(r"\d+", one.value.split("×")[-1])), default=0)
    choices = tuple(
        Choice(str(count), label("submission.digits", count=count))
        for count in range(longest + 1, min(longest + 6, LONGEST_CODE) + 1)
    )
    sentence = label("submission.ask_length", column=spoken(COLUMNS[one.column]))
    subject = f"code_lengths:{one.column}"
    return Question(READING, one.source_name, subject, choices, sentence, False, one.value)


def _layer(one: Finding) -> Question:
    choices = tuple(Choice(name, name) for name in one.value.split(", "))
    sentence = label("submission.ask_layer")
    return Question(LAYER, one.source_name, "layer", choices, sentence, True)


def _table(one: Finding) -> Question:
    """Ask which table a file is: those that its headings fit first, then all others."""
    named = {source.sheet or name: name for name, source in load_sources().tables.items()}
    likely = [named[word] for word in one.value.split(" / ") if word in named]
    order = dict.fromkeys([*likely, *(name for name in table_columns() if name in named.values())])
    shown = {name: word for word, name in named.items()}
    choices = [Choice(name, shown[name]) for name in order]
    choices.append(Choice("", label("submission.not_this_table")))
    sentence = label("submission.ask_table", file=one.source_name)
    is_needed = one.severity == "fail"
    return Question(TABLE, one.source_name, one.source_name, tuple(choices), sentence, is_needed)


def _shapes(one: Finding) -> Question:
    """Ask whether a file of shapes holds boundaries."""
    choices = (
        Choice(BOUNDARIES, label("submission.boundaries")),
        Choice(BACKDROP, label("submission.backdrop")),
        Choice("", label("submission.not_this_table")),
    )
    sentence = label("submission.ask_shapes", file=one.source_name)
    return Question(TABLE, one.source_name, one.source_name, choices, sentence, False)


def _is_in_doubt(match: Mapping[str, Any]) -> bool:
    """Say whether a written area stops the release: a boundary of no area of ours does not."""
    is_unknown_row = match["status"] == "unmatched" and match["kind"] != BOUNDARY
    return match["status"] == "unsure" or (is_unknown_row and match["how"] != "not_ours")


def _of_match(one: Mapping[str, Any]) -> Question:
    """Ask which area a written name is; see ``inspect`` for what a match holds."""
    choices = [
        Choice(
            area["area_code"],
            label("submission.area_in", area=area["area_name"], parent=area["parent_name"] or ""),
        )
        for area in one["candidates"]
    ]
    choices.append(Choice("", label("submission.none_of_ours")))
    written = " ".join(part for part in (one["code"], one["name"]) if part)
    sentence = label("submission.ask_area", name=written)
    subject = f"{one['kind']}:{one['answer_key']}"
    return Question(AREA, one["file"], subject, tuple(choices), sentence, True, one["sentence"])


_ASKED: dict[str, Callable[[Finding], Question]] = {
    "heading_unsure": _heading,
    "heading_alike": _heading,
    "headings_rival": _rival,
    "percent_or_fraction": _percent,
    "coordinates_may_be_shifted": _coordinates,
    "code_lost_zeros": _lengths,
    "several_layers": _layer,
    "might_be_table": _table,
    "might_be_shapes": _shapes,
}
