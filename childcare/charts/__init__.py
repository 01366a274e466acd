"""Figures (图表). Frames in, plotly figures out; one theme; no Streamlit."""

from childcare.charts.area_map import area_map, bubble_map
from childcare.charts.bullets import bullets
from childcare.charts.lights_matrix import lights_matrix
from childcare.charts.map_view import MapView
from childcare.charts.ranking import ranking
from childcare.charts.target_trend import target_trend
from childcare.charts.tile_map import tile_map

__all__ = [
    "MapView",
    "area_map",
    "bubble_map",
    "bullets",
    "lights_matrix",
    "ranking",
    "target_trend",
    "tile_map",
]
