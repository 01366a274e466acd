"""Whether a target can still be reached: pace, projects with editable odds, people to come."""

import pandas as pd
import streamlit as st

from childcare.analyses.assessment import Assessment
from childcare.analyses.forecast import Forecast, Pace, has_pipeline
from childcare.catalog import CATEGORIES, COLUMNS, UNITS, Indicator, label, spoken
from childcare.catalog.numbers import whole
from childcare.catalog.pipeline import PIPELINE
from childcare.ui import choices, data, filters, show, target_tables
from childcare.ui.target_view import TargetView

# Projects that may still open; the odds of the other stages are fixed at none.
STAGES = ("building", "approved", "intended")


def show_forecast(one: Assessment, view: TargetView) -> None:
    """Show the pace needed and reached and, for slots, what the projects may bring."""
    due = max(deadline.month for deadline in one.deadlines)
    wanted = one.deadlines[-1].wanted
    month = due.strftime(filters.MONTH_FORMAT)
    st.markdown(f"**{show.plain_text(label('target.ahead_title', month=month))}**")
    odds, closing = _ask_odds() if has_pipeline(one.indicator) else (PIPELINE.odds, 0.0)
    found = data.forecast(
        area=view.area,
        indicator=one.indicator.name,
        wanted=wanted,
        comparator=one.target.comparator,
        due=due,
        month=view.month,
        odds=tuple(odds.items()),
        yearly_closing=closing,
    )
    st.markdown(show.plain_text(pace_text(found.pace, one.indicator)))
    if found.arrivals is not None:
        _show_arrivals(found, view)


def _ask_odds() -> tuple[dict[str, float], float]:
    """Ask how likely projects open, by stage, and which share of slots closes in a year."""
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        odds = {
            stage: _ask_share(
                f"odds_{stage}",
                label("target.odds_of", stage=spoken(CATEGORIES["stage"][stage])),
                PIPELINE.odds[stage],
            )
            for stage in STAGES
        }
        closing = _ask_share("closing", label("target.closing"), PIPELINE.yearly_closing)
    st.caption(label("target.odds_source", source=spoken(PIPELINE, "source")))
    return PIPELINE.odds | odds, closing


def _ask_share(name: str, text: str, first: float) -> float:
    """Ask for a share in percent; what was chosen is kept in the URL."""
    key, default = choices.widget_key(name), f"{100 * first:g}"
    chosen = pd.to_numeric(choices.get(name, default), errors="coerce")
    known = float(chosen) if 0 <= chosen <= 100 else 100 * first
    st.session_state[key] = known
    share = st.number_input(
        text,
        min_value=0.0,
        max_value=100.0,
        step=5.0,
        format="%g",
        key=key,
        width=170,
        on_change=choices.take_from_widget,
        args=(name, default),
    )
    return share / 100


def pace_text(pace: Pace, indicator: Indicator) -> str:
    """Return the pace that is needed beside that of the last year and of the best one."""
    text = label(
        "target.pace",
        months=pace.months_left,
        required=_pace(pace.required, pace, indicator),
        last=_pace(pace.last_12, pace, indicator),
    )
    if pace.best_year is not None:
        best = _pace(pace.best, pace, indicator)
        text += label("target.best_year", year=pace.best_year, best=best)
    return text + label("sentence.stop")


def _pace(number: float, pace: Pace, indicator: Indicator) -> str:
    """Return a change a month in its unit: whole slots, else one decimal more than the value."""
    if number != number:
        return label("number.none")
    if pace.unit == "slot":
        return label("target.amount", number=f"{number:,.0f}", noun=label("target.noun_slot"))
    if pace.unit == "percent":
        return label("target.points", number=f"{number:,.{indicator.decimals + 1}f}")
    text, unit = f"{number:,.{indicator.decimals + 1}f}", spoken(UNITS[pace.unit])
    return label("target.with_unit", number=text, unit=unit) if unit else text


def _show_arrivals(found: Forecast, view: TargetView) -> None:
    """Show slots at the due month in three scenarios of people, and the projects counted."""
    arrivals = found.arrivals
    assert arrivals is not None
    text = label(
        "target.arrivals",
        now=whole(arrivals.now),
        low=whole(arrivals.low),
        middle=whole(arrivals.middle),
        high=whole(arrivals.high),
        projects=len(arrivals.projects),
        left_out=arrivals.left_out,
        closings=whole(arrivals.closings),
    )
    st.markdown(show.plain_text(text))
    show.show_table(_needs_table(found))
    st.caption(label("target.reckoning"))
    if len(arrivals.projects):
        with st.expander(label("target.projects", number=len(arrivals.projects))):
            table = _projects_table(arrivals.projects)
            show.show_table(table)
            name = target_tables.file_name_of(view, label("target.pipeline"))
            show.downloads(table, name, target_tables.notes_of(view), key="pipeline")


def _needs_table(found: Forecast) -> pd.DataFrame:
    """Return one row a scenario of people: needed slots, and the value that may be reached."""
    names = {
        "unchanged": label("target.people_unchanged"),
        "trend": label("target.people_trend"),
        "fewer_births": label("target.people_fewer_births"),
    }
    needs, indicator = found.needs, found.indicator
    columns = {
        label("target.scenario"): [names[name] for name in needs.index],
        label("target.needed"): needs["needed"].map(whole),
        label("target.low"): needs["low"].map(indicator.format),
        label("target.middle"): needs["middle"].map(indicator.format),
        label("target.high"): needs["high"].map(indicator.format),
        label("target.chance"): needs["chance"].map(_percent),
    }
    if indicator.is_ratio:
        people = spoken(COLUMNS[indicator.denominator])
        columns[people] = needs["denominator"].map(whole)
    return pd.DataFrame(columns)


def _percent(share: float) -> str:
    return label("number.none") if share != share else f"{share:.0%}"


def _projects_table(projects: pd.DataFrame) -> pd.DataFrame:
    stages = {name: spoken(stage) for name, stage in CATEGORIES["stage"].items()}
    return pd.DataFrame(
        {
            spoken(COLUMNS["project_name"]): projects["project_name"],
            spoken(COLUMNS["area_name"]): projects["area_name"],
            spoken(COLUMNS["stage"]): projects["stage"].map(stages),
            spoken(COLUMNS["slots_planned"]): projects["slots_planned"].astype("float64"),
            spoken(COLUMNS["expected_open_on"]): projects["expected_open_on"].dt.strftime("%Y-%m"),
            label("target.odds"): projects["odds"].map(_percent),
        }
    )
