"""Lines over time (走势图), labelled at their end instead of by a legend."""

import pandas as pd
import plotly.graph_objects as go

from childcare.catalog import REFERENCES, Indicator, label
from childcare.charts.theme import ACCENT, INK, MUTED, SIZE_SMALL, Caption, axis, themed


def trend_lines(
    series: dict[str, pd.DataFrame], indicator: Indicator, caption: Caption, *, height: int = 320
) -> go.Figure:
    """Return one line for each named series (``as_of``, ``value``); the first is the main one.

    A month without a value is a gap, never a line drawn across.
    """
    figure = go.Figure()
    for position, (name, points) in enumerate(series.items()):
        main = position == 0
        figure.add_trace(
            go.Scatter(
                x=points["as_of"].dt.strftime("%Y-%m-%d"),
                y=points["value"],
                mode="lines",
                connectgaps=False,
                line={"color": ACCENT if main else MUTED, "width": 2.6 if main else 1.4},
                hovertemplate=f"{name} %{{x|%Y-%m}} <b>%{{y:,.{indicator.decimals}f}}</b>"
                "<extra></extra>",
                showlegend=False,
            )
        )
        _end_label(figure, name, points, indicator, main=main)
    if indicator.name in REFERENCES:
        _reference(figure, indicator)
    figure.update_xaxes(**axis(showgrid=False, tickformat="%Y-%m", type="date"))
    figure.update_yaxes(**axis(rangemode="tozero", nticks=5))
    figure = themed(figure, caption, height=height, view="trend", wide=True)
    return figure.update_layout(margin={"l": 40, "r": 130})


def _end_label(
    figure: go.Figure, name: str, points: pd.DataFrame, indicator: Indicator, *, main: bool
) -> None:
    known = points.dropna(subset=["value"])
    if known.empty:
        return
    last = known.iloc[-1]
    figure.add_annotation(
        x=last["as_of"].strftime("%Y-%m-%d"),
        y=last["value"],
        xanchor="left",
        xshift=6,
        showarrow=False,
        text=f"{name} <b>{indicator.format(last['value'])}</b>",
        font={"size": SIZE_SMALL, "color": INK if main else MUTED},
    )


def _reference(figure: go.Figure, indicator: Indicator) -> None:
    value = REFERENCES[indicator.name].value
    figure.add_hline(y=value, line={"color": INK, "width": 1, "dash": "dot"})
    figure.add_annotation(
        x=0,
        xref="paper",
        y=value,
        xanchor="left",
        yanchor="bottom",
        showarrow=False,
        text=label("chart.reference_is", value=indicator.format(value)),
        font={"size": SIZE_SMALL, "color": INK},
    )
