"""Does the legend say what every colour means, and how many areas and children it holds?"""

from collections.abc import Callable

import pandas as pd
import pytest

from childcare.catalog import INDICATORS, label, speaking
from childcare.charts import MapView, area_map
from childcare.charts.legend import Entry, class_colours, entries, entry_text
from childcare.charts.theme import (
    ABOVE,
    BELOW,
    CHANGE,
    DARK,
    STATE_COLOURS,
    STATE_PATTERNS,
    STEPS,
)
from childcare.measures.classes import anchored, plain

MakeView = Callable[..., MapView]
STATES = ("zero", "small", "inapplicable", "missing")


@pytest.mark.parametrize("name", ["slots_per_1000_population", "slots", "children_per_slot"])
@pytest.mark.parametrize("is_change", [False, True])
def test_the_legend_counts_every_area_and_every_child_once(
    view: MakeView, name: str, is_change: bool
) -> None:
    drawn = view(name, is_change=is_change)
    assert sum(entry.areas for entry in drawn.entries) == 6
    # 600 + 300 + 300 + 150 + 150; the children of Ji are unknown.
    children = [entry.children for entry in drawn.entries]
    assert sum(number for number in children if number == number) == 1_500


def test_classes_come_best_first_and_then_the_states_that_occur(view: MakeView) -> None:
    assert [entry.key for entry in view().entries] == [
        *(f"class_{k}" for k in (5, 4, 3, 2, 1, 0)),
        "zero",
        "missing",
    ]


def test_the_names_of_classes_are_their_bounds(view: MakeView) -> None:
    names = [entry.name for entry in view().entries]
    assert names == [
        "5.40 及以上",
        "4.50 – 5.40",
        "4.05 – 4.50",
        "3.375 – 4.05",
        "2.25 – 3.375",
        "低于 2.25",
        "一个也没有",
        "无数据",
    ]


@pytest.mark.parametrize("top", [1.0, 12.0])
def test_a_count_is_parted_at_whole_numbers_so_that_its_legend_is_true(top: float) -> None:
    # Fifths of the range would be 0.2 and 2.4: there is no half institution.
    classes = plain(pd.Series([0.0] * 10 + [top] * 10), decimals=0)
    assert all(edge % 1 == 0 for edge in classes.edges)


def test_where_lower_is_better_the_edge_stands_in_the_class_whose_name_holds_it() -> None:
    classes = anchored(INDICATORS["children_per_slot"], 3)
    frame = pd.DataFrame({"class_key": ["class_0"], "children_under_3": [1.0]})
    listed = entries(frame, INDICATORS["children_per_slot"], classes, is_change=False)
    worst = next(entry for entry in listed if entry.key == "class_0")
    assert classes.index(pd.Series([6.0]))[0] == 1
    assert worst.name == "超过 6"
    best = next(entry for entry in listed if entry.key == "class_5")
    assert best.name == "2.5 及以下"


def test_a_change_carries_its_sign(view: MakeView) -> None:
    names = [entry.name for entry in view(is_change=True).entries]
    assert names[:6] == ["+4 及以上", "+2 – +4", "0 – +2", "-2 – 0", "-4 – -2", "低于 -4"]
    assert names[6:] == ["没有变化", "无数据"]


def test_a_line_names_areas_and_children_and_leaves_out_unknown_children() -> None:
    known = Entry("class_5", "5.40 及以上", "#000000", 3, 34_000.0)
    unknown = Entry("missing", "无数据", "#000000", 1, float("nan"))
    assert "3.4万" in entry_text(known)
    assert entry_text(unknown) == label("legend.areas", name="无数据", areas=1)
    with speaking("en"):
        assert "34k" in entry_text(known)


def test_the_legend_of_a_figure_holds_every_entry_and_cannot_be_clicked_away(
    view: MakeView,
) -> None:
    drawn = view()
    figure = area_map(drawn)
    shown = [trace.name for trace in figure.data if trace.showlegend]
    assert shown == [entry_text(entry) for entry in drawn.entries]
    assert figure.layout.legend.itemclick is False
    assert figure.layout.legend.title.text.startswith("个/千人")


def test_zero_small_and_missing_have_colours_of_their_own_and_two_are_hatched() -> None:
    assert len({STATE_COLOURS[state] for state in STATES}) == 4
    classes = {*BELOW, *ABOVE, *CHANGE, *STEPS}
    assert not classes & set(STATE_COLOURS.values())
    assert set(STATE_PATTERNS) == {"zero", "small"}
    assert STATE_PATTERNS["zero"] != STATE_PATTERNS["small"]


def test_the_browser_is_told_which_colours_are_hatched(view: MakeView) -> None:
    patterns = area_map(view()).layout.meta["patterns"]
    assert patterns == {STATE_COLOURS["zero"]: "diagonal", STATE_COLOURS["small"]: "dots"}


def test_every_state_has_another_colour_on_a_dark_screen_too() -> None:
    dark = [DARK[STATE_COLOURS[state]] for state in STATES]
    assert len(set(dark)) == 4


@pytest.mark.parametrize("reference", [4.5, 60, 100])
def test_the_colour_turns_from_orange_to_blue_at_the_reference(reference: float) -> None:
    share = INDICATORS["inclusive_slot_share"]
    classes = anchored(share, reference)
    colours = class_colours(classes.number, classes.met_from, is_change=False)
    assert len(colours) == classes.number
    assert classes.met_from is not None
    assert set(colours[: classes.met_from]) <= set(BELOW)
    assert set(colours[classes.met_from :]) <= set(ABOVE)


@pytest.mark.parametrize("values", [[0.0], [5.0] * 9, [2.0] * 9, [7.0] * 9])
def test_classes_without_a_reference_have_a_colour_each(values: list[float]) -> None:
    classes = plain(pd.Series(values))
    colours = class_colours(classes.number, None, is_change=False)
    assert len(set(colours)) == classes.number
