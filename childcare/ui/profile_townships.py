"""The townships of the county (乡镇街道): table with spark lines, quadrants, slots for age 2."""

import pandas as pd
import streamlit as st

from childcare import analyses
from childcare.analyses.supply_and_use import action_names, quadrant_names
from childcare.analyses.township_table import (
    NO_INCLUSIVE,
    NO_KINDERGARTEN_CLASS,
    NO_SLOTS,
    NOT_REPORTED,
)
from childcare.catalog import COLUMNS, INDICATORS, label, spoken
from childcare.catalog.numbers import whole
from childcare.charts.quadrant import quadrant_plot
from childcare.charts.ranking import longest_bar
from childcare.measures.quadrants import BUILD, QUADRANTS
from childcare.ui import captions, data, filters, profile_data, show
from childcare.ui.coverage_view import MAIN
from childcare.ui.figure import show_figure
from childcare.ui.profile_field import markdown_table
from childcare.ui.profile_view import ProfileView

BLOCKS = "▁▂▃▄▅▆▇█"
# On paper a course has a step every so many months.
MONTHS_A_STEP = 6
ROW, HEAD = 35, 40


def show_townships(view: ProfileView) -> None:
    """Show what each township has and lacks; on paper the same as a plain table."""
    if not view.has_townships:
        st.info(label("profile.no_townships", area=show.plain_text(view.name)))
        return
    st.markdown(f"**{label('profile.townships')}**")
    table = _table(view.townships)
    course = label("profile.course")
    highest = _scale(table[course])
    number = st.column_config.NumberColumn
    counts = table.select_dtypes("Int64").columns
    formats = {
        **{str(column): number(format="%,.0f") for column in counts},
        spoken(INDICATORS[MAIN]): number(format="%.2f"),
        spoken(INDICATORS["slots_per_100_under_3"]): number(format="%.1f"),
        spoken(INDICATORS["utilisation_rate"]): number(format="%.1f%%"),
        # One scale for all, so that a flat line of a poor township lies low.
        course: st.column_config.LineChartColumn(y_min=0, y_max=highest, width="small"),
    }
    with st.container(key="profile_on_screen"):
        st.dataframe(
            table,
            hide_index=True,
            width="stretch",
            height=HEAD + ROW * max(len(table), 1),
            column_config=formats,
        )
        show.downloads(
            table.drop(columns=course),
            view.file_name(label("profile.townships")),
            [],
            key="townships",
        )
    with st.container(key="profile_on_paper"):
        st.markdown(markdown_table(_on_paper(table, highest), words=1))


def _table(townships: pd.DataFrame) -> pd.DataFrame:
    """Return the townships under the names people read; numbers stay numbers."""
    lacks, actions, comma = _lack_names(), action_names(), label("sentence.comma")
    columns = {
        label("profile.township"): townships["area_name"],
        **{
            spoken(COLUMNS[name]): townships[name].astype("Int64")
            for name in ("children_under_3", "slots", "inclusive_slots")
        },
        spoken(INDICATORS[MAIN]): townships[MAIN],
        label("profile.course"): townships["course"],
        spoken(INDICATORS["slots_per_100_under_3"]): townships["slots_per_100_under_3"],
        spoken(INDICATORS["utilisation_rate"]): townships["utilisation_rate"],
        label("profile.shortfall"): townships["shortfall"],
        label("profile.action"): townships["action"].map(actions),
        label("profile.lacks"): [
            comma.join(lacks[one] for one in some) for some in townships["lacks"]
        ],
    }
    return pd.DataFrame(columns)


def _scale(courses: pd.Series) -> float:
    """Return the value at the top of all lines, beyond which a lone giant is cut off."""
    tops = pd.Series([max(one, default=0.0) for one in courses], dtype="float64")
    return min(float(tops.max()), longest_bar(tops)) or 1.0 if len(tops) else 1.0


def _lack_names() -> dict[str, str]:
    return {
        NOT_REPORTED: label("profile.not_reported"),
        NO_SLOTS: label("profile.no_slots"),
        NO_INCLUSIVE: label("profile.no_inclusive"),
        NO_KINDERGARTEN_CLASS: label("profile.no_kindergarten_class"),
    }


def _on_paper(table: pd.DataFrame, highest: float) -> pd.DataFrame:
    """Return the table as texts; a line becomes blocks of eight heights."""
    course = label("profile.course")
    texts = table.assign(**{course: [_blocks(one, highest) for one in table[course]]})
    two_places = spoken(INDICATORS[MAIN])
    for column in texts:
        if pd.api.types.is_float_dtype(table[column]):
            places = 2 if column == two_places else 1
            texts[column] = [
                label("number.none") if value != value else f"{value:,.{places}f}"
                for value in table[column]
            ]
        elif pd.api.types.is_integer_dtype(table[column]):
            texts[column] = [
                label("number.none") if pd.isna(value) else whole(value) for value in table[column]
            ]
    return texts


def _blocks(course: list[float], highest: float) -> str:
    """Return a course as blocks, back from its last month, all townships on one scale."""
    last = len(BLOCKS) - 1
    shown = course[::-MONTHS_A_STEP][::-1]
    return "".join(BLOCKS[min(last, round(last * value / highest))] for value in shown)


def show_quadrant(view: ProfileView) -> None:
    """Draw the townships by supply and use, or say why they cannot be."""
    if not view.has_townships:
        return
    found = profile_data.quadrants(area=view.area, month=view.month)
    drawn = found.areas["action"].isin(QUADRANTS)
    # Without both averages no township is in a quadrant.
    if not drawn.any():
        st.info(label("profile.no_quadrants"))
        return
    title = _quadrant_title(found.areas, int(drawn.sum()))
    level = analyses.level_words("township")
    references = label(
        "profile.quadrant_references",
        supply=found.indicator.format(found.supply_reference, with_unit=True),
        use=INDICATORS["utilisation_rate"].format(found.use_reference, with_unit=True),
        whole=filters.region_name(data.tree().root),
    )
    words = captions.caption(
        title, found.indicator, view.month, view.area, level="township", notes=[references]
    )
    figure = quadrant_plot(
        found.areas,
        found.indicator,
        (found.supply_reference, found.use_reference),
        quadrant_names(),
        words,
        name=f"profile-{view.area}",
    )
    show_figure(
        figure,
        key="profile_quadrant",
        file_name=view.file_name(label("profile.action"), level),
        alt=words.alt,
    )


def _quadrant_title(areas: pd.DataFrame, townships: int) -> str:
    """Return how many townships are compared, to be built in, and without any slot."""
    build = int((areas["action"] == BUILD).sum())
    title = label("profile.quadrant_title", townships=townships, build=build)
    empty = int((areas["slots"] == 0).sum())
    return title + (label("profile.and_empty", townships=empty) if empty else "")
