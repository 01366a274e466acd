"""Findings (校验发现): what is wrong in handed-in files, where, and what to do about it."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from childcare.catalog import COLUMNS, label, spoken
from childcare.catalog.problems import PROBLEMS

# Longer than this nobody reads, and some file would have it a hundred megabytes long.
_LONGEST = 500
_PLACE = ("table", "column", "heading", "source_name", "source_row", "subject", "value")


@dataclass(frozen=True)
class Finding:
    """One fault: which check found it, where it stands, and both texts in both languages."""

    check_name: str
    severity: str
    title_zh: str
    title_en: str
    remedy_zh: str
    remedy_en: str
    table: str = ""
    column: str = ""
    heading: str = ""
    source_name: str = ""
    source_row: int | None = None
    subject: str = ""
    value: str = ""

    @property
    def title(self) -> str:
        """Return what is wrong, in the language in use."""
        return spoken(self, "title")

    @property
    def remedy(self) -> str:
        """Return what to do, in the language in use."""
        return spoken(self, "remedy")

    @property
    def heading_shown(self) -> str:
        """Return the heading as the file has it, or as our own files have it."""
        return self.heading or (spoken(COLUMNS[self.column]) if self.column in COLUMNS else "")


class BadInputError(Exception):
    """A file that cannot be read on; it carries the findings that say why."""

    def __init__(self, *findings: Finding) -> None:
        """Keep the findings."""
        super().__init__(*(finding.title_en for finding in findings))
        self.findings = list(findings)


def problem(name: str, **given: Any) -> Finding:
    """Return a finding of a declared problem.

    What names its place (table, column, heading, source_name, source_row, subject, value) goes
    into the finding; the other words fill the remedy, a pair of them one for each language.
    """
    declared = PROBLEMS[name]
    place = {key: _short(given.pop(key)) for key in _PLACE if key in given}
    pairs = {key: word if isinstance(word, tuple) else (word, word) for key, word in given.items()}
    return Finding(
        check_name=name,
        severity=declared.severity,
        title_zh=declared.title_zh,
        title_en=declared.title_en,
        remedy_zh=declared.todo_zh.format(**{key: pair[0] for key, pair in pairs.items()}),
        remedy_en=declared.todo_en.format(**{key: pair[1] for key, pair in pairs.items()}),
        **place,
    )


def _short(part: Any) -> Any:
    """Return a text that can be stored and read: not endless, no half of a sign."""
    if not isinstance(part, str):
        return part
    return part[:_LONGEST].encode("utf-8", "replace").decode()


def file_of(source_name: str) -> str:
    """Return the file of a finding or row; the sheet of a workbook stands behind a colon."""
    return source_name.split(":", 1)[0]


def has_failure(findings: list[Finding]) -> bool:
    """Say whether any finding forbids a release."""
    return any(finding.severity == "fail" for finding in findings)


def finding_lines(findings: list[Finding], *, most: int = 20) -> list[str]:
    """Return findings as sentences, failures first, at most ``most`` of each check."""
    lines = []
    in_order = sorted(findings, key=lambda one: (one.severity != "fail", one.check_name))
    for _, group in groupby(in_order, key=lambda one: (one.severity, one.check_name)):
        alike = list(group)
        lines += [_sentence(finding) for finding in alike[:most]]
        if len(alike) > most:
            left = len(alike) - most
            lines.append(label("ingest.more_of_this", title=alike[0].title, count=left))
    return lines


def _sentence(finding: Finding) -> str:
    """Return one finding as a sentence: where, which value, what is wrong, what to do."""
    place = _place(finding)
    what = label("ingest.what", title=finding.title, remedy=finding.remedy)
    return label("ingest.place_and_what", place=place, what=what) if place else what


def _place(finding: Finding) -> str:
    """Return the file, row, heading, subject and value of a finding, as far as it has them."""
    place = finding.source_name
    if finding.source_row is not None:
        place = label("ingest.row_of_file", file=place, row=finding.source_row)
    if finding.heading_shown:
        place += label("ingest.under_heading", heading=finding.heading_shown)
    if finding.subject:
        place += label("ingest.about", subject=finding.subject)
    return place + (label("ingest.holds", value=finding.value[:80]) if finding.value else "")
