"""Invented place names (地名): two syllables and the word for the kind of place."""

import numpy as np

from childcare.demo.assumptions import ASSUMPTIONS

NAMES = ASSUMPTIONS["names"]


def _pairs(first: list[str], second: list[str], rng: np.random.Generator) -> list[str]:
    """Return every pair of syllables in random order, without the names of known places."""
    pairs = [one + two for one in first for two in second if one != two]
    allowed = [pair for pair in pairs if pair not in NAMES["refused"]]
    return [allowed[index] for index in rng.permutation(len(allowed))]


def place_names(count: int, rng: np.random.Generator) -> list[str]:
    """Return names for townships and communities; no two alike until all pairs are used."""
    pairs = _pairs(NAMES["first"], NAMES["second"], rng)
    return [pairs[index % len(pairs)] for index in range(count)]


def county_names(count: int, rng: np.random.Generator) -> list[str]:
    """Return names for counties, cities and provinces."""
    first, second = NAMES["county_first"], NAMES["county_second"]
    pairs = _pairs(first, second, rng)
    more = _pairs(NAMES["first"], second, rng) + _pairs(first, NAMES["second"], rng)
    known = [*pairs, *more, *(pair + extra for extra in second for pair in pairs)]
    return [known[index % len(known)] for index in range(count)]
