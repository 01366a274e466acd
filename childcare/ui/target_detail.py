"""One target opened: its clause word for word, its rule, its values, its way, what is missing."""

import streamlit as st

from childcare.analyses.assessment import Assessment, Deadline, Reading
from childcare.analyses.readings import with_figures
from childcare.analyses.target_course import Course, implied_people, target_course
from childcare.analyses.target_words import missing_text, number_text, value_text, wanted_text
from childcare.catalog import COLUMNS, label, spoken
from childcare.catalog.lights import STATUSES
from childcare.catalog.numbers import signed, whole
from childcare.charts import target_trend
from childcare.charts.theme import Caption
from childcare.measures.reported import differs_when_printed
from childcare.ui import captions, data, filters, show, target_ahead, target_tables
from childcare.ui.figure import show_figure
from childcare.ui.target_view import TargetView, nature_names

NONE = "none"


def show_target(view: TargetView) -> None:
    """Ask which target to open and show it; a click in a figure above opens one too."""
    listed = [one.target.name for one in view.assessments]
    if not listed:
        return
    names = {one.target.name: spoken(one.indicator) for one in view.assessments}
    name = filters.choose_one(
        "target",
        label("target.opened"),
        [NONE, *listed],
        lambda one: names.get(one, label("target.open_none")),
        width=420,
    )
    opened = next((one for one in view.assessments if one.target.name == name), None)
    if opened is None:
        st.caption(label("target.open_hint"))
        return
    _show_head(opened, view)
    left, right = st.columns([0.44, 0.56], gap="medium")
    with left:
        _show_clause(opened)
        _show_values(opened)
    with right:
        _show_trend(opened, view)
    target_ahead.show_ahead(opened, view)


def _show_head(one: Assessment, view: TargetView) -> None:
    """Show light, value, what is wanted and what is missing in one line, and the rule below."""
    status = STATUSES[one.status]
    parts = [
        status.spoken_light(),
        view.area_name,
        f"{label('target.value')} {value_text(one)}",
        f"{label('target.wanted')} {wanted_text(one)}",
        missing_text(one),
    ]
    text = label("caption.dot").join(show.plain_text(part) for part in parts if part)
    st.markdown(f"**{show.plain_text(spoken(one.indicator))}**  \n{text}")
    st.caption(show.plain_text(_rule_text(one)))


def _rule_text(one: Assessment) -> str:
    """Return the rule that gave this light, with the numbers it was held against."""
    status = STATUSES[one.status]
    text = label("target.rule_is", light=status.spoken_light(), rule=status.rule())
    if one.due_by_now == one.due_by_now:
        due = number_text(one, one.due_by_now) + one.indicator.unit_suffix()
        text += label("target.rule_due", due=due)
    if one.judged is not None:
        month = one.judged.strftime(filters.MONTH_FORMAT)
        text += label("target.rule_month", month=month)
    return text + label("sentence.stop")


def _show_clause(one: Assessment) -> None:
    """Show the clause word for word, its document and date, and what is our reading of it."""
    target, plan = one.target, one.plan
    st.markdown(f"> {show.plain_text(target.clause)}")
    for clause in target.other_clauses:
        text = label("target.other_clause", clause=clause)
        st.markdown(f"> {show.plain_text(text)}")
    facts = [plan.document, plan.issuer, plan.issued_on]
    nature = nature_names()[target.nature] if target.nature else label("target.nature_unsaid")
    due = target_tables.due_text(one) or label("reason.no_date")
    facts += [nature, label("target.due_is", due=due)]
    st.caption(label("caption.dot").join(show.plain_text(part) for part in facts if part))
    if target.is_inferred:
        st.caption(show.plain_text(label("target.inferred", note=spoken(target, "note"))))
    elif spoken(target, "note"):
        st.caption(show.plain_text(spoken(target, "note")))
    if target.is_redacted:
        st.caption(label("target.redacted_note"))


def _show_values(one: Assessment) -> None:
    """Show how the value is made, computed and reported side by side, and every date judged."""
    indicator = one.indicator
    lines = []
    if indicator.is_counted:
        lines.append(label("caption.formula", formula=indicator.formula()))
    computed = next((r for r in (one.reading, one.beside) if r and r.origin == "computed"), None)
    reported = next((r for r in (one.reading, one.beside) if r and r.origin != "computed"), None)
    if computed is not None:
        lines.append(_computed_line(one, computed))
    if reported is not None:
        lines.append(_reported_line(one, reported))
    if computed is not None and reported is not None:
        lines.append(_difference_line(one, computed, reported))
    found = implied_people(one, with_figures(data.reported_values(), [one.plan]))
    if found is not None:
        between = target_tables.people_between(found.least, found.largest)
        lines.append(label("target.implied", number=whole(found.numerator), between=between))
    lines += [_deadline_line(one, deadline) for deadline in one.deadlines]
    if one.missing_units:
        names = label("sentence.comma").join(one.missing_units)
        lines.append(label("target.units_missing", number=len(one.missing_units), names=names))
    st.markdown("\n".join(f"- {show.plain_text(line)}" for line in lines if line))


def _computed_line(one: Assessment, reading: Reading) -> str:
    indicator = one.indicator
    value = indicator.format(reading.value, with_unit=True)
    month = reading.period.strftime(filters.MONTH_FORMAT)
    if not indicator.is_ratio or reading.numerator != reading.numerator:
        return label("target.computed_is", value=value, month=month)
    return label(
        "target.computed_of",
        value=value,
        month=month,
        numerator=f"{spoken(COLUMNS[indicator.numerator])} {whole(reading.numerator)}",
        denominator=f"{spoken(COLUMNS[indicator.denominator])} {whole(reading.denominator)}",
        unrounded=f"{reading.value:.6g}",
    )


def _reported_line(one: Assessment, reading: Reading) -> str:
    text = label(
        "target.reported_is",
        value=f"{reading.value:,.10g}{one.indicator.unit_suffix()}",
        month=reading.period.strftime(filters.MONTH_FORMAT),
        source=reading.source or label("number.none"),
    )
    if reading.sample_size == reading.sample_size and reading.sample_size:
        text += label("target.sample_is", number=whole(reading.sample_size))
    return text


def _difference_line(one: Assessment, computed: Reading, reported: Reading) -> str:
    if computed.value != computed.value:
        return ""
    difference = signed(computed.value - reported.value, one.indicator.decimals)
    if differs_when_printed(computed.value, reported.value):
        return label("target.differs", difference=difference)
    return label("target.agrees", difference=difference)


def _deadline_line(one: Assessment, deadline: Deadline) -> str:
    """Return what came of one date: a milestone, a year, or the due month."""
    if len(one.deadlines) == 1:
        return ""
    verdicts = {True: label("target.was_met"), False: label("target.was_missed")}
    verdict = label("target.not_judged_yet")
    if deadline.month > one.as_of:
        verdict = label("reason.not_yet")
    elif deadline.is_met is not None:
        verdict = verdicts[deadline.is_met]
    reading = deadline.reading
    value = one.indicator.format(float("nan") if reading is None else reading.value)
    return label(
        "target.deadline",
        month=deadline.month.strftime(filters.MONTH_FORMAT),
        wanted=number_text(one, deadline.wanted),
        value=value,
        verdict=verdict,
    )


def _show_trend(one: Assessment, view: TargetView) -> None:
    """Draw how the value moved against the way to the target, if anything is known of it."""
    course = course_of(one, view)
    if course.is_empty and one.target.baseline is None:
        st.info(label("target.nothing_known", area=show.plain_text(view.area_name)))
        return
    month = view.month.strftime(filters.MONTH_FORMAT)
    title = label("target.trend_title", value=value_text(one), wanted=wanted_text(one))
    parts = [captions.measured(one.indicator), label("target.as_of", month=month), view.area_name]
    subtitle = label("caption.dot").join(part for part in parts if part)
    first = None if course.computed.empty else course.computed["as_of"].min()
    words = Caption(title, subtitle, target_tables.foot_of(view, first), alt=f"{title} {subtitle}")
    show_figure(
        target_trend(
            course,
            one,
            words,
            scheme=view.scheme,
            changed=captions.months_of_change(view.area, first),
            name=f"trend-{one.target.name}",
        ),
        key="target_trend",
        file_name=target_tables.file_name_of(view, spoken(one.indicator)),
        alt=words.alt,
    )


def course_of(one: Assessment, view: TargetView) -> Course:
    """Return how the value of a target moved in the area judged."""
    computed = None
    if view.is_in_data and one.indicator.is_counted:
        computed = data.trend(area=view.area, indicator=one.indicator.name)
    published = with_figures(data.reported_values(), [view.plan])
    return target_course(computed, published, one.indicator.name, view.area, view.month)
