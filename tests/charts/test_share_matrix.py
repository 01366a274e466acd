"""Does the matrix of shares tell not reported, no rows and a share apart, and round honestly?"""

import numpy as np
import pandas as pd
import pytest

from childcare.charts.share_matrix import NO_ROWS, SHARE, UNREPORTED, share_matrix
from childcare.charts.theme import Caption

WORDS = Caption("标题", "副题", ["脚注"])


def drawn(state, share, *, row="甲镇", column="托位数"):
    cell = {"row": row, "column": column, "state": state, "share": share, "hover": "x"}
    return share_matrix(pd.DataFrame([cell]), WORDS, name="x").to_dict()


def words_of(figure):
    return [text for trace in figure["data"][1:] for text in trace["text"]]


@pytest.mark.parametrize(
    ("state", "share", "word"),
    [
        (UNREPORTED, np.nan, "未报"),
        (NO_ROWS, np.nan, "0行"),
        (SHARE, 0.0, "0"),
        (SHARE, 0.001, "1"),
        (SHARE, 0.504, "50"),
        (SHARE, 0.9999, "99"),
        (SHARE, 1.0, "100"),
    ],
)
def test_a_cell_says_what_is_known_and_only_all_is_a_hundred(state, share, word):
    assert words_of(drawn(state, share)) == [word]


def test_the_three_states_and_a_full_column_look_different():
    kinds = [
        drawn(state, share)["data"][0]["z"][0]
        for state, share in [(UNREPORTED, np.nan), (NO_ROWS, np.nan), (SHARE, 0.0), (SHARE, 1.0)]
    ]
    assert len(set(kinds)) == 4
    colours = drawn(SHARE, 1.0)["data"][0]["colorscale"]
    assert len({colour for _, colour in colours}) == 7


def test_names_are_shown_as_they_are():
    layout = drawn(SHARE, 1.0, row="<b>甲</b>")["layout"]
    assert layout["yaxis"]["ticktext"] == ["&lt;b&gt;甲&lt;/b&gt; "]


def test_heads_stand_upright_on_a_phone_with_room_for_them():
    layout = drawn(SHARE, 1.0, column="很长很长很长很长的列名")["layout"]
    assert layout["meta"]["narrow"]["xaxis"]["tickangle"] == -90
    assert layout["meta"]["narrow"]["margin"]["t"] > layout["margin"]["t"]
