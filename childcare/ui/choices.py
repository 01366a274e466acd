"""What the reader chose (选择): kept in the URL, the same on every page, restored by a pasted link.

Streamlit forgets a widget when its page is left and clears the URL when a page is changed, so the
choices are held apart from the widgets and written back into the URL on every run.
"""

import streamlit as st

_HELD, _WRITTEN, _WIDGET = "choices", "choices_in_url", "choose_"


def begin_run() -> None:
    """Take over a URL that is not the one written last: a pasted link, or the back button."""
    in_url = {key: st.query_params[key] for key in st.query_params}
    held = st.session_state.setdefault(_HELD, {})
    if in_url and in_url != st.session_state.get(_WRITTEN):
        held.clear()
        held.update(in_url)
        for key in [key for key in st.session_state if str(key).startswith(_WIDGET)]:
            del st.session_state[key]


def end_run() -> None:
    """Write the choices into the URL where they differ from what stands there."""
    held = dict(st.session_state[_HELD])
    if held != {key: st.query_params[key] for key in st.query_params}:
        st.query_params.from_dict(held)
    st.session_state[_WRITTEN] = held


def get(name: str, default: str = "") -> str:
    """Return a choice, or the default where none was made."""
    return str(st.session_state.get(_HELD, {}).get(name, default))


def held() -> dict[str, str]:
    """Return all choices made, for a link that keeps them."""
    return dict(st.session_state.get(_HELD, {}))


def put(name: str, value: str, *, default: str = "") -> None:
    """Make a choice; the default leaves the URL."""
    held = st.session_state.setdefault(_HELD, {})
    if value == default or not value:
        held.pop(name, None)
    else:
        held[name] = value
    # The widget of this choice, if there is one, is made anew from the choice.
    st.session_state.pop(_WIDGET + name, None)


def widget_key(name: str) -> str:
    """Return the key of the widget that makes this choice."""
    return _WIDGET + name


def take_from_widget(name: str, default: str) -> None:
    """Make the choice that the widget shows; a list is kept joined by commas."""
    held = st.session_state.setdefault(_HELD, {})
    value = st.session_state.get(_WIDGET + name)
    text = ",".join(value) if isinstance(value, list) else str(value or "")
    if text and text != default:
        held[name] = text
    else:
        held.pop(name, None)
