"""Do the figures of institutions draw everybody once, name their lines and mark the one opened?"""

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from childcare.charts import institution_points as points_of
from childcare.charts.fee_spread import fee_spread
from childcare.charts.institution_history import institution_history
from childcare.charts.institution_map import InstitutionMap, institution_map
from childcare.charts.theme import ACCENT, INCLUSIVE, NOT_INCLUSIVE, Caption

CAPTION = Caption("发现", "量什么", ["来源"], "说明")


def traces(figure: go.Figure) -> list[dict[str, Any]]:
    # As they are: to_dict() writes numbers as bytes.
    return [trace._props for trace in figure.data]


def named(figure: go.Figure, name: str) -> list[dict[str, Any]]:
    return [trace for trace in traces(figure) if trace.get("name") == name]


@pytest.fixture
def view(asked: Any) -> InstitutionMap:
    """Return a map of the institutions of the six townships."""
    areas = asked.tree.at_level("township", asked.tree.root)
    places = asked.institutions.set_index(asked.institutions["institution_id"].rename(None))
    places = places.assign(is_inclusive=places["is_inclusive"].astype("boolean"))
    return InstitutionMap(
        places.dropna(subset=["longitude"]),
        "A1",
        list(areas.index),
        ["980101", "980102"],
        areas,
        asked.shapes,
        CAPTION,
        "institutions",
    )


def test_every_institution_is_one_point_in_the_colour_of_its_kind(view: InstitutionMap) -> None:
    points = [one for one in traces(institution_map(view)) if one.get("customdata") is not None]
    drawn = {told[0]: trace["marker"]["color"] for trace in points for told in trace["customdata"]}
    assert set(drawn) == set(view.places.index)
    assert {code for code, colour in drawn.items() if colour == NOT_INCLUSIVE} == {"A2"}
    assert drawn["A1"] == INCLUSIVE


def test_the_legend_counts_what_is_drawn(view: InstitutionMap) -> None:
    names = {one["name"] for one in traces(institution_map(view)) if one.get("showlegend")}
    assert names == {"普惠机构 6", "非普惠机构 1"}


def test_the_one_opened_has_a_ring_and_nobody_else(view: InstitutionMap) -> None:
    ring = named(institution_map(view), "opened")
    assert [list(one["lon"]) for one in ring] == [[view.places["longitude"]["A1"]]]
    away = InstitutionMap(**{**view.__dict__, "opened": "nobody"})
    assert named(institution_map(away), "opened") == []


def test_of_too_many_there_is_a_circle_for_each_township(
    view: InstitutionMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(points_of, "MOST_POINTS", 6)
    points = [one for one in traces(institution_map(view)) if one.get("customdata") is not None]
    told = {row[0]: list(row[1:5]) for row in points[0]["customdata"]}
    assert len(points) == 1
    assert set(told) == set(view.places["area_code"])
    assert told["980101001"] == ["area", "甲街道", "机构 3 家", "托位 120 个"]


def test_what_changed_has_a_colour_and_a_shape_of_its_own(view: InstitutionMap) -> None:
    kinds = ["opened", "closed", "more_slots", "fewer_slots", "opened", "opened", "opened"]
    changed = view.places.assign(change_kind=kinds[: len(view.places)])
    figure = institution_map(InstitutionMap(**{**view.__dict__, "places": changed}))
    drawn = [one for one in traces(figure) if one.get("customdata") is not None]
    assert [one["name"] for one in drawn][:2] == ["新开 4", "关停或退出台账 1"]
    assert len({(one["marker"]["color"], one["marker"]["symbol"]) for one in drawn}) == 4
    assert drawn[0]["marker"]["symbol"] != drawn[1]["marker"]["symbol"]


def test_without_polygons_the_points_are_drawn_alone(view: InstitutionMap) -> None:
    bare = type(view.geometry)({}, [])
    figure = institution_map(InstitutionMap(**{**view.__dict__, "geometry": bare}))
    assert {one["type"] for one in traces(figure)} == {"scattergeo"}


def history(slots: list[float], children: list[float]) -> pd.DataFrame:
    months = pd.date_range("2025-01", periods=len(slots), freq="MS")
    return pd.DataFrame(
        {
            "as_of": months,
            "slots": slots,
            "inclusive_slots": [float("nan")] * len(slots),
            "children_enrolled": children,
        }
    )


def test_a_line_has_its_name_and_last_value_at_its_end_and_unknown_ones_have_none() -> None:
    nothing = float("nan")
    figure = institution_history(history([40, 60], [nothing, nothing]), CAPTION, name="one")
    lines = [one for one in traces(figure) if str(one["mode"]).startswith("lines")]
    assert [line["name"] for line in lines] == ["托位数"]
    assert list(named(figure, "ends")[0]["text"]) == [" 托位 60"]


def test_a_month_without_a_report_is_a_gap_and_not_a_zero() -> None:
    figure = institution_history(history([40, float("nan"), 60], [1, 2, 3]), CAPTION, name="one")
    slots = next(one for one in traces(figure) if one["name"] == "托位数")
    assert slots["y"][1] != slots["y"][1]
    assert slots["connectgaps"] is False


def test_lines_that_end_together_have_their_names_apart() -> None:
    figure = institution_history(history([30, 30], [30, 30]), CAPTION, name="one")
    heights = sorted(named(figure, "ends")[0]["y"])
    assert heights[1] - heights[0] >= 3


FEES = pd.DataFrame(
    {
        "institution_id": ["A", "B", "C"],
        "institution_name": ["<b>甲</b>", "乙", "丙"],
        "is_inclusive": pd.array([True, False, None], dtype="boolean"),
        "monthly_fee": [800.0, 1500.0, 1500.0],
    },
    index=["A", "B", "C"],
)


def test_every_fee_is_a_dot_at_its_amount_none_over_another() -> None:
    figure = fee_spread(FEES, "A", 1500, CAPTION, name="fees")
    dots = [one for one in traces(figure) if one["mode"] == "markers" and not one.get("name")]
    assert sorted(float(x) for one in dots for x in one["x"]) == [800, 1500, 1500]
    places = {(float(x), float(y)) for one in dots for x, y in zip(one["x"], one["y"], strict=True)}
    assert len(places) == 3


def test_the_mark_lies_on_the_dot_of_the_one_opened() -> None:
    figure = fee_spread(FEES, "B", 1500, CAPTION, name="fees")
    mark = named(figure, "opened")[0]
    assert mark["marker"]["line"]["color"] == ACCENT
    dots = [one for one in traces(figure) if one["mode"] == "markers" and not one.get("name")]
    places = {
        (round(float(x), 3), round(float(y), 3))
        for one in dots
        for x, y in zip(one["x"], one["y"], strict=True)
    }
    assert (round(mark["x"][0], 3), round(mark["y"][0], 3)) in places


def test_names_in_the_hover_label_are_text() -> None:
    figure = fee_spread(FEES, "A", 1500, CAPTION, name="fees")
    texts = [text for one in traces(figure) for text in one.get("text") or []]
    assert "<b>&lt;b&gt;甲&lt;/b&gt;</b><br>" in texts


def test_the_axis_of_fees_begins_with_nothing() -> None:
    figure = fee_spread(FEES, "A", 1500, CAPTION, name="fees")
    assert figure.to_dict()["layout"]["xaxis"]["range"][0] == 0
