"""The tables of the target page: all targets, the lights by area, the figures of the document."""

from collections.abc import Mapping, Sequence

import pandas as pd

from childcare.analyses.assessment import Assessment, Reading
from childcare.analyses.readings import with_figures
from childcare.analyses.target_course import implied_by
from childcare.analyses.target_words import missing_text, value_text, wanted_text
from childcare.catalog import INDICATORS, label, spoken
from childcare.catalog.lights import STATUSES
from childcare.catalog.numbers import whole
from childcare.catalog.plans import Figure
from childcare.exports import file_name
from childcare.ui import captions, data, show
from childcare.ui.filters import MONTH_FORMAT
from childcare.ui.target_view import TargetView, nature_names


def show_targets(view: TargetView) -> None:
    """Show all targets that pass the filter with their clauses, and offer them as files."""
    table = targets_table(view.shown)
    show.show_table(table)
    show.downloads(table, file_name_of(view), notes_of(view), key="targets")


def targets_table(assessments: Sequence[Assessment]) -> pd.DataFrame:
    """Return one row a target under the names people read; numbers stay numbers."""
    natures = nature_names()
    rows = [
        {
            label("table.indicator"): spoken(one.indicator),
            label("target.light"): STATUSES[one.status].spoken_light(),
            label("target.value"): _number(one.reading),
            label("table.unit"): one.indicator.unit_name(),
            label("target.wanted"): wanted_text(one),
            label("target.missing_or_over"): missing_text(one),
            label("target.missing_units"): label("sentence.comma").join(one.missing_units),
            label("target.baseline"): one.target.baseline,
            label("target.due"): due_text(one),
            label("target.nature"): natures[one.target.nature] if one.target.nature else "",
            label("table.numerator"): _number(one.reading, "numerator"),
            label("table.denominator"): _number(one.reading, "denominator"),
            label("target.origin"): origin_text(one.reading),
            label("target.clause"): one.target.clause,
        }
        for one in assessments
    ]
    return pd.DataFrame(rows).dropna(axis="columns", how="all")


def offer_matrix(columns: Mapping[str, Sequence[Assessment]], view: TargetView) -> None:
    """Offer the lights by area as files: light and value of each target in each area."""
    tree = data.tree()
    rows = [
        {
            label("table.indicator"): spoken(one.indicator),
            label("target.area"): tree.name(code),
            label("target.light"): STATUSES[one.status].spoken_light(),
            label("target.value"): value_text(one),
            label("target.wanted"): wanted_text(one),
            label("target.missing_or_over"): missing_text(one),
        }
        for code, some in columns.items()
        for one in some
    ]
    name = file_name_of(view, label("target.tab_parts"))
    show.downloads(pd.DataFrame(rows), name, notes_of(view), key="matrix")


def show_figures(view: TargetView) -> None:
    """Show the figures that the document itself gives, and the people that they imply."""
    table = figures_table(view)
    show.show_table(table)
    name = file_name_of(view, label("target.tab_figures"))
    show.downloads(table, name, notes_of(view), key="figures")


def figures_table(view: TargetView) -> pd.DataFrame:
    """Return every figure of the document, as published; a number left out says so."""
    published = with_figures(data.reported_values(), [view.plan])
    rows = [
        {
            label("target.figure"): _figure_name(figure),
            label("table.value"): _figure_value(figure),
            label("target.period"): figure.period,
            label("target.sample"): whole(figure.sample_size) if figure.sample_size else "",
            label("target.implied_people"): _implied(figure, view, published),
            label("target.clause"): figure.clause,
            label("table.source"): figure.source,
            label("table.state"): spoken(figure, "note"),
        }
        for figure in view.plan.figures.values()
    ]
    table = pd.DataFrame(rows)
    return table.loc[:, (table != "").any()]


def _figure_name(figure: Figure) -> str:
    return spoken(INDICATORS[figure.indicator]) if figure.indicator else spoken(figure)


def _figure_value(figure: Figure) -> str:
    if figure.value is None:
        return label("target.redacted")
    sign = "" if figure.comparator == "=" else f"{figure.comparator.replace('>=', '≥')} "
    sign = sign.replace("<=", "≤")
    number = f"{figure.value:,.10g}"
    if figure.indicator:
        return f"{sign}{number}{INDICATORS[figure.indicator].unit_suffix()}"
    unit = spoken(figure, "unit")
    return sign + (label("target.with_unit", number=number, unit=unit) if unit else number)


def _implied(figure: Figure, view: TargetView, published: pd.DataFrame) -> str:
    if not figure.indicator or figure.value is None or not figure.period:
        return ""
    found = implied_by(
        INDICATORS[figure.indicator],
        figure.value,
        view.plan.area_code,
        pd.Timestamp(figure.period),
        published,
    )
    return "" if found is None else people_between(found.least, found.largest)


def people_between(least: float, largest: float) -> str:
    """Return an interval of people, in units of ten thousand (万) where they are many."""
    return label("target.between", least=whole(least), largest=whole(largest))


def origin_text(reading: Reading | None) -> str:
    """Return where a value comes from, and of which month it is."""
    if reading is None:
        return ""
    month = reading.period.strftime(MONTH_FORMAT)
    if reading.origin == "computed":
        return label("target.computed_in", month=month)
    return label("target.reported_in", month=month, source=reading.source)


def due_text(assessment: Assessment) -> str:
    """Return when a target is due: the dates it is judged at, or that no date is given."""
    months = [one.month.strftime(MONTH_FORMAT) for one in assessment.deadlines]
    if months:
        return label("sentence.comma").join(months)
    due = assessment.target.due_month
    return due.strftime(MONTH_FORMAT) if due else ""


def file_name_of(view: TargetView, *more: str) -> str:
    """Return the name of a picture or table, without its ending."""
    month = view.month.strftime(MONTH_FORMAT)
    return file_name(month, view.area_name, label("page.target_progress"), view.plan.name, *more)


def foot_of(view: TargetView, since: pd.Timestamp | None = None) -> list[str]:
    """Return what stands below every figure of a plan: invented or not, history, document, use.

    ``since`` is the earliest month shown, where that is not the month looked at.
    """
    invented = view.plan.is_demonstration or (view.is_in_data and data.release().is_demonstration)
    parts = [label("caption.demonstration")] if invented else []
    parts += captions.history_notes(view.area, view.month, since) if view.is_in_data else []
    parts.append(label("caption.source", source=view.plan.document))
    return [*parts, captions.map_permission()]


def notes_of(view: TargetView) -> list[str]:
    """Return what goes into a workbook beside its table: plan, month, rules, source."""
    rules = [
        label("target.rule", light=status.spoken_light(), rule=status.rule())
        for status in STATUSES.values()
    ]
    month = view.month.strftime(MONTH_FORMAT)
    head = [spoken(view.plan, "title"), label("target.as_of", month=month), view.area_name]
    return [*head, *rules, *foot_of(view)]


def _number(reading: Reading | None, field: str = "value") -> float:
    return float("nan") if reading is None else float(getattr(reading, field))
