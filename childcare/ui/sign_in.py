"""Signing in and out (登录与退出) by OpenID Connect, and what is shown to whoever may not enter."""

from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.auth_util import get_secrets_auth_section
from streamlit.errors import Error as StreamlitError
from streamlit.runtime.secrets import secrets_singleton

from childcare.catalog import label
from childcare.store import audit_log
from childcare.store.access_file import NoAccessError
from childcare.store.audit_log import AuditError
from childcare.store.person import Person
from childcare.ui.plain_text import plain_text

LOOPBACK = ("localhost", "127.0.0.1", "::1", "[::1]")
# What only a proxy adds: then the person may sit anywhere.
_PROXY_HEADERS = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Forwarded")
_DEFAULT = "default"
_REFUSED = "sign_in_refused"
_MOST_REMEMBERED = 10_000
# Sign-ins already written down, so that each is written once and not in every tab and run.
_written: OrderedDict[tuple[str, str], None] = OrderedDict()


class StopError(Exception):
    """Nobody may enter now; the text says why, and is empty for one who has not signed in yet."""

    def __init__(
        self, why: str = "", *, may_sign_in: bool = False, may_leave: bool = False
    ) -> None:
        """Say why, and whether one may sign in, or leave to come back as somebody else."""
        super().__init__(why)
        self.may_sign_in = may_sign_in or not (why or may_leave)
        self.may_leave = may_leave

    def show(self) -> None:
        """Show the sign-in screen: the name of the product, why, one button, and nothing else."""
        with st.container(horizontal_alignment="center", gap="medium", key="sign_in"):
            st.title(label("app.title"), anchor=False, width="content")
            if str(self):
                st.warning(plain_text(str(self)), width=560)
            if self.may_sign_in:
                st.markdown(label("access.sign_in_hint"), width="content")
                if st.button(label("access.sign_in"), type="primary", key="sign_in_button"):
                    _go_to_provider()
            if self.may_leave:
                st.button(label("access.sign_out"), on_click=_leave, key="leave_button")


def is_wanted() -> bool:
    """Say whether people have to sign in.

    Raises:
        StopError: there are secrets that cannot be read; Streamlit itself would let everybody in.
    """
    try:
        if secrets_singleton.load_if_toml_exists():
            return "auth" in st.secrets
    except ValueError as error:  # it is no UTF-8
        raise StopError(label("access.bad_secrets")) from error
    if any(Path(path).exists() for path in st.get_option("secrets.files")):
        raise StopError(label("access.bad_secrets"))
    return False


def is_exposed() -> bool:
    """Say whether the browser may be on another machine than the server."""
    address = str(st.get_option("server.address") or "")
    headers = st.context.headers
    host = str(headers.get("Host") or "localhost").rsplit(":", 1)[0]
    if any(headers.get(name) for name in _PROXY_HEADERS):
        return True
    return address not in LOOPBACK or host not in LOOPBACK


def claims() -> Mapping[str, Any] | None:
    """Return what the sign-in service said about the person, None where nobody has signed in."""
    user = st.user.to_dict()
    return user if user.get("is_logged_in") is True else None


def _go_to_provider() -> None:
    """Send the browser to the sign-in service: that of ``[auth]``, else the first named one."""
    try:
        section = get_secrets_auth_section()
        named = [name for name, value in section.items() if isinstance(value, Mapping)]
        own = "client_id" in section or _DEFAULT in named or not named
        st.login(None if own else named[0])
    except (StreamlitError, AttributeError, TypeError):  # one that is no table at all, too
        st.error(label("access.cannot_sign_in"))


def write_down(person: Person) -> None:
    """Write a sign-in into the audit log, once.

    Raises:
        StopError: it cannot be written down.
    """
    known = claims()
    if known is None:
        return
    this = (person.subject, str(known.get("iat")))
    if this in _written:
        return
    try:
        audit_log.record(person, audit_log.SIGNED_IN, detail=str(known.get("iss", "")))
    except AuditError as error:
        raise StopError(str(error), may_leave=True) from error
    _written[this] = None
    if len(_written) > _MOST_REMEMBERED:
        _written.popitem(last=False)


def write_down_refusal(refused: NoAccessError) -> None:
    """Write a refused person into the audit log, once a session."""
    if refused.is_expired or st.session_state.get(_REFUSED) == str(refused):
        return
    try:
        audit_log.record(refused.person, audit_log.DENIED, detail=str(refused))
    except AuditError as error:
        raise StopError(str(error), may_leave=True) from error
    st.session_state[_REFUSED] = str(refused)


def show_way_out(person: Person, text: str) -> None:
    """Show who is signed in, with a button that signs out."""
    with st.container(
        horizontal=True,
        horizontal_alignment="right",
        vertical_alignment="center",
        gap="small",
        key="signed_in",
    ):
        st.caption(plain_text(text), width="content")
        st.button(
            label("access.sign_out"),
            type="tertiary",
            on_click=_sign_out,
            args=(person,),
            key="sign_out",
        )


def _sign_out(person: Person) -> None:
    """Write it down and sign out; whoever wants to leave may do so also with a full disk."""
    with suppress(AuditError):
        audit_log.record(person, audit_log.SIGNED_OUT)
    _leave()


def _leave() -> None:
    st.logout()
