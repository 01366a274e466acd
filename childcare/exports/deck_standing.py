"""Pages on where areas stand (均衡与画像页): how evenly slots lie, a county among the others."""

from childcare.analyses.finding import Finding
from childcare.catalog import spoken
from childcare.charts.theme import ACCENT, STEPS
from childcare.exports.deck_chart_pages import numbers_of, ranked_name
from childcare.exports.deck_charts import Bars, Series, put_bars
from childcare.exports.deck_curve import ABOVE, BELOW, LEFT, RIGHT, put_curve
from childcare.exports.deck_lines import number_form
from childcare.exports.deck_measure import LINE, Box
from childcare.exports.deck_page import Page
from childcare.exports.deck_tables import HEAD, PADDING, Column, put_table
from childcare.exports.deck_text import Words

CHART_SHARE, GAP = 0.55, 24.0
# A curve of shares is to be nearly as high as wide.
WIDEST = 1.25
# A table of figures is set larger than one of sentences.
FIGURE_SIZE, TEXT_SIZE = 18.0, 15.0
FIGURE_ROW, TALLEST_ROW = 44.0, 84.0
# Of a table's width, by how many columns it has.
TABLE_SHARES = {2: (0.36, 0.64), 3: (0.5, 0.25, 0.25)}


def draw_balance(page: Page, finding: Finding) -> None:
    """Draw the Lorenz curve with the line of evenness, and the measures beside it."""
    high = page.box.height
    wide = min(CHART_SHARE * page.box.width, LEFT + RIGHT + WIDEST * (high - BELOW - ABOVE))
    left, right = page.box.columns(wide, GAP)
    put_curve(page.shapes, left, finding)
    _put_beside(page, right, finding)


def draw_profile(page: Page, finding: Finding) -> None:
    """Draw a bar a county by rank, one of them marked, and its townships by what is to be done."""
    indicator = finding.indicator
    assert indicator is not None
    left, right = page.box, None
    if finding.beside is not None:
        left, right = page.box.columns(CHART_SHARE * page.box.width, GAP)
    frame = finding.frame
    bars = Bars(
        [ranked_name(row, indicator) for _, row in frame.iterrows()],
        [
            Series(
                spoken(indicator),
                numbers_of(frame["value"]),
                [ACCENT if one else STEPS[1] for one in frame["is_own"]],
            )
        ],
        number_form(indicator),
        finding.reference,
        finding.reference_text,
    )
    put_bars(page.shapes, left, bars, finding.alt, finding.title)
    if right is not None:
        _put_beside(page, right, finding)


def _put_beside(page: Page, box: Box, finding: Finding) -> None:
    """Write the table that belongs to a chart beside it."""
    table = finding.beside
    if table is None:
        return
    shares = TABLE_SHARES[len(table.columns)]
    is_figures = len(shares) > 2
    columns = [
        Column(str(name), share, "right" if is_figures and place else "left")
        for place, (name, share) in enumerate(zip(table.columns, shares, strict=True))
    ]
    size = FIGURE_SIZE if is_figures else TEXT_SIZE
    rows = [
        [Words(str(cell), size, bold=not place) for place, cell in enumerate(row)]
        for row in table.to_numpy().tolist()
    ]
    tallest = FIGURE_ROW if is_figures else TALLEST_ROW
    high = min((box.height - HEAD * LINE - 2 * PADDING) / max(len(rows), 1), tallest)
    put_table(page.shapes, box, columns, rows, finding.alt, row_height=high)
