"""Pages with native charts (图表页): ranking, trend, composition, shortfalls."""

import pandas as pd

from childcare.analyses.finding import Finding
from childcare.catalog import COLUMNS, Indicator, label, spoken
from childcare.charts.bar_marks import shortened
from childcare.charts.hover import value_text
from childcare.charts.legend import class_colours
from childcare.charts.ranking import most_in_need_first
from childcare.charts.theme import BELOW, GROUND, INCLUSIVE, STATE_COLOURS, TRACK
from childcare.exports.deck_charts import Bars, Series, put_bars
from childcare.exports.deck_lines import number_form, put_lines
from childcare.exports.deck_page import Page, rows_shown, with_parent

# Half-width characters of a name beside a bar.
LONGEST_NAME = 34


def draw_ranking(page: Page, finding: Finding) -> None:
    """Draw a bar an area, the most in need on top, in the colours of the map."""
    indicator, classes = finding.indicator, finding.classes
    assert indicator is not None
    assert classes is not None
    ordered = most_in_need_first(finding.frame, indicator, is_change=False)
    page, frame = rows_shown(page, finding, ordered)
    colours = class_colours(classes.number, classes.met_from, is_change=False)
    by_key = {f"class_{number}": colour for number, colour in enumerate(colours)} | STATE_COLOURS
    bars = Bars(
        [ranked_name(row, indicator) for _, row in frame.iterrows()],
        [
            Series(
                spoken(indicator),
                numbers_of(frame["value"]),
                [by_key[key] for key in frame["class_key"]],
            )
        ],
        number_form(indicator),
        finding.reference,
        _reference_text(finding, indicator),
    )
    put_bars(page.shapes, page.box, bars, finding.alt, finding.title)


def ranked_name(row: pd.Series, indicator: Indicator) -> str:
    """Return a name with its rank now and a year before, or why there is no value."""
    name = shortened(row["area_name"], LONGEST_NAME)
    if pd.isna(row["value"]):
        return f"{name} {value_text(row['state'], row['value'], indicator)}"
    if pd.isna(row["rank"]) or pd.isna(row.get("previous_rank")):
        return name
    return name + label("chart.rank_of", rank=row["rank"], previous=row["previous_rank"])


def draw_trend(page: Page, finding: Finding) -> None:
    """Draw the lines."""
    put_lines(page.shapes, page.box, finding)


def draw_composition(page: Page, finding: Finding) -> None:
    """Draw what a share is made of: the part in its colour, and the rest."""
    indicator = finding.indicator
    assert indicator is not None
    known = finding.frame.dropna(subset=["value"])
    page, frame = rows_shown(page, finding, known.sort_values(["value", "area_name"]))
    names = [
        f"{shortened(name, LONGEST_NAME)}  {indicator.format(value, with_unit=True)}"
        for name, value in zip(frame["area_name"], frame["value"], strict=True)
    ]
    first = Series(
        spoken(COLUMNS[indicator.numerator]), numbers_of(frame["first"]), [INCLUSIVE], GROUND
    )
    bars = Bars(
        names,
        [first, Series(label("deck.rest"), numbers_of(frame["rest"]), [TRACK])],
        # Nothing is written where there is nothing.
        "#,##0;;",
        finding.reference / indicator.limit,
        _reference_text(finding, indicator),
        is_stacked=True,
    )
    put_bars(page.shapes, page.box, bars, finding.alt, finding.title)


def draw_gap(page: Page, finding: Finding) -> None:
    """Draw what each area lacks, most first."""
    lacking = finding.frame[finding.frame["shortfall"] > 0]
    page, frame = rows_shown(page, finding, lacking)
    if frame.empty:
        return
    names = [shortened(with_parent(row, finding), LONGEST_NAME) for _, row in frame.iterrows()]
    series = Series(label("target.shortfall"), numbers_of(frame["shortfall"]), [BELOW[2]])
    put_bars(page.shapes, page.box, Bars(names, [series], "#,##0"), finding.alt, finding.title)


def _reference_text(finding: Finding, indicator: Indicator) -> str:
    if finding.reference != finding.reference:
        return ""
    value = indicator.format(finding.reference, with_unit=indicator.unit == "percent")
    return label("chart.reference_is", value=value)


def numbers_of(values: pd.Series) -> list[float | None]:
    """Return values as charts hold them: nothing where a number is unknown."""
    return [None if pd.isna(value) else float(value) for value in values]
