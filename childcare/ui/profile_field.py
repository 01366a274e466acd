"""The county in the field of all (位置): figures of indicators, and the table of ranks."""

import pandas as pd
import streamlit as st

from childcare import analyses
from childcare.analyses import stamp
from childcare.analyses.profile import CARE, HEADLINES
from childcare.analyses.profile_words import field_title, gain_text, lose_text, rank_text
from childcare.catalog import INDICATORS, label, spoken
from childcare.charts.county_strips import Field, county_strips
from childcare.charts.theme import Caption
from childcare.ui import captions, data, filters, show
from childcare.ui.figure import show_figure
from childcare.ui.profile_view import ProfileView


def show_headlines(view: ProfileView) -> None:
    """Draw the headline indicators; totals have no place in a field of counties of any size."""
    shown = [name for name in view.profile.known(HEADLINES) if INDICATORS[name].is_ratio]
    _show(view, shown, "profile_headlines", label("profile.headlines"))


def show_care(view: ProfileView) -> None:
    """Draw use, price, staff and quality."""
    _show(view, view.profile.known(CARE), "profile_care", label("profile.care"))


def _show(view: ProfileView, names: list[str], key: str, about: str) -> None:
    if not names:
        st.info(label("profile.nothing_known", about=about))
        return
    caption = _caption(view, names, about)
    tree, found = data.tree(), view.profile
    codes = found.cohort.index.get_level_values("area_code").unique()
    field = Field(
        cohort=found.cohort,
        whole=found.whole,
        names={code: tree.name(code) for code in codes},
        own=found.area,
        peers=found.peers.codes,
        whole_name=view.parent_name,
    )
    stands = [_stand(view, name) for name in names]
    show_figure(
        county_strips(field, names, stands, caption, name=key),
        key=key,
        file_name=view.file_name(about),
        alt=caption.alt,
        on_click=_open,
    )


def _caption(view: ProfileView, names: list[str], about: str) -> Caption:
    """Return the words of a figure of several indicators."""
    title = field_title(view.profile, names, view.name, view.parent_name)
    parts = [about, view.month.strftime(filters.MONTH_FORMAT), label("profile.ends")]
    parts.append(label("caption.by_level", level=analyses.level_words("county")))
    subtitle = label("caption.dot").join(parts)
    # No formula of a single indicator stands below: a count has none.
    notes = captions.history_notes(view.area, view.month)
    foot = stamp.foot(data.release(), INDICATORS["slots"], notes)
    return Caption(title, subtitle, foot, alt=f"{title} {subtitle}")


def _stand(view: ProfileView, name: str) -> str:
    """Return value and rank of the county."""
    row, indicator = view.profile.stands[name], INDICATORS[name]
    # Other units stand at the ends of the row.
    with_unit = indicator.unit == "percent" and pd.notna(row["value"])
    parts = (indicator.format(row["value"], with_unit=with_unit), rank_text(row, brief=True))
    return label("profile.dot").join(part for part in parts if part)


def _open(point: dict[str, object]) -> None:
    """Look at the county that was clicked."""
    clicked = point.get("customdata")
    if isinstance(clicked, list) and clicked and clicked[0] in data.tree():
        filters.go_to(str(clicked[0]))


def show_ranks(view: ProfileView) -> None:
    """Show every indicator with city, peers, rank, and what would turn the rank over."""
    names = view.profile.known(HEADLINES + CARE)
    if not names:
        return
    table = ranks_table(view, names)
    st.markdown(f"**{label('profile.ranks')}**")
    with st.container(key="profile_ranks"):
        st.markdown(markdown_table(table, words=1))
    notes = captions.caption("", INDICATORS["slots"], view.month, view.area).foot
    show.downloads(_numbers(view, names), view.file_name(), notes, key="profile")


def ranks_table(view: ProfileView, names: list[str]) -> pd.DataFrame:
    """Return one row an indicator, in words; columns of which nothing is known are left out."""
    rows = []
    for name in names:
        indicator, own = INDICATORS[name], view.profile.stands[name]
        rows.append(
            {
                label("table.indicator"): captions.measured(indicator),
                view.name: indicator.format(own["value"]),
                view.parent_name: _value(view.profile.whole, name),
                label("profile.peers_together"): _value(view.profile.together, name),
                label("table.rank"): rank_text(own),
                label("profile.gain"): gain_text(indicator, own),
                label("profile.lose"): lose_text(indicator, own),
            }
        )
    table = pd.DataFrame(rows)
    known = [(table[column] != "").any() and column != "" for column in table]
    return table.loc[:, known]


def _value(values: pd.DataFrame, name: str) -> str:
    """Return a value of the city or of the peers together; empty where there are none."""
    if values["state"].isna().all():
        return ""
    return INDICATORS[name].format(values["value"][name])


def markdown_table(table: pd.DataFrame, *, words: int) -> str:
    """Return a table that prints; the first columns hold words, the others end at the right."""
    rules = [":--" if place < words else "--:" for place in range(len(table.columns))]
    rows = [list(map(str, table.columns)), rules, *table.to_numpy().tolist()]
    texts = [
        [cell if place == 1 else show.plain_text(cell) for cell in row]
        for place, row in enumerate(rows)
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in texts)


def _numbers(view: ProfileView, names: list[str]) -> pd.DataFrame:
    """Return the table as numbers, for files."""
    own = view.profile.own.loc[names]
    return pd.DataFrame(
        {
            label("table.indicator"): [spoken(INDICATORS[name]) for name in names],
            label("table.unit"): [INDICATORS[name].unit_name() for name in names],
            label("table.value"): own["value"].to_numpy(),
            label("table.numerator"): own["numerator"].to_numpy(),
            label("table.denominator"): own["denominator"].to_numpy(),
            label("profile.whole"): view.profile.whole["value"].reindex(names).to_numpy(),
            label("profile.peers_together"): view.profile.together["value"].reindex(names),
            label("table.rank"): own["rank"].to_numpy(),
            label("profile.ranked"): own["ranked"].to_numpy(),
            label("profile.previous_rank"): own["previous_rank"].to_numpy(),
            label("profile.units_to_gain"): own["units_to_gain"].to_numpy(),
            label("profile.units_to_lose"): own["units_to_lose"].to_numpy(),
        }
    )
