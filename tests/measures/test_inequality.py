"""Is unevenness measured child by child: identities, a slow rewrite, PySAL, published numbers?"""

import csv
import math
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from childcare.measures.inequality import (
    compared,
    gini,
    lorenz_curve,
    set_apart,
    slots_of_worst_off,
    theil,
    variation,
)

Measure = Callable[[pd.Series, pd.Series], float]

NONE = math.nan
SLOTS = pd.Series([0, 40, 120, 300, 90, 15], index=list("abcdef"))
CHILDREN = pd.Series([200, 400, 500, 600, 900, 100], index=list("abcdef"))
COUNTY = pd.Series(["x", "x", "y", "y", "z", "z"], index=list("abcdef"))


def series(*values: float) -> pd.Series:
    return pd.Series(values, dtype="float64")


def invented(areas: int = 60) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Return slots, children and groups of some areas, many of them without a slot."""
    random = np.random.default_rng(7)
    children = pd.Series(random.integers(20, 3000, areas))
    slots = pd.Series(random.poisson(children * 0.2 * random.gamma(1, 1, areas)))
    slots[random.random(areas) < 0.2] = 0
    return slots, children, pd.Series(random.choice(list("pqrs"), areas))


def theil_of(slots: pd.Series, children: pd.Series) -> float:
    return theil(slots, children, pd.Series("all", index=slots.index)).total


def plain_gini(slots: pd.Series, children: pd.Series) -> float:
    """Half the mean difference between any two children, by the mean: the definition, slowly."""
    rates, weights = list(slots / children), list(children)
    differences = sum(
        first * second * abs(rate - other)
        for rate, first in zip(rates, weights, strict=True)
        for other, second in zip(rates, weights, strict=True)
    )
    return differences / (2 * sum(weights) * sum(slots))


def plain_theil(slots: pd.Series, children: pd.Series) -> float:
    total = 0.0
    for have, under in zip(slots, children, strict=True):
        share = have / sum(slots)
        total += share * math.log(share / (under / sum(children))) if share > 0 else 0.0
    return total


def test_the_lorenz_curve_runs_from_none_to_all_and_bends_one_way() -> None:
    curve = lorenz_curve(SLOTS, CHILDREN)
    assert curve.iloc[0, 1:].tolist() == [0, 0]
    assert curve.iloc[-1, 1:].tolist() == [1, 1]
    steps = curve[["children_share", "slot_share"]].diff().dropna()
    slopes = steps["slot_share"] / steps["children_share"]
    assert (slopes.diff().dropna() > -1e-12).all()
    # By slots a child: 0, twice 0.1 in the order given, 0.15, 0.24, 0.5.
    assert curve["area"].tolist()[1:] == ["a", "b", "e", "f", "c", "d"]


def test_everybody_alike_is_no_inequality() -> None:
    slots = CHILDREN / 5
    split = theil(slots, CHILDREN, COUNTY)
    measured = [gini(slots, CHILDREN), split.total, split.between, split.within]
    assert [*measured, variation(slots, CHILDREN)] == pytest.approx([0] * 5, abs=1e-12)
    assert slots_of_worst_off(slots, CHILDREN, 20) == pytest.approx(20)


def test_one_area_that_has_all_is_as_unequal_as_its_share_of_children_allows() -> None:
    slots, children = series(0, 0, 10), series(30, 50, 20)
    assert gini(slots, children) == pytest.approx(1 - 0.2)
    assert theil_of(slots, children) == pytest.approx(math.log(1 / 0.2))
    assert slots_of_worst_off(slots, children, 80) == pytest.approx(0)
    assert slots_of_worst_off(slots, children, 90) == pytest.approx(50)


@pytest.mark.parametrize("measure", [gini, theil_of, variation, slots_of_worst_off])
def test_twice_the_slots_or_twice_the_children_everywhere_changes_nothing(measure: Measure) -> None:
    slots, children, _ = invented()
    known = measure(slots, children)
    assert measure(slots * 7, children) == pytest.approx(known)
    assert measure(slots, children * 3) == pytest.approx(known)


@pytest.mark.parametrize("measure", [gini, theil_of, variation, slots_of_worst_off])
def test_a_city_and_its_copy_together_are_as_unequal_as_the_city(measure: Measure) -> None:
    slots, children, _ = invented()
    twice = [pd.concat([numbers, numbers], ignore_index=True) for numbers in (slots, children)]
    assert measure(*twice) == pytest.approx(measure(slots, children))


@pytest.mark.parametrize("measure", [gini, theil_of, variation, slots_of_worst_off])
def test_cutting_an_area_in_two_alike_parts_changes_nothing(measure: Measure) -> None:
    whole = measure(series(10, 60), series(100, 200))
    assert measure(series(10, 20, 40), series(100, 200 / 3, 400 / 3)) == pytest.approx(whole)


def test_a_slot_moved_from_the_best_off_to_the_worst_off_makes_it_less_unequal() -> None:
    moved = SLOTS + pd.Series({"a": 10, "d": -10}).reindex(SLOTS.index, fill_value=0)
    assert gini(moved, CHILDREN) < gini(SLOTS, CHILDREN)
    assert theil_of(moved, CHILDREN) < theil_of(SLOTS, CHILDREN)
    assert variation(moved, CHILDREN) < variation(SLOTS, CHILDREN)


def test_children_weigh_and_not_areas() -> None:
    # A street of 900 children well served and a hamlet of 100 without: not half of all children.
    assert gini(series(90, 0), series(900, 100)) == pytest.approx(0.1)


def test_measures_equal_their_slow_plain_rewrite() -> None:
    slots, children, groups = invented()
    assert gini(slots, children) == pytest.approx(plain_gini(slots, children))
    split = theil(slots, children, groups)
    assert split.total == pytest.approx(plain_theil(slots, children))
    people = np.repeat(slots / children, children)
    assert variation(slots, children) == pytest.approx(people.std(ddof=0) / people.mean())


def test_theil_adds_up_between_and_within_and_over_groups() -> None:
    slots, children, groups = invented()
    split = theil(slots, children, groups)
    assert split.between + split.within == pytest.approx(split.total, abs=1e-14)
    assert split.groups["between"].sum() == pytest.approx(split.between, abs=1e-14)
    assert split.groups["within"].sum() == pytest.approx(split.within, abs=1e-14)
    assert split.groups[["slot_share", "children_share"]].sum().tolist() == pytest.approx([1, 1])
    for name, part in split.groups.iterrows():
        members = groups == name
        own = plain_theil(slots[members], children[members])
        assert part["within"] == pytest.approx(part["slot_share"] * own)


def test_theil_between_is_the_inequality_of_the_added_up_groups() -> None:
    slots, children, groups = invented()
    added = [numbers.groupby(groups).sum() for numbers in (slots, children)]
    assert theil(slots, children, groups).between == pytest.approx(plain_theil(*added))


def test_a_group_without_a_slot_has_nothing_between_or_within() -> None:
    split = theil(series(0, 0, 6), series(5, 5, 10), pd.Series(["x", "x", "y"]))
    assert split.groups.loc["x", ["between", "within"]].tolist() == [0, 0]
    assert split.total == split.between == pytest.approx(math.log(2))


def test_an_area_that_counts_must_have_a_group() -> None:
    with pytest.raises(ValueError, match="without a group"):
        theil(SLOTS, CHILDREN, COUNTY.drop("c"))


def test_unknown_areas_and_areas_without_children_are_set_apart_and_counted() -> None:
    slots, children = series(NONE, 5, 30, 0, 10), series(10, NONE, 0, 0, 100)
    apart = set_apart(slots, children)
    assert (apart.unknown, apart.without_children, apart.their_slots) == (2, 2, 30)
    assert compared(slots, children).index.tolist() == [4]
    pairs = ((SLOTS, slots[:4]), (CHILDREN, children[:4]))
    joined = [pd.concat(pair, ignore_index=True) for pair in pairs]
    assert gini(*joined) == gini(SLOTS, CHILDREN)
    assert theil_of(*joined) == theil_of(SLOTS, CHILDREN)


@pytest.mark.parametrize("slots", [series(0, 0), series(NONE, NONE)])
def test_without_any_slot_there_is_nothing_to_measure(slots: pd.Series) -> None:
    children = series(10, 20)
    assert lorenz_curve(slots, children).empty
    measured = [measure(slots, children) for measure in (gini, variation, slots_of_worst_off)]
    split = theil(slots, children, pd.Series(["x", "y"]))
    assert all(math.isnan(value) for value in [*measured, split.total, split.between])


def test_impossible_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        gini(series(-1, 2), series(1, 1))
    with pytest.raises(ValueError, match="same areas"):
        gini(SLOTS, CHILDREN.iloc[::-1])
    with pytest.raises(ValueError, match="0 to 100"):
        slots_of_worst_off(SLOTS, CHILDREN, 120)


def test_the_share_of_the_worst_off_is_read_within_an_area() -> None:
    # 100 + 100 of 400 children hold 0 + 10 of 50 slots: the half; a quarter of them holds none.
    slots, children = series(0, 10, 40), series(100, 100, 200)
    shares = [slots_of_worst_off(slots, children, percent) for percent in (0, 25, 37.5, 50, 100)]
    assert shares == pytest.approx([0, 0, 10, 20, 100])


def test_the_published_gini_of_ten_incomes_and_of_their_pairs() -> None:
    # Wikipedia, "Gini coefficient", table B of "Household vs individual": 0.303, in pairs 0.293.
    incomes = [20, 30, 40, 50, 60, 70, 80, 90, 120, 150]
    pairs = [first + second for first, second in list(pairwise(incomes))[::2]]
    assert gini(series(*incomes), series(*[1] * 10)) == pytest.approx(0.303, abs=5e-4)
    assert gini(series(*pairs), series(*[2] * 5)) == pytest.approx(0.293, abs=5e-4)


def test_the_published_rule_of_two_levels() -> None:
    # Wikipedia, "Gini coefficient", "Two levels of income": a fifth that has 80 % gives 0.6.
    assert gini(series(20, 80), series(800, 200)) == pytest.approx(0.6)
    assert gini(series(50, 50), series(99, 1)) == pytest.approx(0.49)


def test_equal_weights_give_what_pysal_publishes_for_the_states_of_mexico() -> None:
    # The documentation of inequality 1.1.2 prints these for 1940 to 2000 (TheilD, by hanson98).
    libpysal = pytest.importorskip("libpysal")
    theil_index = pytest.importorskip("inequality.theil")
    gini_index = pytest.importorskip("inequality.gini")
    text = Path(libpysal.examples.get_path("mexico.csv")).read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    region = pd.Series([row["hanson98"] for row in rows])
    published = {
        1940: (0.20894344, 0.0345889, 0.17435454),
        1950: (0.15222451, 0.02816853, 0.12405598),
        2000: (0.10660832, 0.03635872, 0.0702496),
    }
    for year, numbers in published.items():
        income = series(*[float(row[f"pcgdp{year}"]) for row in rows])
        same = pd.Series(1.0, index=income.index)
        split = theil(income, same, region)
        assert (split.total, split.between, split.within) == pytest.approx(numbers, abs=5e-9)
        assert split.total == pytest.approx(theil_index.Theil(income.to_numpy()).T)
        assert gini(income, same) == pytest.approx(gini_index.Gini(income.to_numpy()).g)
