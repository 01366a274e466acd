"""Maps of kinds (分类图): what an area is, where a map of classes shows how much it has."""

import numpy as np
import pandas as pd

from childcare.analyses.deserts import NEWLY_SEEN
from childcare.charts.legend import Entry, class_colours
from childcare.charts.theme import ABOVE, BELOW, CHANGE, STATE_COLOURS, STEPS
from childcare.measures.classes import Classes
from childcare.measures.clusters import HIGH_HIGH, HIGH_LOW, LOW_HIGH, LOW_LOW, NOT_SIGNIFICANT
from childcare.measures.quadrants import ENTERED, LEFT, NEVER, PERSISTENT, UNKNOWN

# Light and dark enough apart to be told in a photocopy too.
DESERT_COLOURS = {
    PERSISTENT: BELOW[1],
    ENTERED: BELOW[2],
    NEWLY_SEEN: BELOW[0],
    LEFT: ABOVE[0],
    NEVER: STEPS[0],
    UNKNOWN: STATE_COLOURS["missing"],
}
CLUSTER_COLOURS = {
    HIGH_HIGH: ABOVE[1],
    LOW_LOW: BELOW[0],
    HIGH_LOW: ABOVE[0],
    LOW_HIGH: BELOW[2],
    NOT_SIGNIFICANT: STATE_COLOURS["unchanged"],
    UNKNOWN: STATE_COLOURS["missing"],
}


# Above and below no difference have the same greys: below is hatched.
HATCHED_PLACES = dict.fromkeys(CHANGE[:3], "diagonal")


def place_colours(classes: Classes) -> dict[str, str]:
    """Return the colour of each class of places gained or lost, and of no data."""
    colours = class_colours(classes.number, classes.met_from, is_change=True)
    found = {f"class_{number}": colour for number, colour in enumerate(colours)}
    return found | {"missing": STATE_COLOURS["missing"]}


def kind_entries(
    frame: pd.DataFrame, names: dict[str, str], colours: dict[str, str]
) -> list[Entry]:
    """Return the kinds that occur in ``class_key``, with the areas and children of each.

    In the order of ``names``, so that a kind keeps its place whatever the month.
    """
    found = []
    for key, name in names.items():
        inside = frame.loc[frame["class_key"] == key, "children_under_3"]
        if len(inside):
            children = inside.sum() if inside.notna().any() else np.nan
            found.append(Entry(key, name, colours[key], len(inside), children))
    return found
