"""What to say of the shapes of a boundary file (边界匹配发现), and what to ask."""

from collections import Counter
from collections.abc import Sequence

from childcare.ingest.area_book import AreaBook
from childcare.ingest.area_match import CERTAIN, MATCHED, NOT_OURS, UNMATCHED, UNSURE
from childcare.ingest.finding import Finding, problem
from childcare.ingest.match_report import (
    BOUNDARY,
    MatchedArea,
    answer_lines,
    in_both_languages,
)

_MOST_SHOWN = 60


def report_findings(matches: Sequence[MatchedArea], book: AreaBook) -> list[Finding]:
    """Return what was found: questions, shapes of nobody, and what was interpreted."""
    findings = [_question(one, book) for one in matches if one.match.status == UNSURE]
    findings += [
        _problem(
            "boundary_without_area",
            one,
            key=one.answer_key,
            said=in_both_languages(one.match, book),
        )
        for one in matches
        if one.match.status == UNMATCHED and one.match.how != NOT_OURS
    ]
    return findings + _given_twice(matches, book) + _interpreted(matches, book)


def _question(one: MatchedArea, book: AreaBook) -> Finding:
    """Return the finding that asks whose shape it is."""
    return _problem(
        "boundary_contradicts_name" if one.match.how == "contradiction" else "boundary_unsure",
        one,
        said=in_both_languages(one.match, book),
        answer=answer_lines(one.answer_key, one.match),
    )


def _given_twice(matches: Sequence[MatchedArea], book: AreaBook) -> list[Finding]:
    """Return a finding for each area of which several shapes were joined."""
    matched = [one for one in matches if one.match.status == MATCHED]
    # Shapes of former areas become one by a merger that the table of successors declares.
    shapes = Counter(one.match.area_code for one in matched if one.match.how != "former_code")
    return [
        problem(
            "boundary_given_twice",
            table=BOUNDARY,
            source_name=matched[0].source_name,
            subject=book.names[code],
            value=code,
        )
        for code, number in shapes.items()
        if number > 1
    ]


def _interpreted(matches: Sequence[MatchedArea], book: AreaBook) -> list[Finding]:
    """Return one finding on all names that were read otherwise than written, one on no names."""
    matched = [one for one in matches if one.match.status == MATCHED]
    otherwise = [one for one in matched if one.match.how not in CERTAIN]
    findings = []
    if otherwise:
        pairs = [
            f"{one.written.name or one.written.code} → {book.names[one.match.area_code]}"
            for one in otherwise[:_MOST_SHOWN]
        ]
        value = f"{len(otherwise)} × {', '.join(pairs)}"
        place = {"table": BOUNDARY, "source_name": otherwise[0].source_name, "value": value}
        findings.append(problem("boundaries_named_otherwise", **place))
    if matched and all(one.match.how == "code" for one in matched):
        place = {"table": BOUNDARY, "source_name": matched[0].source_name}
        findings.append(problem("boundaries_without_names", **place))
    return findings


def _problem(name: str, one: MatchedArea, **words: str | tuple[str, str]) -> Finding:
    """Return a finding about one shape."""
    place = {"table": BOUNDARY, "source_name": one.source_name}
    subject, value = one.written.name or one.written.code, one.written.code
    return problem(name, **place, subject=subject, value=value, **words)
