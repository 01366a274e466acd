"""What a briefing says (汇报内容): findings, the same for slides, pictures and screens."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from childcare.analyses.briefing_balance import balance_finding
from childcare.analyses.briefing_coverage import (
    composition_finding,
    empty_finding,
    map_finding,
    ranking_finding,
    source_of,
    trend_finding,
)
from childcare.analyses.briefing_profile import profile_finding
from childcare.analyses.briefing_targets import gap_finding, targets_finding, tasks_finding
from childcare.analyses.comparable import comparable_notes, earliest_month, mapped_history
from childcare.analyses.coverage import without_any_slot
from childcare.analyses.figure_words import MONTH
from childcare.analyses.finding import Finding
from childcare.analyses.release import latest_reported
from childcare.analyses.sentences import overview_sentences
from childcare.analyses.situation import CountsOf, Situation, reference_of, situation
from childcare.catalog import INDICATORS, label, spoken
from childcare.catalog import briefing as declared
from childcare.catalog.briefing import VIEWS, View
from childcare.store import Connection

MAIN = "slots_per_1000_population"
NOTHING = (float("nan"), float("nan"))


def briefing(
    connection: Connection,
    *,
    area: str,
    month: pd.Timestamp,
    counts_of: CountsOf | None = None,
) -> list[Finding]:
    """Return what is to be said about an area in a month, in the order of its views.

    A view whose data do not exist is left out. ``counts_of`` answers the counts of a level within
    an area, if they are remembered somewhere.
    """
    at = situation(connection, area=area, month=month, counts_of=counts_of)
    found = (FINDERS[view.kind](view, at) for view in VIEWS.values())
    history = mapped_history(connection)
    return [_with_history(finding, at, history) for finding in found if finding is not None]


def _with_history(finding: Finding, at: Situation, history: pd.DataFrame) -> Finding:
    """Return a finding that says which of its figures are carried forward from former areas."""
    notes = comparable_notes(history, at.tree, finding.area, earliest_month(finding))
    return replace(finding, notes=[*finding.notes, *notes]) if notes else finding


def title_finding(view: View, at: Situation) -> Finding:
    """Return the cover: of what, of when, and the whole in up to three sentences."""
    month = at.month.strftime(MONTH)
    return Finding(
        name=view.name,
        kind=view.kind,
        title=label("briefing.title", area=at.area_name),
        subtitle=label("briefing.subtitle", month=month),
        frame=pd.DataFrame({"text": _overview(at)}),
        area=at.area,
        month=at.month,
        source=source_of(INDICATORS[MAIN], at),
    )


def headlines_finding(view: View, at: Situation) -> Finding | None:
    """Return the headline indicators that are known, counted ones with their change on the year.

    What no register gives is taken from what a document reported, and marked so.
    """
    rows = _headlines(at)
    if not rows:
        return None
    parts = [at.area_name, label("stamp.as_of", month=at.month.strftime(MONTH))]
    return Finding(
        name=view.name,
        kind=view.kind,
        title=_overview(at)[0].removesuffix(label("sentence.stop")),
        subtitle=label("caption.dot").join(parts),
        frame=pd.DataFrame(rows),
        area=at.area,
        month=at.month,
        definition="\n".join(
            label(
                "briefing.definition",
                indicator=row["label"],
                definition=spoken(INDICATORS[str(row["indicator"])], "definition"),
            )
            for row in rows
        ),
        source=source_of(INDICATORS[MAIN], at),
    )


def _headlines(at: Situation) -> list[dict[str, object]]:
    """Return the rows of the headlines that are known: counted, or else reported."""
    known = latest_reported(at.connection, area=at.area, month=at.month)["value"]
    reported = {str(name): float(value) for name, value in known.items()}
    rows: list[dict[str, object]] = []
    for indicator in INDICATORS.values():
        if not indicator.headline:
            continue
        now, before = at.values(indicator) if indicator.is_counted else NOTHING
        is_reported = now != now and indicator.name in reported
        value = reported[indicator.name] if is_reported else now
        if value == value:
            rows.append(
                {
                    "indicator": indicator.name,
                    "label": spoken(indicator),
                    "value": value,
                    "change": now - before,
                    "reference": reference_of(indicator),
                    "is_reported": is_reported,
                }
            )
    return rows


def _overview(at: Situation) -> list[str]:
    """Return where the area stands, who lags, and where there is nothing."""
    indicator = INDICATORS[MAIN]
    levels = at.tree.levels_below(at.area)
    smallest = "township" if "township" in levels else at.tree.level(at.area)
    now, before = at.values(indicator)
    counts = at.counts_of("township", at.area)
    return overview_sentences(
        (None if now != now else now, None if before != before else before),
        at.coverage(indicator, levels[0], at.month),
        at.coverage(indicator, smallest, at.month),
        without_any_slot(counts, at.tree, at.area, at.month),
        at.area_name,
    )


FINDERS: dict[str, Callable[[View, Situation], Finding | None]] = {
    declared.TITLE: title_finding,
    declared.HEADLINES: headlines_finding,
    declared.MAP: map_finding,
    declared.RANKING: ranking_finding,
    declared.TREND: trend_finding,
    declared.COMPOSITION: composition_finding,
    declared.BALANCE: balance_finding,
    declared.PROFILE: profile_finding,
    declared.TARGETS: targets_finding,
    declared.GAP: gap_finding,
    declared.EMPTY: empty_finding,
    declared.TASKS: tasks_finding,
}
