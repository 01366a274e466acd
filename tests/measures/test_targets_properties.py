"""Does judging keep its word for every number, not only for those somebody thought of?"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childcare.catalog.lights import BEHIND, MET, MISSED, NEAR
from childcare.measures.targets import (
    exact,
    exact_ratio,
    is_satisfied,
    status_in_flight,
    status_when_due,
    units_missing,
    units_wanted,
)

WORST_FIRST = (MISSED, BEHIND, NEAR, MET)
PERCENTAGES = (1, 10, 30, 33.3, 35, 50, 66.7, 75, 80, 85, 90, 90.5, 95, 99.9, 100)
MORE_IS_BETTER = st.sampled_from([">=", ">"])
VALUES = st.floats(0, 1e6).map(lambda value: round(value, 4))


def in_flight(comparator: str, value: float, due_by_now: float, wanted: float) -> int:
    """Return how good the status in flight is, from 0."""
    is_met = is_satisfied(comparator, exact(value), exact(wanted))
    return WORST_FIRST.index(status_in_flight(comparator, value, due_by_now, is_met=is_met))


def when_due(comparator: str, value: float, wanted: float) -> int:
    return WORST_FIRST.index(status_when_due(is_satisfied(comparator, exact(value), exact(wanted))))


@given(MORE_IS_BETTER, VALUES, VALUES, VALUES, VALUES)
def test_a_status_never_improves_when_a_value_falls_that_should_be_high(
    comparator: str, one: float, other: float, due_by_now: float, wanted: float
) -> None:
    low, high = sorted((one, other))
    assert in_flight(comparator, low, due_by_now, wanted) <= in_flight(
        comparator, high, due_by_now, wanted
    )
    assert when_due(comparator, low, wanted) <= when_due(comparator, high, wanted)


@given(VALUES, VALUES, VALUES, VALUES)
def test_a_status_never_improves_when_a_value_rises_that_should_be_low(
    one: float, other: float, due_by_now: float, wanted: float
) -> None:
    low, high = sorted((one, other))
    assert in_flight("<=", high, due_by_now, wanted) <= in_flight("<=", low, due_by_now, wanted)
    assert when_due("<=", high, wanted) <= when_due("<=", low, wanted)


@given(MORE_IS_BETTER, VALUES, VALUES, VALUES)
def test_a_stricter_target_is_never_easier_to_meet(
    comparator: str, value: float, one: float, other: float
) -> None:
    easy, hard = sorted((one, other))
    assert when_due(comparator, value, hard) <= when_due(comparator, value, easy)


@pytest.mark.parametrize("wanted", PERCENTAGES)
@pytest.mark.parametrize("comparator", [">=", ">"])
def test_a_percentage_and_its_whole_number_agree_for_every_number_of_units(
    comparator: str, wanted: float
) -> None:
    for units in range(1, 201):
        least = units_wanted(comparator, units, 100, wanted)
        # Shares rise with the units covered: a wrong bound shows right beside it.
        for covered in {0, max(0, least - 1), min(least, units), units}:
            share = exact_ratio(covered, units, 100)
            by_share = is_satisfied(comparator, share, exact(wanted))
            missing = units_missing(comparator, covered, units, 100, wanted)
            assert by_share == (covered >= least) == (missing == 0), (units, covered)
            assert missing == max(0, least - covered)


@pytest.mark.parametrize("wanted", PERCENTAGES)
def test_at_most_a_percentage_and_its_whole_number_agree_as_well(wanted: float) -> None:
    for units in range(1, 201):
        edge = int(units * wanted / 100)
        for found in {0, max(0, edge - 1), edge, min(edge + 1, units), units}:
            by_share = is_satisfied("<=", exact_ratio(found, units, 100), exact(wanted))
            assert by_share == (units_missing("<=", found, units, 100, wanted) == 0), (units, found)


@pytest.mark.parametrize(
    ("units", "more_than_90", "at_least_90"), [(6, 6, 6), (10, 10, 9), (15, 14, 14), (20, 19, 18)]
)
def test_more_than_and_at_least_ninety_percent_are_the_counts_of_the_documents(
    units: int, more_than_90: int, at_least_90: int
) -> None:
    assert units_wanted(">", units, 100, 90) == more_than_90
    assert units_wanted(">=", units, 100, 90) == at_least_90


@given(MORE_IS_BETTER, st.integers(0, 10**6), st.integers(1, 10**7), VALUES)
def test_what_is_said_to_be_missing_is_enough_and_one_less_is_not(
    comparator: str, slots: int, people: int, wanted: float
) -> None:
    missing = units_missing(comparator, slots, people, 1_000, wanted)

    def is_met(units: int) -> bool:
        return is_satisfied(comparator, Fraction(1_000 * units, people), exact(wanted))

    assert is_met(slots + missing)
    assert missing == 0 or not is_met(slots + missing - 1)


@given(st.integers(0, 10**6), st.integers(1, 10**7))
def test_a_value_that_is_the_target_itself_meets_every_rule_but_more_than(
    slots: int, people: int
) -> None:
    value = exact_ratio(slots, people, 1_000)
    for comparator in (">=", "=", "<=", "between"):
        assert is_satisfied(comparator, value, value, value)
    assert not is_satisfied(">", value, value)
