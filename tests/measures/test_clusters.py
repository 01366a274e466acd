"""Does local Moran say what esda says on the same weights, and keep silent where it should?"""

import math
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
import shapely

from childcare.measures.clusters import (
    clusters,
    conditional_p,
    global_moran,
    local_moran,
    queen_weights,
    standardised_rates,
    two_sided,
)

SIDE = 9
DRAWS = 999


def cell(column: int, row: int) -> shapely.Polygon:
    return shapely.box(117 + 0.1 * column, 33 + 0.1 * row, 117.1 + 0.1 * column, 33.1 + 0.1 * row)


def board(side: int = SIDE) -> dict[str, shapely.Polygon]:
    """Return a chessboard of areas, named by column and row.

    Their borders differ in the last digits: 117.1 + 0.2 is not 117 + 0.3.
    """
    return {f"{c}{r}": cell(c, r) for r in range(side) for c in range(side)}


def city(seed: int = 3) -> tuple[pd.Series, pd.Series]:
    """Return slots and children: many slots in one corner, none in the opposite, else by lot."""
    random = np.random.default_rng(seed)
    names = list(board())
    children = pd.Series(random.integers(200, 3000, len(names)), index=names)
    rate = pd.Series(random.uniform(0.1, 0.3, len(names)), index=names)
    for name in names:
        place = int(name[0]) + int(name[1])
        rate[name] = 0.8 if place <= 3 else 0.0 if place >= 2 * SIDE - 5 else rate[name]
    return (rate * children).round(), children


@pytest.fixture(scope="module")
def oracle() -> SimpleNamespace:
    """Return what is asked of PySAL; it is no part of the running program."""
    return SimpleNamespace(
        moran=pytest.importorskip("esda.moran"),
        crand=pytest.importorskip("esda.crand"),
        significance=pytest.importorskip("esda.significance"),
        smoothing=pytest.importorskip("esda.smoothing"),
        esda=pytest.importorskip("esda"),
        libpysal=pytest.importorskip("libpysal"),
    )


@pytest.mark.filterwarnings("ignore")
def test_local_moran_equals_esda_on_the_same_weights_and_the_same_draws(
    oracle: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    slots, children = city()
    rates = standardised_rates(slots.to_numpy(), children.to_numpy())
    weights, _ = queen_weights(list(board().values()))
    theirs = oracle.moran.Moran_Local_Rate(
        slots, children, oracle.libpysal.weights.WSP(weights).to_W(), permutations=DRAWS, seed=5
    )
    ours = local_moran(rates, weights, DRAWS, seed=5)
    np.testing.assert_allclose(ours["local_moran"], theirs.Is, atol=1e-12)
    # esda's own positions put in the place of ours, so that p must be the same and not just near.
    lots = oracle.crand.vec_permutations(8, len(rates), DRAWS, 5)
    one_by_one = iter(lots)
    drawn = SimpleNamespace(choice=lambda *_, **__: next(one_by_one))
    monkeypatch.setattr(np.random, "default_rng", lambda _: drawn)
    z = (rates - rates.mean()) / rates.std()
    p = conditional_p(z, weights @ z, weights, DRAWS, 5)
    # esda's own p is "directed", which its documentation calls half of the two-sided one.
    np.testing.assert_allclose(p, np.minimum(1, 2 * theirs.p_sim), atol=1e-9)
    # Its two-sided p counts the observed value once and not in both tails, and where all draws are
    # surpassed also two of these: one draw of difference, and no more.
    expected = oracle.significance.calculate_significance(theirs.Is, theirs.rlisas, "two-sided")
    np.testing.assert_allclose(p, np.minimum(1, expected), atol=1.001 / (DRAWS + 1))


@pytest.mark.filterwarnings("ignore")
def test_by_other_draws_p_is_as_near_to_esda_as_chance_allows(oracle: SimpleNamespace) -> None:
    slots, children = city()
    found = clusters(slots, children, board())
    weights = oracle.libpysal.weights.lat2W(SIDE, SIDE, rook=False)
    theirs = oracle.moran.Moran_Local_Rate(slots, children, weights, permutations=9999, seed=1)
    expected = oracle.significance.calculate_significance(theirs.Is, theirs.rlisas, "two-sided")
    # Five times the standard error of the difference of two such shares, at its largest.
    assert np.abs(found.areas["p"] - np.minimum(1, expected)).max() < 5 * math.sqrt(2) / 100
    quadrant = {1: "high_high", 2: "low_high", 3: "low_low", 4: "high_low"}
    stands_out = found.areas["cluster"] != "not_significant"
    assert stands_out.sum() >= 10
    named = pd.Series([quadrant[number] for number in theirs.q], index=found.areas.index)
    assert found.areas["cluster"][stands_out].tolist() == named[stands_out].tolist()


@pytest.mark.filterwarnings("ignore")
def test_global_moran_equals_esda(oracle: SimpleNamespace) -> None:
    slots, children = city()
    weights = oracle.libpysal.weights.lat2W(SIDE, SIDE, rook=False)
    theirs = oracle.moran.Moran_Rate(slots.to_numpy(), children.to_numpy(), weights)
    found = clusters(slots, children, board())
    assert found.moran == pytest.approx(theirs.I)
    assert found.moran_p == pytest.approx(2 / 10_000)  # none of so many draws is as extreme


@pytest.mark.filterwarnings("ignore")
def test_the_published_moran_of_infant_deaths_in_north_carolina(oracle: SimpleNamespace) -> None:
    # The documentation of esda 2.9.0 prints 0.1662 for Moran_Rate of SID79 by BIR79.
    examples = oracle.libpysal.examples
    table = oracle.libpysal.io.open(examples.get_path("sids2.dbf"))
    weights = oracle.libpysal.io.open(examples.get_path("sids2.gal")).read()
    weights.transform = "r"
    rates = standardised_rates(np.array(table.by_col("SID79")), np.array(table.by_col("BIR79")))
    found, _ = global_moran(rates, weights.sparse.tocsr(), permutations=9, seed=1)
    assert found == pytest.approx(0.1662, abs=5e-5)


def test_the_published_standardised_rates_of_eight_regions() -> None:
    # The documentation of esda 2.9.0, assuncao_rate, prints the first four.
    events = np.array([30, 25, 25, 15, 33, 21, 30, 20])
    base = np.array([100, 100, 110, 90, 100, 90, 110, 90])
    published = [1.03843594, -0.04099089, -0.56250375, -1.73061861]
    np.testing.assert_allclose(standardised_rates(events, base)[:4], published, atol=5e-9)


def test_standardised_rates_equal_esda(oracle: SimpleNamespace) -> None:
    slots, children = (numbers.to_numpy() for numbers in city())
    expected = oracle.smoothing.assuncao_rate(slots, children)
    np.testing.assert_allclose(standardised_rates(slots, children), expected)


def test_few_slots_by_chance_do_not_make_a_small_place_extreme() -> None:
    # The same rate, twice the mean: of 20 children it may be chance, of 20,000 hardly.
    base = np.array([20, 20_000, 30_000, 30_000, 30_000])
    events = np.array([8, 8_000, 4_000, 6_000, 5_400])
    found = standardised_rates(events, base)
    assert 0 < found[0] < found[1]


def test_false_clusters_are_held_down_as_esda_does(oracle: SimpleNamespace) -> None:
    slots, children = city()
    found = clusters(slots, children, board()).areas
    bound = oracle.esda.fdr(found["p"].to_numpy(), 0.05)
    assert ((found["adjusted_p"] <= 0.05) == (found["p"] <= bound)).all()


def test_much_by_much_and_little_by_little_are_found_where_they_were_put() -> None:
    slots, children = city()
    found = clusters(slots, children, board())
    assert found.reason is None
    kinds = found.areas["cluster"]
    assert (kinds["00"], kinds["11"]) == ("high_high", "high_high")
    assert (kinds["88"], kinds["77"]) == ("low_low", "low_low")
    assert kinds["44"] == "not_significant"


def test_a_lone_high_area_among_low_ones_and_the_other_way_round() -> None:
    values = np.tile([1.0, -1.0], 50) + np.random.default_rng(1).normal(0, 0.3, 100)
    values[:50] = np.abs(values[:50]) + 1
    values[50:] = -np.abs(values[50:]) - 1
    values[22], values[77] = -3, 3
    weights, _ = queen_weights([cell(*divmod(place, 10)) for place in range(100)])
    kinds = local_moran(values, weights, 1999, seed=1)["cluster"]
    assert (kinds[22], kinds[77]) == ("low_high", "high_low")


def test_slots_spread_by_lot_make_no_cluster() -> None:
    random = np.random.default_rng(11)
    children = pd.Series(1000, index=list(board()))
    for _ in range(5):
        slots = pd.Series(random.permutation(np.arange(SIDE**2)) * 5, index=children.index)
        kinds = clusters(slots, children, board(), permutations=DRAWS).areas["cluster"]
        assert (kinds == "not_significant").sum() >= SIDE**2 - 1


def test_twice_the_same_question_has_the_same_answer_whatever_else_draws_lots() -> None:
    slots, children = city()
    first = clusters(slots, children, board(), permutations=DRAWS)
    np.random.default_rng().random(9)
    second = clusters(slots, children, board(), permutations=DRAWS)
    pd.testing.assert_frame_equal(first.areas, second.areas)
    assert first.moran_p == second.moran_p
    other = clusters(slots, children, board(), permutations=DRAWS, seed=9)
    assert (other.areas["p"] != first.areas["p"]).any()


def test_fewer_than_thirty_known_areas_have_no_answer_but_a_reason() -> None:
    slots, children = city()
    shapes = board()
    few = clusters(slots[:29], children[:29], shapes)
    assert (few.areas, few.reason, few.known) == (None, "too_few_areas", 29)
    assert math.isnan(few.moran)
    assert clusters(slots[:30], children[:30], shapes, permutations=9).reason is None
    holes = slots.where(np.arange(len(slots)) < 20)
    assert clusters(holes, children, shapes).reason == "too_few_areas"
    nobody = clusters(slots[:0], children[:0], shapes)
    assert (nobody.reason, nobody.known) == ("too_few_areas", 0)


@pytest.mark.parametrize("rate", [0.0, 0.2])
def test_where_all_areas_are_alike_there_is_nothing_to_gather(rate: float) -> None:
    _, children = city()
    assert clusters(children * rate, children, board()).reason == "all_alike"


def test_the_unknown_are_dropped_before_neighbours_are_found() -> None:
    slots, children = city()
    slots["01"], children["10"], children["11"] = math.nan, math.nan, 0
    shapes = {code: shape for code, shape in board().items() if code != "88"}
    found = clusters(slots, children, shapes, permutations=DRAWS)
    assert sorted(found.unknown) == ["01", "10", "11", "88"]
    assert found.known == len(found.areas) == SIDE**2 - 4
    # All that touched the corner are gone: it is joined to the nearest that is known.
    assert found.islands == ["00"]
    assert found.areas.loc["00", "neighbours"] == 1
    assert found.areas["local_moran"].notna().all()


def test_queen_weights_equal_libpysal_on_a_board(oracle: SimpleNamespace) -> None:
    weights, islands = queen_weights(list(board().values()))
    expected = oracle.libpysal.weights.lat2W(SIDE, SIDE, rook=False)
    expected.transform = "r"
    np.testing.assert_allclose(weights.toarray(), expected.full()[0])
    assert islands.tolist() == []


def test_an_island_is_joined_to_the_nearest_on_the_ground_both_ways() -> None:
    # At 60 degrees north a degree of longitude is half as long: the eastern one is nearer.
    north = shapely.box(0.0, 61.5, 1.0, 62.5)
    island = shapely.box(0.0, 59.5, 1.0, 60.5)
    east = shapely.box(2.5, 59.5, 3.5, 60.5)
    south = shapely.box(0.0, 57.5, 1.0, 58.5)
    more = [shapely.box(3.5, 59.5, 4.5, 60.5), shapely.box(1.0, 61.5, 2.0, 62.5)]
    weights, islands = queen_weights([island, east, north, south, *more])
    assert islands.tolist() == [0, 3]
    assert weights.toarray()[0].tolist() == [0, 0.5, 0, 0.5, 0, 0]
    assert weights.toarray()[1].tolist() == [0.5, 0, 0, 0, 0.5, 0]
    np.testing.assert_allclose(weights.sum(axis=1), 1)


def test_p_is_never_zero_never_above_one_and_has_two_sides() -> None:
    drawn = np.arange(99, dtype=float)
    assert two_sided(200, drawn) == two_sided(-200, drawn) == 2 / 100
    assert two_sided(49, drawn) == 1
    assert two_sided(97, drawn) == pytest.approx(6 / 100)  # 97 and 98 are as large
    assert two_sided(5, np.full(99, 5.0)) == 1


def test_sums_that_differ_in_their_last_digits_are_ties() -> None:
    assert two_sided(0.1 + 0.2, np.full(99, 0.3)) == 1
    assert two_sided(0.3, np.full(99, 0.1 + 0.2)) == 1
