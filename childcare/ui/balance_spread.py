"""Who has much and who little (分布): areas as points, by what they lie in and by their type."""

import pandas as pd
import streamlit as st

from childcare.analyses.balance import type_name
from childcare.analyses.balance_words import spread_title, types_title
from childcare.catalog import COLUMNS, REFERENCES, label, spoken
from childcare.charts.legend import entries
from childcare.charts.strip import StripView, strip
from childcare.measures.ratio import evaluate
from childcare.ui import balance_data, data
from childcare.ui import show as showing
from childcare.ui.balance_view import BalanceView, open_area
from childcare.ui.figure import show_figure

# A row beyond these would be a long list of its own: those most in need are shown.
MOST_ROWS = 40
# With more rows than these a strip scrolls beside the other one.
SCROLLED, HEIGHT = 10, 640


def show(view: BalanceView) -> None:
    """Show both strip plots and the table behind them."""
    frame = data.coverage(
        level=view.level, within=view.area, indicator=view.rate.name, month=view.month
    )
    if frame["value"].isna().all():
        st.info(label("sentence.no_value", indicator=spoken(view.rate)))
        return
    left, right = st.columns([0.56, 0.44], gap="small")
    with left:
        _show_strip(view, frame, by_type=False)
    with right:
        if len(frame["area_type"].unique()) > 1:
            _show_strip(view, frame, by_type=True)
        else:
            st.info(label("balance.one_type"))
    _show_table(view, frame)


def _show_strip(view: BalanceView, frame: pd.DataFrame, *, by_type: bool) -> None:
    drawn = _strip_view(view, frame, by_type=by_type)
    kind = label("balance.by_type") if by_type else label("balance.by_parent")
    with st.container(height=HEIGHT if len(drawn.groups) > SCROLLED else "content", border=False):
        show_figure(
            strip(drawn),
            key="balance_strip_type" if by_type else "balance_strip",
            file_name=view.file_name(spoken(view.rate), kind),
            alt=drawn.caption.alt,
            on_click=open_area,
        )


def _strip_view(view: BalanceView, frame: pd.DataFrame, *, by_type: bool) -> StripView:
    """Return what a strip plot is drawn from: areas by their type, or by what they lie in."""
    groups = balance_data.groups(
        level=view.level,
        within=view.area,
        month=view.month,
        indicator=view.rate.name,
        by_type=by_type,
    )
    groups = groups.assign(group_name=[_name(one, by_type) for one in groups["group_name"]])
    codes = frame["area_type" if by_type else "parent_code"]
    points = frame.assign(group_name=[_name(one, by_type) for one in codes])
    reference, reference_name = _reference(view)
    if by_type:
        title = types_title(groups, view.rate)
    else:
        title = spread_title(points, groups, reference, view.rate, view.level)
    kept = groups.head(MOST_ROWS)
    return StripView(
        points[points["group_name"].isin(kept["group_name"])],
        kept,
        view.rate,
        view.caption(title, view.rate, *_notes(len(groups))),
        reference,
        reference_name,
        _colours(view, points),
        name=f"strip-{view.area}-{view.level}-{by_type}",
    )


def _notes(rows: int) -> list[str]:
    """Return how a strip is read, and how many of its rows are shown."""
    notes = [label("balance.strip_note")]
    if rows > MOST_ROWS:
        notes.append(label("balance.rows_shown", shown=MOST_ROWS, all=rows))
    return notes


def _colours(view: BalanceView, points: pd.DataFrame) -> dict[str, str]:
    """Return the colour of each class, as on the coverage map."""
    classes = data.classes(level=view.level, within=view.area, indicator=view.rate.name)
    listed = entries(points, view.rate, classes, is_change=False)
    return {entry.key: entry.colour for entry in listed}


def _name(group: object, by_type: bool) -> str:
    """Return what a group is called: a type of area, or the area that others lie in."""
    if by_type:
        return type_name(group)
    return data.tree().name(str(group)) if group in data.tree() else label("number.none")


def _reference(view: BalanceView) -> tuple[float, str]:
    """Return the line to draw: the reference value, else the rate of the area looked at."""
    if view.rate.name in REFERENCES:
        value = REFERENCES[view.rate.name].value
        return value, label("chart.reference_is", value=view.rate.format(value))
    own = balance_data.counts_in_month(data.tree().level(view.area), view.area, view.month)
    value = float(evaluate(own, view.rate)["value"].iloc[0])
    return value, label("balance.mean_is", area=view.region, value=view.rate.format(value))


def _show_table(view: BalanceView, frame: pd.DataFrame) -> None:
    ordered = frame.sort_values(["rank", "area_code"])
    table = pd.DataFrame(
        {
            spoken(COLUMNS["area_name"]): ordered["area_name"],
            spoken(COLUMNS["parent_name"]): ordered["parent_name"],
            spoken(COLUMNS["area_type"]): ordered["area_type"].map(type_name),
            label("table.rank"): ordered["rank"],
            spoken(view.rate): ordered["value"],
            spoken(COLUMNS[view.rate.numerator]): ordered["numerator"],
            spoken(COLUMNS[view.rate.denominator]): ordered["denominator"],
        }
    )
    showing.show_table(table, decimals={spoken(view.rate): view.rate.decimals})
    name = view.file_name(spoken(view.rate), label("balance.view_spread"))
    showing.downloads(table, name, [spoken(view.rate, "definition")], key="balance_spread")
