"""What changed from one release to another (版本比较): headline indicators and rows, in words."""

from contextlib import ExitStack

import pandas as pd
import streamlit as st

from childcare.analyses.release_diff import headline_changes, row_changes
from childcare.catalog import INDICATORS, Indicator, label, spoken
from childcare.catalog.numbers import signed
from childcare.exports import file_name
from childcare.store import OutsideError, connect
from childcare.store.releases import database_of
from childcare.ui import filters, show, signed_in
from childcare.ui.management_words import table_names
from childcare.ui.management_work import Tell, Watched
from childcare.ui.plain_text import plain_text


def show_changes(before: str, after: str, *, key: str) -> None:
    """Show what changed between two releases, or what one holds where there was none before."""
    try:
        headlines, rows = compared(before, after)
    except OutsideError:
        st.info(label("management.no_such_county"))
        return
    _show(before, after, headlines, rows, key)


def warn_of_removed(before: str, after: str) -> None:
    """Warn of rows that the newer release does not hold any more, by table."""
    try:
        _, rows = compared(before, after)
    except OutsideError:
        return
    _warn(rows)


def _warn(rows: pd.DataFrame) -> None:
    gone = rows[rows["removed"] > 0]
    if gone.empty:
        return
    names = table_names()
    parts = [
        label("management.rows_of_table", table=names.get(table, table), rows=f"{removed:,}")
        for table, removed in zip(gone["table"], gone["removed"], strict=True)
    ]
    st.warning(plain_text(label("management.rows_go", rows=label("sentence.comma").join(parts))))


def _show(before: str, after: str, headlines: pd.DataFrame, rows: pd.DataFrame, key: str) -> None:
    st.markdown(f"**{plain_text(_sentence(before, headlines, rows))}**")
    _warn(rows)
    whole = headlines[headlines["area_code"] == _root(headlines)]
    show.show_table(headline_table(whole))
    show.show_table(rows_table(rows))
    parts = headlines[headlines["area_code"] != _root(headlines)]
    if len(parts):
        _show_parts(parts, key)
    name = file_name(after, label("management.what_changed"))
    show.downloads(headline_table(headlines), name, [], key=f"changes_{key}")


def compared(before: str, after: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return headline indicators and rows of two releases, as the person of this run sees them.

    A release never changes, so a comparison is made once.
    """
    area = signed_in.person().area

    def made(tell: Tell) -> tuple[pd.DataFrame, pd.DataFrame]:
        with ExitStack() as opened:
            now = opened.enter_context(connect(database_of(after), area=area))
            then = opened.enter_context(connect(database_of(before), area=area)) if before else None
            tell(1, 3, label("management.comparing_headlines"))
            headlines = headline_changes(then, now)
            tell(2, 3, label("management.comparing_rows"))
            return headlines, row_changes(then, now)

    return _compared.ask((before, after, area), label("management.comparing"), made)


_compared: Watched[tuple[pd.DataFrame, pd.DataFrame]] = Watched()


def _root(headlines: pd.DataFrame) -> str:
    return str(headlines["area_code"].iloc[0]) if len(headlines) else ""


def _sentence(before: str, headlines: pd.DataFrame, rows: pd.DataFrame) -> str:
    """Say in a sentence how much changed."""
    if not before:
        return label("management.nothing_before", rows=f"{rows['rows_after'].sum():,}")
    whole = headlines[headlines["area_code"] == _root(headlines)]
    moved = [
        direction(difference, INDICATORS[indicator])
        for difference, indicator in zip(whole["difference"], whole["indicator"], strict=True)
    ]
    return label(
        "management.changes",
        release=before,
        indicators=sum(one != label("management.same") for one in moved),
        added=f"{rows['added'].sum():,}",
        removed=f"{rows['removed'].sum():,}",
        changed=f"{rows['changed'].sum():,}",
    )


def direction(difference: float, indicator: Indicator) -> str:
    """Return in a word with an arrow whether a value rose, fell, or shows the same digits."""
    if difference != difference:
        return label("management.not_comparable")
    if abs(difference) < 0.5 * 10.0**-indicator.decimals:
        return label("management.same")
    return label("management.more") if difference > 0 else label("management.less")


def headline_table(headlines: pd.DataFrame) -> pd.DataFrame:
    """Return one row an area and indicator: before, after, and the difference in words.

    What says nothing is left out: of one area its name, and all that was before where nothing was.
    """
    rows = [_headline(row, INDICATORS[row["indicator"]]) for _, row in headlines.iterrows()]
    left_out = []
    if len(set(headlines["area_code"])) == 1:
        left_out.append(label("management.area"))
    if headlines["month_before"].isna().all():
        left_out += [
            label("management.before"),
            label("management.difference"),
            label("management.month_before"),
        ]
    return pd.DataFrame(rows).drop(columns=left_out, errors="ignore")


def _headline(one: pd.Series, indicator: Indicator) -> dict[str, str]:
    moved = direction(one["difference"], indicator)
    is_number = moved in (label("management.more"), label("management.less"))
    number = signed(one["difference"], indicator.decimals)
    return {
        label("management.area"): one["area_name"],
        label("table.indicator"): spoken(indicator),
        label("management.before"): indicator.format(one["before"]),
        label("management.after"): indicator.format(one["after"]),
        label("management.difference"): f"{moved} {number}" if is_number else moved,
        label("table.unit"): indicator.unit_name(),
        label("management.month_before"): _month(one["month_before"]),
        label("management.month_after"): _month(one["month_after"]),
    }


def _month(month: pd.Timestamp) -> str:
    return label("number.none") if pd.isna(month) else month.strftime(filters.MONTH_FORMAT)


def rows_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row a table: how many rows came, went and changed; tables without rows not."""
    names = table_names()
    shown = rows[(rows["rows_before"] > 0) | (rows["rows_after"] > 0)]
    return pd.DataFrame(
        {
            label("management.table"): [names.get(name, name) for name in shown["table"]],
            label("management.rows_before"): shown["rows_before"].tolist(),
            label("management.rows_after"): shown["rows_after"].tolist(),
            label("management.rows_added"): shown["added"].tolist(),
            label("management.rows_removed"): shown["removed"].tolist(),
            label("management.rows_changed"): shown["changed"].tolist(),
        }
    )


def _show_parts(parts: pd.DataFrame, key: str) -> None:
    """Show one indicator in every county."""
    with st.expander(label("management.by_county")):
        names = list(dict.fromkeys(parts["indicator"]))
        chosen = st.selectbox(
            label("filter.indicator"),
            names,
            format_func=lambda name: spoken(INDICATORS[name]),
            key=f"changes_indicator_{key}",
            width=320,
        )
        show.show_table(headline_table(parts[parts["indicator"] == chosen]))
