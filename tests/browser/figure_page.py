"""A page with three figures for the browser tests: a map, bars of the same areas, a time-lapse."""

import json

import plotly.graph_objects as go
import streamlit as st

from childcare.ui.figure import Frames, show_figure

COLUMNS, ROWS = 6, 4
CODES = [f"99{index:04d}" for index in range(COLUMNS * ROWS)]
CLASSES = ["#a8480a", "#e88f33", "#8fc1e3", "#d9d9d9"]
STEPS = [[(index + end) / 4, colour] for index, colour in enumerate(CLASSES) for end in (0, 1)]
META = {
    "dark": {"#ffffff": "#101418", "#222222": "#eeeeee", "#d9d9d9": "#3a3d44"},
    "patterns": {"#d9d9d9": "diagonal"},
    "pattern_ink": "#222222",
    "link": True,
    "accent": "#1f5a9c",
    "narrow": {"height": 300},
    "narrow_hidden": ["names"],
    "narrow_foot": {"text": "Invented<br>data", "bottom": 50},
}


def square(index: int) -> dict[str, object]:
    """Return one area of a chessboard."""
    west, south = 113 + index % COLUMNS / 10, 23 + index // COLUMNS / 10
    east, north = west + 0.1, south + 0.1
    ring = [[west, south], [west, north], [east, north], [east, south], [west, south]]
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "id": CODES[index], "geometry": geometry}


def classes(month: int) -> list[int]:
    """Return the class of each area in a month; the last class is the hatched one."""
    return [(index * 5 + index // 7 + month) % 4 for index in range(len(CODES))]


def finished(figure: go.Figure, title: str) -> go.Figure:
    """Give a figure what the house's figures have."""
    return figure.update_layout(
        title={"text": title, "x": 0},
        height=360,
        font={"family": "sans-serif", "color": "#222222"},
        paper_bgcolor="#ffffff",
        plot_bgcolor="#ffffff",
        margin={"l": 10, "r": 10, "t": 60, "b": 30},
        annotations=[{"name": "foot", "text": "Invented data", "x": 0, "y": 0, "showarrow": False}],
        meta=META,
        uirevision="page",
    )


def area_map(month: int) -> go.Figure:
    """Draw the chessboard."""
    areas = go.Choropleth(
        locations=CODES,
        z=classes(month),
        zmin=-0.5,
        zmax=3.5,
        colorscale=STEPS,
        showscale=False,
        text=[str(month)] * len(CODES),
        customdata=[[code] for code in CODES],
    )
    names = go.Scattergeo(
        lon=[113.05], lat=[23.05], mode="text", text=["Area"], name="names", showlegend=False
    )
    figure = finished(go.Figure([areas, names]), f"Month {month}")
    return figure.update_geos(
        visible=False,
        fitbounds=False,
        projection_type="mercator",
        lonaxis_range=[113, 113.6],
        lataxis_range=[23, 23.4],
        bgcolor="#ffffff",
    )


def bars(month: int) -> go.Figure:
    """Draw a bar for each area of the chessboard."""
    colours = [CLASSES[number] for number in classes(month)]
    drawn = go.Bar(
        x=CODES, y=[5] * len(CODES), marker_color=colours, customdata=[[code] for code in CODES]
    )
    return finished(go.Figure(drawn), f"Bars {month}").update_xaxes(type="category")


BOUNDARIES = json.dumps(
    {"type": "FeatureCollection", "features": [square(index) for index in range(len(CODES))]}
).encode()

chosen = st.radio("month", [0, 1, 2], horizontal=True)
told: list[str] = st.session_state.setdefault("told", [])
event = show_figure(
    area_map(chosen),
    key="map",
    file_name="map",
    alt="A chessboard",
    geojson=BOUNDARIES,
    on_click=lambda point: told.append(point["location"]),
)
st.text(f"clicked {event.clicked['location'] if event.clicked else 'nothing'}, told {told}")
show_figure(bars(chosen), key="bars", file_name="bars", alt="Bars")
show_figure(
    area_map(0),
    key="time_lapse",
    file_name="time_lapse",
    alt="Three months",
    geojson=BOUNDARIES,
    frames=Frames(
        labels=["2025-10", "2025-11", "2025-12"],
        titles=["Month 0", "Month 1", "Month 2"],
        z=[classes(month) for month in range(3)],
        text=[[str(month)] * len(CODES) for month in range(3)],
    ),
)
