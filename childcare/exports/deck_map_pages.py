"""Pages with a map (地图页): areas by class, and areas without any slot."""

from dataclasses import replace

import pandas as pd

from childcare.analyses.finding import Finding
from childcare.catalog import label
from childcare.catalog.briefing import VIEWS
from childcare.catalog.numbers import whole
from childcare.charts.legend import entries
from childcare.charts.ranking import most_in_need_first
from childcare.charts.theme import BELOW, INCLUSIVE, NOT_INCLUSIVE, STATE_COLOURS, TRACK
from childcare.exports.deck_legend import Sign, class_signs, loose_sign, put_legend
from childcare.exports.deck_map import put_map
from childcare.exports.deck_measure import Box
from childcare.exports.deck_page import Page, put_note, with_parent
from childcare.exports.deck_shapes import Look
from childcare.exports.deck_tables import Column, put_table
from childcare.exports.deck_text import Words

MAP_SHARE = 0.68
GAP = 18.0
LIST_SIZE = 12.0
NEEDIEST = 5


def draw_map(page: Page, finding: Finding) -> None:
    """Draw the areas in the colours of their classes, with legend and the most in need."""
    indicator, classes = finding.indicator, finding.classes
    assert indicator is not None
    assert classes is not None
    listed = entries(finding.frame, indicator, classes, is_change=finding.is_change)
    left, right = page.box.columns(page.box.width * MAP_SHARE, GAP)
    colours = {entry.key: entry.colour for entry in listed}
    put_map(page.shapes, left, finding, page.geometry, colours)
    known, loose = page.geometry.split(list(finding.frame.index))
    signs = class_signs(listed) + loose_sign(len(loose) if known else 0)
    below = put_legend(page.shapes, right, indicator.unit_name(), signs)
    if finding.is_change:
        return
    # Of those equally in need, the ones with most children are named.
    by_children = finding.frame.sort_values("children_under_3", ascending=False)
    rows = most_in_need_first(by_children.assign(area_name=""), indicator, is_change=False)
    rows = finding.frame.loc[rows.index].dropna(subset=["value"])
    _neediest(page, below, rows.head(NEEDIEST), finding)


def _neediest(page: Page, box: Box, rows: pd.DataFrame, finding: Finding) -> None:
    """List the areas most in need beside the map."""
    indicator = finding.indicator
    assert indicator is not None
    cells = [
        [
            Words(with_parent(row, finding), LIST_SIZE),
            Words(indicator.format(row["value"]), LIST_SIZE),
        ]
        for _, row in rows.iterrows()
    ]
    columns = [Column(label("deck.neediest"), 0.72), Column(label("table.value"), 0.28, "right")]
    place = Box(box.left, box.top + 14, box.width, box.height - 14)
    put_table(page.shapes, place, columns, cells, finding.alt)


def draw_empty(page: Page, finding: Finding) -> None:
    """Draw the areas without any slot among all institutions, and list them."""
    left, right = page.box.columns(page.box.width * MAP_SHARE, GAP)
    empty = finding.frame["is_empty"]
    missing = finding.frame["state"] == "missing"
    keys = pd.Series("served", index=finding.frame.index).mask(missing, "missing")
    marked = finding.frame.assign(class_key=keys.mask(empty, "zero"))
    looks = {"served": TRACK, "zero": BELOW[2], "missing": STATE_COLOURS["missing"]}
    shown = replace(finding, frame=marked)
    put_map(page.shapes, left, shown, page.geometry, looks, named=list(marked.index[empty]))
    signs = [Sign(Look(BELOW[2], "diagonal"), label("chart.empty"), whole(empty.sum()))]
    if missing.any():
        signs.append(Sign(Look(looks["missing"]), label("state.missing"), whole(missing.sum())))
    signs += _point_signs(finding.points)
    below = put_legend(page.shapes, right, "", [_short(sign) for sign in signs])
    rows = finding.frame[empty].sort_values("children_under_3", ascending=False)
    _list_empty(page, below, rows, finding)


def _short(sign: Sign) -> Sign:
    """Return a sign whose count stands with its name."""
    name = f"{sign.name} \u00b7 {sign.areas}" if sign.areas else sign.name
    return Sign(sign.look, name, is_round=sign.is_round)


def _point_signs(points: pd.DataFrame | None) -> list[Sign]:
    if points is None:
        return []
    placed = points.dropna(subset=["longitude", "latitude"])
    inclusive = placed["is_inclusive"].astype("boolean").fillna(False).astype(bool)
    counted = (
        (INCLUSIVE, label("chart.inclusive_institutions"), inclusive.sum()),
        (NOT_INCLUSIVE, label("chart.other_institutions"), (~inclusive).sum()),
    )
    return [
        Sign(Look(colour), name, whole(number), is_round=True) for colour, name, number in counted
    ]


def _list_empty(page: Page, box: Box, rows: pd.DataFrame, finding: Finding) -> None:
    if rows.empty:
        return
    most = VIEWS[finding.name].most_rows or len(rows)
    cells = [
        [
            Words(with_parent(row, finding), LIST_SIZE),
            Words(whole(row["children_under_3"]), LIST_SIZE),
        ]
        for _, row in rows.head(most).iterrows()
    ]
    columns = [Column(label("chart.empty"), 0.72), Column(label("deck.children"), 0.28, "right")]
    place = Box(box.left, box.top + 10, box.width, box.height - 10)
    put_table(page.shapes, place, columns, cells, finding.alt, row_height=20)
    if len(rows) > most:
        put_note(page, label("briefing.shown", all=len(rows), shown=most))
