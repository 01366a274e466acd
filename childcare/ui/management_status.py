"""The answer of data management in three seconds (数据概况): which data, how new, what waits."""

import streamlit as st

from childcare.catalog import label
from childcare.catalog.roles import DRAFT, PUBLISH
from childcare.ingest.submission import HANDED_IN
from childcare.store.releases import KeptRelease, UnknownReleaseError, kept_release
from childcare.ui import data, filters, signed_in
from childcare.ui.management_completeness import freshness
from childcare.ui.management_import import waiting
from childcare.ui.management_words import local_time
from childcare.ui.plain_text import plain_text


def show_situation(*, has_release: bool) -> None:
    """Say which data are on the screen, whether they are complete, and what waits for somebody."""
    lines = [_data_line()] if has_release else [f"**{label('management.nothing_yet')}**"]
    if signed_in.person().may(DRAFT):
        lines.append(_waiting_line(has_release=has_release))
    st.markdown("  \n".join(lines))
    if sentence := signed_in.situation():
        st.caption(plain_text(sentence))


def _data_line() -> str:
    release = data.release()
    months = data.months()
    newest = months[0].strftime(filters.MONTH_FORMAT) if months else label("number.none")
    first = label("management.data_of", title=release.title or "", month=newest)
    rest = f"{_reported()} {_origin(release.release_id)}"
    return f"**{plain_text(first)}** {plain_text(rest)}"


def _reported() -> str:
    """Return from how many areas the newest register is, and how old it is."""
    frame = freshness()
    found = frame[(frame["table"] == "institution") & frame["newest"].notna()]
    if found.empty:
        return label("management.no_register")
    newest = found.iloc[0]
    return label(
        "management.newest_register",
        reported=newest["areas_reported"],
        areas=newest["areas"],
        months=newest["age"],
    )


def _origin(name: str) -> str:
    """Return which release this is and since when, by whom and why it is current."""
    try:
        kept = kept_release(name)
    except UnknownReleaseError:
        return label("management.release_only", release=name)
    if not kept.events:
        return label("management.built_at", release=name, at=_built_at(), by=_built_by(kept))
    last = kept.events[-1]
    return label(
        "management.current_since",
        release=name,
        at=local_time(last.at),
        by=last.by,
        why=last.why or label("releases.no_reason"),
    )


def _built_at() -> str:
    """Return when the release looked at was built; releases write that down in UTC."""
    return local_time(data.release().built_at.tz_localize("UTC").to_pydatetime())


def _built_by(kept: KeptRelease) -> str:
    return kept.manifest.built_by if kept.manifest else label("number.none")


def _waiting_line(*, has_release: bool) -> str:
    """Return what waits for somebody, and what to do first."""
    listed = waiting()
    handed_in = sum(one.state == HANDED_IN for one in listed)
    if not listed:
        return (
            label("management.nothing_waits") if has_release else label("management.how_to_begin")
        )
    line = label("management.work_waits", open=len(listed) - handed_in, handed_in=handed_in)
    if handed_in and signed_in.person().may(PUBLISH):
        line += label("management.review_first")
    return line
