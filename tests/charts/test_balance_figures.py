"""Do the figures of regional balance draw what is known, and nothing that is not?"""

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from childcare.analyses.deserts import desert_names
from childcare.analyses.supply_and_use import quadrant_names
from childcare.catalog import INDICATORS
from childcare.charts.effects import effects_bars
from childcare.charts.kinds import CLUSTER_COLOURS, DESERT_COLOURS, kind_entries
from childcare.charts.lorenz import lorenz
from childcare.charts.quadrant import ACTION_COLOURS, quadrant_plot
from childcare.charts.stacked_area import stacked_area
from childcare.charts.strip import StripView, edge_of, strip
from childcare.charts.theme import Caption
from childcare.measures.clusters import CLASSES
from childcare.measures.inequality import lorenz_curve
from childcare.measures.quadrants import (
    BUILD,
    CHANGES,
    CONVERT,
    ENTERED,
    IMPROVE,
    NEVER,
    NO_SLOTS,
    QUADRANTS,
    STABLE,
)

CAPTION = Caption("发现", "量什么", ["来源"], "说明")
RATE = INDICATORS["slots_per_1000_population"]


def trace(figure: go.Figure, name: str) -> Any:
    """Return the one trace of this name."""
    (found,) = [one for one in figure.data if one.name == name]
    return found


def curve(slots: list[float], children: list[float]) -> pd.DataFrame:
    codes = [f"area{number}" for number in range(len(slots))]
    return lorenz_curve(pd.Series(slots, codes), pd.Series(children, codes))


def drawn_lorenz(before: pd.DataFrame | None = None) -> go.Figure:
    return lorenz(
        curve([0, 10, 30], [10, 10, 20]),
        {"area0": "甲", "area1": "乙", "area2": "丙"},
        CAPTION,
        people="婴幼儿",
        worst_off=(20, 0),
        before=before,
        before_name="2024-12",
    )


def test_the_lorenz_curve_runs_from_corner_to_corner_and_names_its_areas() -> None:
    drawn = trace(drawn_lorenz(), "curve")
    assert (drawn.x[0], drawn.y[0]) == (0, 0)
    assert (drawn.x[-1], drawn.y[-1]) == (100, 100)
    assert [told[1] for told in drawn.customdata] == ["", "甲", "乙", "丙"]


def test_the_worst_off_share_is_marked_on_the_curve() -> None:
    marked = trace(drawn_lorenz(), "worst off")
    assert (marked.x[1], marked.y[1]) == (20, 0)
    notes = [note.text for note in drawn_lorenz().layout.annotations]
    assert "20% 的人,0.0% 的托位" in notes


def test_an_earlier_curve_carries_its_month_and_none_is_drawn_without() -> None:
    earlier = trace(drawn_lorenz(curve([5, 10, 25], [10, 10, 20])), "before")
    assert [text for text in earlier.text if text] == ["2024-12"]
    assert not [one for one in drawn_lorenz().data if one.name == "before"]


MONTHS = pd.to_datetime(["2025-01", "2025-02", "2025-03", "2025-04"])


def test_a_month_of_other_areas_leaves_a_gap_that_nothing_fills() -> None:
    parts = pd.DataFrame(
        {"之内": [0.2, np.nan, 0.1, 0.1], "之间": [0.1, np.nan, 0.05, 0.04]}, index=MONTHS
    )
    figure = stacked_area(parts, CAPTION, chosen=MONTHS[-1])
    below = [one for one in figure.data if one.name == "below"]
    assert [list(one.x) for one in below] == [["2025-01-01"], ["2025-03-01", "2025-04-01"]]
    assert not any("2025-02-01" in one.x for one in figure.data)


def test_the_upper_part_stands_on_the_lower_one_and_tells_its_own_size() -> None:
    parts = pd.DataFrame({"之内": [0.2, 0.1], "之间": [0.1, 0.05]}, index=MONTHS[:2])
    figure = stacked_area(parts, CAPTION, chosen=MONTHS[0])
    above = trace(figure, "above")
    assert list(above.y) == pytest.approx([0.3, 0.15])
    assert list(above.customdata) == [0.1, 0.05]
    assert list(trace(figure, "names").text) == ["之内 0.100", "之间 0.050"]


def test_only_an_earlier_month_is_marked() -> None:
    parts = pd.DataFrame({"之内": [0.2, 0.1], "之间": [0.1, 0.05]}, index=MONTHS[:2])
    assert stacked_area(parts, CAPTION, chosen=MONTHS[0]).layout.shapes
    assert not stacked_area(parts, CAPTION, chosen=MONTHS[1]).layout.shapes


def points(values: list[float]) -> pd.DataFrame:
    codes = [f"area{number}" for number in range(len(values))]
    return pd.DataFrame(
        {
            "area_name": codes,
            "group_name": ["东区"] * (len(values) - 1) + ["西县"],
            "value": values,
            "state": ["missing" if value != value else "known" for value in values],
            "class_key": "class_1",
            "numerator": 10.0,
            "denominator": 1000.0,
        },
        index=codes,
    )


GROUPS = pd.DataFrame({"group_name": ["西县", "东区"], "value": [3.0, 5.0], "areas": [1, 2]})


def drawn_strip(values: list[float], reference: float = 4.5) -> go.Figure:
    colours = {"class_1": "orange"}
    return strip(
        StripView(points(values), GROUPS, RATE, CAPTION, reference, "参照值 4.50", colours)
    )


def test_a_point_lies_in_the_row_of_its_group() -> None:
    dots = trace(drawn_strip([4.0, 6.0, 3.0]), "areas")
    rows = {told[0]: round(y) for told, y in zip(dots.customdata, dots.y, strict=True)}
    assert rows == {"area2": 0, "area0": 1, "area1": 1}


def test_an_area_without_a_value_is_no_point() -> None:
    dots = trace(drawn_strip([4.0, float("nan"), 3.0]), "areas")
    assert {told[0] for told in dots.customdata} == {"area0", "area2"}


def test_the_groups_own_rate_is_marked_and_written() -> None:
    figure = drawn_strip([4.0, 6.0, 3.0])
    assert list(trace(figure, "groups").x) == [3.0, 5.0]
    assert [text.strip() for text in trace(figure, "numbers").text] == ["3.00(1 个)", "5.00(2 个)"]


def test_a_lone_giant_stands_at_the_edge_and_says_how_far_it_is() -> None:
    values = pd.Series([*np.linspace(1, 9, 20), 80.0])
    assert edge_of(values) == pytest.approx(1.12 * 9)
    dots = trace(drawn_strip([*values[:-1], 80.0]), "areas")
    assert max(dots.x) == pytest.approx(1.12 * 9)
    assert [text for text in dots.text if text] == ["80.00 »"]


def test_without_a_reference_no_line_is_drawn() -> None:
    assert not [one for one in drawn_strip([4, 6, 3], float("nan")).data if one.name == "reference"]


AREAS = pd.DataFrame(
    {
        "area_name": ["甲", "乙", "丙", "丁", "戊"],
        "supply": [10.0, 12.0, 40.0, 45.0, 0.0],
        "use": [80.0, 20.0, 25.0, 90.0, np.nan],
        "people": [100.0, 200.0, 300.0, 400.0, 50.0],
        "slots": [10.0, 24.0, 120.0, 180.0, 0.0],
        "action": [BUILD, IMPROVE, CONVERT, STABLE, NO_SLOTS],
    },
    index=["a", "b", "c", "d", "e"],
)


def drawn_quadrants() -> go.Figure:
    need = INDICATORS["slots_per_100_under_3"]
    return quadrant_plot(AREAS, need, (25, 50), quadrant_names(), CAPTION)


def test_each_quadrant_is_named_in_its_corner_with_its_number() -> None:
    notes = [note for note in drawn_quadrants().layout.annotations if note.name != "foot"]
    corners = {(note.x, note.y): note.text for note in notes}
    assert corners[(0, 1)].startswith("<b>新建</b>")
    assert corners[(1, 0)].startswith("<b>转型</b>")
    assert all(text.endswith("1 个") for text in corners.values())


def test_an_area_without_slots_has_no_use_and_is_not_drawn() -> None:
    drawn = trace(drawn_quadrants(), "areas")
    assert {told[0] for told in drawn.customdata} == {"a", "b", "c", "d"}


def test_names_never_lie_over_one_another() -> None:
    crowded = pd.concat([AREAS.iloc[[0]]] * 4)
    crowded.index = ["a", "b", "c", "d"]
    need = INDICATORS["slots_per_100_under_3"]
    figure = quadrant_plot(crowded, need, (25, 50), quadrant_names(), CAPTION)
    assert len(trace(figure, "names").text) == 1


def test_every_quadrant_and_kind_has_a_colour() -> None:
    assert set(ACTION_COLOURS) == set(QUADRANTS)
    assert set(CLUSTER_COLOURS) >= set(CLASSES)
    assert set(DESERT_COLOURS) == set(desert_names()) >= set(CHANGES)


def test_the_diamond_stands_where_both_bars_end() -> None:
    frame = pd.DataFrame(
        {
            "area_name": ["全市", "东区", "西县"],
            "change": [1.0, 0.5, np.nan],
            "of_numerator": [1.5, 0.75, np.nan],
            "of_denominator": [-0.5, -0.25, np.nan],
        }
    )
    figure = effects_bars(frame, RATE, CAPTION)
    sums = np.array(figure.data[0].x) + np.array(figure.data[1].x)
    assert sums == pytest.approx(np.array(figure.data[2].x), nan_ok=True)
    assert [text.strip() for text in trace(figure, "numbers").text] == ["+1.00", "+0.50", "—"]
    assert figure.layout.barmode == "relative"


def test_a_legend_of_kinds_holds_those_that_occur_in_their_order() -> None:
    frame = pd.DataFrame(
        {"class_key": [NEVER, ENTERED, NEVER], "children_under_3": [10.0, 20.0, np.nan]}
    )
    listed = kind_entries(frame, desert_names(), DESERT_COLOURS)
    assert [(one.key, one.areas, one.children) for one in listed] == [
        (ENTERED, 1, 20),
        (NEVER, 2, 10),
    ]
