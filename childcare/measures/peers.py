"""Who is alike (同类): the nearest by standardised distance."""

import numpy as np
import pandas as pd


def telling(features: pd.DataFrame, one: str) -> list[str]:
    """Return the features that ``one`` knows and in which the rows differ at all."""
    known, spread = features.loc[one].notna(), features.std(ddof=0)
    return [str(name) for name in features.columns if known[name] and spread[name] > 0]


def distances(features: pd.DataFrame, one: str) -> pd.Series:
    """Return how far each other row of ``features`` is from ``one``, the nearest first.

    Every feature is standardised, as (value - mean) / standard deviation over all rows that know
    it, so that people and percentages weigh alike; the distance is the straight line between two
    rows. A feature that tells nothing (``telling``) is left out, and so is a row that does not
    know a feature used. Without any feature nobody is near. Equal distances keep the order.
    """
    used = telling(features, one)
    if not used:
        return pd.Series(dtype="float64")
    others = features[used].drop(index=one).dropna()
    steps = (others - features.loc[one, used].astype("float64")) / features[used].std(ddof=0)
    return np.sqrt((steps.astype("float64") ** 2).sum(axis=1)).sort_values(kind="stable")
