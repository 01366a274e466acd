"""The audit log on the page (操作记录): who did what and when, and whether the log is whole."""

import pandas as pd
import streamlit as st

from childcare.catalog import label, spoken
from childcare.catalog.roles import ACTIONS, ROLES
from childcare.exports import file_name
from childcare.store.audit_log import AuditEntry, AuditLog, read_audit
from childcare.ui import choices, filters, show
from childcare.ui.management_words import local_time
from childcare.ui.plain_text import plain_text

ALL = "all"
# A browser takes longer tables too slowly; the file has every line.
MOST_LISTED = 2_000
TIME_FORMAT = "%Y-%m-%d %H:%M:%S"


def show_log() -> None:
    """Show the audit log, newest first, and say whether anything in it was changed."""
    try:
        log = read_audit()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        st.error(plain_text(label("management.log_unreadable", reason=reason)))
        return
    _show_chain(log)
    if not log.entries:
        st.info(label("management.log_empty"))
        return
    chosen, search = _choose()
    entries = [one for one in reversed(log.entries) if _passes(one, chosen, search)]
    table = log_table(entries)
    show.show_table(table.head(MOST_LISTED))
    if len(table) > MOST_LISTED:
        st.caption(label("management.log_newest_only", number=MOST_LISTED, all=len(table)))
    name = file_name(label("management.tab_log"), log.entries[-1].at.strftime("%Y-%m-%d"))
    show.downloads(table, name, [_chain_sentence(log)], key="audit_log")


def _show_chain(log: AuditLog) -> None:
    """Say whether every line follows the one before."""
    sentence = plain_text(_chain_sentence(log))
    if log.broken:
        st.error(sentence)
    else:
        st.caption(sentence)


def _chain_sentence(log: AuditLog) -> str:
    if log.broken:
        lines = ", ".join(str(number) for number in log.broken[:10])
        return label("management.chain_broken", count=len(log.broken), lines=lines)
    return label("management.chain_whole", lines=len(log.entries), last=log.last[:12])


def _choose() -> tuple[str, str]:
    """Ask which action, and which words."""
    names = {ALL: label("filter.all")} | {name: spoken(one) for name, one in ACTIONS.items()}
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        action = filters.choose_one(
            "action", label("management.action"), list(names), names.get, width=180
        )
        key = choices.widget_key("about")
        st.session_state[key] = choices.get("about")
        search = st.text_input(
            label("management.log_search"),
            key=key,
            on_change=choices.take_from_widget,
            args=("about", ""),
            width=260,
        )
    return action, search.strip()


def _passes(entry: AuditEntry, action: str, search: str) -> bool:
    text = " ".join((entry.name, entry.subject, entry.area, entry.detail)).casefold()
    return action in (ALL, entry.action) and search.casefold() in text


def log_table(entries: list[AuditEntry]) -> pd.DataFrame:
    """Return one row an entry under the names people read; times are those of this machine."""
    return pd.DataFrame(
        {
            label("management.at"): [local_time(one.at, TIME_FORMAT) for one in entries],
            label("management.by"): [one.name for one in entries],
            label("management.role"): [_role(one.role) for one in entries],
            label("management.action"): [spoken(ACTIONS[one.action]) for one in entries],
            label("management.subject"): [one.subject for one in entries],
            label("management.area"): [one.area for one in entries],
            label("management.detail"): [one.detail for one in entries],
        }
    )


def _role(name: str) -> str:
    return spoken(ROLES[name]) if name in ROLES else name
