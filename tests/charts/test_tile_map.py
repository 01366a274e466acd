"""Are tiles dealt so that each area has one, near its neighbours where places are known?"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd

from childcare.charts import MapView, tile_map
from childcare.charts.lettering import text_width, wrapped
from childcare.charts.theme import STATE_COLOURS, Caption, themed
from childcare.charts.tile_map import tile_places

MakeView = Callable[..., MapView]


def test_every_area_has_a_tile_of_its_own(view: MakeView) -> None:
    tiles = tile_map(view()).data[0]
    places = set(zip(tiles.x, tiles.y, strict=True))
    assert len(tiles.x) == len(places) == 6
    assert set(tiles.text) == {"甲街道", "乙街道", "丙镇", "丁镇", "戊镇", "己乡"}


def test_tiles_have_the_colours_of_the_map(view: MakeView) -> None:
    tiles = tile_map(view()).data[0]
    colours = dict(zip(tiles.customdata[:, 0], tiles.marker.color, strict=True))
    assert colours["980102102"] == STATE_COLOURS["zero"]
    assert colours["980102201"] == STATE_COLOURS["missing"]


def test_with_places_rows_run_from_north_to_south_and_columns_from_west_to_east() -> None:
    # Three rows of two, handed in mixed up.
    frame = pd.DataFrame(
        {
            "longitude": [118.2, 118.1, 118.1, 118.2, 118.2, 118.1],
            "latitude": [34.1, 34.3, 34.1, 34.2, 34.3, 34.2],
        },
        index=["se", "nw", "sw", "e", "ne", "w"],
    )
    placed = tile_places(frame, 2).sort_values(["tile_row", "tile_column"])
    assert list(placed.index) == ["nw", "ne", "w", "e", "sw", "se"]


def test_without_places_tiles_follow_parents_and_codes_as_in_the_official_list() -> None:
    frame = pd.DataFrame(
        {
            "area_code": ["b1", "a2", "a1"],
            "parent_code": ["b", "a", "a"],
            "longitude": [np.nan, 118.0, 118.1],
            "latitude": [np.nan, 34.0, 34.1],
        },
        index=["b1", "a2", "a1"],
    )
    placed = tile_places(frame, 2)
    assert list(placed.index) == ["a1", "a2", "b1"]
    assert placed[["tile_row", "tile_column"]].to_numpy().tolist() == [[0, 0], [0, 1], [1, 0]]


def test_a_map_of_areas_without_any_place_can_be_drawn(view: MakeView) -> None:
    drawn = view()
    placeless = drawn.frame.assign(longitude=np.nan, latitude=np.nan)
    assert len(tile_map(replace(drawn, frame=placeless)).data[0].x) == 6


def test_many_areas_have_small_tiles_with_short_names(view: MakeView) -> None:
    drawn = view()
    many = drawn.frame.iloc[np.arange(400) % 6].assign(longitude=np.nan, latitude=np.nan)
    tiles = tile_map(replace(drawn, frame=many)).data[0]
    assert tiles.marker.size < 40
    assert {len(text) for text in tiles.text} <= {1, 2}


def test_a_text_is_broken_between_words_and_chinese_characters_and_never_lost() -> None:
    chinese, english = "乡镇街道覆盖率" * 8, "slots per 1,000 people " * 8
    for text in (chinese, english):
        lines = wrapped(text, 40).split("<br>")
        assert len(lines) > 1
        assert max(text_width(line) for line in lines) <= 40
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_long_title_takes_more_room_above_and_a_long_foot_more_below() -> None:
    short = themed([], {}, Caption("甲", "乙", "丙"), height=400, view="v").layout
    long = themed([], {}, Caption("甲" * 90, "乙", "丙" * 200), height=400, view="v").layout
    assert long.margin.t > short.margin.t
    assert long.margin.b > short.margin.b
    assert -long.annotations[0].yshift + 4 * 13 * 1.35 <= long.margin.b
