"""The standard tables on paper (标准表): a sentence, and every part with counts and ranks."""

from typing import Any

import pandas as pd

from childcare.analyses.circular_tables import Standing
from childcare.analyses.sentences import level_words
from childcare.catalog import COLUMNS, briefing, label, spoken
from childcare.catalog.numbers import whole
from childcare.charts.hover import value_text
from childcare.exports.circular_grid import Column, add_table
from childcare.exports.circular_sections import Content, write_picture
from childcare.exports.circular_words import sentence
from childcare.exports.circular_writer import Writer


def write_standings(writer: Writer, content: Content) -> None:
    """Write each standard table under a heading of its own, the ranking as a picture first."""
    circular = content.circular
    if not circular.tables:
        return
    writer.heading(1, label("circular.work", level=level_words(circular.level)))
    for number, table in enumerate(circular.tables):
        writer.heading(2, spoken(table.table))
        writer.body(sentence(standing_sentence(table)))
        add_table(
            writer,
            label("circular.table_of", table=spoken(table.table)),
            columns(table, circular.level),
            rows(table),
            bold_rows=1,
            alt=standing_sentence(table),
        )
        if number == 0:
            write_picture(writer, content, briefing.RANKING)


def standing_sentence(table: Standing) -> str:
    """Return the value of the whole, and which parts are first and last."""
    value = table.whole["value"]
    text = label(
        "circular.whole",
        area=table.whole["area_name"],
        indicator=spoken(table.indicator),
        value=table.shown(value) + (table.indicator.unit_suffix() if value == value else ""),
    )
    previous = table.whole["previous"]
    if value == value and previous == previous:
        text += label("circular.year_before", value=table.shown(previous))
    ranked = table.frame.dropna(subset=["rank"])
    first, last = (ranked[ranked["rank"] == place] for place in _ends(ranked))
    if len(first) == len(ranked):
        return text
    return text + label(
        "circular.first_and_last",
        first=_names(first),
        first_value=table.shown(first["value"].iloc[0]),
        last=_names(last),
        last_value=table.shown(last["value"].iloc[0]),
    )


def _ends(ranked: pd.DataFrame) -> tuple[int, int]:
    return int(ranked["rank"].min()), int(ranked["rank"].max())


def _names(rows_of_rank: pd.DataFrame) -> str:
    """Return who shares a rank, or how many where it is a crowd."""
    names = list(rows_of_rank["area_name"])
    if len(names) <= 3:
        return label("sentence.comma").join(names)
    return label("circular.and_others", names=names[0], number=len(names))


def columns(table: Standing, level: str) -> list[Column]:
    """Return the heads of a standard table; the unit stands in the head."""
    indicator = table.indicator
    value = label("circular.with_unit", name=spoken(indicator), unit=indicator.unit_name())
    return [
        Column(label("table.rank"), 0.08, "center"),
        Column(level_words(level) if level else label("target.area"), 0.205),
        Column(spoken(COLUMNS[indicator.numerator]), 0.14, "right"),
        Column(spoken(COLUMNS[indicator.denominator]), 0.15, "right"),
        Column(value, 0.175, "right"),
        Column(label("circular.year_before_head"), 0.125, "right"),
        Column(label("circular.rank_change"), 0.125, "center"),
    ]


def rows(table: Standing) -> list[list[str]]:
    """Return the whole, then every part; who has no value is told why instead."""
    listed = [_row(table, table.whole, label("number.none"), label("number.none"))]
    for _, row in table.frame.iterrows():
        rank = label("number.none") if pd.isna(row["rank"]) else str(row["rank"])
        listed.append(_row(table, row, rank, rank_change(row["change"])))
    return listed


def _row(table: Standing, row: pd.Series, rank: str, change: str) -> list[str]:
    value = row["value"]
    shown = (
        table.shown(value) if value == value else value_text(row["state"], value, table.indicator)
    )
    return [
        rank,
        str(row["area_name"]),
        whole(row["numerator"]),
        whole(row["denominator"]),
        shown,
        table.shown(row["previous"]),
        change,
    ]


def rank_change(change: Any) -> str:
    """Return places gained or lost on the year, or that there were none."""
    if pd.isna(change):
        return label("number.none")
    places = int(change)
    if places > 0:
        return label("circular.rank_up", places=places)
    if places < 0:
        return label("circular.rank_down", places=-places)
    return label("circular.rank_same")
