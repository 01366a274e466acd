"""Questions on headings (表头待确认): what could mean two things is asked, with the answer."""

from childcare.catalog import COLUMNS
from childcare.catalog.sources import TableSource
from childcare.ingest.finding import Finding, problem
from childcare.ingest.headings import HeadingBook, Match


def heading_questions(
    match: Match, book: HeadingBook, source: TableSource, source_name: str
) -> list[Finding]:
    """Return what to ask about the headings of one table."""
    place = {"table": source.name, "source_name": source_name}
    findings = [
        problem(
            "heading_unsure",
            **place,
            heading=heading,
            value=_names(names),
            **_answer(heading, names),
        )
        for heading, names in match.several.items()
    ]
    for name, headings in match.rivals.items():
        findings.append(
            problem(
                "headings_rival",
                **place,
                column=name,
                heading=" / ".join(headings),
                **_answer(headings[0], (name,)),
            )
        )
    # Where a file maps headings, those it leaves out were left out on purpose.
    unread = () if source.columns else match.unread
    return findings + _unread(unread, match, book, place)


def _unread(
    headings: tuple[str, ...], match: Match, book: HeadingBook, place: dict[str, str]
) -> list[Finding]:
    """Return what to ask about headings that mean nothing: what they are like, if anything."""
    findings = []
    unlike = []
    for heading in headings:
        names = tuple(name for name in book.alike(heading) if name not in match.chosen)
        if not names:
            unlike.append(heading)
            continue
        answer = _answer(heading, names)
        value = _names(names)
        findings.append(problem("heading_alike", **place, heading=heading, value=value, **answer))
    if unlike:
        findings.append(problem("headings_not_read", **place, value=", ".join(unlike)))
    return findings


def _names(columns: tuple[str, ...]) -> str:
    """Return columns under the names that people know."""
    return " / ".join(COLUMNS[name].label_zh for name in columns)


def _answer(heading: str, columns: tuple[str, ...]) -> dict[str, str]:
    """Return the lines of a sources file that would answer the question."""
    quoted = heading.replace("\\", "\\\\").replace('"', '\\"')
    return {"answer": " | ".join(f'"{quoted}" = "{name}"' for name in columns)}
