"""Does meeting mode send every view that has data, in the declared order, and nothing else?"""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from childcare.analyses.finding import Finding
from childcare.catalog.meeting import SCREENS, Screen
from childcare.settings import PROJECT_DIR
from childcare.ui import meeting
from childcare.ui.meeting_views import left_out, rows_allowed

Opened = Callable[..., AppTest]


def message(test: AppTest) -> dict[str, Any]:
    """Return what the browser receives, which is the only thing on the screen."""
    assert not test.exception
    (component,) = test.get("bidi_component")
    content: dict[str, Any] = json.loads(component.proto.bytes)
    return content


def views(test: AppTest) -> dict[str, dict[str, Any]]:
    """Return the views by name."""
    return {view["name"]: view for view in message(test)["views"]}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_views_come_in_the_declared_order_and_say_a_sentence(
    opened: Opened, language: str
) -> None:
    shown = message(opened("overview", mode="meeting", lang=language))["views"]
    names = [view["name"] for view in shown]
    assert names == [name for name in SCREENS if name in names]
    assert {"title", "headlines", "coverage", "ranking"} <= set(names)
    assert all(view["title"] and view["subtitle"] for view in shown)


def test_the_numbers_are_those_counted_by_hand(opened: Opened) -> None:
    # 240 / 52 = 4.62; 130 / 51 = 2.55 a year before.
    found = views(opened("overview", mode="meeting"))
    assert "每千人口托位数为 4.62" in found["title"]["sentences"][0]
    (first, *_) = found["headlines"]["cards"]
    assert (first["value"], first["unit"]) == ("4.62", "个/千人")
    assert first["notes"] == ["同比 +2.07", "参照值 4.50"]


def test_no_widget_and_no_other_page_is_on_the_screen(opened: Opened) -> None:
    test = opened("coverage_map", mode="meeting")
    assert not [*test.button, *test.selectbox, *test.metric, *test.markdown, *test.caption]
    assert len(test.get("bidi_component")) == 1


def test_every_view_says_of_when_and_of_what_release(opened: Opened) -> None:
    stamp = " ".join(message(opened("overview", mode="meeting", as_of="2024-12"))["stamp"])
    assert "2024-12" in stamp
    assert "演示数据" in stamp
    assert "数据版本" in stamp
    assert "内部工作用图" in stamp


def test_a_month_that_does_not_exist_shows_the_latest(opened: Opened) -> None:
    stamp = " ".join(message(opened("overview", mode="meeting", as_of="1999-01"))["stamp"])
    assert "2025-12" in stamp


def test_every_view_has_a_page_behind_it_that_exists() -> None:
    for screen in SCREENS.values():
        assert (PROJECT_DIR / "pages" / f"{screen.page}.py").is_file(), screen.name


def test_the_page_behind_a_view_keeps_the_filters_and_shows_what_the_view_shows(
    opened: Opened,
) -> None:
    chosen = {"area": "980101", "as_of": "2025-12", "style": "bubbles", "level": "county"}
    found = views(opened("overview", mode="meeting", view="change", **chosen))
    query = {name: value for name, (value,) in parse_qs(found["change"]["query"]).items()}
    assert found["change"]["page"] == "coverage_map"
    assert query == chosen | {
        "indicator": "slots_per_1000_population",
        "level": "township",
        "compare": "2024-12",
    }


def test_leaving_keeps_the_filters_and_drops_the_mode_and_the_view(opened: Opened) -> None:
    test = opened("overview", mode="meeting", view="change", area="980101", lang="en")
    assert message(test)["leave"] == "area=980101&lang=en"


def test_the_overview_enters_meeting_mode_with_its_filters(opened: Opened) -> None:
    test = opened("overview", area="980101")
    test.button(key="enter_meeting").click()
    test.run()
    assert "东区" in views(test)["title"]["title"]
    assert test.query_params["mode"] == "meeting"


def test_only_maps_ask_for_boundaries_and_by_url(opened: Opened) -> None:
    test = opened("overview", mode="meeting")
    for name, view in views(test).items():
        maps = [
            trace
            for trace in view.get("figure", {"figure": {"data": []}})["figure"]["data"]
            if trace["type"] == "choropleth"
        ]
        assert all(trace["geojson"].startswith("/") for trace in maps)
        assert bool(maps) == (name in ("coverage", "change", "empty")), name


def test_type_is_large_enough_for_the_last_row(opened: Opened) -> None:
    for view in views(opened("overview", mode="meeting")).values():
        if "figure" in view:
            assert smallest(view["figure"]["figure"]) >= 28, view["name"]


def smallest(value: Any, parent: str = "") -> float:
    """Return the smallest size of type that stands anywhere in a figure."""
    if isinstance(value, list):
        return min((smallest(part, parent) for part in value), default=99.0)
    if not isinstance(value, dict):
        return 99.0
    own = value.get("size", 99.0) if "font" in parent else 99.0
    inner = [smallest(part, name) for name, part in value.items()]
    return min([own if isinstance(own, int | float) else 99.0, *inner])


def test_a_long_list_of_rows_says_how_many_are_shown(opened: Opened) -> None:
    frame = pd.DataFrame({"title": range(30)})
    finding = Finding("tasks", "tasks", "", "", frame, "980100", pd.Timestamp("2025-12-01"))
    assert rows_allowed(finding) == 9
    assert left_out(finding, 9) == ["共 30 项,列出最需要的 9 项"]
    assert left_out(replace(finding, frame=frame.head(9)), 9) == []


def test_a_screen_of_no_view_is_refused() -> None:
    with pytest.raises(ValueError, match="no view"):
        Screen("nonsense", "overview")


def test_an_area_without_parts_has_its_views_too(opened: Opened) -> None:
    assert "headlines" in views(opened("overview", mode="meeting", area="980101001"))


def test_where_no_view_has_data_there_is_a_sentence_and_a_way_out(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meeting, "SCREENS", {})
    test = opened("overview", mode="meeting")
    assert test.info
    test.button(key="leave_meeting").click()
    test.run()
    assert not test.exception
    assert "mode" not in test.query_params


def test_without_a_release_meeting_mode_says_so(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHILDCARE_HOME", "nowhere")
    test = opened("overview", mode="meeting")
    assert not test.exception
    assert test.info
