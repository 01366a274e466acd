"""The sections of a circular (通报各部分): as a whole, targets, the slow, the uncovered, next."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from childcare.analyses.assessment import Assessment
from childcare.analyses.circular import Circular
from childcare.analyses.circular_slow import slow_rule
from childcare.analyses.finding import Finding
from childcare.analyses.target_words import missing_text, value_text, wanted_text
from childcare.catalog import INDICATORS, label, spoken
from childcare.catalog import briefing as declared
from childcare.catalog.circular import MISSING
from childcare.catalog.lights import BEHIND, MISSED, STATUSES
from childcare.catalog.numbers import signed
from childcare.exports.circular_grid import Column, add_table
from childcare.exports.circular_words import formal, listed, sentence
from childcare.exports.circular_writer import Writer

# Findings that are told as sentences, besides the overview.
TOLD = (
    *(declared.TREND, declared.COMPOSITION, declared.BALANCE, declared.PROFILE),
    declared.GAP,
)


@dataclass(frozen=True)
class Content:
    """What a circular is written from: findings, computed parts, PNG pictures by view."""

    findings: Sequence[Finding]
    circular: Circular
    pictures: dict[str, bytes] = field(default_factory=dict)

    def of_kind(self, kind: str) -> Finding | None:
        """Return the first finding of a kind that measures no change, or None."""
        found = (one for one in self.findings if one.kind == kind and not one.is_change)
        return next(found, None)


def write_picture(writer: Writer, content: Content, kind: str) -> None:
    """Add the picture of a finding, where there is one."""
    finding = content.of_kind(kind)
    if finding is not None and finding.name in content.pictures:
        writer.picture(content.pictures[finding.name], finding.alt, finding.subtitle)


def write_overall(writer: Writer, content: Content) -> None:
    """Write how the whole stands: sentences, headline figures, map and course."""
    writer.heading(1, label("circular.overall"))
    title = content.of_kind(declared.TITLE)
    stands = list(title.frame["text"]) if title is not None else []
    told = [one.title for kind in TOLD if (one := content.of_kind(kind)) is not None]
    for texts in (stands, told):
        writer.body(label("circular.join").join(sentence(text) for text in texts))
    headlines = content.of_kind(declared.HEADLINES)
    if headlines is not None:
        _headline_table(writer, headlines)
    write_picture(writer, content, declared.MAP)
    write_picture(writer, content, declared.TREND)


def _headline_table(writer: Writer, finding: Finding) -> None:
    columns = [
        Column(label("table.indicator"), 0.40),
        Column(label("table.value"), 0.22, "right"),
        Column(label("circular.on_the_year"), 0.20, "right"),
        Column(label("table.reference"), 0.18, "right"),
    ]
    rows = []
    for row in finding.frame.to_dict("records"):
        indicator = INDICATORS[row["indicator"]]
        change = signed(row["change"], indicator.decimals)
        if indicator.unit == "percent" and row["change"] == row["change"]:
            change += label("number.points")
        value = indicator.format(row["value"], with_unit=True)
        rows.append([row["label"], value, change, indicator.format(row["reference"])])
    add_table(writer, label("circular.headlines"), columns, rows, alt=finding.alt)


def write_targets(writer: Writer, content: Content) -> None:
    """Write where every target stands, and those that are missed or behind one by one."""
    finding = content.of_kind(declared.TARGETS)
    if finding is None or not finding.assessments:
        return
    writer.heading(1, label("circular.targets"))
    writer.body(sentence(finding.title))
    columns = [
        Column(label("table.indicator"), 0.33),
        Column(label("target.wanted"), 0.185, "right"),
        Column(label("target.value"), 0.165, "right"),
        Column(label("target.light"), 0.125, "center"),
        Column(label("target.missing_or_over"), 0.195),
    ]
    rows = [_target_row(one) for one in finding.assessments]
    plan = spoken(finding.assessments[0].plan, "title")
    add_table(writer, label("circular.of_plan", plan=plan), columns, rows, alt=finding.alt)
    open_ones = [one for one in finding.assessments if one.status in (MISSED, BEHIND)]
    if open_ones:
        writer.body(label("circular.open_targets", number=len(open_ones)))
    for one in open_ones:
        _open_target(writer, one, content.circular)


def _target_row(one: Assessment) -> list[str]:
    return [
        spoken(one.indicator),
        wanted_text(one),
        value_text(one),
        spoken(STATUSES[one.status]),
        missing_text(one),
    ]


def _open_target(writer: Writer, one: Assessment, circular: Circular) -> None:
    text = label("circular.target_stands", value=value_text(one), wanted=wanted_text(one))
    if missing := missing_text(one):
        text += label("circular.also", text=missing)
    told = {uncovered.indicator.name for uncovered in circular.uncovered}
    if one.missing_units and one.indicator.name not in told:
        names = listed(one.missing_units, MISSING.most_names)
        text += label("circular.lacking_names", names=names)
    writer.item(label("circular.lead", text=spoken(one.indicator)), sentence(text))


def write_slow(writer: Writer, content: Content) -> None:
    """Write which areas are slow and why, after the rule that finds them."""
    circular = content.circular
    if not circular.tables:
        return
    writer.heading(1, label("circular.slow"))
    writer.body(sentence(slow_rule(circular.tables, circular.month)))
    if not circular.slow:
        writer.body(label("circular.nobody_slow"))
    for one in circular.slow:
        reasons = label("circular.semicolon").join(one.reasons)
        writer.item(label("circular.lead", text=one.area_name), sentence(reasons))


def write_uncovered(writer: Writer, content: Content) -> None:
    """Name the units that are not covered yet."""
    circular = content.circular
    named = [(spoken(one.indicator), one.names) for one in circular.uncovered]
    if circular.empty:
        named.insert(0, (label("circular.empty_areas"), circular.empty))
    if not named:
        return
    writer.heading(1, label("circular.uncovered"))
    for name, units in named:
        lead = label("circular.lead_number", text=name, number=len(units))
        writer.item(lead, sentence(listed(units, MISSING.most_names)))


def write_next(writer: Writer, content: Content) -> None:
    """List the open tasks: the overdue first, then those due next."""
    finding = content.of_kind(declared.TASKS)
    if finding is None or finding.frame.empty:
        return
    writer.heading(1, label("circular.next"))
    writer.body(sentence(finding.title))
    for row in finding.frame.to_dict("records"):
        due = formal(label("circular.due", due=row["due"], status=row["status"]))
        units = row["lead_units"] or label("task.not_listed")
        writer.item(
            label("circular.lead", text=row["title"]),
            sentence(label("circular.led_by", units=units) + due),
        )
