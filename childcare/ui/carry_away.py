"""Download buttons (下载): whatever leaves is asked for at the gate and written down first."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from childcare.catalog.roles import EXPORT
from childcare.store import audit_log
from childcare.store.audit_log import AuditError
from childcare.store.gate import DeniedError, demand
from childcare.store.person import Person
from childcare.ui import signed_in
from childcare.ui.plain_text import plain_text

# A file is made when no page runs any more; why one was not is said when the next one does.
_refused: dict[tuple[Person, str], str] = {}


def offer(
    text: str,
    content: bytes | Callable[[], bytes],
    *,
    file_name: str,
    key: str,
    mime: str | None = None,
    **look: Any,
) -> None:
    """Show a button that downloads a file; the audit log says who took it.

    Args:
        text: on the button.
        content: the file, or what makes it when it is asked for.
        file_name: under which it is saved, and stands in the audit log.
        key: of the button.
        mime: the kind of file.
        look: whatever else ``st.download_button`` may be told.
    """
    person = signed_in.person()

    def taken() -> bytes:
        try:
            return _taken(person, content, file_name)
        except (DeniedError, AuditError) as error:
            _refused[person, key] = str(error)
            raise

    st.download_button(
        text, taken, file_name=file_name, mime=mime, key=key, on_click="ignore", **look
    )
    if refusal := _refused.pop((person, key), ""):
        st.error(plain_text(refusal))


def _taken(person: Person, content: bytes | Callable[[], bytes], file_name: str) -> bytes:
    """Return a file for a person, once that is allowed and written down."""
    demand(person, EXPORT, area=person.area, subject=file_name)
    made = content if isinstance(content, bytes) else content()
    audit_log.record(person, audit_log.EXPORTED, subject=file_name, area=person.area)
    return made
