"""The pieces of the overview page: sentences, headline indicators, county map and ranking."""

from typing import Any

import pandas as pd
import streamlit as st

from childcare import analyses
from childcare.catalog import INDICATORS, Indicator, label, spoken
from childcare.catalog.numbers import signed
from childcare.charts import area_map, bubble_map, ranking, tile_map
from childcare.ui import captions, data, filters, show
from childcare.ui.coverage_view import MAIN, CoverageView, parts_of
from childcare.ui.figure import show_figure

HEIGHT = 500
# Three years and the month they began with.
SPARK_MONTHS = 37


def show_sentences(area: str, month: pd.Timestamp) -> None:
    """Say in three sentences where we stand, who lags, and where there is nothing."""
    tree = data.tree()
    township = "township" if "township" in tree.levels_below(area) else tree.level(area)
    sentences = analyses.overview_sentences(
        analyses.latest_and_year_before(data.trend(area=area, indicator=MAIN), month),
        parts_of(area, month, MAIN).frame,
        data.coverage(level=township, within=area, indicator=MAIN, month=month),
        data.without_any_slot(within=area, month=month),
        filters.region_name(area),
    )
    lines = [show.plain_text(sentence) for sentence in sentences]
    published = _reported(area, month)
    headlines = [INDICATORS[name].headline for name in published["indicator"]]
    lines += [show.reported_line(row) for _, row in published[headlines].head(2).iterrows()]
    # Two spaces before a line end keep the lines apart in Markdown.
    st.markdown("  \n".join(lines))


def show_headlines(area: str, month: pd.Timestamp) -> None:
    """Show the headline indicators of which anything is known: value, change, spark line."""
    reported = _reported(area, month).set_index("indicator")["value"]
    known = data.indicators_with_values(level=data.tree().level(area), within=area)
    headlines = [
        indicator
        for indicator in INDICATORS.values()
        if indicator.headline and (indicator.name in known or indicator.name in reported.index)
    ]
    if not headlines:
        return
    with st.container(key="headlines"):
        columns = st.columns(len(headlines))
    for column, indicator in zip(columns, headlines, strict=True):
        with column:
            if indicator.name in known:
                _headline(indicator, area, month)
            else:
                _reported_headline(indicator, float(reported[indicator.name]))
    history = captions.history_notes(area, month - pd.DateOffset(months=SPARK_MONTHS - 1))
    if history:
        st.caption(show.plain_text(label("caption.dot").join(history)))


def show_map(area: str, month: pd.Timestamp) -> None:
    """Draw the parts next below the area."""
    view = parts_of(area, month)
    codes = list(view.frame.index)
    drawn = data.geometry().known(codes)
    placed = view.frame["longitude"].notna().any()
    draw = area_map if drawn else bubble_map if placed else tile_map
    show_figure(
        draw(view.map_view(height=HEIGHT)),
        key="overview_map",
        file_name=view.file_name(),
        alt=view.caption.alt,
        geojson=data.geometry().geojson(codes),
        on_click=_open,
    )


def show_ranking(area: str, month: pd.Timestamp) -> None:
    """Draw the ranking of the parts, each with its rank of a year before."""
    view = parts_of(area, month)
    before = parts_of(area, month - pd.DateOffset(years=1))
    frame = analyses.with_previous(view.frame, before.frame)
    level = analyses.level_words(view.level)
    if frame["previous_rank"].notna().any():
        title = label("chart.ranking_with_last_year", level=level)
    else:
        title = label("chart.largest_first", level=level)
    words = captions.caption(title, view.indicator, month, area, since=before.month)
    with st.container(height=HEIGHT + 40, border=False):
        show_figure(
            ranking(
                frame,
                view.indicator,
                view.legend,
                words,
                name=f"overview-{area}",
                least_height=HEIGHT,
            ),
            key="overview_ranking",
            file_name=view.file_name(label("chart.ranking")),
            alt=words.alt,
            on_click=_open,
        )


def _reported(area: str, month: pd.Timestamp) -> pd.DataFrame:
    """Return the latest reported value of each indicator for an area."""
    level = data.tree().level(area)
    return CoverageView(area, level, INDICATORS[MAIN], month, None, None).reported()


def _reported_headline(indicator: Indicator, value: float) -> None:
    """Show a value that a document reported, and say that nothing was computed."""
    st.metric(
        _metric_name(indicator),
        _metric_value(indicator, value),
        label("note.as_reported"),
        delta_color="gray",
        delta_arrow="off",
        help=spoken(indicator, "definition"),
        border=True,
        height="stretch",
        width="stretch",
    )


def _headline(indicator: Indicator, area: str, month: pd.Timestamp) -> None:
    series = data.trend(area=area, indicator=indicator.name)
    now, before = analyses.latest_and_year_before(series, month)
    until = series[series["as_of"] <= month] if not series.empty else series
    shown = until["value"].dropna().tail(SPARK_MONTHS).tolist()
    change = None if now is None or before is None else now - before
    st.metric(
        _metric_name(indicator),
        _metric_value(indicator, now),
        None if change is None else signed(change, indicator.decimals),
        delta_color=_delta_colour(change, indicator),
        delta_description=None if change is None else _delta_words(indicator),
        help=spoken(indicator, "definition"),
        chart_data=shown if len(shown) > 1 else None,
        chart_type="line",
        border=True,
        height="stretch",
        width="stretch",
    )


def _metric_name(indicator: Indicator) -> str:
    """Return the name with its unit, unless that is a percent sign, which follows the value."""
    return spoken(indicator) if indicator.unit == "percent" else captions.measured(indicator)


def _metric_value(indicator: Indicator, value: float | None) -> str:
    known = float("nan") if value is None else value
    return indicator.format(known, with_unit=indicator.unit == "percent")


def _delta_words(indicator: Indicator) -> str:
    """Return what a change is: of a share, it is in percentage points (百分点)."""
    if indicator.unit == "percent":
        return label("chart.points_on_the_year")
    return label("chart.on_the_year")


def _delta_colour(change: float | None, indicator: Indicator) -> Any:
    """Return blue for the better and orange for the worse; never red for a high supply."""
    if not change or indicator.better_when == "none":
        return "gray"
    return "blue" if (change > 0) == (indicator.better_when == "higher") else "orange"


def _open(point: dict[str, Any]) -> None:
    """Look at the area that was clicked, unless it has no parts of its own to show."""
    code = point.get("location") or (point.get("customdata") or [""])[0]
    tree = data.tree()
    if code in tree and len(tree.descendants(code)) > 1:
        filters.go_to(code)
