"""What to say of names of areas in a table (名称匹配发现), and what to ask."""

from collections.abc import Sequence

from childcare.ingest.area_book import AreaBook
from childcare.ingest.area_match import CERTAIN, MATCHED, NOT_OURS, AreaMatch
from childcare.ingest.arrange import ArrangedTable
from childcare.ingest.finding import Finding, problem
from childcare.ingest.match_report import MatchedArea, answer_lines, in_both_languages, named
from childcare.ingest.named_columns import NAMED

_MOST_SHOWN = 60
_SHOWN_LIKENESS = 0.5


def name_findings(
    report: Sequence[MatchedArea], arranged: ArrangedTable, column: str, book: AreaBook
) -> list[Finding]:
    """Return one finding for each writing in doubt, and one for all that were interpreted."""
    headings = arranged.headings
    heading = headings.get(NAMED[column], headings.get(column, ""))
    place = {"column": column, "heading": heading, "source_name": arranged.source_name}
    findings = [
        _question(one, place, book)
        for one in report
        if one.match.status != MATCHED and one.match.how != NOT_OURS
    ]
    foreign = [one for one in report if one.match.how == NOT_OURS]
    read = [one for one in report if _is_interpreted(one)]
    if foreign:
        findings.append(_summary("rows_not_ours", foreign, place, book))
    if read:
        findings.append(_summary("areas_named_otherwise", read, place, book))
    return findings


def _is_interpreted(one: MatchedArea) -> bool:
    """Say whether people should look at how a writing was read."""
    match = one.match
    is_other_code = bool(one.written.code) and match.how == "name"
    return match.status == MATCHED and (match.how not in CERTAIN or is_other_code)


def _question(one: MatchedArea, place: dict[str, str], book: AreaBook) -> Finding:
    """Return the finding that asks which area is meant."""
    is_unknown = one.match.how == "unknown"
    name = {"contradiction": "area_contradicts_name", "unknown": "area_name_unknown"}
    near = book.like(one.written.name, book.names, _SHOWN_LIKENESS) if is_unknown else []
    match = AreaMatch(one.match.status, one.match.how, "", one.match.candidates or tuple(near[:3]))
    words: dict[str, str | tuple[str, str]] = {"answer": answer_lines(one.answer_key, match)}
    if not is_unknown:
        words["said"] = in_both_languages(one.match, book)
    return problem(
        name.get(one.match.how, "area_unsure"),
        table=one.table,
        **place,
        source_row=one.row,
        value=f"{one.written.code} {one.written.name}".strip(),
        **words,
    )


def _summary(
    name: str, several: Sequence[MatchedArea], place: dict[str, str], book: AreaBook
) -> Finding:
    """Return one finding on several writings."""
    rows = sum(one.rows for one in several)
    shown = [
        f"{one.written.code} {one.written.name}".strip()
        + (f" → {named([one.match.area_code], book)}" if one.match.area_code in book.names else "")
        for one in several[:_MOST_SHOWN]
    ]
    value = f"{rows} × {', '.join(shown)}"
    return problem(name, table=several[0].table, **place, source_row=several[0].row, value=value)
