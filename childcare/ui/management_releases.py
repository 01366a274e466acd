"""Releases on the page (版本): who made which, when and why, what changed, and going back."""

import pandas as pd
import streamlit as st

from childcare.catalog import label
from childcare.catalog.roles import DRAFT, RESTORE
from childcare.exports import file_name
from childcare.ingest import publishing
from childcare.store.gate import DeniedError, demand
from childcare.store.not_done import NotDoneError
from childcare.store.originals import Original, path_of
from childcare.store.releases import RESTORED, KeptRelease, kept_releases
from childcare.ui import carry_away, filters, management_compare, release_choice, show, signed_in
from childcare.ui.management_words import local_time, size_text
from childcare.ui.management_work import GOOD, attempt, say
from childcare.ui.plain_text import plain_text

OPENED = "kept"
_WHY = "restore_why"


def show_releases() -> None:
    """List the releases, newest first, and below them the one that is opened."""
    listed = _seen()
    if not listed:
        st.info(label("management.no_releases"))
        return
    table = releases_table(listed)
    show.show_table(table)
    show.downloads(table, file_name(label("management.tab_releases")), [], key="releases")
    names = {one.name: f"{one.name} · {status_name(one)}" for one in listed}
    first = next((one.name for one in listed if one.is_current), listed[0].name)
    name = filters.choose_one(
        OPENED, label("management.release"), list(names), names.get, width=420, first=first
    )
    _show_release(next(one for one in listed if one.name == name), listed)


def _seen() -> list[KeptRelease]:
    """Return the releases this person may look at."""
    person = signed_in.person()
    return [one for one in kept_releases() if release_choice.may_see(person, one)]


def releases_table(listed: list[KeptRelease]) -> pd.DataFrame:
    """Return one row a release under the names people read."""
    rows = []
    for one in listed:
        manifest, last = one.manifest, one.events[-1] if one.events else None
        rows.append(
            {
                label("management.release"): one.name,
                label("management.state"): status_name(one),
                label("management.at"): _when(one),
                label("management.by"): last.by if last else manifest.built_by if manifest else "",
                label("management.why_short"): (
                    last.why if last else manifest.why if manifest else ""
                ),
                label("management.files"): len(manifest.files) if manifest else None,
                label("management.rows"): _row_count(one),
            }
        )
    return pd.DataFrame(rows)


def _row_count(one: KeptRelease) -> int | None:
    """Return how many rows a release holds; a county is not told how many others have."""
    if one.manifest is None or signed_in.person().area:
        return None
    return sum(one.manifest.rows.values())


def _when(one: KeptRelease) -> str:
    if one.events:
        return local_time(one.events[-1].at)
    return local_time(one.manifest.built_at) if one.manifest else label("number.none")


def status_name(one: KeptRelease) -> str:
    """Return in words whether a release is, was, or never was current."""
    if one.is_current:
        return label("management.release_current")
    if one.is_candidate:
        return label("management.release_candidate")
    return label("management.release_earlier")


def _show_release(one: KeptRelease, listed: list[KeptRelease]) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        if not one.is_current:
            release_choice.offer(one.name, key="look_at")
            if signed_in.person().may(RESTORE) and not one.is_candidate:
                _show_restore(one)
    left, right = st.columns(2, gap="medium")
    with left:
        st.markdown(f"**{label('management.what_changed')}**")
        management_compare.show_changes(_before(one, listed), one.name, key="of_release")
    with right:
        _show_history(one)
        _show_files(one)


def _before(one: KeptRelease, listed: list[KeptRelease]) -> str:
    """Return the release that one is held against: its base, else the one built before it."""
    names = [other.name for other in listed if not other.is_candidate or other.name == one.name]
    if one.manifest and one.manifest.base in names:
        return one.manifest.base
    older = names[names.index(one.name) + 1 :]
    return older[0] if older else ""


def _show_restore(one: KeptRelease) -> None:
    st.text_input(label("management.why"), key=_WHY, width=320)
    st.button(label("management.restore"), key="restore", on_click=_restore, args=(one.name,))


def _restore(name: str) -> None:
    why = str(st.session_state.get(_WHY) or "").strip()

    def restore() -> None:
        if not why:
            raise NotDoneError(label("management.why_missing"))
        publishing.restore(name, person=signed_in.person(), why=why)
        release_choice.leave()
        say(GOOD, label("management.restored", release=name))

    attempt(restore)


def _show_history(one: KeptRelease) -> None:
    """Say when and by whom a release was built and made current."""
    lines = []
    if one.manifest:
        at, by = local_time(one.manifest.built_at), one.manifest.built_by
        lines.append(label("management.event_built", at=at, by=by, why=one.manifest.why))
    for event in one.events:
        at, by, why = local_time(event.at), event.by, event.why
        if event.action == RESTORED:
            lines.append(label("management.event_restored", at=at, by=by, why=why))
        else:
            lines.append(label("management.event_published", at=at, by=by, why=why))
    st.markdown("  \n".join([f"**{label('management.history')}**", *map(plain_text, lines)]))


def _show_files(one: KeptRelease) -> None:
    """List the files a release was built of; who works with data may take them away."""
    if one.manifest is None:
        st.caption(label("management.no_manifest"))
        return
    person = signed_in.person()
    files = [*one.manifest.files, *([one.manifest.sources] if one.manifest.sources else [])]
    shown = [file for file in files if not person.area or file.area == person.area]
    table = pd.DataFrame(
        {
            label("management.file"): [file.name for file in shown],
            label("management.size"): [size_text(file.size) for file in shown],
            label("management.hash"): [file.sha256[:12] for file in shown],
            label("management.area"): [file.area for file in shown],
        }
    )
    if not any(file.area for file in shown):
        table = table.drop(columns=label("management.area"))
    st.markdown(f"**{label('management.files_of_release')}**")
    show.show_table(table)
    if person.may(DRAFT) and shown:
        _show_original(one, shown)


def _show_original(one: KeptRelease, shown: list[Original]) -> None:
    """Offer one of the files as it was handed in."""
    by_place = dict(enumerate(shown))
    place = st.selectbox(
        label("management.original"),
        list(by_place),
        format_func=lambda number: by_place[number].name,
        index=None,
        placeholder=label("management.choose"),
        key=f"original_{one.name}",
    )
    if place is None:
        return
    chosen = by_place[place]
    try:
        demand(signed_in.person(), DRAFT, area=chosen.area, subject=chosen.name)
        content = path_of(chosen.sha256).read_bytes()
    except DeniedError as error:
        st.error(plain_text(str(error)))
        return
    except OSError:
        st.error(label("management.original_gone"))
        return
    carry_away.offer(
        label("management.take_original"),
        content,
        file_name=chosen.name,
        key="take_original",
    )
