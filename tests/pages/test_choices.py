"""Do the choices of a link change what is drawn, and does nonsense in a link fall back?"""

import base64
import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from childcare.ui import figure

Opened = Callable[..., AppTest]
FigureOf = Callable[[AppTest, int], dict[str, Any]]


def traces_of(message: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {trace.get("name") or trace["type"]: trace for trace in message["figure"]["data"]}


def title_of(message: dict[str, Any]) -> str:
    return str(message["figure"]["layout"]["title"]["text"])


def test_a_comparison_says_what_rose_and_fell(opened: Opened, figure_of: FigureOf) -> None:
    test = opened("coverage_map", compare="2024-12")
    assert not test.exception
    assert "2 个上升、1 个下降,变化最大的是甲街道(+3.89 个/千人)" in title_of(figure_of(test, 0))
    assert "变化" in list(test.dataframe[0].value)


def test_another_month_is_drawn_with_the_figures_of_then(
    opened: Opened, figure_of: FigureOf
) -> None:
    title = title_of(figure_of(opened("coverage_map", as_of="2024-12"), 0))
    assert "5 个乡镇街道中 3 个低于 4.50" in title
    assert "2024-12" in title


def test_the_level_of_counties_draws_counties(opened: Opened, figure_of: FigureOf) -> None:
    message = figure_of(opened("coverage_map", level="county"), 0)
    assert list(traces_of(message)["areas"]["locations"]) == ["980101", "980102"]


def test_bubbles_and_tiles_draw_every_area_too(opened: Opened, figure_of: FigureOf) -> None:
    bubbles = traces_of(figure_of(opened("coverage_map", style="bubbles"), 0))["areas"]
    assert bubbles["type"] == "scattergeo"
    assert len(bubbles["customdata"]) == 6
    tiles = figure_of(opened("coverage_map", style="tiles"), 0)["figure"]["data"][0]
    assert tiles["type"] == "scatter"
    assert tiles["marker"]["symbol"] == "square"
    assert len(tiles["text"]) == 6


def test_institutions_are_drawn_when_asked_for_and_filtered(
    opened: Opened, figure_of: FigureOf
) -> None:
    hidden = traces_of(figure_of(opened("coverage_map"), 0))
    assert "普惠机构" not in hidden
    shown = traces_of(figure_of(opened("coverage_map", city_points="yes"), 0))
    assert len(shown["普惠机构"]["customdata"]) == 6
    chosen = {"city_points": "yes", "inclusive": "yes", "provider": "medical,family"}
    some = traces_of(figure_of(opened("coverage_map", **chosen), 0))
    assert "非普惠机构" not in some
    # D1 is medical, E1 a family place.
    assert {row[1] for row in some["普惠机构"]["customdata"]} == {"丁一托育", "己一托育"}


def test_playing_sends_a_frame_for_every_month(
    opened: Opened, figure_of: FigureOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: dict[str, bytes] = {}
    serve = figure.serve_bytes

    def noted(content: bytes, *, coordinates: str, **more: Any) -> str:
        served[coordinates] = content
        return serve(content, coordinates=coordinates, **more)

    monkeypatch.setattr(figure, "serve_bytes", noted)
    message = figure_of(opened("coverage_map", play="yes"), 0)
    assert message["frames"]
    assert message["start"] == 1
    content = json.loads(served["frames.coverage_map"])
    assert content["labels"] == ["2024-12", "2025-12"]
    drawn = traces_of(message)["areas"]
    # Two months, six areas; the last month is the one the figure arrives with.
    z = np.frombuffer(base64.b64decode(content["z"]), dtype=np.int8).reshape(2, -1)
    assert z.shape == (2, len(drawn["locations"]))
    arriving = np.frombuffer(base64.b64decode(drawn["z"]["bdata"]), dtype=np.int8)
    assert z[1].tolist() == arriving.tolist()
    assert "3 个低于 4.50" in content["titles"][0]
    assert content["titles"][1] == title_of(message)
    assert len(content["text"][0]) == 6


def test_nothing_plays_in_a_comparison_or_as_bubbles(opened: Opened, figure_of: FigureOf) -> None:
    for more in ({"compare": "2024-12"}, {"style": "bubbles"}, {"style": "tiles"}):
        test = opened("coverage_map", play="yes", **more)
        assert not test.exception
        assert figure_of(test, 0)["frames"] is None


@pytest.mark.parametrize(
    "nonsense",
    [
        {"area": "110000"},
        {"area": "980101001001"},  # a community, which no map shows
        {"indicator": "happiness"},
        {"as_of": "2031-01"},
        {"as_of": "yesterday"},
        {"compare": "2031-01"},
        {"compare": "2025-12"},  # the month itself
        {"level": "galaxy"},
        {"style": "hologram"},
        {"lang": "tlh"},
        {"play": "maybe"},
        {"provider": "circus,;drop table area"},
        {"unheard": "of"},
    ],
    ids=lambda choice: "-".join([*choice, *choice.values()]),
)
def test_nonsense_in_a_link_falls_back_to_what_is_shown_without_it(
    opened: Opened, figure_of: FigureOf, nonsense: dict[str, str]
) -> None:
    test = opened("coverage_map", **nonsense)
    assert not test.exception
    title = title_of(figure_of(test, 0))
    assert "5 个乡镇街道中 2 个低于 4.50" in title
    assert "每千人口托位数(个/千人) · 2025-12 · 测试市" in title


@pytest.mark.parametrize("page", ["overview", "definitions"])
def test_nonsense_in_a_link_harms_no_other_page(opened: Opened, page: str) -> None:
    assert not opened(page, area="110000", as_of="2031-01", lang="tlh").exception


def test_a_choice_made_in_the_page_stands_in_the_link(opened: Opened) -> None:
    test = opened("coverage_map")
    test.selectbox(key="choose_as_of").set_value("2024-12")
    test.run()
    assert test.query_params["as_of"] == "2024-12"
    test.selectbox(key="choose_as_of").set_value("2025-12")
    test.run()
    assert "as_of" not in test.query_params


def test_choices_are_kept_from_page_to_page(opened: Opened) -> None:
    test = opened("coverage_map", area="980102", as_of="2024-12")
    test.switch_page("pages/overview.py")
    # Streamlit clears the URL when a page is changed.
    test.query_params.clear()
    test.run()
    assert not test.exception
    assert "**西县**" in [element.value for element in test.markdown]
    assert test.selectbox(key="choose_as_of").value == "2024-12"
    assert test.query_params == {"area": "980102", "as_of": "2024-12"}
