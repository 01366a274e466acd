"""Does every page show, in both languages, what the six townships hold?"""

import json
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from childcare.analyses import indicator_table
from childcare.catalog import INDICATORS

Opened = Callable[..., AppTest]
FigureOf = Callable[[AppTest, int], dict[str, Any]]
PAGES = {"overview": 2, "coverage_map": 2, "definitions": 0}


def words(test: AppTest) -> str:
    """Return everything a page says."""
    said = [*test.markdown, *test.caption, *test.subheader, *test.info, *test.success, *test.title]
    return "\n".join(element.value for element in said)


def areas_of(message: dict[str, Any]) -> list[str]:
    """Return the areas that a map shades."""
    (areas,) = [trace for trace in message["figure"]["data"] if trace.get("name") == "areas"]
    return list(areas["locations"])


@pytest.mark.parametrize(("page", "figures"), PAGES.items())
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_shows_without_an_error_in_both_languages(
    opened: Opened, page: str, figures: int, language: str
) -> None:
    test = opened(page, lang=language)
    assert not test.exception
    assert len(test.get("bidi_component")) == figures
    assert not test.error


def test_the_overview_says_where_we_stand_with_the_numbers_by_hand(opened: Opened) -> None:
    # 240 / 52 = 4.62; 130 / 51 = 2.55 a year before; west county 40 / 12 = 3.33.
    said = words(opened("overview"))
    assert "每千人口托位数为 4.62" in said
    assert "增加 2.07" in said
    assert "西县" in said
    assert "3.33" in said


def test_the_overview_in_english_says_the_same(opened: Opened) -> None:
    said = words(opened("overview", lang="en"))
    assert "4.62" in said
    assert "0.12 above the reference of 4.50" in said
    assert "up 2.07 on the year" in said


def test_the_headlines_show_value_and_change_on_the_year(opened: Opened) -> None:
    metrics = opened("overview").metric
    assert len(metrics) == len([i for i in INDICATORS.values() if i.headline])
    first = metrics[0]
    assert first.label.startswith("每千人口托位数")
    assert first.value.startswith("4.62")
    assert first.delta == "+2.07"


def test_the_map_shows_the_townships_and_says_what_is_scarce(
    opened: Opened, figure_of: FigureOf
) -> None:
    message = figure_of(opened("coverage_map"), 0)
    assert len(areas_of(message)) == 6
    title = message["figure"]["layout"]["title"]["text"]
    assert "5 个乡镇街道中 2 个低于 4.50" in title
    assert "2025-12" in title
    assert "2 个低于" in message["alt"]
    assert message["fileName"] == "2025-12_测试市_每千人口托位数_乡镇街道"


def test_invented_data_say_so_below_every_figure(opened: Opened, figure_of: FigureOf) -> None:
    test = opened("coverage_map")
    for place in (0, 1):
        notes = figure_of(test, place)["figure"]["layout"]["annotations"]
        (foot,) = [note["text"] for note in notes if note.get("name") == "foot"]
        assert "演示数据" in foot
        assert "测试数据(虚构)" in foot


def test_a_reported_value_stands_beside_the_computed_one(opened: Opened) -> None:
    said = words(opened("coverage_map"))
    assert "4.80 个/千人(2025-12,测试市公报)" in said


def test_a_county_shows_its_townships_and_the_way_back(opened: Opened, figure_of: FigureOf) -> None:
    test = opened("coverage_map", area="980101")
    assert areas_of(figure_of(test, 0)) == ["980101001", "980101002", "980101101"]
    assert "测试市" in test.button(key="up_980100").label


def test_a_township_is_marked_among_its_neighbours_with_its_institutions(
    opened: Opened, figure_of: FigureOf
) -> None:
    test = opened("coverage_map", area="980101001")
    message = figure_of(test, 0)
    traces = {trace.get("name"): trace for trace in message["figure"]["data"]}
    assert traces["selected"]["locations"] == ["980101001"]
    assert {"普惠机构", "非普惠机构"} <= set(traces)
    assert not test.exception


def test_the_way_back_leads_up(opened: Opened) -> None:
    test = opened("coverage_map", area="980101001")
    test.button(key="up_980100").click()
    test.run()
    assert not test.exception
    assert "area" not in test.query_params
    assert "**测试市**" in words(test)


@pytest.mark.parametrize("page", ["overview", "coverage_map"])
@pytest.mark.parametrize("area", ["980102", "980102102", "980102201"])
def test_every_area_can_be_looked_at(opened: Opened, page: str, area: str) -> None:
    assert not opened(page, area=area).exception


@pytest.mark.parametrize(
    "indicator",
    # No slot at all, nothing to divide by, judged by nobody, a share, rarely known.
    [
        "children_per_slot",
        "private_kindergarten_toddler_class_share",
        "population_total",
        "utilisation_rate",
        "rural_average_fee",
    ],
)
def test_indicators_of_every_kind_can_be_drawn(
    opened: Opened, figure_of: FigureOf, indicator: str
) -> None:
    test = opened("coverage_map", indicator=indicator)
    assert not test.exception
    assert len(areas_of(figure_of(test, 0))) == 6


def test_the_table_of_the_page_equals_the_printed_one(opened: Opened, connection: Any) -> None:
    shown = opened("coverage_map", indicator="utilisation_rate").dataframe[0].value
    by_code = shown.set_index("行政区划代码")["数值"]
    printed = indicator_table(connection, month=pd.Timestamp("2025-12"), level="township")
    rows = printed[printed["indicator"] == "utilisation_rate"].set_index("area_code")["value"]
    assert by_code.sort_index().astype(float).equals(rows.sort_index())


def test_the_definitions_name_every_indicator_and_the_release(opened: Opened) -> None:
    test = opened("definitions")
    shown = [expander.label for expander in test.expander]
    assert {indicator.label_zh for indicator in INDICATORS.values()} <= set(shown)
    assert "测试数据(虚构)" in words(test).replace("\\", "")
    english = [expander.label for expander in opened("definitions", lang="en").expander]
    assert "Slots per 1,000 people" in english


def test_the_query_behind_an_indicator_can_be_read(opened: Opened) -> None:
    test = opened("definitions")
    test.button(key="query_slots").click()
    test.run()
    assert not test.exception
    assert "sum_known(slots, institutions, reported) as slots" in test.code[0].value


def test_the_query_behind_what_was_added_in_a_year_is_that_of_the_year(opened: Opened) -> None:
    test = opened("definitions")
    test.button(key="query_new_institutions").click()
    test.run()
    assert not test.exception
    assert "as institutions_opened" in test.code[0].value
    assert "-- What was added" in test.code[1].value


def test_a_reported_indicator_has_no_query_and_is_not_offered_to_be_mapped(
    opened: Opened,
) -> None:
    definitions = opened("definitions")
    assert "query_guidance_centres" not in [button.key for button in definitions.button]
    shown = opened("coverage_map", indicator="guidance_centres")
    chosen = next(box for box in shown.selectbox if box.label == "指标")
    assert "婴幼儿照护服务指导中心数" not in chosen.options
    assert chosen.value == "slots_per_1000_population"


def test_what_was_added_says_of_which_part_of_the_year_it_is(
    opened: Opened, figure_of: FigureOf
) -> None:
    shown = json.dumps(figure_of(opened("coverage_map", indicator="new_slots"), 0))
    assert json.dumps("2025-01 至 2025-12 累计")[1:-1] in shown


def test_no_figure_carries_its_boundaries_with_it(opened: Opened, figure_of: FigureOf) -> None:
    message = figure_of(opened("coverage_map"), 0)
    assert "coordinates" not in json.dumps(message)
