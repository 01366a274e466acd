"""The pieces of the target page: the answer in a sentence, bullet rows, lights by area, tables."""

import streamlit as st

from childcare import analyses
from childcare.analyses.target_words import counted_text, next_plan_sentence, plan_sentence
from childcare.catalog import label, language, spoken
from childcare.catalog.lights import STATUSES, Scheme
from childcare.charts import bullets, lights_matrix
from childcare.charts.lights_matrix import legend_line
from childcare.charts.theme import Caption
from childcare.ui import choices, data, filters, show, target_detail, target_tables
from childcare.ui.figure import show_figure
from childcare.ui.target_view import TargetView, next_plan, open_target


def show_no_plan(area: str) -> None:
    """Say that no plan holds in the area, and where plans come from."""
    st.info(label("target.no_plan_here", area=show.plain_text(filters.region_name(area))))


def show_sentence(view: TargetView) -> None:
    """Say how many targets stand where and which gap is the largest; and of which document."""
    elsewhere = "" if view.area == view.plan.area_code else view.area_name
    sentence = plan_sentence(view.plan, elsewhere, view.assessments)
    st.markdown(f"**{show.plain_text(sentence)}**{label('sentence.stop')}")
    plan = view.plan
    parts = [plan.document, spoken(plan, "about")]
    if not view.is_in_data:
        parts.append(label("target.not_in_data", area=view.area_name))
    if not plan.area_code:
        parts.append(label("target.binds_nobody", area=view.area_name))
    st.caption(label("caption.dot").join(show.plain_text(part) for part in parts if part))


def show_next_plan(view: TargetView) -> None:
    """Show the next plan of the same area in one line, and the way to it."""
    plan = next_plan(view.plan, view.month)
    if plan is None:
        return
    judged = data.assessments(plan=plan.name, area=view.area, month=view.month)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            label("target.next"),
            key="next_plan",
            type="tertiary",
            on_click=choices.put,
            args=("plan", plan.name),
        )
        st.markdown(show.plain_text(next_plan_sentence(plan, judged)), width="content")


def show_bullets(view: TargetView) -> None:
    """Draw a row for each target; a click opens it below."""
    if not view.shown:
        st.info(label("target.none_pass"))
        return
    words = _words(
        view,
        label("target.bullets_title", counted=counted_text(view.shown)),
        label("target.bullets_note"),
    )
    show_figure(
        bullets(
            view.shown,
            words,
            scheme=view.scheme,
            opened=view.opened_name,
            name=f"bullets-{view.plan.name}-{view.area}",
        ),
        key="target_bullets",
        file_name=target_tables.file_name_of(view),
        alt=words.alt,
        on_click=open_target,
    )
    show_rules(view)


def show_rules(view: TargetView) -> None:
    """Print the rule of every light that occurs, as under every table of lights."""
    present = {one.status for one in view.shown}
    present |= {one.status for some in view.parts.values() for one in some}
    rules = [
        label("target.rule", light=status.spoken_light(), rule=status.rule())
        for name, status in STATUSES.items()
        if name in present
    ]
    text = label("target.rules", rules=label("target.semicolon").join(rules))
    st.caption(show.plain_text(text + scheme_text(view.scheme)))


def scheme_text(scheme: Scheme) -> str:
    """Return which colour stands for which share; nothing for a scheme that needs no shares."""
    names = {
        "green": label("target.green"),
        "blue": label("target.blue"),
        "yellow": label("target.yellow"),
        "orange": label("target.orange"),
        "red": label("target.red"),
        "grey": label("target.grey"),
    }
    steps = [
        label("target.step", share=f"{float(step['from']):.0%}", colour=names[str(step["colour"])])
        for step in scheme.steps
    ]
    if not steps:
        return ""
    comma = label("target.comma")
    fixed = [
        label("target.fixed_colour", status=spoken(STATUSES[status]), colour=names[colour])
        for status, colour in scheme.colours.items()
    ]
    return label(
        "target.steps", scheme=spoken(scheme), fixed=comma.join(fixed), steps=comma.join(steps)
    )


def show_details(view: TargetView) -> None:
    """Show the opened target, the lights by area, and the tables; only the open tab is made."""
    parts = {label("target.tab_one"): target_detail.show_target}
    if view.level:
        parts[label("target.tab_parts")] = show_matrix
    parts[label("tab.table")] = target_tables.show_targets
    if view.plan.figures:
        parts[label("target.tab_figures")] = target_tables.show_figures
    opened = view.opened is not None or not view.level
    tabs = st.tabs(
        list(parts),
        default=label("target.tab_one") if opened else label("target.tab_parts"),
        on_change="rerun",
        # A target newly opened brings its own tab to the front.
        key=f"targets_{view.plan.name}_{view.opened_name}_{language()}",
    )
    for tab, show_part in zip(tabs, parts.values(), strict=True):
        if tab.open:
            with tab:
                show_part(view)


def show_matrix(view: TargetView) -> None:
    """Draw the lights of every part of the plan's area; a click opens the target there."""
    if not view.shown:
        st.info(label("target.none_pass"))
        return
    tree, own = data.tree(), view.plan.area_code
    whole = data.assessments(plan=view.plan.name, area=own, month=view.month)
    columns = {own: [one for one in whole if view.passes_by_name(one)]} | view.parts
    level = analyses.level_words(view.level)
    words = _words(
        view, label("target.matrix_title", level=level), label("target.matrix_note"), legend_line()
    )
    show_figure(
        lights_matrix(
            columns,
            {code: tree.name(code) for code in columns},
            words,
            scheme=view.scheme,
            selected="" if view.area == own else view.area,
            name=f"matrix-{view.plan.name}",
        ),
        key="target_matrix",
        file_name=target_tables.file_name_of(view, label("target.tab_parts")),
        alt=words.alt,
        on_click=open_target,
    )
    show_rules(view)
    target_tables.offer_matrix(columns, view)


def _words(view: TargetView, title: str, *notes: str) -> Caption:
    """Return the words of a figure about a plan."""
    month = view.month.strftime(filters.MONTH_FORMAT)
    parts = [spoken(view.plan, "title"), label("target.as_of", month=month), view.area_name]
    subtitle = label("caption.dot").join(parts)
    foot = [*notes, *target_tables.foot_of(view)]
    return Caption(title, subtitle, foot, alt=f"{title} {subtitle}")
